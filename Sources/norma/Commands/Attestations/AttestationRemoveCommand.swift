import ArgumentParser
import Compliance
import ComplianceReports
import ComplianceStore

struct AttestationRemoveCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take an attestation back; the store keeps it, with who did it and why.",
        discussion: """
            EXAMPLE
              norma attestation remove a-1f3a --author ann@example.com --reason "the keys were shared after all" \\
                --database norma.sqlite
            """)

    @Argument(
        help: ArgumentHelp(
            "The attestation's id, or as much of its beginning as no other has.", valueName: "attestation"))
    var attestation: String

    @OptionGroup var removal: RemovalOptions
    @OptionGroup var clock: ClockOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let console = Console()
        let now = try clock.instant()
        let opened = try store.openExisting()
        let found = try store.attestation(named: attestation, in: opened)
        if found.validity.removal != nil {
            throw CommandFailure(StoreDiagnostics.removed("attestation", found.id, found.validity))
        }
        try StoreOptions.using {
            try opened?.remove(found, removal.removal(at: now))
        }
        switch output.format {
        case .json:
            console.printRaw(
                AttestationJSONReport.render([try store.attestation(named: found.id, in: opened)], at: now))
        case .text: console.print("took back \(found.id): control \(found.control) is \(found.outcome.rawValue)")
        }
    }
}
