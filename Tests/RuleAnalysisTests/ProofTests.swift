import ResourceDocuments
import RuleChecker
import RulePacks
import RuleTesting
import RuleTracer
import SourceText
import TestSupport
import Testing

@testable import RuleAnalysis

/// What is proved of conditions is held against conditions that were evaluated.
@Suite struct ProofTests {
    /// A condition over two places and a list, as wild as one may be written.
    private static func condition(_ random: inout SeededGenerator, depth: Int = 0) -> String {
        func pick(_ texts: [String]) -> String { texts.randomElement(using: &random) ?? texts[0] }
        if depth < 2, random.next() % 2 == 0 {
            let parts = (0..<(2 + Int(random.next() % 2))).map { _ in condition(&random, depth: depth + 1) }
            switch random.next() % 4 {
            case 0: return "all { \(parts.joined(separator: "\n")) }"
            case 1: return "any { \(parts.joined(separator: "\n")) }"
            case 2: return "none { \(parts.joined(separator: "\n")) }"
            default: return "not (\(parts.joined(separator: pick([" and ", " or "]))))"
            }
        }
        let place = pick(["this.a", "this.b", "this.a default 1", "this.b default \"x\""])
        let asked = pick([
            "is 1", "is not 1", "is \"x\"", "is one of [1, 2]", "is one of [\"x\", \"y\"]", "is not one of [\"x\", 1]",
            "is at least 1", "is less than 2", "is between 1 and 3", "is present", "is absent", "is empty",
            "is not empty", "is a string", "is a numeric", "is a list", "is true", "is false", "starts with \"x\"",
            "is like \"x*\"", "contains \"x\"", "matches /^x/", "is []", "is at most 1.5",
        ])
        let isCounted = random.next() % 8 == 0
        return isCounted ? "count(this.list) \(pick(["is 0", "is at least 1", "is more than 1"]))" : "\(place) \(asked)"
    }

    /// The condition in a rule of its own.
    private static func rule(_ condition: String) -> CheckedRule? {
        let files = MemoryFiles(["r.norma": "rule r {\n  for demo.gate\n  require \(condition)\n}\n"])
        let library = PackLoader.load(["r.norma"], from: files, keys: KeyTable())
        return library.hasErrors ? nil : library.rules.first
    }

    private static func isImpossible(_ outcome: Reachability.Goal.Outcome, of rule: CheckedRule) -> Bool {
        var space = QuestionSpace(of: rule)
        let formula = space.formula(of: rule.clauses[0].condition)
        guard var reachability = Reachability(space) else { return false }
        return reachability.isImpossible(Reachability.Goal([(formula, outcome)]))
    }

    @Test func whatIsCalledImpossibleIsNeverSeen() throws {
        var random = SeededGenerator(seed: 16)
        var impossible = 0
        var asked = 0
        for _ in 0..<240 {
            let text = Self.condition(&random)
            guard let rule = Self.rule(text), let bound = ParameterBinder.bind(rule).rule else { continue }
            asked += 1
            let outcomes: [(Reachability.Goal.Outcome, CoverageEvent.Outcome)] = [
                (.isTrue, .true), (.isFalse, .false), (.isUnknown, .unknown),
            ]
            let ruledOut = outcomes.filter { Self.isImpossible($0.0, of: rule) }.map(\.1)
            impossible += ruledOut.count
            var search = SampleSearch([bound], seed: 3, asOf: .caseDefault)
            let refuted = search.first(within: 120) { answer in
                ruledOut.contains { answer.traces[0].coverage.contains(.clause(rule.clauses[0].place, $0)) }
            }
            #expect(refuted == nil, "\(text): \(refuted?.sample.lines ?? [])")
        }
        #expect(asked > 150 && impossible > 20, "\(asked) conditions, \(impossible) outcomes ruled out")
    }

    private static let questions = [
        "is within \"10.0.0.0/8\"", "is within \"10.1.0.0/16\"", "is within [\"10.0.0.0/9\", \"10.128.0.0/9\"]",
        "is within \"192.168.0.0/16\"", "is within \"2001:db8::/32\"", "overlaps \"10.1.2.0/24\"",
        "overlaps [\"10.0.0.0/8\", \"::/0\"]", "is older than \"2025-01-01\"", "is newer than \"2026-01-01T00:00:00Z\"",
        "is older than 30d", "is newer than 60d", "starts with \"x\"", "starts with \"xy\"", "ends with \"y\"",
        "ends with any of [\"xy\", \"z\"]", "is like \"x*\"", "is like \"*zy\"", "is like \"x*y\"", "matches /^x.*/",
        "matches any of [/^xz/, /^10\\./]", "matches /y$/", "is \"xy\"",
        "is empty",
        "is present", "is a string", "is a list", "is undetermined",
    ]

