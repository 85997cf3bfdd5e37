import ArgumentParser
import ComplianceReports
import ResourceDocuments
import RuleChecker
import RulePacks
import RuleSyntax
import SourceText

struct CheckCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check rules: syntax, names, types, kinds and cost.",
        discussion: """
            EXAMPLE
              norma check rules
              norma check --strict --cost rules/internet-svcs
            """)

    @Argument(help: ArgumentHelp("Rule files, or folders of them.", valueName: "path"))
    var paths: [String]

    @Flag(help: "Count warnings as errors.")
    var strict = false

    @Flag(help: "Print each rule's static cost, as a function of the lists it ranges over.")
    var cost = false

    @OptionGroup var output: OutputOptions

    func run() throws {
        let keys = KeyTable()
        let library = PackLoader.load(paths, from: DiskFiles(), keys: keys)
        var diagnostics = library.diagnostics
        for rule in library.rules { diagnostics += ParameterBinder.checkDefaults(of: rule) }
        diagnostics += library.compilerDiagnostics(keys: keys)
        if strict { diagnostics = diagnostics.map { $0.asStrict } }
        let console = Console()
        switch output.format {
        case .json: console.print(CheckReport.json(library, diagnostics: diagnostics))
        case .text:
            if cost {
                let width = library.rules.map(\.name.text.count).max() ?? 0
                for rule in library.rules {
                    let name = rule.name.text + String(repeating: " ", count: width - rule.name.text.count)
                    console.print("\(name)  \(rule.cost)")
                }
            }
            console.show(diagnostics)
            if !diagnostics.contains(where: \.isError) {
                console.print("\(library.rules.count) rule\(library.rules.count == 1 ? "" : "s") checked")
            }
        }
        if diagnostics.contains(where: \.isError) { throw ExitCode(2) }
    }
}

extension Diagnostic {
    /// A warning as an error.
    fileprivate var asStrict: Diagnostic {
        var strict = self
        if severity == .warning { strict.severity = .error }
        return strict
    }
}
