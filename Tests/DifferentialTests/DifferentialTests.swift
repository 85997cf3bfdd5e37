import Foundation
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleCompiler
import RuleMachine
import RuleSyntax
import RuleTracer
import SourceText
import TestSupport
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
        var ruleSeed = Self.seed
        var opcodes: Set<Opcode> = []
        while compared < Self.pairs {
            ruleSeed &+= 1
            let keys = KeyTable()
            guard let rule = Self.rule(seed: ruleSeed) else {
                refused += 1
                // A generator whose rules are mostly refused tests little.
                try #require(refused < 200 + compared / Self.resourcesPerRule)
                continue
            }
            let world = Self.world(seed: ruleSeed, keys: keys)
            let compiled = ProgramCompiler.compile([rule], keys: keys)
            guard compiled.diagnostics.isEmpty else { continue }
            for fragment in compiled.library.fragments { opcodes.formUnion(Self.opcodes(of: fragment)) }
            let asOf = Instant(seconds: 1_767_225_600)
            let byKind = ResourcesByKind(world)
            var machine = VirtualMachine(
                library: compiled.library, inventory: IndexedInventory(world), asOf: asOf)
            for resource in world.resources where resource.kind == "k.main" {
                machine.run(compiled.library.program(forKind: resource.kind), on: resource.frame)
                let decided = machine.outcomes[0]
                let traced = Tracer(rule: rule, resource: resource, inventory: byKind, asOf: asOf).verdict()
                if decided.verdict != traced.verdict || decided.causes != traced.causes {
                    Issue.record(
                        """
                        seed \(ruleSeed), resource \(resource.id): the machine says \(decided.verdict.rawValue) (\(decided.causes)), \
                        the tracer \(traced.verdict.rawValue) (\(traced.causes))
                        \(GeneratedRule.text(seed: ruleSeed))
                        \(resource.document.source.text(of: SourceSpan(0, resource.document.source.text.count)))
                        """)
                    return
                }
                counts[decided.verdict, default: 0] += 1
                compared += 1
            }
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

    private static func rule(seed: UInt64) -> BoundRule? {
        let parsed = Parser.parse(SourceFile(name: "\(seed).norma", text: GeneratedRule.text(seed: seed)))
        guard parsed.diagnostics.isEmpty else { return nil }
        let checked = Checker.check([RuleModule(file: parsed.file)])
        guard !checked.diagnostics.contains(where: \.isError), let rule = checked.rules.first else { return nil }
        return BoundRule(rule: rule, parameters: [])
    }

    /// A hundred resources to judge, and a few that rules range over; `k.none` was never collected.
    private static func world(seed: UInt64, keys: KeyTable) -> Inventory {
        var reader = InventoryReader(keys: keys)
        var files: [SourceFile] = []
        for index in 0..<resourcesPerRule + 6 {
            let kind = index < resourcesPerRule ? "k.main" : "k.other"
            let text = GeneratedResource.text(kind: kind, id: index, seed: seed &* 1_000 &+ UInt64(index))
            files.append(SourceFile(name: "\(index).json", text: text))
        }
        reader.read(files)
        let reading = reader.finish()
        return Inventory(
            resources: reading.inventory.resources.filter { $0.kind.hasPrefix("k.") },
            collectedKinds: ["k.main", "k.other"])
    }

    private static func opcodes(of fragment: CodeFragment) -> Set<Opcode> {
        var opcodes: Set<Opcode> = []
        var position = 0
        while position < fragment.code.count {
            let instruction = Instruction(bits: fragment.code[position])
            opcodes.insert(instruction.opcode)
            position += instruction.opcode.length
        }
        return opcodes
    }
}