    /// Of each kind some: what is one, what is nearly one, what is several at once.
    private static let values: [SampleValue] =
        [
            "", "x", "xy", "xyz", "y", "zy", "xzy", "xxy", "10.1.2.3", "10.0.0.0/8", "10.1.0.0/16", "10.0.0.0/9",
            "10.1.2.0/24", "10.0.0.0-10.1.2.0", "10.128.0.1", "9.255.255.255-10.0.0.0", "0.0.0.0/0", "192.168.1.1",
            "172.16.0.1", "::/0", "::1", "2001:db8::1", "10.0.0.0/33", "2025-01-01", "2024-12-31T23:59:59.999Z",
            "2025-12-01", "2025-12-15T12:00:00Z", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00.000000001Z",
            "2999-01-01",
        ].map(SampleValue.text) + [
            .null, .boolean(true), .integer(0), .list([]), .list([.null]), .list([.text("10.1.2.3")]),
            .list([.text("10.1.2.3"), .text("192.168.0.1")]), .list([.text("10.1.2.3"), .null]),
            .list([.text("10.1.2.3"), .text("x")]), .list([.text("10.0.0.0/9"), .text("10.128.0.0/9")]),
            .list([.text("172.16.0.1"), .integer(1)]), .list([.text("::1"), .text("x")]), .list([.text("xy")]),
            .map([]),
            .map([SampleValue.Member("x", .text("y"))]),
        ]

    private static let made = [
        "version(this.a) is at least \"1.2\"", "version(this.a) is less than \"1.2.0.1\"",
        "version(this.a) is \"1.10\"",
        "version(this.a) is more than \"1.2-rc.1\"", "duration(this.a) is more than 1d",
        "duration(this.a) is at most 36h",
        "duration(this.a) is one of [1d, 2d]", "quantity(this.a) is at least \"500Mi\"",
        "quantity(this.a) is less than \"2Gi\"",
        "quantity(this.a) is 1", "number(this.a) is 1", "number(this.a) is between 1 and 2", "lower(this.a) is \"x\"",
        "lower(this.a) is \"X\"", "lower(this.a) starts with \"x\"", "upper(this.a) is one of [\"X\", \"1D\"]",
        "upper(this.a) is \"1d\"", "trim(this.a) is \"x\"", "trim(this.a) is \" x\"", "trim(this.a) is empty",
        "lower(trim(this.a)) is \"x\"", "length(this.a) is 1", "length(this.a) is more than 2", "text(this.a) is \"1\"",
        "text(this.a) is \"true\"", "version(this.a default \"1.0\") is \"1\"", "lower(this.a) default \"x\" is \"x\"",
        "prefix_length(ip(this.a)) is at least 24", "count(this.a) is 0", "first(this.a) is \"x\"", "this.a is \"X\"",
        "this.a is 1", "this.a is not \"\"", "this.a is \"xyz\"", "length(this.a) is at least 2",
        "count(this.a) is at least 1", "lower(this.a) is not \"xx\"", "lower(this.a) is undetermined",
        "length(this.a default \"xx\") is 2",
        "this.a is present", "this.a is empty", "this.a is absent", "version(this.a) is present",
        "version(this.a) is a version",
        "quantity(this.a) is empty", "lower(this.a) is a string", "this.a is a list", "this.a is like \"*\"",
        "this.a matches /x*/", "duration(this.a) is a duration",
    ]

    private static let madeOf: [SampleValue] =
        [
            "", " ", "x", "X", " x", "x ", "xX", "xyz", "1", "1.0", "2", "1.2", "v1.2", "1.2.0", "1.2-rc.1", "1.2-rc.2",
            "1.2-alpha", "1.2.0.0.1", "1.2.1", "1.10", "2.0", "1.31.4_1530", "1d", "24h", "36h", "1d1ms", "2d", "1D",
            "P1D",
            "500Mi", "524288000", "512Mi", "1Gi", "2Gi", "1e3", "0.5", "10.0.0.0/8", "10.0.0.0/24", "10.0.0.1", "::/0",
            "true", "\u{130}", "\u{1E9E}", "\u{3A3}",
        ].map(SampleValue.text) + [
            .null, .boolean(true), .integer(0), .integer(1), .integer(2), .integer(524_288_000), .integer(1 << 40),
            .list([]),
            .list([.null]), .list([.text("x")]), .list([.text("1.2"), .text("x")]), .list([.text("1.2")]),
            .list([.integer(1)]),
            .map([]), .map([SampleValue.Member("x", .text("x"))]), .undetermined("later", mayBeNothing: false),
            .undetermined("later", mayBeNothing: true), .list([.undetermined("later", mayBeNothing: false)]),
        ]

