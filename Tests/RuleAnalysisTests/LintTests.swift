import ResourceDocuments
import RuleChecker
import RulePacks
import RuleTesting
import RuleTracer
import SourceText
import Testing

@testable import RuleAnalysis

@Suite struct LintTests {
    private func findings(_ lines: String, kinds: String = "demo.gate") throws -> [LintFinding] {
        let (files, library) = try MemoryFiles.library("rule r {\n  for \(kinds)\n  \(lines)\n}\n")
        return RuleLinter(library, in: files, cases: nil).findings()
    }

    private func codes(_ lines: String, kinds: String = "demo.gate") throws -> [String] {
        try findings(lines, kinds: kinds).map(\.diagnostic.kind.code)
    }

    @Test(arguments: [
        "require a is \"x\" and a is \"y\"",
        "require a is at least 10 and a is less than 10",
        "require a is more than 1 and a is between 0.5 and 1",
        "require count(list) is less than 0",
        "require count(list) is more than 1 and count(list) is less than 2",
        "require a is present and a is absent",
        "require a is empty and a is \"x\"",
        "require a is a string and a is a boolean",
        "require a is true\n  when b is 1\n  when b is 2",
        "require a is one of [\"x\", \"y\"] and a is not one of [\"y\", \"x\"]",
        "require a starts with \"x\" and a does not start with \"x\"",
        "require a starts with \"x\" and a is \"y\"",
        "require a is \"x\" and (b is 1 or a is \"y\")",
        "require some e in list satisfies e.on is true and e.on is false",
        "forbid some e in list where e.on is true satisfies e.on is false",
        "when a is \"x\"\n  require a is \"y\"",
        "require a default \"x\" is \"y\" and a is absent",
    ])
    func whatCanNeverHoldIsFound(_ lines: String) throws {
        #expect(try codes(lines) == ["W1601"], "\(lines)")
    }

    @Test(arguments: [
        "require a is present or a is absent",
        "require a is not \"x\" or a is not \"y\"",
        "require a is at least 1 or a is less than 2",
        "require count(list) is at least 0",
        "require any {\n a is true\n b is 1\n a is false\n }",
        "when not (a is 1 and a is 2)\n  require b is 1",
        "when a is true\n  require a is present",
    ])
    func whatIsNeverFalseIsFound(_ lines: String) throws {
        #expect(try codes(lines).allSatisfy { ["W1601", "W1602"].contains($0) } && !codes(lines).isEmpty, "\(lines)")
    }

    @Test(arguments: [
        "require a is at least 10\n  require a is at least 5",
        "require a is \"x\"\n  require a is one of [\"x\", \"y\"]",
        "require a is \"x\" and a is not \"y\"",
        "forbid a is one of [1, 2]\n  forbid a is 1",
        "require a is at least 5 or a is at least 10",
        "when a is true\n  when a is not false\n  require b is 1",
        "require every e in list satisfies e.on is true\n  require every e  in list\n    satisfies e.on is true",
    ])
    func whatSaysNothingNewIsFound(_ lines: String) throws {
        #expect(try codes(lines) == ["W1603"], "\(lines)")
    }

    /// What differs for some resource, or may, is left alone.
    @Test(arguments: [
        "require a is present and a is \"x\"",
        // Of what is missing the second is false, and not unknown.
        "require a is \"x\"\n  require a is present",
        "require a is \"x\" and a is present",
        "require a is at least 5\n  require a is at least 10",
        "require a is 1\n  require b is 1",
        "require a is one of [\"x\", \"y\"]\n  require a is one of [\"y\", \"z\"]",
        "require a is more than 0.1 and a is less than 0.2",
        "require a is like \"x*\" and a is like \"*y\"",
        "require a matches /^x/ and a matches /y$/",
        "require a starts with \"x\" and a does not start with \"xy\"",
        "require a contains \"x\" and a contains \"y\"",
        "require some e in list satisfies e is 1\n  require some e in list satisfies e is 2",
        "require every e in list satisfies e.a is 1\n  require some e in list satisfies e.a is 1",
        "require a.b default 1 is 1\n  require a is present",
        "param p: numeric = 5\n  require a is at least p and a is at most p",
        "param p: numeric = 5\n  param q: numeric = 4\n  require a is at least p and a is at most q",
        "require a is one of [\"x\"] if missing fail\n  require a is present",
        "let kept = each e in list where e.on is true\n  require kept is not empty and count(kept) is at least 1",
        "require @region is \"x\" or @region is \"y\"",
        "require this.id is @id and this.id is present",
        "require a.b is absent or a.b is \"x\"",
        "require a is not 1 and a is not 2",
        "require none { a is 1 a is 2 }",
    ])
    func whatMayDifferIsLeftAlone(_ lines: String) throws {
        #expect(try findings(lines).map(\.diagnostic.message) == [], "\(lines)")
    }

