import ResourceDocuments
import SourceText

/// The rules that a resource's `Metadata` asks to leave it alone, in the forms of the tools that people use:
///
///     Metadata:
///       guard: { SuppressedRules: [S3_BUCKET_LOGGING_ENABLED] }
///       cfn_nag: { rules_to_suppress: [{ id: W35, reason: it holds the logs itself }] }
///       checkov: { skip: [{ id: CKV_AWS_18, comment: it holds the logs itself }] }
enum TemplateSuppressions {
    static func read(_ metadata: DocumentCursor?) -> [Suppression] {
        guard let metadata else { return [] }
        let names = (metadata["guard"]?["SuppressedRules"]?.elements ?? []).compactMap { rule in
            rule.string.map { Suppression(rule: $0, place: rule.place) }
        }
        return names + reasoned(metadata["cfn_nag"]?["rules_to_suppress"], reason: "reason")
            + reasoned(metadata["checkov"]?["skip"], reason: "comment")
    }

    private static func reasoned(_ list: DocumentCursor?, reason: String) -> [Suppression] {
        (list?.elements ?? []).compactMap { entry in
            guard let id = entry["id"], let rule = id.string else { return nil }
            return Suppression(rule: rule, reason: entry[reason]?.string, place: id.place)
        }
    }
}
