import RuleChecker
import RulePacks
import Testing

@testable import RuleAnalysis

@Suite struct MutantTests {
    private func changes(_ lines: String) throws -> [String] {
        let library = try MemoryFiles.library("rule r {\n  for demo.gate\n  \(lines)\n}\n").library
        // What is asked of every clause alike is left out.
        let common = ["the clause left out", "'forbid' for 'require'", "negated", "left out"]
        return Mutant.all(of: library.rules[0]).map(\.change).filter { !common.contains($0) }
    }

    /// Both ways, each once: among whole numbers 'more than 8' is 'at least 9'.
    @Test(arguments: [
        ("require a is at least 8", ["'more than' for 'at least'", "the bound one lower"]),
        ("require a is more than 8", ["'at least' for 'more than'", "the bound one higher"]),
        ("require a is at most 8", ["'less than' for 'at most'", "the bound one higher"]),
        ("require a is less than 8", ["'at most' for 'less than'", "the bound one lower"]),
        (
            "require a is between 3 and 8",
            [
                "the lower bound one higher", "the lower bound one lower", "the upper bound one lower",
                "the upper bound one higher",
            ]
        ),
        // Nothing lies between once either bound is past the other: one mutant of two.
        (
            "require a is between 3 and 3",
            ["the lower bound one higher", "the lower bound one lower", "the upper bound one higher"]
        ),
        // There is no length below zero, whose answer a lower bound would change.
        ("require length(a) is at least 0", ["'more than' for 'at least'"]),
        ("require length(a) is at least 1", ["'more than' for 'at least'", "the bound one lower"]),
        ("require count(a) is less than 0", ["'at most' for 'less than'"]),
        (
            "require count(a) is between 0 and 3",
            ["the lower bound one higher", "the upper bound one lower", "the upper bound one higher"]
        ),
        ("require a is at least -1", ["'more than' for 'at least'", "the bound one lower"]),
        // What is no whole number is not moved.
        ("require a is at least 0.5", ["'more than' for 'at least'"]),
        ("require a is at least this.b", ["'more than' for 'at least'"]),
        (
            "param p: numeric = 8\n  require a is at least p",
            ["the default one higher", "the default one lower", "'more than' for 'at least'"]
        ),
        // A default that the constraints forbid is no default.
        (
            "param p: numeric that is between 8 and 9 = 8\n  require a is at least p",
            ["the default one higher", "'more than' for 'at least'"]
        ),
        (
            "require at least 2 x in a satisfies x is 1",
            ["'at least 3' for 'at least 2'", "'at least 1' for 'at least 2'"]
        ),
    ])
    func aBoundMovesBothWays(_ lines: String, _ expected: [String]) throws {
        #expect(try changes(lines) == expected)
    }

    @Test func inADefineToo() throws {
        let text = "define long(x) = length(x) is at least 8\nrule r {\n  for demo.gate\n  require long(this.a)\n}\n"
        let rule = try MemoryFiles.library(text).library.rules[0]
        #expect(
            Mutant.all(of: rule).map(\.description).filter { $0.contains("bound") }
                == ["length(x) is at least 8: the bound one lower"])
    }
}
