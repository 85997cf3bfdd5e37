import ArgumentParser
import Compliance

struct MaskListCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the masks, the oldest first.",
        discussion: """
            EXAMPLE
              norma mask list --database norma.sqlite
            """)

    @OptionGroup var list: EntryListOptions
    var output: OutputOptions { list.output }

    func run() throws { try list.show(.masks) }
}
