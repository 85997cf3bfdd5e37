import ResourceDocuments
import RuleChecker
import RulePacks
import RuleTesting
import RuleTracer
import SourceText
import TestSupport
import Testing

@testable import RuleAnalysis

/// What is proved of quantifiers is held against lists that were counted.
@Suite struct CountProofTests {
    private static let quantifiers = [
        "every", "some", "no", "exactly 0", "exactly 1", "exactly 2", "at least 1", "at least 2", "at most 0",
        "at most 1",
        "at most 2",
    ]
    private static let domains = ["this.l", "this.l", "this.l default []", "this.l, this.m"]
    private static let filters = ["", "", " where V.on is true", " where V.p is present", " where V.p is at least 2"]
    private static let asked = [
        "V.p is 1", "V.p is at least 1", "V.p is at least 2", "V.p is less than 2", "V.p is not 1", "V.p is present",
        "V.on is true", "V.on is not true and V.p is 1", "V is a map", "not (V.p is at least 2)",
        "(some w in V.l satisfies w is 1)", "(no w in V.l satisfies w is 1)", "V.p is this.a", "this.a is 1",
    ]
    private static let elements: [SampleValue] = [
        .null, .integer(1), .map([]), element(p: .integer(1)), element(p: .integer(2)), element(p: .text("x")),
        element(p: .integer(1), on: true), element(p: .integer(2), on: false), element(p: nil, on: true),
        .map([SampleValue.Member("l", .list([.integer(1), .null]))]),
        .map([SampleValue.Member("l", .list([.integer(2)]))]),
    ]

    private static func element(p: SampleValue?, on: Bool? = nil) -> SampleValue {
        .map(
            [p.map { SampleValue.Member("p", $0) }, on.map { SampleValue.Member("on", .boolean($0)) }].compactMap(
                \.self))
    }

    /// Of those that have something to do with one another.
    private static let alike = ["V.p is 1", "V.p is at least 1", "V.p is at least 2", "not (V.p is at least 1)"]

    private static func quantified(_ random: inout SeededGenerator, in domain: String) -> String {
        func pick(_ texts: [String]) -> String { texts[Int(random.next() % UInt64(texts.count))] }
        let variable = pick(["x", "y"])
        let filter = random.next() % 3 == 0 ? pick(filters).replacing("V", with: variable) : ""
        let body = pick(random.next() % 4 == 0 ? asked : alike).replacing("V", with: variable)
        return "(\(pick(quantifiers)) \(variable) in \(domain)\(filter) satisfies \(body))"
    }

    private static func value(_ random: inout SeededGenerator) -> SampleValue? {
        if random.next() % 12 == 0 { return [nil, .null, .integer(1), .map([])][Int(random.next() % 4)] }
        return .list((0..<(random.next() % 4)).map { _ in elements[Int(random.next() % UInt64(elements.count))] })
    }

    @Test func noListIsCountedAsItCannotBe() throws {
        var random = SeededGenerator(seed: 53)
        var impossible = 0
        for _ in 0..<220 {
            let domain = Self.domains[Int(random.next() % UInt64(Self.domains.count))]
            let other = random.next() % 5 == 0 ? "this.m" : domain
            let parts = [Self.quantified(&random, in: domain), Self.quantified(&random, in: other)]
                .map { random.next() % 3 == 0 ? "not \($0)" : $0 }
            let text = parts.joined(separator: random.next() % 2 == 0 ? " and " : " or ")
            let (_, library) = try MemoryFiles.library("rule r {\n  for demo.gate\n  require \(text)\n}\n")
            let rule = library.rules[0]
            let bound = try #require(ParameterBinder.bind(rule).rule)
            let outcomes: [(Reachability.Goal.Outcome, CoverageEvent.Outcome)] = [
                (.isTrue, .true), (.isFalse, .false), (.isUnknown, .unknown),
            ]
            let ruledOut = outcomes.filter { outcome, _ in
                var space = QuestionSpace(of: rule)
                let formula = space.formula(of: rule.clauses[0].condition)
                guard var reachability = Reachability(space) else { return false }
                return reachability.isImpossible(Reachability.Goal([(formula, outcome)]))
            }.map(\.1)
            impossible += ruledOut.count
            let judge = SampleJudge(bound, keys: KeyTable(), asOf: .caseDefault)
            for _ in 0..<60 {
                let members = [("l", Self.value(&random)), ("m", Self.value(&random)), ("a", .integer(1))]
                    .compactMap { key, value in value.map { SampleValue.Member(key, $0) } }
                let sample = Sample(SampleResource(kind: "demo.gate", id: "x", properties: .map(members)))
                let trace = try #require(judge.trace(sample))
                for outcome in ruledOut {
                    #expect(
                        !trace.coverage.contains(.clause(rule.clauses[0].place, outcome)), "\(text): \(sample.lines)")
                }
            }
        }
        #expect(impossible > 10, "\(impossible) outcomes ruled out")
    }
}
