import ResourceDocuments
import RuleChecker
import RuleSyntax
import Testing

@testable import RuleTracer

/// Rules that take more steps on a resource than are spent on them say so, and never anything else than the machine says.
@Suite struct GivenUpTests {
    private static let deciding = "the rule takes more steps on this resource than it may, and was given up"
    private static let unknownWords =
        "it is unknown, and to tell why takes more steps on this resource than are spent on it"
    private static let failWords = "it fails, and to tell where takes more steps on this resource than are spent on it"

    /// Asks 1 + 20 × 21 elements, the last of which decides.
    private static func tracer(steps: Int, _ clause: String = nested) throws -> Tracer {
        let list = (0..<20).map { #"{"n": \#($0)}"# }.joined(separator: ",")
        var tracer = try Scene(clause, #"{"l": [\#(list)], "big": "\#(String(repeating: "ab ", count: 2_000))"}"#)
            .tracer
        tracer.maximumSteps = steps
        return tracer
    }

    private static let nested = "require every x in l satisfies every y in l satisfies y.n is less than 19"

    @Test func aTraceEndsWhereItsStepsEnd() throws {
        let whole = try Self.tracer(steps: 1_000).trace()
        #expect(whole.verdict == .fail && !whole.findings.isEmpty)
        let tracer = try Self.tracer(steps: 300)
        #expect(tracer.evaluator(isTracing: true).maximumSteps == 300)
        let trace = tracer.trace()
        #expect(trace.verdict == .unknown && trace.causes == .budget)
        #expect(trace.findings.map(\.explanation) == [Self.unknownWords])
        #expect(trace.findings.map(\.causes) == [.budget] && trace.findings.map(\.verdict) == [.unknown])
        #expect(tracer.verdict() == (.unknown, .budget))
    }

    @Test func longTextsAreSteps() throws {
        let clause = #"forbid some x in l satisfies upper(this.big) contains "Z" and x.n is 1"#
        #expect(try Self.tracer(steps: 2_000, clause).verdict().verdict == .pass)
        #expect(try Self.tracer(steps: 20, clause).verdict() == (.unknown, .budget))
    }

    @Test(arguments: [Verdict.pass, .fail, .unknown, .notApplicable])
    func whatIsGivenUpHasTheVerdictThatTheMachineGives(_ verdict: Verdict) throws {
        let tracer = try Self.tracer(steps: 300)
        let decided = DecidedVerdict(verdict)
        let (trace, explanation) = (tracer.trace(decided: decided), tracer.explain(decided: decided))
        #expect(trace.verdict == verdict && explanation.verdict == verdict)
        let causes: UnknownCauses = verdict == .unknown ? .budget : []
        #expect(trace.causes == causes && explanation.causes == causes)
        let words: [String] =
            switch verdict {
            case .fail: [Self.failWords]
            case .unknown: [Self.unknownWords]
            case .pass, .notApplicable: []
            }
        #expect(trace.findings.map(\.explanation) == words)
        #expect(explanation.clauses.map(\.verdict) == (verdict == .notApplicable ? [] : [verdict]))
    }

    @Test func whatTheMachineGaveUpIsUnknownWhateverTheTracerFinds() throws {
        for clause in [Self.nested, "require every x in l satisfies x.n is at least 0"] {
            let tracer = try Self.tracer(steps: 1_000, clause)
            #expect(tracer.verdict().verdict != .unknown)
            for decided in [DecidedVerdict(.unknown), DecidedVerdict(.unknown, causes: .budget)] {
                let (trace, explanation) = (tracer.trace(decided: decided), tracer.explain(decided: decided))
                #expect(trace.verdict == .unknown && trace.causes == .budget)
                #expect(trace.findings.map(\.explanation) == [Self.deciding])
                #expect(explanation.clauses.flatMap(\.findings).map(\.explanation) == [Self.deciding])
            }
        }
    }

    @Test func theMachinesCausesStand() throws {
        let tracer = try Self.tracer(steps: 300)
        let trace = tracer.trace(decided: DecidedVerdict(.unknown, causes: .wrongType))
        #expect(trace.causes == .wrongType && trace.findings.map(\.causes) == [.wrongType])
        #expect(trace.findings.map(\.explanation) == [Self.unknownWords])
    }

    @Test func anUnknownOfBothKeepsItsReasons() throws {
        let tracer = try Self.tracer(steps: 1_000, "require nothing_here is 1")
        let trace = tracer.trace(decided: DecidedVerdict(.unknown, causes: .missing))
        #expect(trace.findings.map(\.explanation) != [Self.deciding] && trace.causes.contains(.absent))
    }
}
