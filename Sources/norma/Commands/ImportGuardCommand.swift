import ArgumentParser
import Foundation
import RuleImporters
import RulePacks
import SourceText

struct ImportGuardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guard", abstract: "Write AWS CloudFormation Guard rules as Norma rules.",
        discussion: """
            With --output each FILE.guard becomes FILE.norma below that folder; without, the rules are printed. What \
            cannot be carried over is reported with its place, and the rest is still written; the command then ends with \
            2.

            EXAMPLE
              norma import guard rules/aws --output imported
            """)

    @Argument(help: ArgumentHelp("Guard files, or folders of them.", valueName: "path"))
    var paths: [String]

    @Option(help: ArgumentHelp("The folder to write to; it is made where it is not there.", valueName: "path"))
    var output: String?

    func run() throws {
        let files = DiskFiles()
        let console = Console()
        var diagnostics: [Diagnostic] = []
        var figures = GuardFigures()
        for path in paths {
            for file in InputPaths.files(at: [path], ending: [".guard"], in: files, &diagnostics) {
                do throws(FileProblem) {
                    let imported = GuardImporter.importFile(try files.read(file, within: nil))
                    diagnostics += imported.diagnostics
                    figures = figures + imported.figures
                    guard let text = imported.text else { continue }
                    if let output {
                        let target = PathText.join(output, Self.name(of: file, below: path, in: files))
                        try files.makeFolder(PathText.folder(of: target))
                        try files.write(Array(text.utf8), to: target)
                        console.print("wrote \(VisibleText.line(target))")
                    } else {
                        console.printRaw(text)
                    }
                } catch {
                    diagnostics.append(.unreadableFile(error, at: nil))
                }
            }
        }
        console.show(diagnostics)
        console.printError(GuardFiguresText.line(figures))
        if diagnostics.contains(where: \.isError) { throw ExitCode(2) }
    }

    /// The path below the output folder that the file has below the folder it was found in.
    private static func name(of file: String, below path: String, in files: DiskFiles) -> String {
        let name =
            files.isFolder(path) ? String(file.dropFirst(path.count).drop { $0 == "/" }) : PathText.name(of: file)
        return (name.hasSuffix(".guard") ? String(name.dropLast(".guard".count)) : name) + ".norma"
    }
}

/// What an import came to, in one line.
enum GuardFiguresText {
    static func line(_ figures: GuardFigures) -> String {
        """
        \(figures.files) files, \(figures.rules) rules: \(figures.rules - figures.omittedRules) written, \
        \(figures.omittedRules) left out; \(figures.clauses) clauses: \(figures.clauses - figures.omittedClauses) carried \
        over, \(figures.omittedClauses) not
        """
    }
}
