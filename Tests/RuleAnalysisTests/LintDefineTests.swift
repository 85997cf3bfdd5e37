import RuleChecker
import RulePacks
import SourceText
import Testing

@testable import RuleAnalysis

/// What a call of a define says, with what it is given.
@Suite struct LintDefineTests {
    private static let defines = """
        define long(x) = length(x) is at least 12
        define at_least(x, n) = length(x) is at least n
        define inside(c, net) = c is within net
        define open(r) = r.port is 22 and r.on is true
        define one_of(x, list) = x is one of list
        define strict(x, mode) = mode is "strict" or x is 1
        define short(x) = lower(x)
        define named(x) = some e in x satisfies e is "a"
        define longer(x, n) = at_least(x, n) and at_least(x, 3)

        """

    private func findings(_ lines: String) throws -> [LintFinding] {
        let (files, library) = try MemoryFiles.library(Self.defines + "rule r {\n  for demo.gate\n  \(lines)\n}\n")
        return RuleLinter(library, in: files, cases: nil).findings()
    }

    private func codes(_ lines: String) throws -> [String] { try findings(lines).map(\.diagnostic.kind.code) }

    /// Contradictions, also of clauses.
    @Test(arguments: [
        "require long(this.a) and length(a) is less than 12",
        "require long(this.a) and not at_least(this.a, 5)",
        "require at_least(this.a, 9)\n  require length(a) is at most 8",
        "when long(this.a)\n  require length(a) is at least 4 and length(a) is at most 6",
        "require inside(this.a, \"10.0.0.0/8\") and a is \"192.168.0.1\"",
        "require open(this.r) and r.port is 23", "require one_of(this.a, [\"x\", \"y\"]) and a is \"z\"",
        "require short(this.a) is \"x\" and short(this.a) is \"y\"", "require short(this.a) is \"X\"",
        "require every e in list satisfies open(e) and e.port is 80",
        "let b = this.a\n  require long(b) and length(a) is 3",
        "require longer(this.a, 4) and length(a) is 3",
    ])
    func contradictionsAreSeen(_ lines: String) throws { #expect(try codes(lines) == ["W1601"], "\(lines)") }

    /// Always true.
    @Test(arguments: [
        "require long(this.a) or length(a) is less than 12", "require not at_least(this.a, 5) or at_least(this.a, 4)",
        "require strict(this.a, \"strict\") and b is 1", "forbid long(this.a) and not at_least(this.a, 3)",
        "require not inside(this.a, \"10.0.0.0/8\") or not inside(this.a, \"192.168.0.0/16\") or a is empty",
    ])
    func whatIsNeverFalseIsSeen(_ lines: String) throws {
        #expect(try codes(lines) == ["W1602"], "\(lines)")
    }

    /// Implied.
    @Test(arguments: [
        "require long(this.a)\n  require length(a) is at least 4",
        "require long(this.a)\n  require at_least(this.a, 12)",
        "require open(this.r) and r.on is true", "require a is \"x\" and one_of(this.a, [\"x\", \"y\"])",
        "require inside(this.a, \"10.1.0.0/16\")\n  require inside(this.a, \"10.0.0.0/8\")",
        "require some e in list where open(e) satisfies e.port is 22",
    ])
    func whatSaysNothingNewIsSeen(_ lines: String) throws { #expect(try codes(lines) == ["W1603"], "\(lines)") }

    /// Other places, other constants, and what is not looked into.
    @Test(arguments: [
        "require long(this.a) and length(b) is less than 12",
        "require at_least(this.a, 4)\n  require at_least(this.a, 5)",
        "require at_least(this.a, 4)\n  require at_least(this.b, 4)", "require named(this.a) and not named(this.b)",
        "require named(this.a)\n  require named(this.b)",
        "require inside(this.a, \"10.0.0.0/8\") and a is not \"10.0.0.1\"",
        "require strict(this.a, this.b) and a is 2", "require strict(this.a, \"lax\") and b is 1",
        "require every e in list satisfies open(e) and e.name is \"x\"", "require open(this.r)\n  require open(this.s)",
        "require long(this.a default \"twelve letters\") and a is absent",
        "require inside(this.a, this.net) and not inside(this.a, this.other)",
        "require inside(this.a, \"10.0.0.0/8\") and not inside(this.a, \"10.1.0.0/16\")",
        "require short(this.a) is \"x\" and short(this.b) is \"y\"",
    ])
    func whatMayDifferIsLeftAlone(_ lines: String) throws {
        #expect(try findings(lines).map(\.diagnostic.message) == [], "\(lines)")
    }

    /// Where the define says so whatever it is given, it is told there, once.
    @Test func whatADefineSaysByItselfIsToldThere() throws {
        let text = """
            define never(x) = x is 1 and x is 2
            rule r {
              for demo.gate
              forbid never(this.a)
              forbid never(this.b)
            }

            """
        let (files, library) = try MemoryFiles.library(text)
        let found = RuleLinter(library, in: files, cases: nil).findings()
        #expect(found.map(\.diagnostic.primary?.place.position.line) == [1])
    }

    /// What is left out behind a call leaves the rule as it was.
    @Test func whatACallImpliesCanBeLeftOut() throws {
        let finding = try #require(try findings("require long(this.a)\n  require length(a) is at least 4").first)
        let edit = try #require(finding.fix)
        let mended = String(decoding: SourceEdit.applying([edit], to: edit.file).text, as: UTF8.self)
        #expect(mended.hasSuffix("  require long(this.a)\n}\n"))
    }
}
