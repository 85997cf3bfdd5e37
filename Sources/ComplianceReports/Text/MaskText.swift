import Compliance
import ResourceDocuments
import RuleChecker
import RuleSyntax

/// Results that are set aside: a report names each, with what lies beneath, who says so and why.
enum MaskText {
    /// A row for each: the rule, the resource, what is beneath, the mask.
    static func rows(of rules: [RuleEvaluations]) -> [[String]] {
        rules.filter { $0.summary.masked > 0 }.flatMap { rule in
            rule.evaluations.compactMap { evaluation in
                guard let mask = evaluation.mask, let (resource, _) = evaluation.explained() else { return nil }
                return row(rule.rule.name.text, resource, evaluation.verdict, mask)
            }
        }
    }

    /// Those that are set aside in one control, and stay open in others.
    static func rowsInControls(of scan: Scan) -> [[String]] {
        scan.masks.assessments.flatMap { assessment in
            let rule = scan.rules[assessment.rule].evaluations
            let control = scan.plan.title(of: scan.plan.controls[assessment.control])
            return assessment.positions.sorted { $0.key < $1.key }.compactMap { row, position -> [String]? in
                guard let resource = rule.resource(at: row), let verdict = rule.verdict(at: row) else { return nil }
                return Self.row(
                    "\(rule.rule.name.text) in \(control)", resource, verdict, scan.masks.masks[position])
            }
        }
    }

    private static func row(_ rule: String, _ resource: Resource, _ verdict: Verdict, _ mask: AppliedMask) -> [String] {
        [
            rule, ResourceTitle.distinct(id: resource.id, name: resource.name, account: resource.account),
            verdict.rawValue, phrase(mask),
        ]
    }

    /// `waiver m-1f3a by ann until 2027-01-01T00:00:00Z: moved in March`, `t.yaml:12 suppresses W35: it holds the logs itself`
    static func phrase(_ mask: AppliedMask) -> String {
        switch mask {
        case .entered(let entered):
            let end = entered.validity.expiresAt.map { " until \($0)" } ?? ""
            return "\(entered.category.rawValue) \(entered.id) by \(entered.author)\(end): \(entered.justification)"
        case .hidden: return mask.target
        case .asked(let suppression):
            return "\(mask.target): \(suppression.reason ?? "no reason given")"
        }
    }
}
