import ArgumentParser
import Compliance
import ComplianceReports

struct AttestationListCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the attestations, the oldest first.",
        discussion: """
            EXAMPLE
              norma attestation list --database norma.sqlite
            """)

    @Flag(help: "Also those that have expired and those that were taken back.")
    var all = false

    @OptionGroup var clock: ClockOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let console = Console()
        let now = try clock.instant()
        let attestations = try store.entries().attestations.filter { all || $0.validity.isOpen(at: now) }
        switch output.format {
        case .json: console.printRaw(AttestationJSONReport.render(attestations, at: now))
        case .text:
            console.printRaw(AttestationTextReport.render(attestations, at: now, options: console.options))
        }
    }
}
