import ArgumentParser
import Compliance
import ComplianceReports
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleSyntax
import SourceText

struct GateCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "gate", abstract: "Decide whether a deployment may pass.",
        discussion: """
            Under an attachment, or with rules alone. Exit 0 when the gate is open, 1 when it is closed (a failure, something \
            unknown, a score below the threshold), 2 when something could not be read, and when there is nothing to decide on: no rules, \
            no resources, everything not applicable or masked.

            EXAMPLE
              norma gate --rules rules/is --inventory rules/inventory --severity high
              norma mask list --format json > masks.json
              norma gate --rules rules/is --inventory rules/inventory --masks masks.json
              norma gate --attachment rules/attachments/demo.yaml \\
                --inventory rules/inventory --threshold 80
            """)

    @Option(help: ArgumentHelp("The attachment to scan under.", valueName: "file"))
    var attachment: String?

    @Option(help: ArgumentHelp("With --attachment: the folder of rules, controls and profiles.", valueName: "folder"))
    var pack: String?

    @Flag(help: "With --attachment: refuse one that does not state every parameter of its profile, as SCC does.")
    var strictParameters = false

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Rule files, or folders of them.", valueName: "path"))
    var rules: [String] = []

    @OptionGroup var resources: InventoryOptions
    @OptionGroup var clock: ClockOptions

    @Option(
        help: ArgumentHelp(
            "The lowest score that opens the gate, 0 to 100; single failures then do not close it.",
            valueName: "percent"))
    var threshold: Int?

    @Option(help: ArgumentHelp("Count only rules of this severity and worse.", valueName: "level"))
    var severity: SeverityLevel?

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Count only rules of these controls.", valueName: "control"))
    var control: [String] = []

    @Flag(help: "Let evaluations that are unknown pass the gate.")
    var allowUnknown = false

    @OptionGroup var masks: MaskFileOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var dependencies: DependencyOptions
    @OptionGroup var output: ReportOptions
    @OptionGroup var reported: ReportStatusOptions

    func validate() throws {
        try resources.requireFiles()
        try reported.validate(with: output)
        if (attachment == nil) == rules.isEmpty { throw ValidationError("name either --attachment or --rules") }
        if let threshold, !(0...100).contains(threshold) {
            throw ValidationError("--threshold is a percentage from 0 to 100")
        }
        if attachment == nil, !control.isEmpty {
            throw ValidationError("--control wants --attachment: rules alone belong to no control")
        }
        if attachment == nil, strictParameters { throw ValidationError("--strict-parameters wants --attachment") }
        if attachment == nil, store.database != nil {
            throw ValidationError("--database wants --attachment: masks are laid on what an attachment scans")
        }
        if attachment == nil, pack != nil { throw ValidationError("--pack wants --attachment") }
    }

    func run() throws {
        let console = Console()
        let asOf = try clock.instant()
        let options = GateOptions(
            threshold: threshold, severity: severity, controls: control, allowsUnknown: allowUnknown)
        let judged: (rules: [GatedRule], resources: Int, reading: InventoryReading, diagnostics: [Diagnostic])
        let masked: Int
        let findings: Reportable
        let file = try masks.read()
        if let attachment {
            var chosen = AttachmentOptions()
            chosen.attachment = [attachment]
            chosen.pack = pack
            chosen.strictParameters = strictParameters
            var entries = try store.entries()
            entries.masks += file?.masks ?? []
            let (batch, reading) = try chosen.scan(
                resources, dependencies: dependencies, entries: entries, asOf: asOf, console: console)
            // One attachment is one scan.
            let scan = batch.scans[0]
            let ofMasks = file?.diagnostics(of: scan.masks, at: asOf) ?? []
            judged = (scan.gatedRules, scan.resourceCount, reading, scan.diagnostics + ofMasks)
            masked = scan.evaluationSummary.masked
            findings = Reportable(
                text: { ScanTextReport.write(scan, options: $0, to: $1) }, json: { ScanJSONReport.write(scan, to: $0) },
                assessments: { [AssessmentResults(scan)] })
        } else {
            let evaluated = try RuleEvaluation.run(
                rules: rules, dependencies: dependencies, resources: resources, masks: file, asOf: asOf,
                console: console)
            let gated = evaluated.rules.map { evaluations in
                let rule = evaluations.rule
                return GatedRule(
                    name: rule.name.text, severity: rule.metadata.severity, evaluations: evaluations.summary,
                    hasUnreadKinds: evaluated.reading.unread.contains { rule.applies(toKind: $0.kind) })
            }
            judged = (gated, evaluated.resourceCount, evaluated.reading, evaluated.diagnostics)
            masked = evaluated.rules.reduce(0) { $0 + $1.summary.masked }
            findings = evaluated.reportable
        }
        // Before anything is said: a file that changed may have held what closes the gate.
        try judged.reading.requireUnchanged()
        let decision = GateDecision.decide(
            judged.rules, resourceCount: judged.resources, errorCount: judged.diagnostics.count(where: \.isError),
            options: options)
        let reportable = Reportable(
            text: { options, write in
                findings.text(options, write)
                write(GateTextReport.render(decision, options: options))
            },
            json: { $0(GateJSONReport.render(decision, masked: masked, diagnostics: judged.diagnostics)) },
            assessments: findings.assessments)
        try output.write(reportable, statuses: reported.statuses, to: console)
        if output.diagnosticsFormat == .text {
            // Whatever standard output holds, a log has to say why the gate is closed.
            if !output.isText { console.printErrorRaw(GateTextReport.render(decision, options: console.errorOptions)) }
            console.show(judged.diagnostics)
        }
        if judged.diagnostics.contains(where: \.isError) { throw ExitCode(2) }
        switch decision {
        case .open: return
        case .closed: throw ExitCode(1)
        case .undecidable: throw ExitCode(2)
        }
    }
}

extension SeverityLevel: ExpressibleByArgument {}
