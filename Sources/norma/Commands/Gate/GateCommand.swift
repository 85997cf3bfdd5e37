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
        commandName: "gate", _superCommandName: "norma", abstract: "Decide whether a deployment may pass.",
        discussion: """
            Under an attachment, or with rules alone. The last line says why: exit 0 when the gate is open, 1 when it is closed (a failure, something \
            unknown, of a kind that could not be read, a score below the threshold), 2 when a file could not be read, and when there is nothing to decide on: no rules, \
            no resources, everything not applicable or masked, everything unknown under --allow-unknown, a name that stands for nothing.

            EXAMPLE
              norma gate --rules rules/is --inventory rules/inventory --severity high
              norma mask list --format json > masks.json
              norma gate --rules rules/is --inventory rules/inventory --masks masks.json
              norma eval --rules rules/is --inventory rules/inventory \\
                --report json=before.json
              norma gate --rules rules/is --inventory rules/inventory \\
                --baseline before.json
              norma gate --attachment rules/attachments/demo.yaml \\
                --inventory rules/inventory --threshold 80
            """)

    @Option(
        name: .customLong("attachment"), help: ArgumentHelp("The attachment to scan under.", valueName: "file"))
    var attachments: [String] = []

    private var attachment: String? { attachments.first }

    @Option(help: ArgumentHelp("With --attachment: the folder of rules, controls and profiles.", valueName: "folder"))
    var pack: String?

    @Flag(
        help: "With --rules: do not let objects leave themselves out by annotations, as 'checkov.io/skip1'."
    )
    var ignoreInlineMasks = false

    @Flag(help: "With --attachment: refuse one that does not state every parameter of its profile, as SCC does.")
    var strictParameters = false

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Rule files, or folders of them.", valueName: "path"))
    var rules: [String] = []

    @OptionGroup var resources: InventoryOptions
    @OptionGroup var clock: ClockOptions
    @OptionGroup var limits: GateLimitOptions
    @OptionGroup var narrowing: GateBaselineOptions
    @OptionGroup var masks: MaskFileOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var dependencies: DependencyOptions
    @OptionGroup var output: ReportOptions
    @OptionGroup var reported: ReportStatusOptions

    var folders: [ReadFolder] {
        (rules + [pack].compactMap(\.self)).map(ReadFolder.rules) + resources.inventory.map(ReadFolder.inventory)
    }
    var inputs: [String] {
        rules + resources.inventory + [attachment, masks.masks].compactMap(\.self)
    }

    func validate() throws {
        try resources.requireFiles()
        try reported.validate(with: output)
        try OptionOnce.require("--attachment", attachments, cure: "a gate decides under one")
        if (attachment == nil) == rules.isEmpty { throw ValidationError("name either --attachment or --rules") }
        if attachment == nil, !limits.control.isEmpty {
            throw ValidationError("--control wants --attachment: rules alone belong to no control")
        }
        if attachment == nil, limits.asksOfProfiles {
            throw ValidationError(
                "--profile-threshold and --profile-failing want --attachment: rules alone belong to no profile")
        }
        if attachment == nil, strictParameters { throw ValidationError("--strict-parameters wants --attachment") }
        if attachment == nil, store.database != nil, narrowing.baseline == nil {
            throw ValidationError("--database wants --attachment: masks are laid on what an attachment scans")
        }
        if attachment != nil, ignoreInlineMasks {
            throw ValidationError("--ignore-inline-masks wants --rules: an attachment says it by 'inline_masks'")
        }
        if attachment == nil, pack != nil { throw ValidationError("--pack wants --attachment") }
    }

    func run() throws {
        let console = Console()
        do {
            try decide(console)
        } catch let failure as CommandFailure where output.diagnosticsFormat == .text {
            // The last line of a log says why, also of a gate that could not begin.
            console.show(failure.diagnostics)
            tell(console) { GateTextReport.render(undecidable: Self.reason(failure.diagnostics), options: $0) }
            throw ExitCode(2)
        }
    }

    private static func reason(_ diagnostics: [Diagnostic]) -> String {
        GateTextReport.firstError(of: diagnostics) ?? "it could not begin"
    }

    /// Of a gate whose options or whose files for reports are at fault, so that nobody knows where it was to print.
    static func tellMisuse(_ reason: String, on console: Console) {
        console.printErrorRaw(
            GateTextReport.render(
                undecidable: VisibleText.line(String(reason.prefix { $0 != "\n" })), options: console.errorOptions))
    }

    static func tellMisuse(_ diagnostics: [Diagnostic], on console: Console) {
        tellMisuse(reason(diagnostics), on: console)
    }

    private func decide(_ console: Console) throws {
        let asOf = try clock.instant()
        let options = try limits.options()
        var narrowing = try narrowing.narrowing(store)
        let judged = try judge(asOf: asOf, console)
        try narrowing.settle(onAttachment: judged.attachment)
        // Before anything is said: a file that changed may have held what closes the gate.
        try judged.reading.requireUnchanged()
        var tally = GateTally()
        var given = judged.rules
        // A gate that lets pass what is unknown, and finds nothing else, has to say what that is.
        if options.allowsUnknown {
            for position in given.indices where given[position].unknown > 0 {
                given[position].unknownCause = judged.evaluations[position].unknownCause
            }
        }
        let rules = try narrowing.narrow(
            given, judged.evaluations, ended: judged.ended, counting: &tally
        ) { revision in
            try RevisionComparison(
                with: revision, of: resources, now: judged.reading, judged.evaluations, asOf: asOf)
        }
        let diagnostics =
            judged.diagnostics + narrowing.diagnostics(attachment: judged.attachment, judged.evaluations)
        tally.errors = diagnostics.count(where: \.isError)
        tally.parts = diagnostics.count { FormatDiagnostics.kindsOfParts.contains($0.kind) }
        tally.waiting = judged.waiting.count { options.controls.isEmpty || !$0.isDisjoint(with: options.controls) }
        let decision = GateDecision.decide(
            rules, profiles: judged.profiles, manualControls: judged.manualControls,
            resourceCount: judged.resourceCount, inventoryCount: judged.inventoryCount, errorCount: tally.errors,
            options: options)
        if case .success(let counted) = options.choice(of: rules) { tally.count(counted) }
        let narrowed = narrowing.narrowed
        let findings = judged.findings(narrowed)
        let reportable = Reportable(
            text: findings.text, json: { $0(GateJSONReport.render(decision, on: tally, diagnostics: diagnostics)) },
            assessments: {
                try findings.assessments().map { assessment in
                    assessment.compared(withBaseline: narrowing.baseline).narrowed(by: narrowed)
                }
            })
        try output.write(reportable, statuses: reported.statuses, to: console)
        if output.diagnosticsFormat == .text {
            console.show(diagnostics)
            tell(console) {
                GateTextReport.render(decision, on: tally, within: options, because: diagnostics, options: $0)
            }
        }
        let code = decision.exitCode(on: tally)
        if code != 0 { throw ExitCode(code) }
    }

    /// Whatever standard output holds, a log has to say what was decided.
    private func tell(_ console: Console, _ line: (DiagnosticRenderer.Options) -> String) {
        if output.isText {
            console.printRaw(line(console.options))
        } else {
            console.printErrorRaw(line(console.errorOptions))
        }
    }

    /// What a gate decides on.
    private struct Judged {
        var rules: [GatedRule]
        var evaluations: [RuleEvaluations]
        var profiles: [GatedProfile] = []
        var ended: EndedMasks
        /// nil of rules alone.
        var attachment: String?
        /// Controls that no rule assesses, and those that wait for a person, each by its id and its name.
        var manualControls: [Set<String>] = []
        var waiting: [Set<String>] = []
        var resourceCount: Int
        /// Also of what is out of scope.
        var inventoryCount: Int
        var reading: InventoryReading
        var diagnostics: [Diagnostic]
        /// Given what the gate lets pass.
        var findings: (NarrowedResults?) -> Reportable
    }

    private func judge(asOf: Instant, _ console: Console) throws -> Judged {
        let file = try masks.read()
        guard let attachment else {
            let evaluated = try RuleEvaluation.run(
                rules: rules, dependencies: dependencies, resources: resources, masks: file,
                honoursInlineMasks: !ignoreInlineMasks, asOf: asOf, console: console)
            ProcessMemory.keep(evaluated)
            let gated = evaluated.rules.enumerated().map { position, evaluations in
                let rule = evaluations.rule
                let unread = evaluated.gaps.kinds.filter { $0.concerns(rule) }
                var gated = GatedRule(
                    name: rule.name.text, id: rule.metadata.id, severity: rule.metadata.severity,
                    evaluations: evaluations.summary,
                    hasUnreadKinds: !unread.isEmpty, unreadText: ReadingGaps(kinds: unread).kindsText)
                gated.ended = evaluated.ended.count(ofRule: position)
                return gated
            }
            return Judged(
                rules: gated, evaluations: evaluated.rules, ended: evaluated.ended,
                resourceCount: evaluated.resourceCount, inventoryCount: evaluated.resourceCount,
                reading: evaluated.reading, diagnostics: evaluated.diagnostics,
                findings: evaluated.reportable(narrowed:))
        }
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
        let evaluations = scan.rules.map(\.evaluations)
        let ended = EndedMasks(
            of: entries.masks, beneath: evaluations, plan: scan.plan, reading: reading, asOf: asOf)
        let ofFile = file?.diagnostics(of: scan.masks, ended: ended, rules: evaluations, at: asOf) ?? []
        // A store keeps every mask that ever was: those are told of that lay on something here.
        let ofStore = ended.uses.filter { entry in !(file?.holds(entry.mask) ?? false) && entry.use.total > 0 }
            .map { MaskDiagnostics.notInForce($0.mask, at: asOf, over: $0.use) }
        var rules = scan.gatedRules
        for position in rules.indices { rules[position].ended = ended.count(ofRule: position) }
        return Judged(
            rules: rules, evaluations: evaluations, profiles: scan.gatedProfiles, ended: ended,
            attachment: scan.plan.attachment.name,
            manualControls: scan.controls.filter { $0.planned.rules.isEmpty }.map { [$0.control.id, $0.control.name] },
            waiting: scan.controls.filter { $0.status == .userEvaluationRequired }
                .map { [$0.control.id, $0.control.name] }, resourceCount: scan.resourceCount,
            inventoryCount: reading.rows.count, reading: reading,
            diagnostics: scan.diagnostics + UnreadKinds.diagnostics(of: scan.gaps) + ofFile + ofStore,
            findings: { narrowed in
                Reportable(
                    text: { ScanTextReport.write(scan, narrowed: narrowed, options: $0, to: $1) },
                    json: { ScanJSONReport.write(scan, to: $0) }, assessments: { [AssessmentResults(scan)] })
            })
    }
}

extension GateTally {
    fileprivate mutating func count(_ rules: [GatedRule]) {
        let summary = rules.reduce(EvaluationSummary()) { $0 + $1.evaluations }
        passed = summary.passed
        masked = summary.masked
        failing = rules.reduce(0) { $0 + $1.failing }
        ended = rules.reduce(0) { $0 + $1.ended }
        unknown = rules.reduce(0) { $0 + $1.unknown }
        unread = rules.unreadRules
    }
}
