import FuzzSupport
import ResourceDocuments
import RuleChecker
import RuleCompiler
import RuleMachine
import RuleSyntax
import SourceText

/// Any text as a rule file: parsed, formatted where it has no error (and then again to the same text), checked, compiled, verified,
/// disassembled, every diagnostic rendered.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let source = SourceFile(name: "fuzz.norma", text: Array(UnsafeBufferPointer(start: bytes, count: count)))
    let parsed = Parser.parse(source)
    if !parsed.diagnostics.contains(where: \.isError) {
        let once = Formatter.format(parsed.file)
        let again = Parser.parse(SourceFile(name: "again.norma", text: once))
        precondition(!again.diagnostics.contains(where: \.isError), once)
        precondition(Formatter.format(again.file) == once, once)
    }
    let checked = Checker.check([RuleModule(file: parsed.file)])
    for diagnostic in parsed.diagnostics + checked.diagnostics { _ = DiagnosticRenderer().render(diagnostic) }
    let bound = checked.rules.filter(\.parameters.isEmpty).map { BoundRule(rule: $0, parameters: []) }
    let keys = KeyTable()
    for fragment in ProgramCompiler.compile(bound, keys: keys).library.fragments {
        precondition(ProgramVerifier.faults(in: fragment).isEmpty)
        _ = Disassembler(fragment, keys: keys).disassembly()
    }
    return 0
}

@_cdecl("norma_fuzz_rules_main")
public func start(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
    fuzz(count, arguments, with: fuzz)
}
