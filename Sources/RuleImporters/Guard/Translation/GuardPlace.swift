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

extension GuardPart {
    /// Whether what follows is asked of each of several values.
    var standsForMany: Bool {
        switch form {
        case .values, .elements, .eachOfMany, .filter, .keys: true
        case .variable, .this, .key, .interpolated, .index, .function: false
        }
    }

    var isFilter: Bool { if case .filter = form { true } else { false } }
}
