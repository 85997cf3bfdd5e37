import ArgumentParser
import ComplianceReports
import ResourceDocuments
import RuleImporters
import RulePacks
import SourceText

struct ExportSCCCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scc", abstract: "Print Norma rules as IBM Cloud's Security and Compliance Center has them.",
        discussion: """
            One rule is printed as it is, several as a list. What SCC cannot say is named with its place and the rule \
            left out; the command then ends with 2.

            EXAMPLE
              norma export scc rules/internet-svcs/cis_waf_enabled.norma
            """)

    @Argument(help: ArgumentHelp("Rule files, or folders of them.", valueName: "rule"))
    var paths: [String]

    func run() throws {
        let files = DiskFiles()
        let console = Console()
        var diagnostics: [Diagnostic] = []
        var rules: [Value] = []
        for path in InputPaths.files(at: paths, ending: [".norma"], in: files, &diagnostics) {
            do throws(FileProblem) {
                let exported = SCCExporter.exportFile(try files.read(path, within: nil))
                rules += exported.rules
                diagnostics += exported.diagnostics
            } catch {
                diagnostics.append(.unreadableFile(error, at: nil))
            }
        }
        if let only = rules.first {
            var writer = JSONWriter()
            writer.value(rules.count == 1 ? only : .list(rules))
            console.print(writer.text)
        }
        console.show(diagnostics)
        if diagnostics.contains(where: \.isError) { throw ExitCode(2) }
    }
}
