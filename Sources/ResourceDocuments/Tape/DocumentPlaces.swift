package import SourceText

extension Document {
    /// Where the value at `path` stands in the source; nil when nothing is there, and for a value that was not read
    /// from a text. Strings with their quotes, lists and maps with their brackets.
    ///
    /// The tape holds no places. The first question reads the text once more, O(text); from then on O(members on the path).
    package func place(of path: DocumentPath) -> SourcePlace? {
        position(of: path).flatMap { place($0) }
    }

    /// The value at `path` with its place, where it has one.
    package func placedNode(at path: DocumentPath) -> (node: DocumentNode, place: SourcePlace)? {
        guard let position = position(of: path), let place = place(position) else { return nil }
        return (node(at: position), place)
    }

    /// Where the key in front of the value at `path` stands, with its quotes; nil for the root and for list elements.
    package func keyPlace(of path: DocumentPath) -> SourcePlace? {
        guard case .key = path.steps.last, case .word(let index) = position(of: path) else { return nil }
        return place(.word(index - 1))
    }

    /// The place of the value at `path`, or of the nearest value around it that exists.
    package func nearestPlace(of path: DocumentPath) -> SourcePlace? {
        var path = path
        while true {
            if let place = place(of: path) { return place }
            if path.steps.popLast() == nil { return nil }
        }
    }

    /// Where on the tape a value is kept.
    enum Position: Hashable {
        case root
        case word(Int)
    }

    func node(at position: Position) -> DocumentNode {
        switch position {
        case .root: root
        case .word(let index): DocumentNode(document: self, word: TapeWord(rawValue: words.buffer[index]))
        }
    }

    func sourceSpan(of position: Position, in spans: DocumentSpans) -> SourceSpan? {
        switch position {
        case .root: sourceSpan(of: spans.root)
        case .word(let index): sourceSpan(of: spans.words[index])
        }
    }

    private func sourceSpan(of span: DocumentSpans.Span) -> SourceSpan? {
        span.sourceSpan.map { SourceSpan($0.start + textOffset, $0.end + textOffset) }
    }

    func position(of path: DocumentPath) -> Position? {
        var position = Position.root
        for step in path.steps {
            let node = node(at: position)
            switch step {
            case .index(let index):
                guard node.kind == .list, index >= 0, index < node.word.low else { return nil }
                position = .word(node.word.high + index)
            case .key(let key, let occurrence):
                let map = node.written ?? node
                guard let member = map.memberIndex(key, occurrence: occurrence) else { return nil }
                position = .word(map.word.high + member * 2 + 1)
            }
        }
        return position
    }

    private func place(_ position: Position) -> SourcePlace? {
        let span = spanAlone(of: position).flatMap(sourceSpan) ?? sourceSpan(of: position, in: spans)
        return span.map { SourcePlace(self.source, $0) }
    }

    /// The span of one word of a JSON text of which no spans were read: most resources are asked for one place, and it is found without reading all
    /// that they say.
    private func spanAlone(of position: Position) -> DocumentSpans.Span? {
        guard !knowsSpans, case .word(let index) = position else { return nil }
        return JSONSpanReader.span(ofWordAt: index, in: self)
    }
}
