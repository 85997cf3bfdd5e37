package import ResourceDocuments

/// The element tests that more than one rule of a program asks: each is asked once of each element, and how many rules share the answer.
package struct SharedTests {
    private let rulesByTest: [String: Int]

    /// - Parameter rules: those of a program that run alone.
    package init(_ rules: [CodeFragment], keys: KeyTable) {
        rulesByTest = rules.reduce(into: [:]) { counts, rule in
            for test in Disassembler(rule, keys: keys).elementTests { counts[test, default: 0] += 1 }
        }
    }

    /// Complete lines, each with its line end, what most rules share first; empty where nothing is shared.
    package var text: String {
        let shared = rulesByTest.filter { $0.value > 1 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        if shared.isEmpty { return "" }
        return "asked once of each element\n"
            + shared.map { test, rules in "    for \(rules) rules  \(test)\n" }.joined()
    }
}
