import ArgumentParser
import SourceText

extension NormaCommand {
    /// What is wrong with the options of a command line that could not be read: one that the command does not have, where something else was
    /// said first, such as that the option it was meant for is missing. nil where the command has them all.
    static func unknownOption(in arguments: [String]) -> (message: String, text: String)? {
        let (command, path, words) = named(in: arguments)
        // One that is not named, as the list of 'norma history', has its options too.
        let commands = [command] + [command.configuration.defaultSubcommand].compactMap(\.self)
        let help = commands.map { $0.helpMessage(includeHidden: true) }.joined(separator: "\n")
        let known = Set(help.split { !$0.isLetter && !$0.isNumber && $0 != "-" }.map(String.init))
        for word in words.prefix(while: { $0 != "--" }) where word.hasPrefix("--") {
            let option = String(word.prefix { $0 != "=" })
            if known.contains(option) || option == "--version" { continue }
            let options = known.filter { $0.hasPrefix("--") && $0.count > 2 }
            let meant = Spelling.nearest(to: option, among: options).map { ". Did you mean '\($0)'?" } ?? ""
            let message = "Unknown option '\(option)'\(meant)"
            let usage = usageString(for: command)
            return (message, "Error: \(message)\nUsage: \(usage)\n  See '\(path) --help' for more information.")
        }
        return nil
    }

    /// The command that the first words name, how it is called, and the words behind.
    private static func named(in arguments: [String]) -> (any ParsableCommand.Type, String, ArraySlice<String>) {
        var command: any ParsableCommand.Type = self
        var path = "norma"
        var words = arguments[...]
        while let word = words.first,
            let next = command.configuration.subcommands.first(where: { $0.configuration.commandName == word })
        {
            command = next
            path += " \(word)"
            words.removeFirst()
        }
        return (command, path, words)
    }
}
