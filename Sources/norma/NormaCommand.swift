import ArgumentParser
import ComplianceReports
import Foundation
import SourceText

/// The root of every subcommand.
struct NormaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "norma",
        abstract: "Decide whether resources follow rules, and say where and why not.",
        discussion: """
            EXAMPLE
              norma eval --rules rules --inventory rules/inventory
              norma scan --attachment rules/attachments/demo.yaml \\
                --inventory rules/inventory

            EXIT CODES
              0  done and good
              1  a verdict is fail or unknown (eval, gate), a case failed (test), or not all that rules judge could be collected (eval, gate,
                 scan, run)
              2  the command could not do its work: bad rules, input, attachment or flags
            """,
        version: NormaTool.version,
        subcommands: [
            CheckCommand.self, LintCommand.self, TestCommand.self, EvalCommand.self, ScanCommand.self, GateCommand.self,
            ProfileCommand.self,
            ExplainCommand.self, FormatCommand.self, DisassembleCommand.self, NewCommand.self, ImportCommand.self,
            ExportCommand.self, SchemaCommand.self, HistoryCommand.self, DiffCommand.self, DiffRulesCommand.self,
            ResultsCommand.self, MaskCommand.self, AttestationCommand.self, RunCommand.self, NotifyCommand.self,
            AdmissionCommand.self,
        ])
}

extension NormaCommand {
    /// The command that the arguments name, with its options.
    ///
    /// Asked of that command alone, which halves what a start takes: from the root, the options of the root and those that ask for
    /// completions are looked up as well. (A command with a `_superCommandName` is never asked for completions.) Whatever is wrong, and
    /// every request for help, is told from the root.
    fileprivate static func command(for arguments: [String]) throws -> any ParsableCommand {
        let named = configuration.subcommands.first { $0.configuration.commandName == arguments.first }
        if let named, named.configuration.subcommands.isEmpty,
            let command = try? named.parseAsRoot(Array(arguments.dropFirst()))
        {
            return command
        }
        return try parseAsRoot(arguments)
    }
}

@main
enum Norma {
    /// Runs the command and turns every way it can end into the documented exit codes; 2 wins over 1.
    static func main() {
        var format = OutputFormat.text
        let arguments = NegativeNumbers.joined(Array(CommandLine.arguments.dropFirst()))
        // The last line of its log says why, whatever is wrong.
        let isGate = arguments.first == GateCommand.configuration.commandName
        do {
            if let unknown = NormaCommand.unknownSubcommand(in: arguments) { throw CommandFailure(unknown) }
            var command = try NormaCommand.command(for: arguments)
            if let formatted = command as? any FormattedCommand {
                format = formatted.output.diagnosticsFormat
                try formatted.output.verifyFiles(besides: formatted.inputs)
                try formatted.output.verifyFiles(below: formatted.folders)
            }
            try command.run()
        } catch let failure as CommandFailure {
            switch format {
            case .json where !Console.hasPrinted:
                Console().printRaw(DiagnosticsJSONReport.render(failure.diagnostics))
            case .text, .json:
                Console().show(failure.diagnostics)
                if isGate { GateCommand.tellMisuse(failure.diagnostics, on: Console()) }
            }
            exit(2)
        } catch let code as ExitCode {
            exit(code.rawValue)
        } catch {
            let isHelp = NormaCommand.exitCode(for: error).isSuccess
            let unknown = isHelp ? nil : NormaCommand.unknownOption(in: arguments)
            let text = unknown?.text ?? NormaCommand.fullMessage(for: error)
            if isHelp {
                Console().print(text)
            } else {
                Console().printError(
                    text.split(separator: "\n", omittingEmptySubsequences: false).map { VisibleText.line(String($0)) }
                        .joined(separator: "\n"))
                if isGate {
                    GateCommand.tellMisuse(unknown?.message ?? NormaCommand.message(for: error), on: Console())
                }
            }
            exit(isHelp ? 0 : 2)
        }
    }
}
