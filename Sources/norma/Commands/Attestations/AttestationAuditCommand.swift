import ArgumentParser
import Compliance
import ComplianceReports
import ResourceDocuments

struct AttestationAuditCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract:
            "Say which attestations have expired or will soon, whose evidence is not what it was, and which name nothing.",
        discussion: """
            Evidence is looked for where it was when it was attested. Exit 1 when one asks for somebody to act.

            EXAMPLE
              norma attestation audit --within 30 --database norma.sqlite
            """)

    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var clock: ClockOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let console = Console()
        let now = try clock.instant()
        let entries = try store.entries()
        let audit = AttestationAudit(
            entries.attestations, at: now, within: horizon.span, among: entries.known,
            digest: EvidenceDigest.hexadecimal)
        switch output.format {
        case .json: console.printRaw(AttestationAuditJSONReport.render(audit, at: now))
        case .text: console.printRaw(AttestationAuditTextReport.render(audit, at: now, options: console.options))
        }
        if audit.asksForAction { throw ExitCode(1) }
    }
}
