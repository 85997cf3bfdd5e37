import Compliance
import ResourceDocuments
import RuleChecker
import RuleSyntax
import SourceText

/// Rules that a resource's own document asks to leave it alone: nobody judged these, so a report names each.
enum SuppressionText {
    /// A row for each: the rule, the resource, who says so and why.
    static func rows(of rules: [RuleEvaluations]) -> [[String]] {
        rules.filter { $0.suppressedCount > 0 }.flatMap { rule in
            rule.evaluations.compactMap { evaluation in
                guard let suppression = evaluation.suppression, let (resource, _) = evaluation.explained() else {
                    return nil
                }
                return [rule.rule.name.text, resource.name ?? resource.id, reason(suppression)]
            }
        }
    }

    /// `template.yaml:12 suppresses W35: it holds the logs itself`
    private static func reason(_ suppression: Suppression) -> String {
        let place = suppression.place.map { "\($0.file.name):\($0.position.line)" } ?? "its document"
        return "\(place) suppresses \(suppression.rule): \(suppression.reason ?? "no reason given")"
    }
}
