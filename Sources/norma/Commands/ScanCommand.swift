import ArgumentParser
import Compliance
import ComplianceReports
import ComplianceStore
import ResourceDocuments
import RulePacks
import SourceText

struct ScanCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan", abstract: "Scan an inventory under an attachment: each control's status, and the score.",
        discussion: """
            Masks of the store, where there is one, are laid on the results.
            Exit 0 when the scan is complete, whatever the score; 2 when something could not be read.

            SCORES
            \(scores)

            EXAMPLE
              norma scan --attachment rules/attachments/demo.yaml \\
                --inventory rules/inventory --as-of 2026-11-01T00:00:00Z
            """)

    private static let scores = ScoreModel.allCases.map { "  \($0.rawValue): \($0.formula)" }.joined(separator: "\n")

    @OptionGroup var attachment: AttachmentOptions
    @OptionGroup var resources: InventoryOptions
    @OptionGroup var clock: ClockOptions

    @Option(help: ArgumentHelp("How to score; 'norma help scan' has the formulas.", valueName: "model"))
    var score: ScoreModel = .scc

    @Flag(help: "Keep the scan in the store, so that 'norma history' and 'norma diff' know it.")
    var record = false

    @Option(
        help: ArgumentHelp(
            "Go on with a recorded scan whose process ended: the same attachment, inventory and --as-of.",
            valueName: "scan"))
    var resume: String?

    @OptionGroup var store: StoreOptions
    @OptionGroup var notifications: NotificationOptions
    @OptionGroup var dependencies: DependencyOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if notifications.notify != nil, !record, resume == nil { throw ValidationError("--notify wants --record") }
    }

    func run() throws {
        let console = Console()
        let startedAt = Instant.now
        let notifications = try notifications.settings()
        console.show(notifications?.warnings ?? [])
        let (scan, reading) = try attachment.scan(
            resources, dependencies: dependencies, entries: try store.entries(), asOf: try clock.instant(),
            console: console)
        switch output.format {
        case .json: ScanJSONReport.write(scan, model: score, to: console.printRaw)
        case .text:
            ScanTextReport.write(scan, model: score, options: console.options, to: console.printRaw)
            console.show(scan.diagnostics)
        }
        try reading.requireUnchanged()
        if record || resume != nil {
            try keep(scan, startedAt: startedAt, telling: notifications?.settings, console)
        }
        if scan.diagnostics.contains(where: \.isError) { throw ExitCode(2) }
    }
}

extension ScanCommand {
    private func keep(
        _ scan: Scan, startedAt: Instant, telling settings: NotificationSettings?, _ console: Console
    ) throws {
        let opened = try store.open()
        let interrupted = try resume.map { try store.scan(named: $0, in: opened) }
        let recording = ScanRecording(store: opened, console: console)
        let lock = try recording.hold(scan.plan.attachment.name)
        let id = try recording.record(
            scan, startedAt: startedAt, resuming: interrupted, ending: ScanEnding(of: scan, telling: settings),
            under: lock)
        if output.format == .text { console.print("recorded as scan \(id)") }
        guard let settings else { return }
        let outcome = try OutboxDelivery(store: opened, settings: settings).run(now: { .now })
        if output.format == .text {
            console.printRaw(DeliveryTextReport.render(outcome.deliveries, options: console.options))
        }
        console.show(outcome.diagnostics)
        if outcome.diagnostics.contains(where: \.isError) { throw ExitCode(2) }
    }
}

extension ScoreModel: ExpressibleByArgument {}
