/// What an import came to, in numbers.
package struct SCCFigures: Hashable, Sendable {
    package var rules = 0
    package var omittedRules = 0
    /// Properties and target attributes that are compared.
    package var conditions = 0
    package var omittedConditions = 0

    package init() {}

    package static func += (left: inout Self, right: Self) {
        left.rules += right.rules
        left.omittedRules += right.omittedRules
        left.conditions += right.conditions
        left.omittedConditions += right.omittedConditions
    }
}

extension SCCFigures: CustomStringConvertible {
    /// In one line, for the end of a run.
    package var description: String {
        """
        \(rules) \(rules == 1 ? "rule" : "rules") read: carried over \(rules - omittedRules), \
        and \(conditions - omittedConditions) of \(conditions) conditions
        """
    }
}
