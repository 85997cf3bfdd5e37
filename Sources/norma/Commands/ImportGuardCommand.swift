import ArgumentParser
import RuleImporters
import RulePacks
import SourceText

struct ImportGuardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guard", abstract: "Write AWS CloudFormation Guard rules as Norma rules.",
        discussion: """
            With --output each FILE.guard becomes FILE.norma below that folder, and the tests of it, which stand beside it or \
            in 'tests' and begin with its name, become FILE.cases.yaml; without, the rules are printed. What cannot be \
            carried over is reported with its place, and the rest is still written; the command then ends with 2.

            EXAMPLE
              norma import guard Tests/RuleImportersTests/Guard/Samples --output imported
              norma check imported
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
            let found = InputPaths.files(at: [path], ending: [GuardTestPairing.ruleEnding], in: files, &diagnostics)
            let pairing = GuardTestPairing(
                files.isFolder(path)
                    ? files.files(below: path).files
                    : found + found.flatMap(GuardTestPairing.candidates).filter(files.exists))
            for file in found {
                do throws(FileProblem) {
                    let name = Self.name(of: file, below: path, in: files)
                    var tests: [SourceFile] = []
                    for test in pairing.tests(of: file) { tests.append(try files.read(test, within: nil)) }
                    let imported = GuardImporter.importFile(
                        try files.read(file, within: nil), tests: tests, as: PathText.name(of: "\(name).norma"))
                    diagnostics += imported.diagnostics
                    figures += imported.figures
                    guard let text = imported.text else { continue }
                    guard let output else {
                        console.printRaw(text)
                        continue
                    }
                    let target = PathText.join(output, name)
                    try files.makeFolder(PathText.folder(of: target))
                    for (ending, text) in [("norma", text), ("cases.yaml", imported.cases)] {
                        guard let text else { continue }
                        try files.write(Array(text.utf8), to: "\(target).\(ending)")
                        console.print("wrote \(VisibleText.line("\(target).\(ending)"))")
                    }
                } catch {
                    diagnostics.append(.unreadableFile(error, at: nil))
                }
            }
        }
        console.show(diagnostics)
        console.printError(figures.description)
        if diagnostics.contains(where: \.isError) { throw ExitCode(2) }
    }

    /// The path below the output folder that the file has below the folder it was found in, without its ending.
    private static func name(of file: String, below path: String, in files: DiskFiles) -> String {
        let name =
            files.isFolder(path) ? String(file.dropFirst(path.count).drop { $0 == "/" }) : PathText.name(of: file)
        return name.hasSuffix(GuardTestPairing.ruleEnding)
            ? String(name.dropLast(GuardTestPairing.ruleEnding.count)) : name
    }
}
