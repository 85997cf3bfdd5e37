package import ResourceDocuments
import RuleSyntax
package import SourceText

/// Norma's rules as rules of SCC.
package enum SCCExporter {
    /// The rules of a file that SCC can say, each as the v3 API has it; of the others, each place that it cannot.
    package static func exportFile(_ source: SourceFile) -> (rules: [Value], diagnostics: [Diagnostic]) {
        let (file, faults) = Parser.parse(source)
        guard !faults.contains(where: \.isError) else { return ([], faults) }
        var rules: [Value] = []
        var diagnostics = faults
        for rule in file.rules {
            let exported = SCCRuleExporter.export(rule, of: file)
            diagnostics += exported.diagnostics
            if let rule = exported.rule { rules.append(SCCRuleJSON.value(of: rule)) }
        }
        return (rules, diagnostics)
    }
}
