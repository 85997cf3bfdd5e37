import ArgumentParser
import ComplianceReports
import ResourceDocuments
import RuleAnalysis
import RulePacks
import RuleTesting
import SourceText

struct LintCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint", _superCommandName: "norma",
        abstract: "Say what is wrong with rules that mean something, with a resource that shows it.",
        discussion: """
            Conditions that contradict one another or ask nothing, clauses that say nothing new, rules that no case makes fail, patterns \
            that allow too much or take too long. '# norma:allow CODE reason' above a line sets its finding aside. Exit 1 where there is a \
            finding, 2 where a rule or a case cannot be understood.

            EXAMPLE
              norma lint rules
              norma lint --fix rules/is/security_group_ssh.norma
            """)

    @Argument(help: ArgumentHelp("Rule files, or folders of them.", valueName: "path"))
    var paths: [String] = ["."]

    @Flag(help: "Leave out of the files what can be left out without changing what a rule says.")
    var fix = false

    @OptionGroup var dependencies: DependencyOptions
    @OptionGroup var output: LintOutputOptions

    func run() throws {
        let disk = DiskFiles()
        let keys = KeyTable()
        let console = Console()
        let library = PackLoader.load(paths, from: disk, keys: keys, dependencies: dependencies.folders)
        let cases = CaseFiles.beside(library, in: disk, keys: keys)
        let faults = (library.diagnostics + cases.diagnostics).filter(\.isError)
        guard faults.isEmpty else { try refuse(faults, console) }
        let linter = RuleLinter(library, in: disk, dependencies: dependencies.folders, cases: cases.files)
        var result = linter.result()
        if fix { result = try mend(result, in: disk, console) }
        switch output.format {
        case .text: LintReport.writeText(result, rules: library.rules.count, to: console)
        case .json: console.print(LintReport.json(result, rules: library.rules.count))
        case .sarif: LintReport.writeSARIF(result.findings, to: console.printRaw)
        }
        if result.findings.contains(where: \.diagnostic.isError) { throw ExitCode(2) }
        if !result.findings.isEmpty { throw ExitCode(1) }
    }

    /// Nothing is said of rules beside one that cannot be read; in the form that was asked for.
    private func refuse(_ faults: [Diagnostic], _ console: Console) throws -> Never {
        switch output.format {
        case .text: throw CommandFailure(faults)
        case .json:
            console.print(LintReport.json(LintResult(), rules: 0, diagnostics: faults))
        case .sarif:
            LintReport.writeSARIF([], diagnostics: faults, to: console.printRaw)
            console.show(faults)
        }
        throw ExitCode(2)
    }

    /// What is left.
    private func mend(_ result: LintResult, in disk: DiskFiles, _ console: Console) throws -> LintResult {
        let findings = result.findings
        var files: [SourceFile] = []
        for edit in findings.compactMap(\.fix) where !files.contains(where: { $0 === edit.file }) {
            files.append(edit.file)
        }
        for file in files {
            // One at a time: of two conditions that each say what the other does, one has to stay.
            guard let edit = findings.compactMap(\.fix).first(where: { $0.file === file }) else { continue }
            do throws(FileProblem) {
                try disk.write(SourceEdit.applying([edit], to: file).text, to: file.name)
            } catch {
                throw CommandFailure(.unwritableFile(error))
            }
            if output.format == .text { console.print("mended \(VisibleText.line(file.name))") }
        }
        guard !files.isEmpty else { return result }
        let library = PackLoader.load(paths, from: disk, keys: KeyTable(), dependencies: dependencies.folders)
        let cases = CaseFiles.beside(library, in: disk, keys: KeyTable())
        let linter = RuleLinter(library, in: disk, dependencies: dependencies.folders, cases: cases.files)
        return try mend(linter.result(), in: disk, console)
    }
}

/// `--format` of `norma lint`
struct LintOutputOptions: ParsableArguments, OutputChoice {
    enum Form: String, ExpressibleByArgument, CaseIterable {
        case text, json, sarif
    }

    @Option(help: "How to print: 'text' for people, 'json' for programs, 'sarif' for code scanning.")
    var format: Form = .text

    var diagnosticsFormat: OutputFormat {
        switch format {
        case .json: .json
        case .text, .sarif: .text
        }
    }
}