    /// What a function makes of a value is told apart as the value is, and the two are never taken for more than they are.
    @Test func noValueThatAFunctionMakesIsForgotten() throws {
        var random = SeededGenerator(seed: 41)
        let impossible = try refute(Self.made, of: Self.madeOf, times: 260, &random) { $0 }
        #expect(impossible > 40, "\(impossible) outcomes ruled out")
    }

    /// What is written in small letters once stays so: that lets texts be ruled out that `lower` and `upper` never give.
    @Test func lettersAreFoldedOnce() {
        for number in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(number) else { continue }
            let text = String(scalar)
            if text.lowercased().lowercased() != text.lowercased()
                || text.uppercased().uppercased() != text.uppercased()
            {
                Issue.record("U+\(String(number, radix: 16)) is folded twice")
            }
        }
    }

    /// Addresses, dates and the edges of texts have sorts of their own; no value falls between them.
    @Test func noValueIsForgotten() throws {
        var random = SeededGenerator(seed: 29)
        let impossible = try refute(Self.questions, of: Self.values, times: 160, &random) { "this.a \($0)" }
        #expect(impossible > 20, "\(impossible) outcomes ruled out")
    }

    /// Asks of each value what is called impossible of two questions together.
    ///
    /// - Returns: how many outcomes were called so.
    private func refute(
        _ questions: [String], of values: [SampleValue], times: Int, _ random: inout SeededGenerator,
        _ condition: (String) -> String
    ) throws -> Int {
        var impossible = 0
        for _ in 0..<times {
            let asked = (0..<2).map { _ in condition(questions.randomElement(using: &random) ?? "") }
            let joined = ["and", "or"].randomElement(using: &random) ?? "and"
            let parts = asked.map { random.next() % 3 == 0 ? "not (\($0))" : $0 }
            let text = parts.joined(separator: " \(joined) ")
            guard let rule = Self.rule(text), let bound = ParameterBinder.bind(rule).rule else { continue }
            let judge = SampleJudge(bound, keys: KeyTable(), asOf: .caseDefault)
            let outcomes: [(Reachability.Goal.Outcome, CoverageEvent.Outcome)] = [
                (.isTrue, .true), (.isFalse, .false), (.isUnknown, .unknown),
            ]
            let ruledOut = outcomes.filter { Self.isImpossible($0.0, of: rule) }
            impossible += ruledOut.count
            for value in values {
                let properties = SampleValue.map([SampleValue.Member("a", value)])
                let trace = try #require(
                    judge.trace(Sample(SampleResource(kind: "demo.gate", id: "x", properties: properties))))
                for outcome in ruledOut.map(\.1) {
                    #expect(
                        !trace.coverage.contains(.clause(rule.clauses[0].place, outcome)), "\(text): \(value.text)")
                }
            }
        }
        return impossible
    }

    /// The values that stand for all: what a condition says of any value it says of one of them.
    @Test func whatIsSeenIsNotCalledImpossible() throws {
        let seen: [(String, [Reachability.Goal.Outcome])] = [
            ("this.a is at least 1 and this.a is less than 1.0000001", [.isTrue, .isFalse, .isUnknown]),
            ("this.a is more than 1 and this.a is less than 2", [.isTrue, .isFalse]),
            ("this.a is not \"x\" and this.a is a string and this.a is not empty", [.isTrue, .isFalse]),
            ("this.a is [\"x\"] or this.a is 1", [.isTrue, .isUnknown]),
            ("count(this.a) is more than 1 and count(this.a) is less than 3", [.isTrue, .isFalse, .isUnknown]),
            ("this.a default 1 is 1 and this.a is absent", [.isTrue, .isFalse]),
            ("this.a is like \"x*\" and this.a is like \"*y\" and this.a is not \"xy\"", [.isTrue, .isFalse]),
        ]
        for (text, outcomes) in seen {
            let rule = try #require(Self.rule(text), "\(text)")
            for outcome in outcomes { #expect(!Self.isImpossible(outcome, of: rule), "\(text): \(outcome)") }
        }
    }
}
