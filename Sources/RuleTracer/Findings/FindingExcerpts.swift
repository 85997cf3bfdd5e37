package import ResourceDocuments
package import SourceText

extension Finding {
    /// Where the finding stands in the resource's file: of a deciding element the first value that was tested, so that a line of a report is the
    /// line to mend; or the head of the nearest one around what is missing. nil for a resource that was not read from a text.
    ///
    /// - Parameter texts: what other findings in the resource have read of it.
    package func place(in resource: Resource, reading texts: ReadTexts = ReadTexts()) -> SourcePlace? {
        placeMark.place(in: resource, reading: texts)
    }

    /// What `place(in:reading:)` looks for: the place of findings whose marks are the same is one.
    package var placeMark: ResourceMark {
        let tested = tests.lazy.compactMap(\.path).first { $0.isInside(path) }
        if let missing, tested == nil || missing.isInside(path) {
            // A null stands where the value should.
            return ResourceMark(path: path, label: "", target: missing == path ? .value : .head)
        }
        return ResourceMark(path: tested ?? path, label: "", target: .value)
    }

    /// Labelled places for the renderer: the resource's, the rule's, those of other resources.
    ///
    /// - Parameter texts: what other findings in the resource have read of it.
    package func excerpts(in resource: Resource, reading texts: ReadTexts = ReadTexts()) -> [Excerpt] {
        var excerpts: [Excerpt] = []
        for mark in resourceMarks {
            guard let place = mark.place(in: resource, reading: texts) else { continue }
            excerpts.append(Excerpt(place, mark.label, style: excerpts.isEmpty ? .primary : .secondary))
        }
        excerpts += ruleExcerpts
        for related in related {
            let mark = ResourceMark(path: related.path, label: related.label, target: related.target)
            guard let place = mark.place(in: related.resource, reading: texts) else { continue }
            excerpts.append(Excerpt(place, related.label, style: .secondary))
        }
        return excerpts
    }
}

extension ResourceMark {
    /// nil where there is no text to point at.
    package func place(in resource: Resource, reading texts: ReadTexts = ReadTexts()) -> SourcePlace? {
        if path.isWhole, target == .value { return head(of: resource) }
        guard let written = path.documentPath(in: resource) else { return head(of: resource) }
        guard path.isMade else { return place(of: written, in: resource.document) }
        return placeInside(
            of: resource.document.node(at: written)?.string, resource.document.place(of: written), path.inside[...],
            texts) ?? place(of: written, in: resource.document)
    }

    /// Where something stands inside of a text that a function reads; nil where the file does not show the text as it is.
    private func placeInside(
        of text: String?, _ place: SourcePlace?, _ inside: ArraySlice<ResourcePath.Inside>, _ texts: ReadTexts
    ) -> SourcePlace? {
        guard let first = inside.first, let text, let place,
            let read = texts.text(text, at: place, read: first.making)
        else { return nil }
        guard let document = read.document else {
            guard case .index(let index) = first.path.steps.first, read.pieces.indices.contains(index) else {
                return nil
            }
            return read.written.place(of: read.pieces[index])
        }
        let inner =
            inside.count == 1
            ? self.place(of: first.path, in: document)
            : placeInside(
                of: document.node(at: first.path)?.string, document.place(of: first.path), inside.dropFirst(), texts)
        return inner.flatMap { read.written.place(of: $0.span) }
    }

    private func place(of path: DocumentPath, in document: Document) -> SourcePlace? {
        switch target {
        case .value:
            guard let (node, place) = document.placedNode(at: path) else {
                return document.nearestPlace(of: path).map(Self.start)
            }
            switch node.kind {
            case .list, .map: return head(of: path, in: document)
            case .null, .boolean, .number, .string, .undetermined: return place
            }
        case .head: return head(of: path, in: document)
        case .repeatedKey:
            guard case .key(let key, _) = path.steps.last else { return document.place(of: path) }
            let repeated = DocumentPath(path.steps.dropLast() + [.key(key, occurrence: 1)])
            return document.keyPlace(of: repeated)
        }
    }

    /// A list or map is shown by the key in front of it, else by where it begins.
    private func head(of path: DocumentPath, in document: Document) -> SourcePlace? {
        document.keyPlace(of: path) ?? document.nearestPlace(of: path).map(Self.start)
    }

    /// For the whole resource and for what stands in no text: the resource's id, else the beginning of its properties.
    private func head(of resource: Resource) -> SourcePlace? {
        if let path = resource.attributePaths[.id], let place = resource.document.place(of: path) { return place }
        return head(of: resource.propertiesPath, in: resource.document)
    }

    /// The first line of a list or map, or its bracket.
    private static func start(of place: SourcePlace) -> SourcePlace {
        let text = place.file.text
        let start = place.span.start
        guard text.indices.contains(start) else { return place }
        if text[start] == UInt8(ascii: "{") || text[start] == UInt8(ascii: "[") {
            return SourcePlace(place.file, SourceSpan(start, start + 1))
        }
        let line = place.file.span(ofLine: place.file.line(at: start))
        return SourcePlace(place.file, SourceSpan(start, min(place.span.end, max(line.end, start))))
    }
}
