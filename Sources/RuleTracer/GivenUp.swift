package import ResourceDocuments
import RuleChecker
import RuleSyntax
import SourceText

/// What the machine says of a rule on a resource.
package struct DecidedVerdict: Sendable {
    package let verdict: Verdict
    /// Why it is unknown; nil where nobody kept that.
    package let causes: UnknownCauses?

    package init(_ verdict: Verdict, causes: UnknownCauses? = nil) {
        self.verdict = verdict
        self.causes = causes
    }
}

/// What is told of a rule on a resource where no more is told than that.
struct GivenUp {
    let verdict: Verdict
    let causes: UnknownCauses
    /// What took too many steps.
    let culprit: Culprit

    enum Culprit {
        /// To decide, in the machine.
        case deciding
        /// To tell why.
        case telling
    }

    var words: String {
        let given = "more steps on this resource than"
        if culprit == .deciding { return "the rule takes \(given) it may, and was given up" }
        return switch verdict {
        case .fail: "it fails, and to tell where takes \(given) are spent on it"
        case .unknown: "it is unknown, and to tell why takes \(given) are spent on it"
        case .pass, .notApplicable: "to tell why takes \(given) are spent on it"
        }
    }
}

extension Tracer {
    /// nil where what was traced is told.
    func givenUp(_ traced: Verdict, _ causes: UnknownCauses, _ isGivenUp: Bool, _ decided: DecidedVerdict?) -> GivenUp?
    {
        if isGivenUp {
            let verdict = decided?.verdict ?? .unknown
            return GivenUp(
                verdict: verdict, causes: verdict == .unknown ? decided?.causes ?? .budget : [], culprit: .telling)
        }
        guard let decided, decided.verdict == .unknown else { return nil }
        let isFuelGone = decided.causes.map { $0.contains(.budget) && !causes.contains(.budget) } ?? false
        guard traced != .unknown || isFuelGone else { return nil }
        return GivenUp(verdict: .unknown, causes: decided.causes ?? .budget, culprit: .deciding)
    }

    func trace(_ told: GivenUp) -> RuleTrace {
        let isTold = told.verdict == .fail || told.verdict == .unknown
        return RuleTrace(
            verdict: told.verdict, causes: told.causes, inapplicability: inapplicability(told), clauses: [],
            findings: isTold ? [finding(told)] : [], coverage: [], bounds: [], isGivenUp: true)
    }

    func explanation(_ told: GivenUp) -> RuleExplanation {
        let truth: Truth =
            switch told.verdict {
            case .unknown: .unknown(told.causes)
            case .fail: .false
            case .pass, .notApplicable: .true
            }
        let clauses = rule.rule.clauses.prefix(told.verdict == .notApplicable ? 0 : 1).map { clause in
            ConditionExplanation(
                role: .clause(clause.kind), place: clause.place, truth: clause.kind == .forbid ? !truth : truth,
                verdict: told.verdict, isVacuous: false, findings: [finding(told)])
        }
        return RuleExplanation(
            verdict: told.verdict, causes: told.causes, inapplicability: inapplicability(told), conditions: [],
            clauses: clauses, absences: [])
    }

    private func inapplicability(_ told: GivenUp) -> Inapplicability? {
        guard told.verdict == .notApplicable else { return nil }
        return (rule.rule.filter ?? rule.rule.conditions.first).map { .condition($0.place) }
    }

    private func finding(_ told: GivenUp) -> Finding {
        let place = SourcePlace(rule.rule.file, rule.rule.name.span)
        return Finding(
            message: told.words, explanation: told.words, clause: nil, verdict: told.verdict, causes: told.causes,
            path: ResourcePath(.root), missing: nil, allMissing: [], tests: [], parameters: [], related: [],
            deciding: [], others: .none,
            resourceMarks: [ResourceMark(path: ResourcePath(.root), label: "this resource", target: .value)],
            ruleExcerpts: [Excerpt(place, "lists within lists, or functions of long texts, are many steps")])
    }
}
