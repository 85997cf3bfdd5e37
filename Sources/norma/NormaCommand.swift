import ArgumentParser

@main
struct NormaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "norma", abstract: "Decide whether resources follow rules, and say where and why not.")
}
