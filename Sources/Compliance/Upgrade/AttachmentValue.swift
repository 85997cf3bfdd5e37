import ResourceDocuments
import ResourceReaders
import RuleSyntax
import SourceText

/// An attachment as a value, written anew: JSON, two spaces for each level.
struct AttachmentValue {
    private let document: Document

    init(_ document: Document) { self.document = document }

    func rewritten(
        _ reference: AttachmentUpgrade.Reference, _ attachment: Attachment, kept: [ParameterEntry],
        added: [AttachmentUpgrade.AddedEntry]
    ) -> String {
        let whole = PlacedNode(document)
        let node = whole["attachments"]?.elements.first ?? whole
        let parameters =
            kept.map { "{ \(members(of: $0).joined(separator: ", ")) }" }
            + added.map { entry in
                "{ \(entry.fields.map { "\(JSONText.quoted($0.name)): \(JSONText.quoted($0.value))" }.joined(separator: ", ")) }"
            }
        let replaced: Set = [
            "profile", "profile_id", "profile_name", "profile_version", "keep_deprecated", "attachment_parameters",
        ]
        let others = node.members.filter { !replaced.contains($0.key) && $0.value.node.kind != .null }
        let lines =
            ["\"profile_id\": \(JSONText.quoted(reference.name))"]
            + (reference.version.map { ["\"profile_version\": \(JSONText.quoted($0))"] } ?? [])
            + (reference.keepsDeprecated ? ["\"keep_deprecated\": true"] : [])
            + others.map { "\(JSONText.quoted($0.key)): \(Self.json($0.value))" }
            + ["\"attachment_parameters\": [\n    \(parameters.joined(separator: ",\n    "))\n  ]"]
        return "{\n  \(lines.joined(separator: ",\n  "))\n}\n"
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
        case .number: node.node.number?.description ?? "null"
        case .string: JSONText.quoted(node.node.string ?? "")
        case .list: "[\(node.elements.map(json).joined(separator: ", "))]"
        case .map: "{ \(node.members.map { "\(JSONText.quoted($0.key)): \(json($0.value))" }.joined(separator: ", ")) }"
        }
    }
}
