import ArgumentParser
import Compliance

struct MaskRemoveCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take a mask back; the store keeps it, with who did it and why.",
        discussion: """
            EXAMPLE
              norma mask remove m-1f3a --author ann@example.com --reason "fixed in SEC-12" \\
                --database norma.sqlite
            """)

    @Argument(help: ArgumentHelp("The mask's id, or as much of its beginning as no other has.", valueName: "mask"))
    var mask: String

    @OptionGroup var removal: RemovalOptions
    var output: OutputOptions { removal.output }

    func run() throws { try removal.takeBack(mask, .masks) }
}
