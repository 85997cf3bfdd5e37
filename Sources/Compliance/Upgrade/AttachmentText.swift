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

    func rewritten(
        reference: AttachmentUpgrade.Reference, kept: [ParameterEntry], added: [AttachmentUpgrade.AddedEntry]
    ) -> String {
        var edits = TextEdits()
        editReference(reference, &edits)
        editParameters(kept: kept, added: added, &edits)
        let text = edits.applied(to: document.source)
        return says(text, reference, kept: kept, added: added)
            ? text : AttachmentValue(document).rewritten(reference, attachment, kept: kept, added: added)
    }

    // MARK: The profile

    private func editReference(_ reference: AttachmentUpgrade.Reference, _ edits: inout TextEdits) {
        guard let source = attachment.profile.source, let place = source.place else { return }
        if reference.name != attachment.profile.name {
            edits.replace(place.span, with: scalar(reference.name, like: place.text))
        }
        if !reference.keepsDeprecated, attachment.profile.keepsDeprecated, let kept = root["keep_deprecated"]?.place {
            edits.replace(kept.span, with: "false")
        }
        guard let version = reference.version else { return }
        if let written = attachment.profile.versionSource?.place {
            edits.replace(written.span, with: scalar(version, like: written.text))
        } else if let key = source.keyPlace {
            edits.insert(member("profile_version", version, besides: key), at: place.span.end)
        }
    }

    /// In the quotes that the text before had; bare only where it was bare and nothing can be mistaken.
    private func scalar(_ text: String, like before: String) -> String {
        let isBare = before.first != "\"" && before.first != "'"
        return isBare && Self.isPlain(text) ? text : JSONText.quoted(text)
    }

    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.first, first.isLetter || text.split(separator: ".").count > 2 else { return false }
        return text.last != " " && text.allSatisfy { $0.isLetter || $0.isNumber || " -_.".contains($0) }
            && !["true", "false", "null", "yes", "no", "on", "off"].contains(text.lowercased())
    }

    /// A further member behind another one, whose key stands at `key`.
    private func member(_ name: String, _ value: String, besides key: SourcePlace) -> String {
        if isFlow(root) { return ", \(JSONText.quoted(name)): \(JSONText.quoted(value))" }
        let bare = Self.isPlain(value) ? value : JSONText.quoted(value)
        return "\n\(String(repeating: " ", count: key.position.column - 1))\(name): \(bare)"
    }

    private func isFlow(_ node: PlacedNode) -> Bool {
        guard let text = node.place?.text else { return false }
        return text.hasPrefix("{") || text.hasPrefix("[")
    }

    // MARK: Parameters

    private func editParameters(
        kept: [ParameterEntry], added: [AttachmentUpgrade.AddedEntry], _ edits: inout TextEdits
    ) {
        if kept.count == attachment.parameters.count, added.isEmpty { return }
        guard let list = root["attachment_parameters"] else {
            if !added.isEmpty { appendList(added, &edits) }
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

    private func appendList(_ added: [AttachmentUpgrade.AddedEntry], _ edits: inout TextEdits) {
        guard let last = root.lastPlace?.span.end, let key = attachment.profile.source?.keyPlace else { return }
        let indent = String(repeating: " ", count: key.position.column - 1)
        let parameters = ParameterList(file: document.source, elements: [])
        if isFlow(root) {
            let end = root.members.compactMap { $0.value.place?.span.end }.max() ?? last
            edits.insert(
                ",\n\(indent)\"attachment_parameters\": \(parameters.flowList(added, indent: indent))", at: end)
        } else {
            let line = document.source.span(ofLine: document.source.line(at: last))
            let entries = added.map { ParameterList.blockEntry($0, indent: indent + "  ") }
            edits.insert(
                "\n\(indent)attachment_parameters:\n" + entries.joined(separator: "\n"), at: max(last, line.end))
        }
    }

    // MARK: The proof

    private func says(
        _ text: String, _ reference: AttachmentUpgrade.Reference, kept: [ParameterEntry],
        added: [AttachmentUpgrade.AddedEntry]
    ) -> Bool {
        let source = SourceFile(name: document.source.name, text: text)
        let read: Document?
        if isJSON {
            read = try? JSONParser.document(source, keys: KeyTable())
        } else {
            let (documents, diagnostics) = YAMLReader.documents(source, keys: KeyTable())
            read = diagnostics.isEmpty && documents.count == 1 ? documents[0] : nil
        }
        guard let read, let attachment = AttachmentReader.read(read).attachment else { return false }
        let expected =
            kept.map { [$0.key.assessment, $0.key.name, $0.value.node.string ?? ""] }
            + added.map { entry in
                ["assessment_id", "parameter_name", "parameter_value"].map { name in
                    entry.fields.first { $0.name == name }?.value ?? ""
                }
            }
        let found = attachment.parameters.map { [$0.key.assessment, $0.key.name, $0.value.node.string ?? ""] }
        return attachment.profile.name == reference.name && attachment.profile.version == reference.version
            && attachment.profile.keepsDeprecated == reference.keepsDeprecated
            && found == expected && attachment.scopes.count == self.attachment.scopes.count
            && attachment.name == self.attachment.name
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