    @Test func aWhereThatExcludesItsOwnKind() throws {
        #expect(try codes("require a is 1", kinds: "demo.gate where @kind is \"demo.door\"") == ["W1604"])
        #expect(try codes("require a is 1", kinds: "demo.gate, demo.door where @kind is \"demo.door\"") == [])
        #expect(try codes("require a is 1", kinds: "\"demo.*\" where @kind is \"demo.door\"") == [])
    }

    // MARK: Witnesses

    /// Each finding's resource is one on which the rule says what the finding says it does.
    @Test(arguments: [
        "require a is \"x\" and a is \"y\"", "require some e in list satisfies e.on is true and e.on is false",
        "require a is at least 10\n  require a is at least 5", "require a is not \"x\" or a is not \"y\"",
        "when a is 1\n  when a is 2\n  require b is 1",
    ])
    func aWitnessWasEvaluated(_ lines: String) throws {
        let (_, library) = try MemoryFiles.library("rule r {\n  for demo.gate\n  \(lines)\n}\n")
        let bound = try #require(ParameterBinder.bind(library.rules[0]).rule)
        for finding in try findings(lines) {
            let witness = try #require(finding.witness)
            let judge = SampleJudge(bound, keys: KeyTable(), asOf: .caseDefault)
            #expect(judge.verdict(witness.sample) == witness.verdict)
            #expect(witness.sample.tested.kind == "demo.gate")
        }
    }

    @Test func equalRulesGiveEqualFindings() throws {
        let lines = "require a is \"x\" and a is \"y\"\n  require some e in list satisfies e is 1 or e is not 1"
        let first = try findings(lines).map { $0.witness?.sample.lines ?? [] }
        #expect(first == (try findings(lines).map { $0.witness?.sample.lines ?? [] }))
        #expect(first.count == 2)
    }

    // MARK: Patterns

    @Test func aHostThatIsNotHeldAtBothEnds() throws {
        for pattern in ["/example\\.com/", "/^https:\\/\\/login\\.example\\.com/", "/(api|www)\\.example\\.com$/"] {
            #expect(try codes("require host matches \(pattern)") == ["W1606"], "\(pattern)")
        }
        for pattern in [
            "/^example\\.com$/", "/^https:\\/\\/example\\.com\\//", "/\\Aexample\\.com\\z/", "/^[a-z]+$/", "/prod/",
        ] {
            #expect(try codes("require host matches \(pattern)") == [], "\(pattern)")
        }
        // What a match forbids is forbidden anywhere.
        #expect(try codes("forbid host matches /example\\.com/") == [])
        let found = try #require(try findings("require host matches /example\\.com/").first)
        #expect(found.witness?.verdict == .pass)
        #expect(found.witness?.sample.texts.contains { $0.contains("evil") } == true)
        #expect(found.fix == nil)
    }

    @Test func aPatternThatAShortTextKeepsBusy() throws {
        for pattern in ["/^(a+)+$/", "/^(\\w+\\s?)*$/", "/^(a|aa)+$/", "/^(?!x)([a-z]+)*$/"] {
            let found = try findings("require name matches \(pattern)")
            #expect(found.map(\.diagnostic.kind.code) == ["W1607"], "\(pattern)")
            let text = found.first?.witness?.sample.texts.max { $0.count < $1.count } ?? ""
            let source = String(pattern.dropFirst().dropLast())
            #expect(try Pattern(source, caseInsensitive: false).exceedsMatchLimit(on: text), "\(pattern)")
        }
        for pattern in ["/^a+$/", "/^(ab)+$/", "/^[a-z]+(-[a-z]+)*$/", "/x.*y/"] {
            #expect(try codes("require name matches \(pattern)") == [], "\(pattern)")
        }
    }
}
