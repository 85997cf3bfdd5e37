import ArgumentParser
import Compliance
import ComplianceReports
import ComplianceStore
import ResourceDocuments
import RulePacks
import SourceText

struct ScanCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan", _superCommandName: "norma",
        abstract: "Scan an inventory under an attachment: each control's status, and the score.",
        discussion: """
            Masks of the store, where there is one, are laid on the results. Several attachments are scanned together, each with \
            a report of its own.
            Exit 0 when the scan is complete, whatever the score: what may pass, 'norma gate' decides. Exit 1 when the inventory says that \
            resources which a rule judges, or needs to judge others, could not be read: the scan is kept and reported, and is not of all that there is. Exit 2 when \
            a file could not be read. One scan writes any number of reports.

            SCORES
            \(scores)

            EXAMPLE
              norma scan --attachment rules/attachments/demo.yaml \\
                --inventory rules/inventory --as-of 2026-11-01T00:00:00Z
              norma scan --attachment rules/attachments/demo.yaml \\
                --inventory rules/inventory --report sarif=norma.sarif \\
                --report junit=norma.xml
            """)

    private static let scores = ScoreModel.allCases.map { "  \($0.rawValue): \($0.formula)" }.joined(separator: "\n")

    @OptionGroup var attachment: AttachmentOptions
    @OptionGroup var resources: InventoryOptions
    @OptionGroup var clock: ClockOptions

    @Option(help: ArgumentHelp("How to score; 'norma help scan' has the formulas.", valueName: "model"))
    var score: ScoreModel = .scc

    @Flag(help: "Show the controls, rules, values and resources that would be evaluated, and evaluate nothing.")
    var preview = false

    @Flag(help: "Keep the scan in the store, so that 'norma history' and 'norma diff' know it.")
    var record = false

    @Option(
        help: ArgumentHelp(
            "Go on with a recorded scan whose process ended: the same attachment and inventory.",
            valueName: "scan"))
    var resume: String?

    @Flag(help: "Evaluate everything, also what is as it was in the attachment's last recorded scan.")
    var fresh = false

    @OptionGroup var store: StoreOptions
    @OptionGroup var notifications: NotificationOptions
    @OptionGroup var dependencies: DependencyOptions
    @OptionGroup var baseline: BaselineOptions
    @OptionGroup var output: ReportOptions
    @OptionGroup var reported: ReportStatusOptions

    var folders: [ReadFolder] {
        [attachment.pack].compactMap(\.self).map(ReadFolder.rules) + resources.inventory.map(ReadFolder.inventory)
    }
    var inputs: [String] { attachment.attachment + resources.inventory }

    func validate() throws {
        try resources.requireFiles()
        if notifications.notify != nil, !record, resume == nil { throw ValidationError("--notify wants --record") }
        if fresh, !record, resume == nil {
            throw ValidationError("--fresh wants --record: without it everything is evaluated")
        }
        if baseline.baseline != nil, attachment.attachment.count > 1 {
            throw ValidationError("--baseline is one scan; name one --attachment")
        }
        if resume != nil, attachment.attachment.count > 1 {
            throw ValidationError("--resume goes on with one scan; name one --attachment")
        }
        try reported.validate(with: output)
        try baseline.validate(with: output)
        if preview, !output.otherFormats.isEmpty || !output.reports.isEmpty || output.file != nil {
            throw ValidationError("--preview judges nothing that a report could tell: it is text or json")
        }
        if preview, record || resume != nil { throw ValidationError("--preview evaluates nothing that could be kept") }
    }

    func run() throws {
        let console = Console()
        if preview { return try showPreview(console) }
        // As 'norma run' has it: with --as-of the scan is of that day, in the history too.
        let now = try clock.reading()
        let given = now()
        let notifications = try notifications.settings()
        console.show(notifications?.warnings ?? [])
        let opened = try resume == nil ? (record ? store.open() : nil) : store.openToChange()
        let interrupted = try resume.map { try store.scan(named: $0, in: opened) }
        if let interrupted, interrupted.state != .running {
            throw CommandFailure(StoreDiagnostics.cannotResume(interrupted.id, .ended))
        }
        if let interrupted, clock.asOf != nil, interrupted.asOf != given {
            throw CommandFailure(StoreDiagnostics.otherInstant(interrupted))
        }
        // What is gone on with is of the instant that it was begun as of.
        let asOf = interrupted?.asOf ?? given
        let before = try baseline.findings(in: store, telling: console)
        let recording = opened.map { ScanRecording(store: $0, console: console, isFresh: fresh) }
        var begun: [(beginning: ScanRecording.Beginning, lock: StoreLock)] = []
        let batch = try ScanRecording.withdrawing(from: opened) { entries in
            let (batch, reading) = try attachment.scan(
                resources, dependencies: dependencies,
                entries: try storedEntries(of: opened, for: interrupted), asOf: asOf, console: console,
                beginning: { plans in
                    guard let recording else { return }
                    for plan in plans {
                        if let interrupted, interrupted.attachment != plan.attachment.name {
                            throw CommandFailure(
                                StoreDiagnostics.cannotResume(interrupted.id, .attachment(interrupted.attachment)))
                        }
                        let lock = try recording.hold(plan.attachment.name)
                        if let interrupted {
                            begun.append((.interrupted(interrupted), lock))
                        } else {
                            let entry = try recording.enter(plan, asOf: asOf, startedAt: asOf)
                            entries.append(entry)
                            begun.append((.entered(entry), lock))
                        }
                    }
                }, entering: { try recording?.basis(of: $0, in: $1, of: $2) })
            try output.write(reportable(batch, since: before, in: opened), statuses: reported.statuses, to: console)
            if output.diagnosticsFormat == .text {
                show(batch.scans.flatMap { $0.diagnostics + UnreadKinds.diagnostics(of: $0.gaps) }, console)
            }
            try reading.requireUnchanged()
            return batch
        }
        if let recording {
            for (scan, begun) in zip(batch.scans, begun) {
                try keep(
                    scan, as: begun.beginning, in: recording, under: begun.lock, telling: notifications?.settings, now)
            }
        }
        if batch.scans.contains(where: \.isFailed) { throw ExitCode(2) }
        if batch.scans.contains(where: { !$0.gaps.isEmpty }) { throw ExitCode(1) }
    }
}

