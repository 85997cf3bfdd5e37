import SourceText

/// What a name in a Guard query is looked up in.
indirect enum GuardPlace {
    /// The template as a whole.
    case template
    /// `Resources` or `Parameters` of the template.
    case collection(GuardCollection)
    /// One resource of the template.
    case resource(GuardResource)
    /// A value within a resource, or one that the rule itself gives.
    case value(RuleTerm)
    case literal(GuardLiteral)
}

enum GuardCollection {
    case resources, parameters

    /// The kinds of everything in it.
    var kind: String {
        switch self {
        case .resources: "*::*"
        case .parameters: GuardCollection.parameterKind
        }
    }

    /// The kind under which the CloudFormation reader gives a template's parameters.
    static let parameterKind = "AWS::CloudFormation::Parameter"
}

/// One resource of a template: the one that the rule judges, or another that a quantifier reaches.
struct GuardResource {
    /// Nil: the one that is judged.
    var variable: String?
    /// The kinds that it can have; empty: not known.
    var kinds: [String]

    var properties: RuleTerm { .path(RulePath(root: variable.map { .name($0) } ?? .this)) }
    var kind: RuleTerm { attribute("kind") }
    var id: RuleTerm { attribute("id") }

    private func attribute(_ name: String) -> RuleTerm {
        guard let variable else { return .path(RulePath(root: .attribute(name))) }
        return .path(RulePath(root: .name(variable), steps: [.attribute(name)]))
    }
}

/// What a clause says, and of what: Guard's PASS is both `applies` and `holds`, its SKIP is not `applies`.
struct GuardOutcome {
    var holds: RuleCondition
    /// Nil: the clause always says something.
    var applies: RuleCondition?
    /// `holds` is true where the clause does not apply.
    var holdsWhenSkipped = false

    init(_ holds: RuleCondition, applies: RuleCondition? = nil, holdsWhenSkipped: Bool = false) {
        self.holds = holds
        self.applies = applies
        self.holdsWhenSkipped = holdsWhenSkipped
    }

    var passes: RuleCondition { applies.map { .all([$0, holds]) } ?? holds }

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
        return GuardOutcome(holds, applies: .any(applies.compactMap(\.self)), holdsWhenSkipped: true)
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
