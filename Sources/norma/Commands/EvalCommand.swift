import ArgumentParser
import Compliance
import ComplianceReports
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RulePacks
import SourceText

struct EvalCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval", _superCommandName: "norma",
        abstract: "Evaluate rules on resources, with the rules' own parameters.",
        discussion: """
            Exit 1 when a verdict is fail or unknown, or when the inventory says that resources which a rule judges could not be read; 2 when a file \
            could not be read or no rule judges any resource.
            With --stream, a line of JSON answers each line that comes, before the next has to be there.

            EXAMPLE
              norma eval --rules rules --inventory rules/inventory
              norma eval --rules rules/is --inventory rules/inventory \\
                --as-of 2026-11-01T00:00:00Z --format json
              collect | norma eval --stream --rules rules/is
            """)

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Rule files, or folders of them.", valueName: "path"))
    var rules: [String]

    @OptionGroup var resources: InventoryOptions
    @OptionGroup var streaming: StreamOptions
    @OptionGroup var clock: ClockOptions
    @OptionGroup var masks: MaskFileOptions
    @OptionGroup var dependencies: DependencyOptions
    @OptionGroup var output: ReportOptions
    @OptionGroup var reported: ReportStatusOptions

    var folders: [ReadFolder] { rules.map(ReadFolder.rules) + resources.inventory.map(ReadFolder.inventory) }
    var inputs: [String] { rules + resources.inventory + [masks.masks].compactMap(\.self) }

    func validate() throws {
        if rules.isEmpty { throw ValidationError("name at least one file or folder with --rules") }
        if streaming.stream { try validateStream() } else { try resources.requireFiles() }
        try reported.validate(with: output)
    }

    func run() throws {
        let console = Console()
        if streaming.stream { return try evaluateStream(console) }
        let asOf = try clock.instant()
        let evaluated = try RuleEvaluation.run(
            rules: rules, dependencies: dependencies, resources: resources, masks: try masks.read(), asOf: asOf,
            console: console)
        ProcessMemory.keep(evaluated)
        try output.write(evaluated.reportable(), statuses: reported.statuses, to: console)
        if output.diagnosticsFormat == .text { console.show(evaluated.diagnostics) }
        try evaluated.reading.requireUnchanged()
        // What judged nothing must not look like what found nothing.
        if evaluated.diagnostics.contains(where: { $0.isError || $0.kind == .nothingEvaluated }) { throw ExitCode(2) }
        let summary = evaluated.rules.reduce(EvaluationSummary()) { $0 + $1.summary }
        if summary.failed + summary.unknown > 0 || !evaluated.gaps.isEmpty { throw ExitCode(1) }
    }
}

/// Rules on resources without an attachment: what `eval` and `gate --rules` have in common.
struct RuleEvaluation {
    var rules: [RuleEvaluations]
    var resourceCount: Int
    var reading: InventoryReading
    var masks: ScanMasks
    var ended: EndedMasks
    var asOf: Instant
    var diagnostics: [Diagnostic]
    /// What could not be read.
    var gaps: ReadingGaps

    /// In every form that a command can print.
    ///
    /// - Parameter narrowed: what a gate lets pass.
    func reportable(narrowed: NarrowedResults? = nil) -> Reportable {
        Reportable(
            text: { options, write in
                EvaluationTextReport.write(
                    rules, resourceCount: resourceCount, asOf: asOf, diagnostics: diagnostics, gaps: gaps,
                    narrowed: narrowed, options: options, to: write)
            },
            json: { write in
                EvaluationJSONReport.write(
                    rules, resourceCount: resourceCount, asOf: asOf, diagnostics: diagnostics, to: write)
            },
            assessments: {
                [
                    AssessmentResults(
                        rules, masks: masks, resourceCount: resourceCount, asOf: asOf, gaps: gaps)
                ]
            })
    }

    static func run(
        rules paths: [String], dependencies: DependencyOptions, resources: InventoryOptions,
        masks: MaskFile?, honoursInlineMasks: Bool = true, asOf: Instant, console: Console
    ) throws -> RuleEvaluation {
        let keys = KeyTable()
        let library = PackLoader.load(
            paths, from: FilesAhead(), keys: keys, dependencies: dependencies.folders, by: SideTask.work)
        let (bound, faults) = library.boundToDefaults()
        var diagnostics = library.diagnostics.filter(\.isError) + faults
        let reading = try resources.read(for: bound, schemas: [library.schemas], keys: keys)
        diagnostics += reading.diagnostics
        // What names a rule that could not be read has that as its cause.
        if !library.hasErrors { diagnostics += IdleSuppressions.diagnostics(in: reading.rows, among: library.rules) }
        diagnostics += reading.misspeltProperties(library.schemas, readBy: bound)
        let run = RuleRun(rules: bound, reading: reading, asOf: asOf)
        diagnostics += run.diagnostics
        var bar = ProgressBar("evaluating", total: reading.rows.count, on: console)
        var evaluations = RuleEvaluations.gather(from: run) { bar.update($0) }
        let laid = ScanMasks.lay(
            masks?.masks ?? [], on: &evaluations, reading: reading, asOf: asOf, honoured: honoursInlineMasks)
        let ended = EndedMasks(of: masks?.masks ?? [], beneath: evaluations, plan: nil, reading: reading, asOf: asOf)
        diagnostics += masks?.diagnostics(of: laid, ended: ended, rules: evaluations, at: asOf) ?? []
        let isJudged = evaluations.contains { $0.summary.total + $0.summary.masked + $0.notApplicableCount > 0 }
        // Where the files could not be read, that is the reason.
        if !bound.isEmpty, !isJudged, reading.rows.count > 0 || !diagnostics.contains(where: \.isError) {
            diagnostics.append(
                .nothingEvaluated(rules: bound.flatMap { $0.rule.kinds.map(\.text) }, resources: reading.rows.kinds))
        } else {
            let judged = bound.flatMap { $0.rule.kinds }
            diagnostics += MisspeltKinds.diagnostics(in: reading, judged: judged, schemas: library.schemas)
        }
        let gaps = ReadingGaps(
            kinds: reading.unread.filter { unread in bound.contains { unread.concerns($0.rule) } },
            hasUnreadFiles: reading.diagnostics.contains(where: \.isError),
            hasFaults: diagnostics.contains(where: \.isError))
        diagnostics += UnreadKinds.diagnostics(of: gaps)
        let count = reading.rows.indices.count { reading.rows.kind(of: $0) != AccountResources.kind }
        return RuleEvaluation(
            rules: evaluations, resourceCount: count, reading: reading, masks: laid, ended: ended,
            asOf: asOf, diagnostics: diagnostics, gaps: gaps)
    }
}
