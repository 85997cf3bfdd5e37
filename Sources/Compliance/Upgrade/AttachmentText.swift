import ResourceDocuments
import ResourceReaders
import SourceText

/// Changes an attachment's text where it must change, and nowhere else: comments and layout stay.
///
/// What comes out is read again. Where it does not say what it should, because the text is laid out in a way that is not
/// foreseen here, the whole attachment is written anew as JSON, which is YAML too.
struct AttachmentText {
    private let document: Document
    private let attachment: Attachment
    private let root: PlacedNode
    private let isJSON: Bool

    init(_ document: Document, _ attachment: Attachment) {
        self.document = document
        self.attachment = attachment
        let whole = PlacedNode(document)
        root = whole["attachments"]?.elements.first ?? whole
        isJSON = document.source.name.hasSuffix(".json")
    }

    func rewritten(_ contents: AttachmentContents) -> String {
        var edits = TextEdits()
        for (reference, entry) in zip(attachment.profiles, contents.profiles) {
            let holder = reference.entry ?? root
            editReference(reference, entry, in: holder, &edits)
            if reference.entry?.node.kind == .map {
                editParameters(reference.parameters, entry.parameters, in: holder, beside: reference, &edits)
            }
        }
        editParameters(attachment.parameters, contents.shared, in: root, beside: attachment.profile, &edits)
        let text = edits.applied(to: document.source)
        return says(text, contents) ? text : AttachmentValue(document).rewritten(contents, attachment)
    }

    // MARK: The profiles

    private func editReference(
        _ reference: ProfileReference, _ entry: AttachmentContents.ProfileEntry, in holder: PlacedNode,
        _ edits: inout TextEdits
    ) {
        guard let source = reference.source, let place = source.place else { return }
        if let version = entry.version, reference.entry?.node.kind == .string {
            // A name alone has no room for a version.
            let members = [("profile_id", entry.name), ("profile_version", version)].map { flowMember($0, $1) }
            edits.replace(place.span, with: "{ \(members.joined(separator: ", ")) }")
            return
        }
        if entry.name != reference.name {
            edits.replace(place.span, with: scalar(entry.name, like: place.text))
        }
        if !entry.keepsDeprecated, reference.keepsDeprecated, let kept = holder["keep_deprecated"]?.place {
            edits.replace(kept.span, with: "false")
        }
        guard let version = entry.version, version != reference.version else { return }
        if let written = reference.versionSource?.place {
            edits.replace(written.span, with: scalar(version, like: written.text))
        } else if let key = source.keyPlace {
            edits.insert(member("profile_version", version, in: holder, besides: key), at: place.span.end)
        }
    }

    /// In the quotes that the text before had; bare only where it was bare and nothing can be mistaken.
    private func scalar(_ text: String, like before: String) -> String {
        let isBare = before.first != "\"" && before.first != "'"
        return isBare && Self.isPlain(text) ? text : JSONText.quoted(text)
    }

