import ArgumentParser
import SourceText

extension NormaCommand {
    /// The word of a command line that stands where a subcommand is due and is none; nil where each is one, and where an option comes first.
    static func unknownSubcommand(in arguments: [String]) -> Diagnostic? {
        var subcommands = configuration.subcommands
        var path = "norma"
        for word in arguments.first == "help" ? arguments.dropFirst() : arguments[...] {
            if subcommands.isEmpty || word.hasPrefix("-") { return nil }
            let configurations = subcommands.map { $0.configuration }
            guard let next = configurations.first(where: { $0.commandName == word }) else {
                return .unknownSubcommand(word, of: path, names: configurations.compactMap { $0.commandName })
            }
            subcommands = next.subcommands
            path += " \(word)"
        }
        return nil
    }
}
