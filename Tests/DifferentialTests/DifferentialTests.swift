import Foundation
import ResourceDocuments
import RuleChecker
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
    private static let rulesPerProgram = 3
    private static let variants = 4
    private static let resourcesPerRule = 40

    @Test func theMachineAndTheTracerAgree() throws {
        var counts: [Verdict: Int] = [:]
        var compared = 0
        var refused = 0
        var seed = Self.seed
        var opcodes: Set<Opcode> = []
        var ruleCount = 0
        var familyRules = 0
        var questions: Set<LanePredicate> = []
        var sharedTests = 0
        var sharedPredicates: Set<SharedTest.Predicate> = []
        var sharedSteps: Set<String> = []
        while compared < Self.pairs {
            seed &+= 1
            // Rules that differ in constants and run as one, or the same rules twice, which share what they ask.
            let areTwins = seed % 4 == 0
            let pairs = GeneratedPairs(
                seed: seed, rules: Self.rulesPerProgram, variants: areTwins ? 1 : Self.variants,
                copies: areTwins ? 2 : 1, resources: Self.resourcesPerRule)
            refused += pairs?.refusedCount ?? Self.rulesPerProgram * Self.variants
            // A generator whose rules are mostly refused tests little.
            try #require(refused < 200 + compared / Self.resourcesPerRule)
            guard let pairs else { continue }
            for fragment in pairs.library.fragments + pairs.library.families.map(\.fragment) {
                opcodes.formUnion(fragment.instructions.map(\.instruction.opcode))
            }
            ruleCount += pairs.rules.count
            familyRules += pairs.library.families.reduce(0) { $0 + $1.members.count }
            questions.formUnion(pairs.library.families.flatMap(\.questions).map(\.predicate))
            let shared = pairs.library.fragments.flatMap(\.sharedTests)
            sharedTests += shared.count
            sharedPredicates.formUnion(shared.map(\.predicate))
            sharedSteps.formUnion(pairs.library.fragments.flatMap(\.sharedValues).flatMap(\.steps).map(\.name))
            var differs = false
            pairs.runMachine(pairs.library) { index, outcomes in
                differs = outcomes != pairs.traced[index]
                if differs { Self.report(pairs, index, machine: outcomes) }
                for outcome in outcomes { counts[outcome.verdict, default: 0] += 1 }
                compared += outcomes.count
                return !differs
            }
            if differs { return }
        }
        let shares = counts.mapValues { $0 * 100 / compared }
        let shown = Verdict.allCases.map { "\($0.rawValue) \(shares[$0] ?? 0) %" }.joined(separator: ", ")
        print("differential: \(familyRules) of \(ruleCount) rules were run in families")
        print(
            "differential: \(sharedTests) tests were shared: \(sharedPredicates.map(\.description).sorted()), \(sharedSteps.sorted())"
        )
        print("differential: \(compared) pairs from seed \(Self.seed) agree; \(shown); \(refused) rules refused")
        #expect(shares[.pass] ?? 0 >= 25)
        #expect(shares[.fail] ?? 0 >= 25)
        #expect(shares[.unknown] ?? 0 >= 10)
        #expect(familyRules * 5 >= ruleCount)
        // `finish` ends a program, and belongs to no rule.
        let missing = Opcode.allCases.filter { $0 != .finish && !opcodes.contains($0) }
        #expect(missing.isEmpty, "never produced: \(missing)")
        let unasked = Set(Self.familyQuestions).subtracting(questions)
        #expect(unasked.isEmpty, "asked of no family: \(unasked)")
    }

    /// What families are to have been asked, each rule with a constant of its own.
    private static let familyQuestions: [LanePredicate] =
        [.equal, .oneOf, .overlaps, .inTexts, .within, .matches, .matchesAny, .like]
        + MachineAge.allCases.map { .age($0) } + MachineOrder.allCases.map { .ordered($0) }
        + MachineAmount.allCases.map { .contains($0) }

    private static func report(_ pairs: GeneratedPairs, _ index: Int, machine: [RuleOutcome]) {
        let source = pairs.judged[index].document.source
        for (outcome, traced) in zip(machine, pairs.traced[index]) where outcome != traced {
            let rule = pairs.rules[Int(traced.ruleIndex)].rule
            Issue.record(
                """
                seed \(pairs.seed), resource \(pairs.judged[index].id): the machine says \(outcome), the tracer \(traced)
                \(rule.file.text(of: SourceSpan(0, rule.file.text.count)))
                \(source.text(of: SourceSpan(0, source.text.count)))
                """)
        }
    }
}

extension SharedValue.Step {
    /// `call lower`
    fileprivate var name: String {
        switch operation {
        case .member: "member"
        case .attribute(let attribute): "attribute \(attribute)"
        case .index: "index"
        case .call(let function): "call \(function)"
        case .convert(let conversion): "convert \(conversion)"
        case .fallback(let missing): "default \(missing)"
        }
    }
}
