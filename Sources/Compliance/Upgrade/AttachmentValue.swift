import ResourceDocuments
import ResourceReaders
import RuleSyntax
import SourceText

/// An attachment as a value, written anew: JSON, two spaces for each level.
struct AttachmentValue {
    private let document: Document

    init(_ document: Document) { self.document = document }

    func rewritten(_ contents: AttachmentContents, _ attachment: Attachment) -> String {
        let whole = PlacedNode(document)
        let node = whole["attachments"]?.elements.first ?? whole
        let replaced: Set = [
            "profile", "profile_id", "profile_name", "profile_version", "keep_deprecated", "profiles",
            "attachment_parameters",
        ]
        let others = node.members.filter { !replaced.contains($0.key) && $0.value.node.kind != .null }
        var own: [String] = []
        var listed: [String] = []
        for (reference, entry) in zip(attachment.profiles, contents.profiles) {
            let members = naming(entry)
            if reference.entry == nil {
                own = members
            } else {
                let parameters = entry.parameters.isEmpty ? [] : [list(entry.parameters, indent: "      ")]
                listed.append("{ \((members + parameters).joined(separator: ", ")) }")
            }
        }
        let lines =
            own + (listed.isEmpty ? [] : ["\"profiles\": [\n    \(listed.joined(separator: ",\n    "))\n  ]"])
            + others.map { "\(JSONText.quoted($0.key)): \(Self.json($0.value))" }
            + [list(contents.shared, indent: "  ")]
        return "{\n  \(lines.joined(separator: ",\n  "))\n}\n"
    }

    private func naming(_ entry: AttachmentContents.ProfileEntry) -> [String] {
        ["\"profile_id\": \(JSONText.quoted(entry.name))"]
            + (entry.version.map { ["\"profile_version\": \(JSONText.quoted($0))"] } ?? [])
            + (entry.keepsDeprecated ? ["\"keep_deprecated\": true"] : [])
    }

    private func list(_ parameters: AttachmentContents.Parameters, indent: String) -> String {
        let entries =
            parameters.kept.map { "{ \(members(of: $0).joined(separator: ", ")) }" }
            + parameters.added.map { entry in
                "{ \(entry.fields.map { "\(JSONText.quoted($0.name)): \(JSONText.quoted($0.value))" }.joined(separator: ", ")) }"
            }
        if entries.isEmpty { return "\"attachment_parameters\": []" }
        return "\"attachment_parameters\": [\n\(indent)  \(entries.joined(separator: ",\n\(indent)  "))\n\(indent)]"
    }

    private func members(of entry: ParameterEntry) -> [String] {
        [
            "\"assessment_id\": \(JSONText.quoted(entry.key.assessment))",
            "\"parameter_name\": \(JSONText.quoted(entry.key.name))",
        ] + (entry.displayName.map { ["\"parameter_display_name\": \(JSONText.quoted($0))"] } ?? [])
            + (entry.declaredType.map { ["\"parameter_type\": \(JSONText.quoted($0.rawValue))"] } ?? [])
            + ["\"parameter_value\": \(Self.json(entry.value))"]
    }

    private static func json(_ node: PlacedNode) -> String {
        switch node.node.kind {
        case .null, .undetermined: "null"
        case .boolean: node.node.bool == true ? "true" : "false"
        case .number: node.node.numberText ?? "null"
        case .string: JSONText.quoted(node.node.string ?? "")
        case .list: "[\(node.elements.map(json).joined(separator: ", "))]"
        case .map: "{ \(node.members.map { "\(JSONText.quoted($0.key)): \(json($0.value))" }.joined(separator: ", ")) }"
        }
    }
}
