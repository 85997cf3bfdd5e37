import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleCompiler
import RuleMachine
import RuleSyntax
import RuleTracer
import SourceText

/// Generated rules in one program, and generated resources that they judge.
final class GeneratedPairs {
    static let asOf = Instant(seconds: 1_767_225_600)

    let seed: UInt64
    let rules: [BoundRule]
    /// Rules that the checker refuses.
    let refusedCount: Int
    private let distinctCount: Int
    let keys = KeyTable()
    let library: ProgramLibrary
    private let resourceCount: Int
    /// So many that some keys are those of ten and more.
    private static let otherCount = 18

    /// nil where the checker refuses all of them.
    ///
    /// - Parameters:
    ///   - variants: how many rules to make of each that differ in constants.
    ///   - copies: how often each stands in the program: one that stands there twice shares all that it can.
    init?(
        seed: UInt64, rules count: Int = 1, variants: Int = 1, copies: Int = 1, sharing: SharingExtent = .all,
        resources: Int
    ) {
        self.seed = seed
        let made = (0..<count * variants).compactMap { index in
            let (rule, variant) = (UInt64(index % count), UInt64(index / count))
            return Self.rule(GeneratedRule.text(seed: seed &+ rule &<< 32, constants: variant))
        }
        rules = (0..<copies).flatMap { _ in made }
        refusedCount = count * variants - made.count
        distinctCount = made.count
        let compiled = ProgramCompiler.compile(rules, keys: keys, sharing: sharing)
        guard !rules.isEmpty, compiled.diagnostics.isEmpty else { return nil }
        library = compiled.library
        resourceCount = resources
    }

    private static func rule(_ text: String) -> BoundRule? {
        let parsed = Parser.parse(SourceFile(name: "generated.norma", text: text))
        guard parsed.diagnostics.isEmpty else { return nil }
        let checked = Checker.check([RuleModule(file: parsed.file)], schemas: KindSchemas(schemas))
        guard !checked.diagnostics.contains(where: \.isError), let rule = checked.rules.first else { return nil }
        let parameters = rule.parameters.compactMap { parameter in
            parameter.defaultValue.map { BoundParameter(value: $0, origin: .ruleDefault, place: nil) }
        }
        return BoundRule(rule: rule, parameters: parameters)
    }

    /// Of the resources that rules range over: a number that its schema declares may stand there as text.
    private static let schemas: [KindSchema] = {
        let text = """
            {"type": "object", "properties":
              {"ref": {"type": "string"}, "port": {"type": "number"}, "on": {"type": "boolean"}, "zone": {"type": "string"},
               "cidr": {}, "names": {}}}
            """
        let document = try? JSONParser.document(SourceFile(name: "k.other.json", text: text), keys: KeyTable())
        return [document.flatMap { SchemaReader.read($0, kind: "k.other").schema }].compactMap { $0 }
    }()

    /// The resources to judge, and a few that the rule may range over; `k.none` was never collected, and sometimes not all of `k.other` could be read.
    private(set) lazy var inventory: Inventory = {
        let resources = (0..<resourceCount + Self.otherCount).compactMap { index in
            resource(index < resourceCount ? "k.main" : "k.other", index)
        }
        return Inventory(
            resources: resources, collectedKinds: ["k.main", "k.other"],
            refused: seed % 5 == 0 ? [RefusedResource(kind: "k.other", place: nil)] : [])
    }()

    private func resource(_ kind: String, _ index: Int) -> Resource? {
        let text = GeneratedResource.text(kind: kind, id: index, seed: seed &* 1_000 &+ UInt64(index))
        // Its name is what `@source` says.
        let source = SourceFile(name: index % 3 == 0 ? "abc" : "\(index).json", text: text)
        return DecidedLater.resource(source, keys: keys)
    }

    private(set) lazy var judged = inventory.resources.filter { $0.kind == "k.main" }

    /// What the tracer says of each resource that is judged, rule by rule.
    private(set) lazy var traced: [[RuleOutcome]] = {
        // The oracle asks every resource.
        let byKind = ResourcesByKind(inventory, isIndexed: false)
        return judged.map { resource in
            let traced = rules.prefix(distinctCount).map { rule in
                Tracer(rule: rule, resource: resource, inventory: byKind, asOf: Self.asOf).verdict()
            }
            return rules.indices.map { index in
                let (verdict, causes) = traced[index % distinctCount]
                return RuleOutcome(ruleIndex: Int32(index), verdict: verdict, causes: causes)
            }
        }
    }()

    /// What a machine with this library says of each, one after the other; ends when `goesOn` says so.
    func runMachine(_ library: ProgramLibrary, goesOn: (Int, [RuleOutcome]) -> Bool) {
        var machine = VirtualMachine(library: library, inventory: IndexedInventory(inventory), asOf: Self.asOf)
        let program = library.program(forKind: "k.main")
        for (index, resource) in judged.enumerated() {
            machine.run(program, on: resource.frame)
            guard goesOn(index, Array(machine.outcomes)) else { return }
        }
    }
}

extension CodeFragment {
    /// Where its instructions stand, in order.
    var instructions: [(position: Int, instruction: Instruction)] {
        var instructions: [(position: Int, instruction: Instruction)] = []
        var position = 0
        while position < code.count {
            let instruction = Instruction(bits: code[position])
            instructions.append((position, instruction))
            position += instruction.opcode.length
        }
        return instructions
    }
}
