package import ResourceDocuments

/// What more than one code of a program asks or reads: how many rules share each answer and each value.
package struct SharedTests {
    private var elementTests: [String: Int] = [:]
    private var tests: [String: Int] = [:]
    private var values: [String: Int] = [:]

    /// - Parameters:
    ///   - families: each with its rules that apply.
    ///   - alone: the rules that run by themselves.
    package init(
        families: [(family: RuleFamily, rules: [CodeFragment])] = [], alone: [CodeFragment], keys: KeyTable
    ) {
        for (family, rules) in families { add(family.fragment, rules.count, keys) }
        for rule in alone { add(rule, 1, keys) }
    }

    private mutating func add(_ code: CodeFragment, _ rules: Int, _ keys: KeyTable) {
        let disassembler = Disassembler(code, keys: keys)
        for test in disassembler.elementTests { elementTests[test, default: 0] += rules }
        for test in disassembler.sharedTests { tests[test, default: 0] += rules }
        for value in disassembler.sharedValues { values[value, default: 0] += rules }
    }

    /// Complete lines, each with its line end, what most rules share first; empty where nothing is shared.
    package var text: String {
        Self.text("asked once of each element", elementTests.filter { $0.value > 1 })
            + Self.text("asked once of each resource", tests) + Self.text("read once of each resource", values)
    }

    private static func text(_ heading: String, _ counts: [String: Int]) -> String {
        if counts.isEmpty { return "" }
        return "\(heading)\n"
            + counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { shared, rules in
                "    for \(rules) rule\(rules == 1 ? "" : "s")  \(shared)\n"
            }.joined()
    }
}
