import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleCompiler
import RuleMachine
import RuleSyntax
import RuleTracer
import SourceText

/// One generated rule, and generated resources that it judges.
final class GeneratedPairs {
    static let asOf = Instant(seconds: 1_767_225_600)

    let seed: UInt64
    let rule: BoundRule
    let keys = KeyTable()
    let library: ProgramLibrary
    private let resourceCount: Int

    /// nil where the generator wrote a rule that the checker refuses.
    init?(seed: UInt64, resources: Int) {
        let source = SourceFile(name: "\(seed).norma", text: GeneratedRule.text(seed: seed))
        let parsed = Parser.parse(source)
        guard parsed.diagnostics.isEmpty else { return nil }
        let checked = Checker.check([RuleModule(file: parsed.file)], schemas: KindSchemas(Self.schemas))
        guard !checked.diagnostics.contains(where: \.isError), let rule = checked.rules.first else { return nil }
        self.seed = seed
        self.rule = BoundRule(rule: rule, parameters: [])
        let compiled = ProgramCompiler.compile([self.rule], keys: keys)
        guard compiled.diagnostics.isEmpty else { return nil }
        library = compiled.library
        resourceCount = resources
    }

    /// Of the resources that rules range over: a number that its schema declares may stand there as text.
    private static let schemas: [KindSchema] = {
        let text = """
            {"type": "object", "properties":
              {"ref": {"type": "string"}, "port": {"type": "number"}, "on": {"type": "boolean"}}}
            """
        let document = try? JSONParser.document(SourceFile(name: "k.other.json", text: text), keys: KeyTable())
        return [document.flatMap { SchemaReader.read($0, kind: "k.other").schema }].compactMap { $0 }
    }()

    /// The resources to judge, and a few that the rule may range over; `k.none` was never collected.
    private(set) lazy var inventory: Inventory = {
        var reader = InventoryReader(keys: keys)
        var files: [SourceFile] = []
        for index in 0..<resourceCount + 6 {
            let kind = index < resourceCount ? "k.main" : "k.other"
            let text = GeneratedResource.text(kind: kind, id: index, seed: seed &* 1_000 &+ UInt64(index))
            files.append(SourceFile(name: "\(index).json", text: text))
        }
        reader.read(files)
        let reading = reader.finish()
        return Inventory(
            resources: reading.inventory.resources.filter { $0.kind.hasPrefix("k.") },
            collectedKinds: ["k.main", "k.other"])
    }()

    private(set) lazy var judged = inventory.resources.filter { $0.kind == "k.main" }

    /// What the tracer says of each resource that is judged.
    private(set) lazy var traced: [RuleOutcome] = {
        let byKind = ResourcesByKind(inventory)
        return judged.map { resource in
            let traced = Tracer(rule: rule, resource: resource, inventory: byKind, asOf: Self.asOf).verdict()
            return RuleOutcome(ruleIndex: 0, verdict: traced.verdict, causes: traced.causes)
        }
    }()

    /// What a machine with this library says of each, one after the other; ends when `goesOn` says so.
    func runMachine(_ library: ProgramLibrary, goesOn: (Int, RuleOutcome) -> Bool) {
        var machine = VirtualMachine(library: library, inventory: IndexedInventory(inventory), asOf: Self.asOf)
        let program = library.program(forKind: "k.main")
        for (index, resource) in judged.enumerated() {
            machine.run(program, on: resource.frame)
            guard goesOn(index, machine.outcomes[0]) else { return }
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
