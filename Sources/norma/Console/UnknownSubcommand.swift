import ArgumentParser
import SourceText

extension NormaCommand {
    /// The word of a command line that stands where a subcommand is due and is none; nil where each is one, and where an option comes first.
    static func unknownSubcommand(in arguments: [String]) -> Diagnostic? {
        var subcommands = configuration.subcommands
        var path = "norma"
        for word in arguments.first == "help" ? arguments.dropFirst() : arguments[...] {
            if subcommands.isEmpty || word.hasPrefix("-") { return nil }
            // Each configuration is made when it is first asked for.
            guard let next = subcommands.first(where: { $0.configuration.commandName == word }) else {
                return .unknownSubcommand(
                    word, of: path, names: subcommands.compactMap { $0.configuration.commandName })
            }
            subcommands = next.configuration.subcommands
            path += " \(word)"
        }
        return nil
    }
}
