import ResourceDocuments
import RuleChecker
import RulePacks
import RuleTesting
import RuleTracer
import SourceText
import TestSupport
import Testing

@testable import RuleAnalysis

/// What W1601 and W1602 say of conditions is held against every resource of a small space.
@Suite struct LintTruthTests {
    private static func rule(_ lines: String) throws -> (MemoryFiles, RuleLibrary) {
        try MemoryFiles.library("rule r {\n  for demo.gate\n  \(lines)\n}\n")
    }

    private static func findings(_ lines: String) throws -> [LintFinding] {
        let (files, library) = try rule(lines)
        return RuleLinter(library, in: files, cases: nil).findings()
    }

    @Test(arguments: [
        ("require none { b is true b is false }", "W1601", "can never hold"),
        ("require none { b is true b is not true }", "W1601", "can never hold"),
        ("require none { b is present b is absent }", "W1601", "can never hold"),
        ("forbid none { b is present b is absent }", "W1601", "can never hold"),
        ("require none { length(b) is less than 0 }", "W1601", "can never hold"),
    ])
    func noneOfWhatIsNeverFalseNeverHolds(_ lines: String, _ code: String, _ words: String) throws {
        let found = try Self.findings(lines)
        #expect(found.map(\.diagnostic.kind.code) == [code], "\(lines)")
        #expect(found.first?.diagnostic.message.hasSuffix(words) == true, "\(found.map(\.diagnostic.message))")
    }

    private static let nothing = "the 'when' leaves everything out, and the rule applies to nothing"

    @Test func aWhenOfNoneSaysWhatFollows() throws {
        let never = try Self.findings("when none { b is present b is absent }\n  require a is 1")
        #expect(
            never.map(\.diagnostic.message) == ["'none { b is present b is absent }' can never hold: \(Self.nothing)"])
        // Another part decides.
        let part = try Self.findings("when none { count(b) is less than 0 c is 1 }\n  require a is 1")
        #expect(part.map(\.diagnostic.message) == ["'count(b) is less than 0' can never hold"])
    }

    // MARK: Every resource

    private static let values: [SampleValue?] = [
        nil, .null, .integer(1), .integer(2), .text("x"), .text(""), .boolean(true), .boolean(false), .list([]),
    ]

    private static let resources: [Sample] = values.flatMap { a in
        values.map { b in
            let members = [("a", a), ("b", b)].compactMap { key, value in
                value.map { SampleValue.Member(key, $0) }
            }
            return Sample(SampleResource(kind: "demo.gate", id: "one", properties: .map(members)))
        }
    }

    /// A condition over two places: few questions, so that they meet.
    private static func condition(_ random: inout SeededGenerator, depth: Int = 0) -> String {
        func pick(_ texts: [String]) -> String { texts.randomElement(using: &random) ?? texts[0] }
        guard depth < 3, random.next() % 3 > 0 || depth == 0 else {
            let asked = [
                "is 1", "is not 1", "is true", "is false", "is not true", "is present", "is absent", "is at least 2",
                "is less than 2", "is one of [1, 2]", "is \"x\"", "is not \"x\"",
            ]
            return "\(pick(["this.a", "this.b", "this.a default 1"])) \(pick(asked))"
        }
        let parts = (0..<(1 + Int(random.next() % 3))).map { _ in condition(&random, depth: depth + 1) }
        switch random.next() % 5 {
        case 0: return "all { \(parts.joined(separator: "\n")) }"
        case 1: return "any { \(parts.joined(separator: "\n")) }"
        case 2, 3: return "none { \(parts.joined(separator: "\n")) }"
        default: return "not (\(parts.joined(separator: pick([" and ", " or "]))))"
        }
    }

    private static func judge(_ lines: String) throws -> (SampleJudge, CheckedRule) {
        let rule = try self.rule(lines).1.rules[0]
        let bound = try #require(ParameterBinder.bind(rule).rule)
        return (SampleJudge(bound, keys: KeyTable(), asOf: .caseDefault), rule)
    }

    /// How a condition that is written comes out of every resource.
    private static func outcomes(_ condition: String) throws -> [CoverageEvent.Outcome] {
        let (judge, rule) = try judge("require \(condition)")
        return try resources.map { sample in
            let trace = try #require(judge.trace(sample))
            let all: [CoverageEvent.Outcome] = [.true, .false, .unknown]
            return try #require(all.first { trace.coverage.contains(.clause(rule.clauses[0].place, $0)) })
        }
    }

    private static func check(_ diagnostic: Diagnostic, of lines: String) throws {
        let message = diagnostic.message
        let verdicts = try judge(lines).0
        let seen = resources.compactMap(verdicts.verdict)
        if message.hasSuffix("the rule applies to nothing") {
            #expect(seen.allSatisfy { $0 == .notApplicable || $0 == .unknown }, "\(lines): \(message)")
        } else if message.hasSuffix("the rule applies to everything") {
            #expect(seen.allSatisfy { $0 != .notApplicable }, "\(lines): \(message)")
        } else if message.hasPrefix("the clause can never pass") {
            #expect(!seen.contains(.pass), "\(lines): \(message)")
        } else if message.hasPrefix("the clause can never fail") {
            #expect(!seen.contains(.fail), "\(lines): \(message)")
        }
        guard !message.hasPrefix("the clause"), !message.contains("empty list"), let place = diagnostic.primary?.place
        else { return }
        let own = try outcomes(place.text)
        if diagnostic.kind.code == "W1602" {
            #expect(!own.contains(.false), "\(lines): \(message)")
        } else {
            let others = try diagnostic.secondary.map { try outcomes($0.place.text) }
            for (index, outcome) in own.enumerated() where outcome == .true {
                #expect(!others.allSatisfy { $0[index] == .true }, "\(lines): \(message)")
            }
        }
    }

    @Test func whatIsSaidIsTrueOfEveryResource() throws {
        var random = SeededGenerator(seed: 6)
        var counts: [String: Int] = [:]
        for _ in 0..<40 {
            let condition = Self.condition(&random)
            let lines =
                ["require \(condition)", "forbid \(condition)", "when \(condition)\n  require c is 1"]
                .randomElement(using: &random) ?? ""
            for finding in try Self.findings(lines) where ["W1601", "W1602"].contains(finding.diagnostic.kind.code) {
                counts[finding.diagnostic.kind.code, default: 0] += 1
                try Self.check(finding.diagnostic, of: lines)
            }
        }
        #expect(counts["W1601", default: 0] > 3 && counts["W1602", default: 0] > 1, "\(counts)")
    }
}
