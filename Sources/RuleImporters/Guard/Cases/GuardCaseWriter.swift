import ResourceDocuments
import SourceText

/// Guard's test cases as the case file beside the imported rules.
struct GuardCaseWriter {
    /// The file of the imported rules, as the case file names it.
    let ruleFile: String
    /// The rules' names in Norma by those in Guard, which several rules of a file may share.
    let names: [String: [String]]

    /// nil where no case is about a rule that was carried over.
    func text(_ cases: [GuardTestCase]) -> String? {
        var written: [String: Int] = [:]
        let blocks = cases.filter(isWritten).map { testCase in
            let count = written[testCase.name, default: 0] + 1
            written[testCase.name] = count
            return lines(testCase, named: count == 1 ? testCase.name : "\(testCase.name) (\(count))")
        }
        if blocks.isEmpty { return nil }
        let head = ["rules: \(BlockYAML.scalar(ruleFile))", "cases:"]
        return (head + [blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")]).joined(separator: "\n")
            + "\n"
    }

    func isWritten(_ testCase: GuardTestCase) -> Bool { !expected(of: testCase).isEmpty }

    private func expected(of testCase: GuardTestCase) -> [String] {
        testCase.expectations.flatMap { expectation -> [String] in
            let names = names[expectation.rule] ?? []
            // Which of several rules passes or fails, Guard does not say.
            if names.count > 1, expectation.status != .skip { return [] }
            return names.map { "\($0): \(expectation.status.verdict)" }
        }
    }

    private func lines(_ testCase: GuardTestCase, named name: String) -> [String] {
        var lines = ["  - name: \(BlockYAML.scalar(name))", "    document:"]
        if isTemplate(testCase.input) {
            lines += BlockYAML.lines(of: testCase.input, indent: 6)
        } else {
            // What is no template has no resources, to Guard too.
            lines[1] += " { Resources: {} }"
        }
        return lines + ["    expect: { \(expected(of: testCase).joined(separator: ", ")) }"]
    }

    private func isTemplate(_ input: DocumentNode) -> Bool {
        guard input.kind == .map, let resources = input["Resources"], resources.kind == .map else { return false }
        return true
    }
}
