import ResourceDocuments
import RulePacks
import SourceText
import Testing

@testable import RuleAnalysis

/// What lint proves of places: of those that are never lacking, and of those within others.
@Suite struct PlaceProofTests {
    private func findings(_ lines: String) throws -> [LintFinding] {
        let (files, library) = try MemoryFiles.library("rule r {\n  for demo.gate\n  \(lines)\n}\n")
        return RuleLinter(library, in: files, cases: nil).findings()
    }

    private func codes(_ lines: String) throws -> [String] { try findings(lines).map(\.diagnostic.kind.code) }

    // MARK: What is never absent

    @Test(arguments: [
        "require c default \"x\" is not absent", "require c default \"x\" is present", "forbid c default 1 is absent",
        "require c default \"x\" is not absent or b is 2", "require lower(c default \"x\") is present",
        "require list(c default []) is present", "require a.b default c default \"x\" is present",
        "require @name default \"x\" is present", "require @id is present",
        "param p: string = \"x\"\n  require c default p is present",
        "let v = c default \"x\"\n  require v is not absent",
    ])
    func aValueWithADefaultIsNeverAbsent(_ lines: String) throws {
        let found = try findings(lines)
        let code = lines.hasPrefix("forbid") ? "W1601" : "W1602"
        #expect(found.map(\.diagnostic.kind.code) == [code], "\(lines)")
        #expect(found.first?.witness?.verdict == .pass)
    }

    /// The default answers for the end of the path only, or may itself be lacking.
    @Test(arguments: [
        "require a.b default \"x\" is not absent", "require every e in l satisfies e.v default \"x\" is present",
        "require c default d is present", "require a.b default c.d default \"x\" is present",
        "require first(l default []) is present", "require @tags.env default \"x\" is present",
        "require json(c default \"null\") is present",
    ])
    func whatMayBeLackingStill(_ lines: String) throws { #expect(try codes(lines) == [], "\(lines)") }

    /// It is said what follows for the rule.
    @Test func aWhenThatAsksForADefaultSaysWhatFollows() throws {
        let whole = try findings("when c default \"x\" is not absent\n  require d is 1")
        #expect(
            whole.map(\.diagnostic.message) == [
                "'c default \"x\" is not absent' is never false: the 'when' leaves nothing out, and the rule applies to everything"
            ])
        // The other part decides.
        let part = try findings("when c default \"x\" is not absent and d is 2\n  require e is 1")
        #expect(part.map(\.diagnostic.message) == ["'c default \"x\" is not absent' is never false"])
    }

    // MARK: What stands in what

    @Test(arguments: [
        "when a is absent\n  require a.b is present", "when a.b is true\n  require a is absent",
        "require a.b is 1\n  require a is \"x\"", "require a.b.c is 1 and a.b is absent",
        "require a.b is 1 and a is empty", "require every e in l satisfies e.a.b is false and e.a is absent",
        "require a is a list and a.b is 1", "require @tags.env is \"x\" and @tags is absent",
    ])
    func nothingStandsInWhatIsNotThere(_ lines: String) throws {
        let found = try findings(lines)
        #expect(found.map(\.diagnostic.kind.code) == ["W1601"], "\(lines)")
    }

    @Test(arguments: [
        "require a is absent or a.b is 1", "require a is present\n  require a.b is 1",
        "require a is a map and a.b default 1 is 1", "when a.b is present\n  require a.b.c default 1 is 1",
        "require a is not empty and a.b is absent", "require a.b is absent and a.c is 1",
        "require a.b is absent or a is absent",
    ])
    func whatGoesTogether(_ lines: String) throws { #expect(try codes(lines) == [], "\(lines)") }

    /// Where the inner one has a value the outer one is there, or it is not known yet.
    @Test func theOuterOneOfWhatIsThereIsNeverAbsent() throws {
        #expect(try codes("when a.b is \"x\"\n  require a is present") == ["W1602"])
        #expect(try codes("when a is present\n  require a.b is present") == [])
        // It makes the rule fail where the other is unknown.
        #expect(try codes("require a.b is \"x\"\n  require a is present") == [])
    }

    // MARK: Counts

    @Test(arguments: [
        "require count(l) is 0\n  require some e in l satisfies e.p is 443",
        "require count(l) is at most 1\n  require at least 2 e in l satisfies e.p is 443",
        "require count(l) is less than 3 and (exactly 3 e in l satisfies e.p is 443)",
        "require count(l default []) is 0\n  require some e in l default [] satisfies e.p is 443",
    ])
    func moreElementsThanThereAre(_ lines: String) throws { #expect(try codes(lines) == ["W1601"], "\(lines)") }

    @Test(arguments: [
        "require count(l) is 1\n  require some e in l satisfies e.p is 443",
        "require count(l) is at most 2\n  require at least 2 e in l satisfies e.p is 443",
        "require count(distinct(l)) is 1\n  require at least 2 e in l satisfies e is 443",
        "require count(l) is 0 or (some e in l satisfies e.p is 443)",
    ])
    func asManyElementsAsThereAre(_ lines: String) throws { #expect(try codes(lines) == [], "\(lines)") }

    // MARK: Words

    /// Where a 'when' decides a clause it is not said that its own words do.
    @Test func aClauseThatAWhenDecidesSaysSo() throws {
        let fails = try findings("when a is one of [1, 2]\n  forbid not (a is 1 or a is 2)")
        #expect(
            fails.map(\.diagnostic.message) == ["the clause can never fail where what stands before it holds"])
        #expect(fails.first?.diagnostic.primary?.text == "decided by what stands before it")
        #expect(fails.first?.diagnostic.secondary.map(\.text) == ["holds here"])
        #expect(fails.first?.witness?.verdict == .pass)
        let passes = try findings("when a is one of [1, 2]\n  forbid a is 1 or a is 2")
        #expect(
            passes.map(\.diagnostic.message) == ["the clause can never pass where what stands before it holds"])
        #expect(passes.first?.witness?.verdict == .fail)
    }
}
