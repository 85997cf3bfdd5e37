/// What a clause says, and of what: Guard's PASS is both `applies` and `holds`, its SKIP is not `applies`.
struct GuardOutcome {
    var holds: RuleCondition
    /// Nil: the clause always says something.
    var applies: RuleCondition?
    /// What `holds` comes to where the clause applies; nil: the same.
    var holdsWhereItApplies: RuleCondition?
    /// `holds` is true where the clause does not apply.
    var holdsWhenSkipped = false
    /// `holds` is true only where the clause applies.
    var appliesWhereItHolds = false

    init(_ holds: RuleCondition, applies: RuleCondition? = nil, holdsWhenSkipped: Bool = false) {
        self.holds = holds
        self.applies = applies
        self.holdsWhenSkipped = holdsWhenSkipped
    }

    /// What it says where a condition holds, and nothing where it does not.
    init(_ outcome: GuardOutcome, where condition: RuleCondition) {
        if condition == .always(true) {
            self = outcome
            return
        }
        self.init(
            .any([condition.negated, outcome.doesNotFail]),
            applies: .all([condition, outcome.applies ?? .always(true)]), holdsWhenSkipped: true)
        holdsWhereItApplies = outcome.given
    }

    /// What is left to ask where the clause applies.
    var given: RuleCondition { holdsWhereItApplies ?? holds }

    var passes: RuleCondition {
        guard let applies, !appliesWhereItHolds else { return holds }
        return .all([applies, given])
    }

    /// True unless Guard's answer is FAIL.
    var doesNotFail: RuleCondition {
        guard let applies, !holdsWhenSkipped else { return holds }
        return .any([applies.negated, holds])
    }

    /// Fails when one fails, passes when one passes, says nothing when none does.
    static func all(_ outcomes: [GuardOutcome]) -> GuardOutcome {
        if outcomes.count == 1 { return outcomes[0] }
        let holds = RuleCondition.all(outcomes.map(\.doesNotFail))
        let applies = outcomes.map(\.applies)
        guard !applies.isEmpty, !applies.contains(where: { $0 == nil }) else { return GuardOutcome(holds) }
        var all = GuardOutcome(holds, applies: .any(applies.compactMap(\.self)), holdsWhenSkipped: true)
        if applies.allSatisfy({ $0 == applies[0] }) { all.holdsWhereItApplies = .all(outcomes.map(\.given)) }
        return all
    }

    /// Passes when one passes, fails when one fails, says nothing when none does.
    static func any(_ outcomes: [GuardOutcome]) -> GuardOutcome {
        if outcomes.count == 1 { return outcomes[0] }
        let holds = RuleCondition.any(outcomes.map(\.passes))
        let applies = outcomes.map(\.applies)
        guard !applies.contains(where: { $0 == nil }) else { return GuardOutcome(holds) }
        return GuardOutcome(holds, applies: .any(applies.compactMap(\.self)))
    }
}
