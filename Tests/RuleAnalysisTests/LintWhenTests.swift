import RulePacks
import SourceText
import Testing

@testable import RuleAnalysis

/// What follows for the rule where its `where`, or a `when`, always holds or never does.
@Suite struct LintWhenTests {
    private func finding(_ lines: String, kinds: String = "demo.gate") throws -> Diagnostic {
        let (files, library) = try MemoryFiles.library("rule r {\n  for \(kinds)\n  \(lines)\n}\n")
        let findings = RuleLinter(library, in: files, cases: nil).findings()
        #expect(findings.count == 1, "\(findings.map(\.diagnostic.message))")
        return try #require(findings.first?.diagnostic)
    }

    private static let everything = "leaves nothing out, and the rule applies to everything"
    private static let nothing = "leaves everything out, and the rule applies to nothing"

    @Test(arguments: [
        ("when a is present or a is absent", "'a is present or a is absent' is never false: the 'when' \(everything)"),
        (
            "when not (a is present or a is absent)",
            "'a is present or a is absent' is never false: the 'when' \(nothing)"
        ),
        ("when count(a) is less than 0", "'count(a) is less than 0' can never hold: the 'when' \(nothing)"),
        ("when not (count(a) is less than 0)", "'count(a) is less than 0' can never hold: the 'when' \(everything)"),
        (
            "when a is 1 and a is 2",
            "'a is 2' can never hold together with what stands before it: the 'when' \(nothing)"
        ),
        // Another part decides.
        ("when b is 1 or (a is 1 and a is 2)", "'a is 2' can never hold together with what stands before it"),
        ("when b is 1 and count(a) is at least 0", "'count(a) is at least 0' is never false"),
        ("when b is 1 or count(a) is at least 0", "'count(a) is at least 0' is never false: the 'when' \(everything)"),
        (
            "when 1 is 1",
            "'1 is 1' has nothing to do with the resource: the 'when' leaves out every resource or none"
        ),
    ])
    func aWhenSaysWhatFollows(_ line: String, _ message: String) throws {
        #expect(try finding("\(line)\n  require c is 1").message == message)
    }

    @Test func aWhereSaysWhatFollows() throws {
        let found = try finding("require c is 1", kinds: "demo.gate where a is not 1 or a is not 2")
        #expect(found.message == "'a is not 1 or a is not 2' is never false: the 'where' \(Self.everything)")
        #expect(found.hint == "say which resources the rule is for, or leave the 'where' out")
    }

    /// What a `when` leaves out is not asked: no 'or' would mend that.
    @Test(arguments: ["forbid", "require"]) func aClauseThatAWhenRulesOut(_ word: String) throws {
        let found = try finding("when status is \"on\"\n  \(word) status is \"off\"")
        #expect(found.message == "'status is \"off\"' can never hold together with what stands before it")
        #expect(found.hint == "it is asked only where the other holds: ask for what may be so there, or leave it out")
        let either = try finding("require status is \"on\" and status is \"off\"")
        #expect(either.hint == "say 'or' where either will do; else one of the two means something else")
    }

    /// A clause leaves nothing out.
    @Test func aClauseSaysNothingOfThat() throws {
        let found = try finding("require a is present or a is absent")
        #expect(found.message == "'a is present or a is absent' is never false")
        #expect(found.hint == "say what you mean, or leave it out")
    }
}
