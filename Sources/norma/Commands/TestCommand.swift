import ArgumentParser
import ComplianceReports
import Foundation
import ResourceDocuments
import RuleAnalysis
import RuleChecker
import RulePacks
import RuleTesting
import SourceText

struct TestCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", _superCommandName: "norma", abstract: "Run the cases that stand beside rules.",
        discussion: """
            A path is a rule file, a case file, or a folder of them. Exit 1 when a case fails, 2 when a case or a rule cannot be \
            understood, or when there is no case at all.

            EXAMPLE
              norma test rules
              norma test --coverage rules/internet-svcs/cis_tls_version.norma
              norma test --format junit --coverage-lcov coverage.info rules
              norma test --mutate rules/internet-svcs
            """)

    @Argument(help: ArgumentHelp("Rule files, case files, or folders of them.", valueName: "path"))
    var paths: [String]

    @Flag(
        help:
            "Print which clause no case has seen true, false and unknown, which part of an 'all' or 'any' and which 'where' not both ways, and which list not empty."
    )
    var coverage = false

    @Flag(
        help:
            "Change each rule in many small ways, and print the changes that no case notices; exit 1 where one has no reason."
    )
    var mutate = false

    @Flag(help: "Run cases again whenever a file that they read changes, until Ctrl-C.")
    var watch = false

    @OptionGroup var dependencies: DependencyOptions
    @OptionGroup var output: TestOutputOptions

    func validate() throws {
        if watch, mutate || output.format != .text || output.traceFile != nil {
            throw ValidationError("--watch prints text for people: leave --mutate, --format and --coverage-lcov out")
        }
        if mutate, output.format == .junit {
            throw ValidationError("--mutate has no form in JUnit's: use '--format text' or '--format json'")
        }
        if coverage, output.format == .junit {
            throw ValidationError(
                "--coverage has no form in JUnit's: use --coverage-lcov, or '--format text' or 'json'")
        }
    }

    func run() throws {
        let console = Console()
        if watch { return keepWatching(console) }
        let keys = KeyTable()
        let disk = DiskFiles()
        var suite = TestSuite.run(paths, files: disk, keys: keys, dependencies: dependencies.folders)
        suite.report(
            SurvivorFaults.diagnostics(
                of: suite.files.map(\.file), in: disk, keys: keys, dependencies: dependencies.folders))
        suite.addUntestedRules(at: paths, in: disk, keys: keys)
        if let file = output.traceFile {
            // No trace replaces what it is about.
            try FilesRead.shared.verify(file)
            try FileOutput.write(to: file) { $0(CoverageTraceFile(suite.coverage).text) }
        }
        let isGood = !suite.diagnostics.contains(where: \.isError) && suite.failedCount == 0
        // A case that fails notices nothing.
        let scores =
            mutate && isGood ? MutationReport.scores(of: suite, dependencies: dependencies.folders, keys: keys) : nil
        // Where a case file cannot be read, nobody knows what it asks.
        let untested =
            suite.diagnostics.contains(where: \.isError) ? [] : suite.untestedRules(at: paths, in: disk)
        switch output.format {
        case .json: console.print(TestReport.json(suite, withCoverage: coverage, scores: scores, untested: untested))
        case .junit:
            TestJUnitReport.write(suite, to: console.printRaw)
            console.show(suite.diagnostics)
        case .text:
            show(suite, on: console)
            if let scores {
                console.print(MutationReport.text(scores))
            } else if mutate, suite.failedCount > 0 {
                console.print("no mutant was tried: a rule has to pass its cases first")
            }
            // The others name each.
            if !mutate, !coverage, let line = TestReport.line(ofUntested: untested) { console.print(line) }
        }
        if suite.diagnostics.contains(where: \.isError) { throw ExitCode(2) }
        if suite.failedCount > 0 || scores?.allSatisfy(\.isGood) == false { throw ExitCode(1) }
    }

    private func show(_ suite: TestSuite, on console: Console) {
        let text = TestReport.text(suite, withCoverage: coverage)
        if !text.isEmpty { console.print(text) }
        console.show(suite.diagnostics)
    }

    /// Ctrl-C is how it ends, and no fault.
    private func keepWatching(_ console: Console) {
        // Whoever started the command may have blocked the signal.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        sigprocmask(SIG_UNBLOCK, &signals, nil)
        signal(SIGINT) { _ in _exit(0) }
        var watch = TestWatch(paths, in: DiskFiles(), dependencies: dependencies.folders)
        watch.run {
            usleep(300_000)
            return true
        } report: { suite, changed, gone in
            for (word, files) in [("gone", gone), ("changed", changed)] where !files.isEmpty {
                console.print("\(word): \(files.map { VisibleText.line($0) }.joined(separator: ", "))")
            }
            // Where a file went and no other came there is nothing to run.
            if gone.isEmpty || !suite.files.isEmpty || !suite.diagnostics.isEmpty { show(suite, on: console) }
        }
    }
}

/// `--format` and `--coverage-lcov` of `norma test`
struct TestOutputOptions: ParsableArguments, OutputChoice {
    enum Form: String, ExpressibleByArgument, CaseIterable {
        case text, json, junit
    }

    @Option(help: "How to print: 'text' for people, 'json' for programs, 'junit' for build servers.")
    var format: Form = .text

    @Option(
        name: .customLong("coverage-lcov"),
        help: ArgumentHelp("Write the coverage to this file too, as LCOV's trace file for genhtml.", valueName: "file"))
    var traceFile: String?

    func verifyFiles(besides inputs: [String]) throws { if let traceFile { try FileOutput.verify(traceFile) } }

    var diagnosticsFormat: OutputFormat {
        switch format {
        case .json: .json
        case .text, .junit: .text
        }
    }
}
