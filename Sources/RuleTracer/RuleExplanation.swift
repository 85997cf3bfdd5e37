package import ResourceDocuments
import RuleChecker
package import RuleSyntax
package import SourceText

/// Why a rule says what it says of one resource, condition by condition: also of what holds.
package struct RuleExplanation: Sendable {
    package var verdict: Verdict
    /// Why it is unknown; empty with any other verdict.
    package var causes: UnknownCauses
    /// Why the rule does not apply; nil when it does, or when that is not known.
    package var inapplicability: Inapplicability?
    /// The rule's `for … where` and its `when`s, in order; empty where it has none, and where the kind is another.
    package var conditions: [ConditionExplanation]
    /// In order; empty unless the rule applies.
    package var clauses: [ConditionExplanation]
    /// What is not there and leaves nothing unknown, because the rule says what that means.
    package var absences: [StatedAbsence]
}

/// What one condition of a rule says, and why.
package struct ConditionExplanation: Sendable {
    package enum Role: Hashable, Sendable {
        /// `for … where`
        case filter
        /// `when`
        case condition
        case clause(ClauseSyntax.Kind)
    }

    package var role: Role
    package var place: SourcePlace
    /// Of the condition, as it stands: a `forbid` fails on true.
    package var truth: Truth
    /// Of a clause; nil of what says whether the rule applies.
    package var verdict: Verdict?
    /// It passes, and nothing was asked: a list has no element, a `where` keeps none, of none of them there is anything to ask, or
    /// a test is held against an empty list.
    package var isVacuous: Bool
    /// What is wrong or unknown, each in its place; else one that tells why it is so.
    package var findings: [Finding]
}

extension Tracer {
    /// The verdict with every reason for it.
    ///
    /// - Parameter decided: what the machine says, as for `trace`.
    package func explain(decided: DecidedVerdict? = nil) -> RuleExplanation {
        let (explanation, isGivenUp) = explanation
        return givenUp(explanation.verdict, explanation.causes, isGivenUp, decided).map { self.explanation($0) }
            ?? explanation
    }

    private var explanation: (explanation: RuleExplanation, isGivenUp: Bool) {
        var evaluator = evaluator(isTracing: true, tellsVacuity: true)
        let outcome = evaluator.outcome(of: rule.rule, kind: resource.kind)
        let filter = rule.rule.filter.map { [(ConditionExplanation.Role.filter, $0.place)] } ?? []
        let written = filter + rule.rule.conditions.map { (.condition, $0.place) }
        let conditions = zip(written, outcome.conditions).map { written, outcome in
            ConditionExplanation(
                role: written.0, place: written.1, truth: outcome.truth, isVacuous: false,
                findings: findings(
                    from: outcome.evidence, clause: nil, verdict: outcome.causes.isEmpty ? .pass : .unknown, evaluator))
        }
        let clauses = zip(rule.rule.clauses, outcome.clauses).enumerated().map { index, pair in
            let (clause, traced) = pair
            return ConditionExplanation(
                role: .clause(clause.kind), place: clause.place, truth: traced.outcome.truth, verdict: traced.verdict,
                isVacuous: traced.verdict == .pass && traced.outcome.isVacuous,
                findings: findings(
                    from: traced.outcome.evidence, clause: index, verdict: traced.verdict, evaluator))
        }
        let explanation = RuleExplanation(
            verdict: outcome.verdict, causes: outcome.causes, inapplicability: outcome.inapplicability,
            conditions: conditions, clauses: clauses, absences: evaluator.isExhausted ? [] : distinctAbsences)
        return (explanation, evaluator.isExhausted)
    }

    private func findings(
        from evidence: [Evidence], clause: Int?, verdict: Verdict, _ evaluator: Evaluator
    ) -> [Finding] {
        var builder = builder(evaluator, clause: clause, verdict: verdict)
        if verdict == .pass { return [builder.fact(from: evidence)].compactMap(\.self) }
        return builder.findings(from: evidence)
    }

    private var distinctAbsences: [StatedAbsence] {
        statedAbsences().reduce(into: []) { distinct, absence in
            let isKnown = distinct.contains { $0.path == absence.path && $0.resource.isSame(as: absence.resource) }
            if !isKnown { distinct.append(absence) }
        }
    }
}
