import ArgumentParser
import Compliance
import ComplianceReports
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RulePacks
import SourceText

struct EvalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval", abstract: "Evaluate rules on resources, with the rules' own parameters.",
        discussion: """
            Exit 1 when a verdict is fail or unknown, 2 when something could not be read.

            EXAMPLE
              norma eval --rules rules --inventory rules/inventory --as-of 2026-11-01T00:00:00Z
              norma eval --rules rules/internet-svcs --inventory zones.json --kind internet-svcs.zone --select 'result[*]'
            """)

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Rule files, or folders of them.", valueName: "path"))
    var rules: [String]

    @OptionGroup var resources: InventoryOptions
    @OptionGroup var clock: ClockOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if rules.isEmpty { throw ValidationError("name at least one file or folder with --rules") }
    }

    func run() throws {
        let console = Console()
        let asOf = try clock.instant()
        let evaluated = try RuleEvaluation.run(rules: rules, resources: resources, asOf: asOf, console: console)
        switch output.format {
        case .json:
            console.printRaw(
                EvaluationJSONReport.render(
                    evaluated.rules, resourceCount: evaluated.resourceCount, asOf: asOf,
                    diagnostics: evaluated.diagnostics))
        case .text:
            console.printRaw(
                EvaluationTextReport.render(
                    evaluated.rules, resourceCount: evaluated.resourceCount, asOf: asOf, options: console.options))
            console.show(evaluated.diagnostics)
        }
        if evaluated.diagnostics.contains(where: \.isError) { throw ExitCode(2) }
        let summary = evaluated.rules.reduce(EvaluationSummary()) { $0 + $1.summary }
        if summary.failed + summary.unknown > 0 { throw ExitCode(1) }
    }
}

/// Rules on resources without an attachment: what `eval` and `gate --rules` have in common.
struct RuleEvaluation {
    var rules: [RuleEvaluations]
    var resourceCount: Int
    /// What the inventory says could not be read.
    var unread: [InventoryManifest.Unread]
    var diagnostics: [Diagnostic]

    static func run(
        rules paths: [String], resources: InventoryOptions, asOf: Instant, console: Console
    ) throws -> RuleEvaluation {
        let keys = KeyTable()
        let library = PackLoader.load(paths, from: DiskFiles(), keys: keys)
        var diagnostics = library.diagnostics.filter(\.isError)
        var bound: [BoundRule] = []
        for rule in library.rules {
            let binding = ParameterBinder.bind(rule)
            diagnostics += binding.diagnostics
            if let rule = binding.rule { bound.append(rule) }
        }
        let reading = try resources.read(keys: keys)
        diagnostics += reading.diagnostics
        let run = RuleRun(rules: bound, inventory: reading.inventory, asOf: asOf, keys: keys)
        diagnostics += run.diagnostics
        var bar = ProgressBar("evaluating", total: reading.inventory.resources.count, on: console)
        let evaluations = RuleEvaluations.gather(from: run) { bar.update($0) }
        let count = reading.inventory.resources.count { $0.kind != AccountResources.kind }
        return RuleEvaluation(
            rules: evaluations, resourceCount: count, unread: reading.unread, diagnostics: diagnostics)
    }
}
