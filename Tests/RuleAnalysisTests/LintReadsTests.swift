import RuleChecker
import RulePacks
import SourceText
import Testing

@testable import RuleAnalysis

/// What has nothing to do with a resource.
@Suite struct LintReadsTests {
    private func findings(_ lines: String) throws -> [LintFinding] {
        let (files, library) = try MemoryFiles.library("rule r {\n  for demo.gate\n  \(lines)\n}\n")
        return RuleLinter(library, in: files, cases: nil).findings()
    }

    @Test(arguments: [
        "require 1 is 1", "require 5 is between 6 and 9", "forbid \"a\" is one of [\"a\"]",
        "param rotation: duration = 90d\n  require rotation is at most 90d",
        "require every x in [1, 2] satisfies x is less than 9", "let e = [1]\n  require e is not empty",
        "require as_of is newer than 1d", "when 1 is 1\n  require a is 1", "when 1 is 2\n  require a is 1",
        "require at least 0 x in [1] where x is 2",
    ])
    func whatHasNothingToDoWithTheResourceIsTold(_ lines: String) throws {
        let finding = try #require(try findings(lines).first)
        #expect(
            finding.diagnostic.kind.code == "W1602"
                && finding.diagnostic.message.contains("has nothing to do with the resource"))
        #expect(finding.witness != nil)
    }

    /// A parameter may switch a rule off, and hides no property behind `this.`.
    @Test(arguments: [
        "param on: boolean = true\n  when on is true\n  require a is 1",
        "param rotation: duration = 90d\n  require this.rotation is at most rotation",
        "param allowed: string_list = [\"x\"]\n  require some v in allowed satisfies v is this.a",
        "let e = each x in list where x is 1\n  require e is empty",
    ])
    func whatParametersDecideInPartIsNot(_ lines: String) throws { #expect(try findings(lines).isEmpty) }

    /// What a clause forbids does not hold where it passes.
    @Test func aForbiddenConditionIsNotSaidToHold() throws {
        let finding = try #require(try findings("require n is at least 5\n  forbid n is less than 2").first)
        #expect(finding.diagnostic.kind.code == "W1603")
        #expect(finding.diagnostic.message == "the clause passes wherever an earlier one does")
    }
}
