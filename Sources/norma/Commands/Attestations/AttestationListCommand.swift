import ArgumentParser
import Compliance

struct AttestationListCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the attestations, the oldest first.",
        discussion: """
            EXAMPLE
              norma attestation list --database norma.sqlite
            """)

    @OptionGroup var list: EntryListOptions
    var output: OutputOptions { list.output }

    func run() throws { try list.show(.attestations) }
}
