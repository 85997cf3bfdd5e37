import ArgumentParser
import Foundation
import RulePacks
import RuleSyntax
import SourceText

struct FormatCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fmt", _superCommandName: "norma", abstract: "Lay rule files out in the one way.",
        discussion: """
            A file with a syntax error is left as it is.

            EXAMPLE
              norma fmt rules
              norma fmt --check rules
            """)

    @Argument(help: ArgumentHelp("Rule files, or folders of them.", valueName: "path"))
    var paths: [String]

    @Flag(help: "Change nothing; exit 1 and name the files that would change.")
    var check = false

    func run() throws {
        let files = DiskFiles()
        var diagnostics: [Diagnostic] = []
        var changed: [String] = []
        for path in InputPaths.files(at: paths, ending: [".norma"], in: files, &diagnostics) {
            do throws(FileProblem) {
                let source = try files.read(path, within: nil)
                let parsed = Parser.parse(source)
                diagnostics += parsed.diagnostics
                if parsed.diagnostics.contains(where: \.isError) { continue }
                let formatted = Array(RuleSyntax.Formatter.format(parsed.file).utf8)
                guard formatted != source.text else { continue }
                changed.append(path)
                if !check { try files.write(formatted, to: path) }
            } catch {
                diagnostics.append(.unreadableFile(error, at: nil))
            }
        }
        let console = Console()
        for path in changed { console.print("\(check ? "would change" : "formatted") \(VisibleText.line(path))") }
        console.show(diagnostics)
        if diagnostics.contains(where: \.isError) { throw ExitCode(2) }
        if check, !changed.isEmpty { throw ExitCode(1) }
    }
}
