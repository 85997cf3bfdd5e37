import ArgumentParser
import Compliance
import ComplianceReports
import ComplianceStore

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
    @OptionGroup var clock: ClockOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let console = Console()
        let now = try clock.instant()
        let opened = try store.openExisting()
        let found = try store.mask(named: mask, in: opened)
        if found.validity.removal != nil {
            throw CommandFailure(StoreDiagnostics.removed("mask", found.id, found.validity))
        }
        try StoreOptions.using {
            try opened?.remove(found, removal.removal(at: now))
        }
        switch output.format {
        case .json: console.printRaw(MaskJSONReport.render([try store.mask(named: found.id, in: opened)], at: now))
        case .text: console.print("took back \(found.id): \(found.target)")
        }
    }
}
