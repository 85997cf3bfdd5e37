import ResourceDocuments
import RulePacks
import SourceText
import Testing

@testable import RuleAnalysis

/// A pattern that a short text keeps busy is shown by a resource of which the rule asks it of such a text: where the rule reads it, and where nothing
/// keeps it from asking.
@Suite struct LintBusyPatternTests {
    /// A look-ahead keeps the automaton from deciding: where the pattern is asked of a text that keeps it busy, the answer is unknown.
    private static let busy = "/^(?!x)([a-z]+)*$/"

    private func result(_ lines: [String], defines: String = "") throws -> LintResult {
        let rule = (["rule r {", "  for demo.gate"] + lines.map { "  " + $0 } + ["}"]).joined(separator: "\n") + "\n"
        let (files, library) = try MemoryFiles.library(defines + rule)
        return RuleLinter(library, in: files, cases: nil).result()
    }

    private func witness(_ lines: [String], defines: String = "") throws -> LintFinding.Witness {
        let findings = try result(lines, defines: defines).findings.filter { $0.diagnostic.kind.code == "W1607" }
        #expect(findings.count == 1, "\(lines)")
        return try #require(findings.first?.witness)
    }

    private func isBusy(_ value: SampleValue?) throws -> Bool {
        guard case .text(let text) = value else { return false }
        return try Pattern("^(?!x)([a-z]+)*$", caseInsensitive: false).matches(text) == .limit
    }

    @Test func theTextStandsWhereThePatternIsAsked() throws {
        let shown = try witness(["require owner is present", "require name matches \(Self.busy)"])
        #expect(try isBusy(shown.sample.tested.properties["name"]))
        #expect(try !isBusy(shown.sample.tested.properties["owner"]))
        #expect(shown.verdict == .unknown)
        // Whatever else has the same text.
        let same = try witness(["require owner is this.name", "require name matches \(Self.busy)"])
        #expect(try isBusy(same.sample.tested.properties["name"]))
    }

    @Test func nothingKeepsTheRuleFromAsking() throws {
        let shut = try witness(["when env is \"prod\"", "require name matches \(Self.busy)"])
        #expect(shut.sample.tested.properties["env"] == .text("prod"))
        #expect(shut.verdict == .unknown)
        let joined = try witness(["require env is \"prod\" and name matches \(Self.busy)"])
        #expect(try isBusy(joined.sample.tested.properties["name"]))
        #expect(joined.verdict == .unknown)
        let either = try witness(["require env is \"prod\" or name matches \(Self.busy)"])
        #expect(either.sample.tested.properties["env"] != .text("prod"))
        #expect(either.verdict == .unknown)
        let itself = try witness(["when name matches \(Self.busy)", "require a is 1"])
        #expect(try isBusy(itself.sample.tested.properties["name"]))
        #expect(itself.verdict == .unknown)
    }

    @Test func elementsThatTheFilterKeeps() throws {
        let shown = try witness(["require every l in ls where l.on is true satisfies l.name matches \(Self.busy)"])
        guard case .list(let elements)? = shown.sample.tested.properties["ls"] else {
            Issue.record("\(shown.sample.lines)")
            return
        }
        #expect(try elements.contains { try $0["on"] == .boolean(true) && isBusy($0["name"]) })
        #expect(shown.verdict == .unknown)
    }

    @Test(arguments: [
        "require every k in keys(m) satisfies k matches PATTERN", "require lower(name) matches PATTERN",
        "require @name matches PATTERN", "require @id matches PATTERN", "require called(name)",
        "require tags.team matches any of [/^x/, PATTERN]",
        "require no o in resources of demo.other satisfies o.name matches PATTERN",
    ])
    func whereverTheTextComesFrom(_ line: String) throws {
        let define = "define called(n: string) = n matches \(Self.busy)\n"
        let shown = try witness(
            [line.replacing("PATTERN", with: Self.busy)], defines: line.contains("called") ? define : "")
        #expect(shown.verdict == .unknown, "\(shown.sample.lines)")
    }

    /// Where an automaton decides, the verdict is that of the text.
    @Test func aPatternThatAnAutomatonDecides() throws {
        let shown = try witness(["when env is \"prod\"", "require name matches /^(a+)+$/"])
        #expect(shown.verdict == .fail)
        #expect(shown.caption == "PCRE2 gives up, and an automaton decides")
        guard case .text(let text)? = shown.sample.tested.properties["name"] else {
            Issue.record("\(shown.sample.lines)")
            return
        }
        #expect(try Pattern("^(a+)+$", caseInsensitive: false).exceedsMatchLimit(on: text))
    }

    /// No resource is shown of a rule that was never seen to ask.
    @Test func whatNoResourceShowsIsNoFinding() throws {
        let whens = ["when w matches /^[ab]{8}[cd]{8}$/", "when w matches /^[ax]{8}[dy]{8}$/"]
        let result = try result(
            whens + ["require name is \"a\"", "require every n in name.x satisfies n matches \(Self.busy)"])
        #expect(result.findings.filter { $0.diagnostic.kind.code == "W1607" }.isEmpty)
        #expect(result.undecided.filter { $0.code == "W1607" }.map(\.place.position.line) == [6])
    }
}

extension SampleValue {
    fileprivate subscript(key: String) -> SampleValue? {
        guard case .map(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }
}
