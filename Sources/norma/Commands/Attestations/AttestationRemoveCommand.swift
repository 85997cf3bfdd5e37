import ArgumentParser
import Compliance

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
    var output: OutputOptions { removal.output }

    func run() throws { try removal.takeBack(attestation, .attestations) }
}
