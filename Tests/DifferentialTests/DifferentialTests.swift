import Foundation
import ResourceDocuments
import RuleMachine
import SourceText
import Testing

/// The machine and the tracing evaluator say the same of generated rules on generated resources, verdict and causes.
///
/// `NORMA_DIFFERENTIAL_PAIRS` sets how many pairs (100,000), `NORMA_DIFFERENTIAL_SEED` where they begin (20261101).
@Suite struct DifferentialTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let pairs = environment["NORMA_DIFFERENTIAL_PAIRS"].flatMap(Int.init) ?? 100_000
    private static let seed = environment["NORMA_DIFFERENTIAL_SEED"].flatMap(UInt64.init) ?? 20_261_101
    private static let resourcesPerRule = 100

    @Test func theMachineAndTheTracerAgree() throws {
        var counts: [Verdict: Int] = [:]
        var compared = 0
        var refused = 0
        var seed = Self.seed
        var opcodes: Set<Opcode> = []
        while compared < Self.pairs {
            seed &+= 1
            guard let pairs = GeneratedPairs(seed: seed, resources: Self.resourcesPerRule) else {
                refused += 1
                // A generator whose rules are mostly refused tests little.
                try #require(refused < 200 + compared / Self.resourcesPerRule)
                continue
            }
            for fragment in pairs.library.fragments {
                opcodes.formUnion(fragment.instructions.map(\.instruction.opcode))
            }
            var differs = false
            pairs.runMachine(pairs.library) { index, outcome in
                differs = outcome != pairs.traced[index]
                if differs { Self.report(pairs, index, machine: outcome, tracer: pairs.traced[index]) }
                counts[outcome.verdict, default: 0] += 1
                compared += 1
                return !differs
            }
            if differs { return }
        }
        let shares = counts.mapValues { $0 * 100 / compared }
        let shown = Verdict.allCases.map { "\($0.rawValue) \(shares[$0] ?? 0) %" }.joined(separator: ", ")
        print("differential: \(compared) pairs from seed \(Self.seed) agree; \(shown); \(refused) rules refused")
        #expect(shares[.pass] ?? 0 >= 25)
        #expect(shares[.fail] ?? 0 >= 25)
        #expect(shares[.unknown] ?? 0 >= 10)
        // `finish` ends a program, and belongs to no rule.
        let missing = Opcode.allCases.filter { $0 != .finish && !opcodes.contains($0) }
        #expect(missing.isEmpty, "never produced: \(missing)")
    }

    private static func report(_ pairs: GeneratedPairs, _ index: Int, machine: RuleOutcome, tracer: RuleOutcome) {
        let resource = pairs.judged[index]
        let source = resource.document.source
        Issue.record(
            """
            seed \(pairs.seed), resource \(resource.id): the machine says \(machine.verdict.rawValue) (\(machine.causes)), \
            the tracer \(tracer.verdict.rawValue) (\(tracer.causes))
            \(GeneratedRule.text(seed: pairs.seed))
            \(source.text(of: SourceSpan(0, source.text.count)))
            """)
    }
}
