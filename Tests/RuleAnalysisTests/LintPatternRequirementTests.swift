import ResourceDocuments
import RuleTesting
import SourceText
import Testing

@testable import RuleAnalysis

/// Patterns among other requirements: each is looked at alone.
@Suite struct LintPatternRequirementTests {
    private func result(_ lines: [String]) throws -> LintResult {
        let text = "rule r {\n  for demo.gate\n  \(lines.joined(separator: "\n  "))\n}\n"
        let (files, library) = try MemoryFiles.library(text)
        return RuleLinter(library, in: files, cases: nil).result()
    }

    private func lines(_ lines: [String]) throws -> [Int] {
        let findings = try result(lines).findings
        #expect(findings.allSatisfy { $0.diagnostic.kind.code == "W1606" })
        return findings.compactMap { $0.diagnostic.primary?.place.position.line }
    }

    private static let asked = (1...9).map { "require p\($0) is at least \($0)" }

    @Test func eachOfSeveralIsFound() throws {
        let pattern = #"matches /^https:\/\/example\.com/"#
        #expect(try lines((1...4).map { "require h\($0) \(pattern)" }) == [3, 4, 5, 6])
        #expect(
            try lines(["require all { h1 \(pattern)", "h2 \(pattern)", "h3 \(pattern)", "h4 \(pattern) }"]).count == 4)
        #expect(
            try lines(["forbid any { not (h1 \(pattern))", "h2 does not match /example\\.com/", "h3 is 1 }"]).count == 2
        )
    }

    @Test func oneAmongManyOthersIsFound() throws {
        let rest = [
            #"require name matches /^prod-[a-z]{3,8}-\d{2}$/"#, #"require cidr is within "10.0.0.0/8""#,
            "require every r in rs satisfies r.x matches /^[a-f0-9]{32}$/",
        ]
        let found = try result([#"require host matches /example\.com/"#] + Self.asked + rest).findings
        #expect(found.compactMap { $0.diagnostic.primary?.place.position.line } == [3])
        let witness = try #require(found.first?.witness)
        #expect(witness.sample.texts.contains { $0.contains("evil") })
        // What is shown is what the rule says of that resource, whichever it is.
        #expect((witness.verdict == .pass) == (witness.caption == "the rule passes"))
    }

    /// What such clauses forbid is forbidden anywhere, and what is held is held.
    @Test func amongManyOthersNothingElseIsFound() throws {
        let found = try result(
            Self.asked + [#"forbid host matches /example\.com/"#, #"require host2 matches /^example\.com$/"#])
        #expect(found.findings.isEmpty && found.undecided.isEmpty)
    }

    @Test func aTextThatIsAParametersDefault() throws {
        #expect(try lines([#"param dom: string = "example.com""#, "require host ends with dom"]) == [3])
        #expect(try lines([#"param dom: string = ".example.com""#, "require host ends with dom"]) == [])
        #expect(
            try lines([
                #"param all: string_list = ["a/", "https://example.com"]"#, "require host starts with any of all",
            ])
                == [3])
        // Asked twice, said once.
        #expect(
            try lines([#"param dom: string = "example.com""#, "require h1 ends with dom", "require h2 ends with dom"])
                == [3])
    }

    /// A text that is a document, and what a rule leaves out because a name is another than it asks for.
    @Test(arguments: [
        [#"require json(doc).host matches /example\.com/"#],
        [#"require some h in yaml(doc).hosts satisfies h.name matches /example\.com/"#],
        [#"when host does not match /trusted\.example\.com/"#, "require tls is true"],
        [#"require every x in xs where x.host does not match /trusted\.example\.com/ satisfies x.tls is true"#],
        [#"forbid some x in xs where not (x.host matches /trusted\.example\.com/) satisfies x.tls is false"#],
    ])
    func whereverAMatchLetsPass(_ clauses: [String]) throws {
        #expect(try lines(clauses) == [3])
        // Held at both ends it lets none but that pass.
        let held = clauses.map { $0.replacing("/trusted", with: "/^trusted").replacing("/example", with: "/^example") }
        #expect(try lines(held.map { $0.replacing("com/", with: "com$/") }) == [])
    }

    @Test func aRuleThatDoesNotApplyIsSaidSo() throws {
        let found = try result([#"when host does not match /trusted\.example\.com/"#, "require tls is true"]).findings
        let witness = try #require(found.first?.witness)
        #expect(witness.verdict == .notApplicable && witness.caption == "the rule does not apply")
    }

    @Test func whatWasNotDecidedIsNamed() throws {
        // No search finds a text that all of them hold of.
        let whens = ["matches /^[a-f]{8}$/", "matches /^[d-k]{8}$/", "does not match /ddd/"].map { "when w \($0)" }
        let result = try result(whens + [#"require host matches /example\.com/"#])
        #expect(result.findings.isEmpty)
        #expect(result.undecided.map(\.place.position.line) == [6])
        #expect(try self.result([#"require host matches /example\.com/"#]).undecided.isEmpty)
    }
}
