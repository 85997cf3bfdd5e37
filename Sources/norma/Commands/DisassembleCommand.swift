import ArgumentParser
import ResourceDocuments
import RuleMachine
import RulePacks
import SourceText

struct DisassembleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disassemble", abstract: "Print a rule's instructions beside its lines.",
        discussion: """
            EXAMPLE
              norma disassemble cis_tls_version --rules rules
              norma disassemble rules/internet-svcs/cis_tls_version.norma
            """)

    @Argument(help: "A rule's name or id, or a rule file.")
    var rule: String

    @Option(
        name: .customLong("rules"), parsing: .upToNextOption,
        help: ArgumentHelp("Where the rule stands.", valueName: "path"))
    var rules: [String] = ["rules"]

    @OptionGroup var dependencies: DependencyOptions

    func run() throws {
        let files = DiskFiles()
        let isFile = rule.hasSuffix(".norma") || (files.exists(rule) && !files.isFolder(rule))
        let keys = KeyTable()
        let library = PackLoader.load(
            isFile ? [rule] : rules, from: files, keys: keys, dependencies: dependencies.folders)
        let chosen = isFile ? library.rules : library[rule].map { [$0] } ?? []
        guard !library.hasErrors || !chosen.isEmpty else { throw CommandFailure(library.diagnostics) }
        guard !chosen.isEmpty else { throw CommandFailure(.unknownRule(rule, candidates: library.names)) }
        for rule in chosen {
            let binding = ParameterBinder.bind(rule)
            guard let bound = binding.rule else { throw CommandFailure(binding.diagnostics) }
            let run = RuleRun(
                rules: [bound], inventory: Inventory(), asOf: Instant(seconds: 0), keys: keys)
            if !run.diagnostics.isEmpty { throw CommandFailure(run.diagnostics) }
            Console().printRaw(run.disassembly)
        }
    }
}
