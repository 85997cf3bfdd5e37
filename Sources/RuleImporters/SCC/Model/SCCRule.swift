/// A rule of SCC's v3 API, with what the service does not keep for itself (account, dates) and in one form: numbers as
/// their shortest text, lists of one where one value is due as that value, lists in lists of the same kind as one.
package struct SCCRule: Hashable, Sendable {
    package var id: String?
    package var description: String
    package var version: String?
    /// `user_defined`, `system_defined`
    package var type: String?
    package var labels: [String]
    package var parameters: [SCCParameter]
    package var target: SCCTarget
    /// The text beside the outermost `and` or `or`.
    package var requirementDescription: String?
    /// What all must hold: the elements of an outermost `and`, else the one condition.
    package var conditions: [SCCCondition]

    /// Its own, and those of its sub-rules.
    var targets: [SCCTarget] { [target] + conditions.flatMap(\.targets) }
}

/// One of `import.parameters`.
package struct SCCParameter: Hashable, Sendable {
    package enum ValueType: String, CaseIterable, Sendable {
        case string, numeric, general, boolean
        case stringList = "string_list"
        case ipList = "ip_list"
        case timestamp
    }

    package var name: String
    package var displayName: String?
    package var description: String?
    package var type: ValueType
}

/// The resources that are evaluated, or that a sub-rule looks at.
package struct SCCTarget: Hashable, Sendable {
    package var service: String
    package var kind: String
    /// The name by which `${name}.property` reads a property of the resource.
    package var reference: String?
    package var attributes: [SCCTest]

    func isSameKind(as other: SCCTarget) -> Bool { service == other.service && kind == other.kind }
}

/// A property, an operator and a value; also an additional target attribute.
package struct SCCTest: Hashable, Sendable {
    package var description: String?
    /// The names between the dots.
    package var property: [String]
    package var comparison: SCCOperator
    package var operand: SCCOperand
}

package enum SCCOperand: Hashable, Sendable {
    case nothing
    case texts([String])
    /// JSON numbers, in their shortest form.
    case numbers([String])
    /// `${name}`
    case parameter(String)
    /// `${reference}.property`
    case property(reference: String, path: [String])
}

package indirect enum SCCCondition: Hashable, Sendable {
    case test(SCCTest)
    /// At least two.
    case all([SCCCondition], description: String?)
    /// At least two.
    case any([SCCCondition], description: String?)
    case sub(SCCSubRule)

    /// Conditions under `and` or `or`: those of a list of the same kind are taken out of it where it says nothing of its
    /// own, and a list of one is that one. Nil for none.
    static func list(_ conditions: [SCCCondition], isAll: Bool, description: String?) -> SCCCondition? {
        let flat = conditions.flatMap { condition -> [SCCCondition] in
            switch condition {
            case .all(let inner, nil) where isAll: inner
            case .any(let inner, nil) where !isAll: inner
            case .test, .all, .any, .sub: [condition]
            }
        }
        guard flat.count > 1 else { return flat.first?.describedFurther(by: description) }
        return isAll ? .all(flat, description: description) : .any(flat, description: description)
    }

    /// Those of the sub-rules in it.
    var targets: [SCCTarget] {
        switch self {
        case .test: []
        case .all(let conditions, _), .any(let conditions, _): conditions.flatMap(\.targets)
        case .sub(let sub): [sub.target] + sub.condition.targets
        }
    }

    var description: String? {
        switch self {
        case .test(let test): test.description
        case .all(_, let description), .any(_, let description): description
        case .sub(let sub): sub.description
        }
    }

    /// The same, described by what was said outside it and then by what was said of it.
    func describedFurther(by outer: String?) -> SCCCondition {
        guard let outer else { return self }
        let whole = description.map { "\(outer)\n\($0)" } ?? outer
        switch self {
        case .test(var test):
            test.description = whole
            return .test(test)
        case .all(let conditions, _): return .all(conditions, description: whole)
        case .any(let conditions, _): return .any(conditions, description: whole)
        case .sub(var sub):
            sub.description = whole
            return .sub(sub)
        }
    }
}

/// A condition on other resources than the one that is evaluated.
package struct SCCSubRule: Hashable, Sendable {
    /// The last two also hold where there is no such resource.
    package enum Quantifier: String, CaseIterable, Sendable {
        case any, all
        case anyIfExists = "any_ifexists"
        case allIfExists = "all_ifexists"
    }

    package var description: String?
    package var quantifier: Quantifier
    package var target: SCCTarget
    package var condition: SCCCondition
}