    /// Bare, YAML 1.1 or 1.2 takes these for no text.
    static let wordsForOtherValues: Set = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]

    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.first, first.isLetter || text.split(separator: ".").count > 2 else { return false }
        return text.last != " " && text.allSatisfy { $0.isLetter || $0.isNumber || " -_.".contains($0) }
            && !wordsForOtherValues.contains(text.lowercased())
    }

    /// A further member of `holder` behind another one, whose key stands at `key`.
    private func member(_ name: String, _ value: String, in holder: PlacedNode, besides key: SourcePlace) -> String {
        if isFlow(holder) { return ", \(flowMember(name, value))" }
        return "\n\(indent(of: key))\(name): \(Self.isPlain(value) ? value : JSONText.quoted(value))"
    }

    private func flowMember(_ name: String, _ value: String) -> String {
        isJSON
            ? "\(JSONText.quoted(name)): \(JSONText.quoted(value))"
            : "\(name): \(Self.isPlain(value) ? value : JSONText.quoted(value))"
    }

    private func indent(of key: SourcePlace) -> String { String(repeating: " ", count: key.position.column - 1) }

    private func isFlow(_ node: PlacedNode) -> Bool {
        guard let text = node.place?.text else { return false }
        return text.hasPrefix("{") || text.hasPrefix("[")
    }

    // MARK: Parameters

    /// - Parameters:
    ///   - current: what stands in the list of `holder` now.
    ///   - reference: names a profile in `holder`, or beside it.
    private func editParameters(
        _ current: [ParameterEntry], _ parameters: AttachmentContents.Parameters, in holder: PlacedNode,
        beside reference: ProfileReference, _ edits: inout TextEdits
    ) {
        let (kept, added) = (parameters.kept, parameters.added)
        if kept.count == current.count, added.isEmpty { return }
        guard let list = holder["attachment_parameters"] else {
            if !added.isEmpty { appendList(added, to: holder, beside: reference, &edits) }
            return
        }
        let isKept = Set(kept.compactMap { $0.value.place?.span.start })
        let elements = list.elements.compactMap { element -> ParameterList.Element? in
            guard let span = element.place?.span, let end = element.lastPlace?.span.end else { return nil }
            let value = element["parameter_value"]?.place?.span.start
            return ParameterList.Element(
                start: span.start, end: max(end, isFlow(element) ? span.end : end),
                isKept: value.map(isKept.contains) ?? true)
        }
        guard let place = list.place, let key = list.keyPlace else { return }
        let parameters = ParameterList(file: document.source, elements: elements)
        if isFlow(list) {
            edits.replace(place.span, with: parameters.flow(in: place.span, adding: added))
        } else if let (span, text) = parameters.block(adding: added) {
            let isEmpty = text.isEmpty
            edits.replace(isEmpty ? SourceSpan(key.span.end, span.end) : span, with: isEmpty ? ": []" : text)
        }
    }

    private func appendList(
        _ added: [AttachmentContents.AddedEntry], to holder: PlacedNode, beside reference: ProfileReference,
        _ edits: inout TextEdits
    ) {
        let sibling = holder.members.first?.value.keyPlace ?? reference.source?.keyPlace
        guard let last = holder.lastPlace?.span.end, let key = sibling else { return }
        let indent = indent(of: key)
        let parameters = ParameterList(file: document.source, elements: [])
        if isFlow(holder) {
            let end = holder.members.compactMap { $0.value.place?.span.end }.max() ?? last
            let name = isJSON ? "\"attachment_parameters\"" : "attachment_parameters"
            edits.insert(",\n\(indent)\(name): \(parameters.flowList(added, indent: indent))", at: end)
        } else {
            let line = document.source.span(ofLine: document.source.line(at: last))
            let entries = added.map { ParameterList.blockEntry($0, indent: indent + "  ") }
            edits.insert(
                "\n\(indent)attachment_parameters:\n" + entries.joined(separator: "\n"), at: max(last, line.end))
        }
    }

    // MARK: The proof

    private func says(_ text: String, _ contents: AttachmentContents) -> Bool {
        let source = SourceFile(name: document.source.name, text: text)
        let read: Document?
        if isJSON {
            read = try? JSONParser.document(source, keys: KeyTable())
        } else {
            let (documents, diagnostics) = YAMLReader.documents(source, keys: KeyTable())
            read = diagnostics.isEmpty && documents.count == 1 ? documents[0] : nil
        }
        guard let read, let found = AttachmentReader.read(read).attachment else { return false }
        let agrees = zip(found.profiles, contents.profiles).allSatisfy { reference, entry in
            reference.name == entry.name && reference.version == entry.version
                && reference.keepsDeprecated == entry.keepsDeprecated
                && reference.parameters.map(Self.said) == entry.parameters.said
        }
        return agrees && found.profiles.count == contents.profiles.count
            && found.parameters.map(Self.said) == contents.shared.said
            && found.scopes.count == attachment.scopes.count && found.name == attachment.name
    }

    fileprivate static func said(_ entry: ParameterEntry) -> [String] {
        [entry.key.assessment, entry.key.name, entry.value.node.string ?? ""]
    }
}

extension AttachmentContents.Parameters {
    /// Rule, parameter and, where it is text, the value of each entry.
    fileprivate var said: [[String]] {
        kept.map(AttachmentText.said)
            + added.map { entry in
                ["assessment_id", "parameter_name", "parameter_value"].map { name in
                    entry.fields.first { $0.name == name }?.value ?? ""
                }
            }
    }
}

extension PlacedNode {
    /// Where the last scalar in the node stands: a block collection of YAML has no end of its own.
    var lastPlace: SourcePlace? {
        if let last = elements.last { return last.lastPlace }
        if let last = members.last { return last.value.lastPlace }
        return place
    }
}
