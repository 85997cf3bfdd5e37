import ArgumentParser

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write Norma rules as rules of another language.",
        subcommands: [ExportSCCCommand.self])
}
