import RuleChecker
import RuleSyntax
import RuleTracer

extension CheckedClause {
    /// What has to hold for it to pass.
    var required: CheckedCondition {
        switch kind {
        case .require: condition
        case .forbid: .not(condition, condition.place)
        }
    }

    /// Whether it has neither a word for what is not known nor one of its own for its failure.
    var saysNoMore: Bool { message.isEmpty && ifMissing == nil && !ifUnknownFail }

    /// What has to come out, and how, for it to pass.
    var passing: (CheckedCondition, Reachability.Goal.Outcome) {
        (required, ifMissing == .pass ? .isTrueOrMissing : .isTrue)
    }

    func event(passes: Bool) -> CoverageEvent {
        switch kind {
        case .require: .clause(place, passes ? .true : .false)
        case .forbid: .clause(place, passes ? .false : .true)
        }
    }
}
