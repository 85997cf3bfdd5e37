import ArgumentParser
import Compliance
import ComplianceReports
import ComplianceStore
import ResourceDocuments

struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "List the scans that were recorded, tell how they drift, and forget old ones.",
        subcommands: [HistoryListCommand.self, HistoryDriftCommand.self, HistoryForgetCommand.self],
        defaultSubcommand: HistoryListCommand.self)
}

struct HistoryListCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the scans that were recorded, the newest first.",
        discussion: """
            EXAMPLE
              norma scan --attachment rules/attachments/demo.yaml --inventory rules/inventory \\
                --record --database norma.sqlite
              norma history --database norma.sqlite
            """)

    @Option(help: ArgumentHelp("Only scans of this attachment.", valueName: "name"))
    var attachment: String?

    @Option(help: ArgumentHelp("At most so many.", valueName: "count"))
    var limit: Int?

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let limit, limit <= 0 { throw ValidationError("--limit wants a positive number") }
    }

    func run() throws {
        let console = Console()
        let scans = try store.scans(of: attachment, limit: limit, in: store.openToRead())
        switch output.format {
        case .json: console.printRaw(HistoryJSONReport.render(scans))
        case .text: console.printRaw(HistoryTextReport.render(scans, options: console.options))
        }
    }
}

struct HistoryDriftCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "drift",
        abstract: "Tell how an attachment's controls, failures and score moved, the oldest scan first.",
        discussion: """
            EXAMPLE
              norma history drift --attachment kestrel-cis --days 30 --database norma.sqlite
            """)

    @Option(help: ArgumentHelp("The attachment.", valueName: "name"))
    var attachment: String

    @Option(help: ArgumentHelp("The scans of so many days, 0 to 366, up to --as-of.", valueName: "days"))
    var days = 30

    @OptionGroup var clock: ClockOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        // The range that SCC's violations_drift takes.
        if !(0...366).contains(days) { throw ValidationError("--days is a number from 0 to 366") }
    }

    func run() throws {
        let console = Console()
        let now = try clock.instant()
        let start = now - TimeSpan(seconds: Int64(days) * 86_400)
        let recorded = try store.scans(of: attachment, in: store.openToRead())
        if recorded.isEmpty { throw CommandFailure(StoreDiagnostics.noScan(of: attachment)) }
        let scans = recorded.filter { scan in
            scan.state == .completed && scan.startedAt <= now && (start.map { scan.startedAt >= $0 } ?? true)
        }
        let drift = ScanDrift(scans.reversed())
        switch output.format {
        case .json: console.printRaw(DriftJSONReport.render(drift))
        case .text: console.printRaw(DriftTextReport.render(drift, options: console.options))
        }
    }
}

struct HistoryForgetCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget", abstract: "Forget old scans, and what no other scan needs.",
        discussion: """
            Masks and attestations are never forgotten, and a scan that is being written stays. One whose process ended goes as others do, \
            and takes the place of none that has ended.

            EXAMPLE
              norma history forget --older-than 400 --keep 10 --database norma.sqlite
            """)

    @Option(help: ArgumentHelp("Scans that began before so many days. Default: whatever their age.", valueName: "days"))
    var olderThan: Int?

    @Option(help: ArgumentHelp("So many of each attachment's last scans stay, however old.", valueName: "count"))
    var keep: Int

    @Option(help: ArgumentHelp("Only scans of this attachment.", valueName: "name"))
    var attachment: String?

    @OptionGroup var clock: ClockOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if keep < 1 {
            throw ValidationError("--keep wants at least 1: the last scan is what the next is compared with")
        }
        if let olderThan, !(0...36_500).contains(olderThan) {
            throw ValidationError("--older-than is a number of days from 0 to 36500")
        }
    }

    func run() throws {
        let console = Console()
        let now = try clock.instant()
        let before = olderThan.flatMap { now - TimeSpan(seconds: Int64($0) * 86_400) }
        let gone = try store.openToChange().map { opened in
            _ = try store.scans(of: attachment, limit: 1, in: opened)
            return try StoreOptions.using { try opened.forgetScans(of: attachment, before: before, keeping: keep) }
        }
        switch output.format {
        case .json: console.printRaw(HistoryJSONReport.render(gone ?? []))
        case .text: console.print("forgot \(gone?.count ?? 0) \(gone?.count == 1 ? "scan" : "scans")")
        }
    }
}
