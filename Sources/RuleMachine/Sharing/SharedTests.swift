package import ResourceDocuments

/// What more than one rule of a program asks or reads: how many share each answer, each look-up and each value.
package struct SharedTests {
    /// Tests of one value that differ in constants: enough of them are answered together.
    private struct LookUp {
        let least: Int
        var tests: Set<String> = []
        var rules = 0
    }

    private var elementTests: [String: Int] = [:]
    private var tests: [String: Int] = [:]
    private var lookUps: [String: LookUp] = [:]
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
        for (question, predicate, tests) in disassembler.lookedUpTests {
            lookUps[question, default: LookUp(least: predicate.leastLookUp)].tests.formUnion(tests)
            lookUps[question]?.rules += rules
        }
    }

    /// Complete lines, each with its line end, what most rules share first; empty where nothing is shared.
    package var text: String {
        Self.text("asked once of each element", elementTests) + Self.text("asked once of each resource", tests)
            + Self.text("looked up once of each resource", lookedUp) + Self.text("read once of each resource", values)
    }

    private var lookedUp: [String: Int] {
        var lines: [String: Int] = [:]
        for (question, lookUp) in lookUps where lookUp.tests.count >= lookUp.least {
            lines["\(question) one of \(lookUp.tests.count) constants"] = lookUp.rules
        }
        return lines
    }

    /// What one rule alone wants is numbered too where many rules ask alike, and is no more shared for that.
    private static func text(_ heading: String, _ counts: [String: Int]) -> String {
        let shared = counts.filter { $0.value > 1 }
        if shared.isEmpty { return "" }
        return "\(heading)\n"
            + shared.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "    for \($1) rules  \($0)\n" }.joined()
    }
}
