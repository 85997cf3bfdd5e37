import ResourceDocuments

/// What SCC's service takes at most: its page of limits, and the lengths that its command line checks.
enum SCCLimits {
    struct Excess: Hashable {
        var limit: Int
        /// What there is too much of, in the plural.
        var what: String
        var count: Int
    }

    static func exceeded(by rule: SCCRule) -> [Excess] {
        var found: [Excess] = []
        func check(_ count: Int, _ limit: Int, _ what: String) {
            let excess = Excess(limit: limit, what: what, count: count)
            if count > limit, !found.contains(excess) { found.append(excess) }
        }
        check(SCCRuleJSON.value(of: rule).quoted.count, 4096, "characters in a rule")
        check(rule.description.count, 512, "characters in a description")
        check(rule.labels.count, 32, "labels")
        check(rule.parameters.count, 8, "parameters")
        check(rule.version?.count ?? 0, 10, "characters in a version")
        for parameter in rule.parameters {
            check(parameter.name.count, 64, "characters in a parameter's name")
            check(parameter.displayName?.count ?? 0, 64, "characters in a parameter's display name")
            check(parameter.description?.count ?? 0, 256, "characters in a parameter's description")
        }
        let whole = SCCCondition.all(rule.conditions, description: nil)
        check(whole.listSizes.count, 16, "conditions")
        for size in whole.listSizes { check(size, 24, "properties in a condition") }
        for target in rule.targets {
            for test in target.attributes {
                check(test.property.joined(separator: ".").count, 256, "characters in a path")
            }
        }
        for test in whole.tests { check(test.property.joined(separator: ".").count, 256, "characters in a path") }
        return found
    }
}

extension SCCCondition {
    /// How many conditions stand in each `and` and `or` of it.
    fileprivate var listSizes: [Int] {
        switch self {
        case .test: []
        case .all(let conditions, _), .any(let conditions, _): [conditions.count] + conditions.flatMap(\.listSizes)
        case .sub(let sub): sub.condition.listSizes
        }
    }

    fileprivate var tests: [SCCTest] {
        switch self {
        case .test(let test): [test]
        case .all(let conditions, _), .any(let conditions, _): conditions.flatMap(\.tests)
        case .sub(let sub): sub.condition.tests
        }
    }
}
