import SourceText

/// What a name in a Guard query is looked up in.
indirect enum GuardPlace: Sendable {
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

/// What the CloudFormation reader makes resources of.
enum GuardCollection: Sendable {
    case resources, parameters
    /// The other sections, which are one resource.
    case template

    /// The kinds of everything in it.
    var kind: String {
        switch self {
        case .resources: "*::*"
        case .parameters: "AWS::CloudFormation::Parameter"
        case .template: "AWS::CloudFormation::Template"
        }
    }

    /// The kinds that are no resources to Guard.
    static let otherKinds = [GuardCollection.parameters.kind, GuardCollection.template.kind]

    /// The sections of a template beside its resources and parameters ("Template anatomy" in the CloudFormation user
    /// guide, format 2010-09-09, and SAM's `Globals`).
    static let sections: Set<String> = [
        "AWSTemplateFormatVersion", "Conditions", "Description", "Globals", "Hooks", "Mappings", "Metadata", "Outputs",
        "Rules", "Transform",
    ]
}

/// One resource of a template: the one that the rule judges, or another that a quantifier reaches.
struct GuardResource: Sendable {
    /// Nil: the one that is judged.
    var variable: String?
    /// The kinds that it can have; empty: not known.
    var kinds: [String]

    /// A parameter, or the template itself: it has no `Properties`.
    var isNoResource: Bool { kinds.count == 1 && GuardCollection.otherKinds.contains(kinds[0]) }

    var properties: RuleTerm { .path(RulePath(root: variable.map { .name($0) } ?? .this)) }
    var kind: RuleTerm { attribute("kind") }
    var id: RuleTerm { attribute("id") }
    /// The file that it stands in.
    var source: RuleTerm { attribute("source") }

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
    }

    var passes: RuleCondition {
        guard let applies, !appliesWhereItHolds else { return holds }
        return .all([applies, holds])
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

extension GuardPart {
    /// Whether what follows is asked of each of several values.
    var standsForMany: Bool {
        switch form {
        case .values, .elements, .eachOfMany, .filter, .keys: true
        case .variable, .this, .key, .interpolated, .index: false
        }
    }

    var isFilter: Bool { if case .filter = form { true } else { false } }
}
