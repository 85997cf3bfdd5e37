import ArgumentParser
import ComplianceReports
import ComplianceStore

struct HistoryCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "List the scans that were recorded, the newest first.",
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
        let scans = try store.openExisting().map { store in
            try StoreOptions.using { try store.scans(of: attachment, limit: limit) }
        }
        switch output.format {
        case .json: console.printRaw(HistoryJSONReport.render(scans ?? []))
        case .text: console.printRaw(HistoryTextReport.render(scans ?? [], options: console.options))
        }
    }
}
