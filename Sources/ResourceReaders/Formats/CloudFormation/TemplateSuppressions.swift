import ResourceDocuments
import SourceText

/// The rules that a resource's `Metadata` asks to leave it alone, in the forms of the tools that people use:
///
///     Metadata:
///       guard: { SuppressedRules: [S3_BUCKET_LOGGING_ENABLED, { S3_BUCKET_VERSIONING_ENABLED: it is rewritten daily }] }
///       cfn_nag: { rules_to_suppress: [{ id: W35, reason: it holds the logs itself }] }
///       checkov: { skip: [{ id: CKV_AWS_18, comment: it holds the logs itself }] }
enum TemplateSuppressions {
    static func read(_ metadata: DocumentCursor?) -> [Suppression] {
        guard let metadata else { return [] }
        return named(metadata["guard"]?["SuppressedRules"])
            + ["cfn_nag", "cfn-nag"].flatMap { reasoned(metadata[$0]?["rules_to_suppress"], reason: "reason") }
            + reasoned(metadata["checkov"]?["skip"], reason: "comment")
    }

    /// What each tool calls its list.
    private static let lists = [
        "guard": "SuppressedRules", "cfn_nag": "rules_to_suppress", "cfn-nag": "rules_to_suppress", "checkov": "skip",
    ]

    /// Members that no tool reads, and what was probably meant: what they name would be judged all the same.
    static func misspelt(in metadata: DocumentCursor?) -> [(tool: String, key: String, meant: String, DocumentCursor)] {
        (metadata?.members ?? []).flatMap { tool, members in
            members.members.compactMap { key, value in
                guard let list = lists[tool], members[list] == nil, Spelling.nearest(to: key, among: [list]) != nil
                else { return nil }
                return (tool, key, list, value)
            }
        }
    }

    /// A list of names, of maps of name and reason, or one such map. Guard itself knows names alone, and so a reason is not asked for.
    private static func named(_ rules: DocumentCursor?) -> [Suppression] {
        guard let rules else { return [] }
        return (rules.kind == .list ? rules.elements : [rules]).flatMap { rule in
            if let name = rule.string { return [Suppression(rule: name, place: rule.place)] }
            return rule.members.map { name, reason in
                Suppression(
                    rule: name, reason: reason.string,
                    place: reason.keySpan.map { SourcePlace(rule.document.source, $0) })
            }
        }
    }

    private static func reasoned(_ list: DocumentCursor?, reason: String) -> [Suppression] {
        (list?.elements ?? []).compactMap { entry in
            guard let id = entry["id"], let rule = id.string else { return nil }
            return Suppression(
                rule: rule, reason: entry[reason]?.string, reasonForm: "{ id: \(rule), \(reason): REASON }",
                place: id.place)
        }
    }
}
