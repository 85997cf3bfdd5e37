import TestSupport
import Testing

/// What is wrong with a case file itself is no failed case: it is said with its place, and the exit code is 2.
@Suite struct CaseFileTests {
    private static let rule = """
        rule example {
          for demo.thing
          require every p in ports satisfies p is more than 1023
        }

        """

    private func test(_ cases: String, rules: String = "example.norma") throws -> (output: String, exitCode: Int32) {
        let folder = try ScratchFolder([
            "example.norma": Self.rule,
            "example.cases.yaml":
                "rules: \(rules)\ndefaults:\n  resource: {kind: demo.thing, id: a, properties: {ports: [22]}}\n"
                + "cases:\n\(cases)",
        ])
        let result = try folder.run("norma test example.cases.yaml")
        return (result.output, result.exitCode)
    }

    @Test(arguments: [("ports[0]", 0, ""), ("ports[1]", 2, "E3006"), ("prots[0]", 2, "E3006"), ("ports", 1, "")])
    func aPlaceThatTheResourceDoesNotHaveIsAnError(_ path: String, _ code: Int, _ fault: String) throws {
        let result = try test("  - {name: low, expect: {example: {verdict: fail, at: \"\(path)\"}}}\n")
        #expect(Int(result.exitCode) == code, "\(result.output)")
        #expect(result.output.contains("E3006") == (fault == "E3006"))
        if code == 2 { #expect(result.output.contains("the resource has nothing at '\(path)'")) }
    }

    @Test func twoCasesOfOneNameAreTold() throws {
        let result = try test("  - {name: low, expect: {example: fail}}\n  - {name: low, expect: {example: fail}}\n")
        #expect(result.exitCode == 0 && result.output.contains("warning[W3011]: case 'low' has the name of another"))
    }

    @Test func aRuleFileIsLookedForBesideTheCases() throws {
        let result = try test("  - {name: low, expect: {example: fail}}\n", rules: "exmaple.norma")
        #expect(result.exitCode == 2 && result.output.contains("it is read from this file's folder"))
    }
}
