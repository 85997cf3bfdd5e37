import ArgumentParser
import Compliance
import ComplianceReports
import ComplianceStore

struct MaskAuditCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Say which masks have expired, will soon, match nothing, or are not needed any more.",
        discussion: """
            What masks match is known from each attachment's last recorded scan. Exit 1 when a mask asks for somebody to act.

            EXAMPLE
              norma mask audit --within 30 --database norma.sqlite
            """)

    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var clock: ClockOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let console = Console()
        let now = try clock.instant()
        let opened = try store.openToRead()
        let masks = try opened.map { try StoredEntries(of: $0) }?.masks ?? []
        let uses = try opened.map { store in try StoreOptions.using { try store.maskUses() } } ?? MaskUses()
        let audit = MaskAudit(masks, uses: uses, at: now, within: horizon.span)
        switch output.format {
        case .json: console.printRaw(MaskAuditJSONReport.render(audit, at: now))
        case .text: console.printRaw(MaskAuditTextReport.render(audit, options: console.options))
        }
        if audit.asksForAction { throw ExitCode(1) }
    }
}
