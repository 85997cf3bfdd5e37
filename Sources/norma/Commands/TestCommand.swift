import ArgumentParser
import ComplianceReports
import ResourceDocuments
import RulePacks
import RuleTesting
import SourceText

struct TestCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Run the cases that stand beside rules.",
        discussion: """
            A path is a rule file, a case file, or a folder of them. Exit 1 when a case fails, 2 when a case or a rule cannot be \
            understood, or when there is no case at all.

            EXAMPLE
              norma test rules
              norma test --coverage rules/internet-svcs/cis_tls_version.norma
            """)

    @Argument(help: ArgumentHelp("Rule files, case files, or folders of them.", valueName: "path"))
    var paths: [String]

    @Flag(help: "Print which clause, quantifier and 'where' no case has seen both ways.")
    var coverage = false

    @OptionGroup var dependencies: DependencyOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let suite = TestSuite.run(
            paths, files: DiskFiles(), keys: KeyTable(), dependencies: dependencies.folders)
        let console = Console()
        switch output.format {
        case .json: console.print(TestReport.json(suite, withCoverage: coverage))
        case .text:
            let text = TestReport.text(suite, withCoverage: coverage)
            if !text.isEmpty { console.print(text) }
            console.show(suite.diagnostics)
        }
        if suite.diagnostics.contains(where: \.isError) { throw ExitCode(2) }
        if suite.failedCount > 0 { throw ExitCode(1) }
    }
}
