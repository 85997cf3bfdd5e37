import ArgumentParser
import ResourceDocuments
import RuleImporters
import RulePacks
import SourceText

struct ImportSCCCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scc", abstract: "Write rules of IBM Cloud's Security and Compliance Center as Norma rules.",
        discussion: """
            A FILE is JSON as the v3 API has it: one rule, a list of rules, or a page with 'rules'; an SDK's answer with \
            'result', and the rules of 2021. With --output each \
            rule becomes NAME.norma, named by its description, with NAME.cases.yaml beside it; without, the rules are \
            printed. A rule that is not understood is reported with its place and left out, and the command then ends \
            with 2.

            EXAMPLE
              norma import scc Tests/RuleImportersTests/SCC/Samples --output imported
              norma test imported
            """)

    @Argument(help: ArgumentHelp("JSON files, or folders of them.", valueName: "file"))
    var paths: [String]

    @Option(help: ArgumentHelp("The folder to write to; it is made where it is not there.", valueName: "folder"))
    var output: String?

    @Flag(help: "Replace files that are already there.")
    var force = false

    func run() throws {
        let files = DiskFiles()
        let console = Console()
        let keys = KeyTable()
        var diagnostics: [Diagnostic] = []
        var imported: [SCCImporter.ImportedRule] = []
        var figures = SCCFigures()
        for path in InputPaths.files(at: paths, ending: [".json"], in: files, &diagnostics) {
            do throws(FileProblem) {
                let source = try files.read(path, within: nil)
                let result = SCCImporter.importFile(source, keys: keys, taken: Set(imported.map(\.name)))
                imported += result.rules
                diagnostics += result.diagnostics
                figures += result.figures
            } catch {
                diagnostics.append(.unreadableFile(error, at: nil))
            }
        }
        if let output {
            for rule in imported { write(rule, to: output, files, console, &diagnostics) }
        } else {
            console.printRaw(imported.map(\.text).joined(separator: "\n"))
        }
        console.show(diagnostics)
        console.printError(figures.description)
        if diagnostics.contains(where: \.isError) { throw ExitCode(2) }
    }

    /// The rule and its cases, or neither.
    private func write(
        _ rule: SCCImporter.ImportedRule, to folder: String, _ files: DiskFiles, _ console: Console,
        _ diagnostics: inout [Diagnostic]
    ) {
        let contents = [("\(rule.name).norma", rule.text), ("\(rule.name).cases.yaml", rule.cases)]
            .map { (PathText.join(folder, $0.0), $0.1) }
        if !force, let (path, _) = contents.first(where: { files.exists($0.0) }) {
            diagnostics.append(.fileExists(path))
            return
        }
        do throws(FileProblem) {
            try files.makeFolder(folder)
            for (path, text) in contents {
                try files.write(Array(text.utf8), to: path)
                console.print("wrote \(VisibleText.line(path))")
            }
        } catch {
            diagnostics.append(.unwritableFile(error))
        }
    }
}
