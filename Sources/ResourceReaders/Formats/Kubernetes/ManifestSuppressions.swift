import ResourceDocuments
import SourceText

/// The rules that an object's annotations ask to leave it alone, in the forms of the tools that people use:
///
///     annotations:
///       checkov.io/skip1: CKV_K8S_20=the image sets it
///       ignore-check.kube-linter.io/run-as-non-root: the image sets it
enum ManifestSuppressions {
    static func read(_ annotations: DocumentCursor?) -> [Suppression] {
        (annotations?.members ?? []).compactMap { key, value in
            guard let text = value.string else { return nil }
            if key.hasPrefix("checkov.io/skip") {
                let parts = text.split(separator: "=", maxSplits: 1)
                return parts.first.map {
                    Suppression(
                        rule: String($0), reason: parts.count > 1 ? String(parts[1]) : nil,
                        reasonForm: "\(key): \($0)=REASON", place: value.place)
                }
            }
            let prefix = "ignore-check.kube-linter.io/"
            guard key.hasPrefix(prefix) else { return nil }
            return Suppression(
                rule: String(key.dropFirst(prefix.count)), reason: text, reasonForm: "\(key): REASON",
                place: value.place)
        }
    }
}
