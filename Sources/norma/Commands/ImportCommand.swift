import ArgumentParser

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Write rules of another language as Norma rules.",
        subcommands: [ImportSCCCommand.self, ImportGuardCommand.self])
}
