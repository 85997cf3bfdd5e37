import FuzzSupport
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleCompiler
import RuleMachine
import RuleSyntax
import RuleTracer
import SourceText

/// A rule file and, behind a NUL, the properties of a resource: the machine and the tracer have to agree.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let parts = UnsafeBufferPointer(start: bytes, count: count).split(separator: 0, maxSplits: 1)
    guard parts.count == 2 else { return -1 }
    let parsed = Parser.parse(SourceFile(name: "fuzz.norma", text: Array(parts[0])))
    let rules = Checker.check([RuleModule(file: parsed.file)]).rules.filter(\.parameters.isEmpty)
    guard !rules.isEmpty else { return -1 }
    let keys = KeyTable()
    let envelope = Array("{\"kind\": \"k\", \"id\": \"r\", \"properties\": ".utf8) + parts[1] + Array("}".utf8)
    var reader = InventoryReader(keys: keys)
    reader.read([SourceFile(name: "fuzz.json", text: envelope)])
    let inventory = reader.finish().inventory
    let bound = rules.map { BoundRule(rule: $0, parameters: []) }
    let library = ProgramCompiler.compile(bound, keys: keys).library
    let asOf = Instant(seconds: 1_767_225_600)
    var machine = VirtualMachine(library: library, inventory: IndexedInventory(inventory), asOf: asOf)
    for resource in inventory.resources where resource.kind == "k" {
        machine.run(library.program(forKind: "k"), on: resource.frame)
        for outcome in machine.outcomes {
            let rule = bound[Int(outcome.ruleIndex)]
            let trace = Tracer(rule: rule, resource: resource, inventory: inventory, asOf: asOf).trace()
            // The tracer has no fuel: only there may the two differ.
            if !outcome.causes.contains(.budget) { precondition(trace.verdict == outcome.verdict) }
            for finding in trace.findings { _ = DiagnosticRenderer().render(excerpts: finding.excerpts(in: resource)) }
        }
    }
    return 0
}

@_cdecl("norma_fuzz_pairs_main")
public func start(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
    fuzz(count, arguments, with: fuzz)
}