extension ScanCommand {
    private func storedEntries(of opened: ScanStore?, for interrupted: ScanRecord?) throws -> StoredEntries {
        guard let opened else { return try store.entries() }
        return try interrupted.map { try StoredEntries(of: opened, for: $0) } ?? StoredEntries(of: opened)
    }

    private func reportable(_ batch: ScanBatch, since baseline: Baseline?, in store: ScanStore?) -> Reportable {
        Reportable(
            text: { options, write in
                for (position, scan) in batch.scans.enumerated() {
                    if position > 0 { write("\n") }
                    ScanTextReport.write(scan, model: score, options: options, to: write)
                }
                if batch.scans.count > 1 { write("\n\(ScanTextReport.summary(of: batch))\n") }
            },
            json: { write in
                if batch.scans.count == 1 {
                    ScanJSONReport.write(batch.scans[0], model: score, to: write)
                } else {
                    ScanJSONReport.write(batch, model: score, to: write)
                }
            },
            assessments: {
                try batch.scans.map { scan in
                    try AssessmentResults(scan).compared(withBaseline: baseline).following(scansIn: store, for: output)
                }
            })
    }

    private func showPreview(_ console: Console) throws {
        let (planned, reading, _) = try attachment.plan(resources, dependencies: dependencies)
        let asOf = try clock.instant()
        let previews = planned.map { ScanPreview($0, on: reading, asOf: asOf) }
        switch output.diagnosticsFormat {
        case .json: PreviewJSONReport.write(previews, to: console.printRaw)
        case .text:
            for (position, preview) in previews.enumerated() {
                if position > 0 { console.print("") }
                PreviewTextReport.write(preview, options: console.options, to: console.printRaw)
            }
            show(previews.flatMap(\.diagnostics), console)
        }
        try reading.requireUnchanged()
        if previews.contains(where: { $0.diagnostics.contains(where: \.isError) }) { throw ExitCode(2) }
    }

    /// What several attachments say of one pack or inventory is said once.
    private func show(_ diagnostics: [Diagnostic], _ console: Console) {
        var seen: Set<Diagnostic> = []
        console.show(diagnostics.filter { seen.insert($0).inserted })
    }
}

extension ScanCommand {
    private func keep(
        _ scan: Scan, as beginning: ScanRecording.Beginning, in recording: ScanRecording, under lock: StoreLock,
        telling settings: NotificationSettings?, _ now: @escaping () -> Instant
    ) throws {
        let console = recording.console
        try recording.record(
            scan, as: beginning, finishedAt: now, ending: ScanEnding(of: scan, telling: settings), under: lock)
        if output.isText {
            // Scores of one attachment are compared over years: all of them are of one model.
            let kept = score == .scc ? "" : "; its history has the score by \(ScoreModel.scc.rawValue)"
            console.print("recorded as \(scan.isFailed ? "failed scan" : "scan") \(beginning.id)\(kept)")
        }
        guard let settings else { return }
        let outcome = try OutboxDelivery(store: recording.store, settings: settings).run(now: now)
        if output.isText {
            console.printRaw(DeliveryTextReport.render(outcome.deliveries, options: console.options))
        }
        console.show(outcome.diagnostics)
        if outcome.diagnostics.contains(where: \.isError) { throw ExitCode(2) }
    }
}

extension ScoreModel: ExpressibleByArgument {}
