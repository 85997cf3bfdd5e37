import ResourceDocuments
import SourceText

/// The rules that a resource's `Metadata` asks to leave it alone, in the forms of the tools that people use:
///
///     Metadata:
///       guard: { SuppressedRules: [S3_BUCKET_LOGGING_ENABLED, S3_BUCKET_VERSIONING_ENABLED: it holds nothing] }
///       cfn_nag: { rules_to_suppress: [{ id: W35, reason: it holds the logs itself }] }
///       checkov: { skip: [{ id: CKV_AWS_18, comment: it holds the logs itself }] }
enum TemplateSuppressions {
    static func read(_ metadata: DocumentCursor?) -> [Suppression] {
        guard let metadata else { return [] }
        let names = (metadata["guard"]?["SuppressedRules"]?.elements ?? []).flatMap { rule in
            rule.string.map { [Suppression(rule: $0, place: rule.place)] }
                ?? rule.members.map { Suppression(rule: $0.key, reason: $0.value.string, place: rule.place) }
        }
        // Guard finds a key in whatever case it is written.
        let nag = metadata["cfn_nag"] ?? metadata["cfn-nag"]
        return names + reasoned(nag?["rules_to_suppress"], reason: "reason")
            + reasoned(metadata["checkov"]?["skip"], reason: "comment")
    }

    private static func reasoned(_ list: DocumentCursor?, reason: String) -> [Suppression] {
        (list?.elements ?? []).compactMap { entry in
            guard let id = entry["id"], let rule = id.string else { return nil }
            return Suppression(rule: rule, reason: entry[reason]?.string, place: id.place)
        }
    }
}
