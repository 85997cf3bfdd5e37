import ArgumentParser
import Compliance
import ComplianceReports

struct MaskListCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the masks, the oldest first.",
        discussion: """
            EXAMPLE
              norma mask list --database norma.sqlite
            """)

    @Flag(help: "Also those that have expired and those that were taken back.")
    var all = false

    @OptionGroup var clock: ClockOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let console = Console()
        let now = try clock.instant()
        let masks = try store.entries().masks.filter { all || $0.validity.isOpen(at: now) }
        switch output.format {
        case .json: console.printRaw(MaskJSONReport.render(masks, at: now))
        case .text: console.printRaw(MaskTextReport.render(masks, at: now, options: console.options))
        }
    }
}
