/// What an import came to, in numbers.
package struct GuardFigures: Hashable, Sendable {
    package var files = 0
    /// Those with parameters are parts of others, and not counted.
    package var rules = 0
    package var omittedRules = 0
    /// The conditions and clauses of rules, those joined by `or` as one.
    package var clauses = 0
    /// Those of which something was left out.
    package var omittedClauses = 0
    package var cases = 0
    package var omittedCases = 0

    package init(files: Int = 0, rules: Int = 0) {
        self.files = files
        self.rules = rules
    }

    package static func += (left: inout Self, right: Self) {
        left.files += right.files
        left.rules += right.rules
        left.omittedRules += right.omittedRules
        left.clauses += right.clauses
        left.omittedClauses += right.omittedClauses
        left.cases += right.cases
        left.omittedCases += right.omittedCases
    }
}

extension GuardFigures: CustomStringConvertible {
    /// In one line, for the end of a run.
    package var description: String {
        """
        \(files) \(files == 1 ? "file" : "files"): carried over \(rules - omittedRules) of \(rules) rules, \
        \(clauses - omittedClauses) of \(clauses) clauses, \(cases - omittedCases) of \(cases) cases
        """
    }
}
