import ResourceDocuments
import RuleChecker
import RuleSyntax

/// What a rule says, before it is told to anybody.
struct RuleOutcome {
    var verdict: Verdict
    var causes: UnknownCauses = []
    var inapplicability: Inapplicability?
    /// Whether the rule applies; nil when the kind alone decides.
    var applicability: Outcome?
    /// Of the rule's `for … where` and its `when`s, in order; empty when the kind alone decides.
    var conditions: [Outcome] = []
    var clauses: [(outcome: Outcome, verdict: Verdict)] = []
}

extension Evaluator {
    mutating func outcome(of rule: CheckedRule, kind: String) -> RuleOutcome {
        guard rule.applies(toKind: kind) else { return RuleOutcome(verdict: .notApplicable, inapplicability: .kind) }
        let conditions = [rule.filter].compactMap { $0 } + rule.conditions
        let parts = conditions.map { outcome(ofApplicability: $0) }
        let applicability = outcome(ofAll: parts)
        switch applicability.truth {
        case .false:
            let failing = zip(conditions, parts).first { $0.1.truth == .false }
            return RuleOutcome(
                verdict: .notApplicable, inapplicability: failing.map { .condition($0.0.place) },
                applicability: applicability, conditions: parts)
        case .unknown(let causes):
            return RuleOutcome(verdict: .unknown, causes: causes, applicability: applicability, conditions: parts)
        case .true:
            return outcome(
                of: rule.clauses, RuleOutcome(verdict: .pass, applicability: applicability, conditions: parts))
        }
    }

    /// Why a rule applies nobody is told but who asks for all: of a condition that is known, what it says is enough.
    private mutating func outcome(ofApplicability condition: CheckedCondition) -> Outcome {
        if skims {
            let outcome = skimming { $0.outcome(ofFilter: condition) }
            if outcome.causes.isEmpty { return outcome }
        }
        return outcome(ofFilter: condition)
    }

    /// The worst of the clauses: fail, unknown, pass. Every clause is evaluated.
    private mutating func outcome(of clauses: [CheckedClause], _ applicable: RuleOutcome) -> RuleOutcome {
        var result = applicable
        var causes: UnknownCauses = []
        for clause in clauses {
            let outcome = asking(against: clause.kind == .forbid) { $0.outcome(of: clause.condition) }
            let verdict = verdict(of: clause, outcome.truth)
            if verdict == .pass { noteAbsences(outcome) }
            if verdict == .unknown { causes.formUnion(outcome.causes) }
            cover(.clause(clause.place, CoverageEvent.Outcome(outcome.truth)))
            result.clauses.append((outcome, verdict))
        }
        let verdicts = result.clauses.map(\.verdict)
        result.verdict = verdicts.contains(.fail) ? .fail : verdicts.contains(.unknown) ? .unknown : .pass
        if result.verdict == .unknown { result.causes = causes }
        return result
    }

    /// Where `if missing pass` lets a clause pass, what is missing.
    private mutating func noteAbsences(_ outcome: Outcome) {
        guard statedAbsences != nil, !outcome.causes.isEmpty else { return }
        for root in outcome.evidence.flatMap(\.reason.roots) { noteAbsence(Unknown(outcome.causes, roots: [root])) }
    }

    private func verdict(of clause: CheckedClause, _ truth: Truth) -> Verdict {
        let required: Truth =
            switch clause.kind {
            case .require: truth
            case .forbid: !truth
            }
        switch required {
        case .true: return .pass
        case .false: return .fail
        case .unknown(let causes):
            if causes.isMissingDataOnly, let fallback = clause.ifMissing { return fallback.verdict }
            return clause.ifUnknownFail ? .fail : .unknown
        }
    }
}

extension ClauseSyntax.Fallback {
    fileprivate var verdict: Verdict {
        switch self {
        case .pass: .pass
        case .fail: .fail
        case .unknown: .unknown
        }
    }
}
