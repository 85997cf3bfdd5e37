import ArgumentParser
import ResourceDocuments
import RuleChecker
import RuleCompiler
import RuleMachine
import RulePacks
import SourceText

struct DisassembleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disassemble", _superCommandName: "norma",
        abstract: "Print a rule's instructions beside its lines.",
        discussion: """
            With --kind, what runs on resources of that kind: rules that differ in constants only are run as one, and
            shown so.

            EXAMPLE
              norma disassemble cis_tls_version --rules rules
              norma disassemble rules/internet-svcs/cis_tls_version.norma
              norma disassemble --kind is.security-group --rules rules
            """)

    @Argument(help: "A rule's name or id, or a rule file.")
    var rule: String?

    @Option(help: ArgumentHelp("Everything that runs on resources of this kind.", valueName: "kind"))
    var kind: String?

    @Option(
        name: .customLong("rules"), parsing: .upToNextOption,
        help: ArgumentHelp("Where the rule stands.", valueName: "path"))
    var rules: [String] = ["rules"]

    @OptionGroup var dependencies: DependencyOptions

    func validate() throws {
        if rule == nil, kind == nil { throw ValidationError("name a rule, or a kind with --kind") }
        if rule != nil, kind != nil { throw ValidationError("a rule and --kind ask for different things") }
    }

    func run() throws {
        if let rule { try show(rule) }
        if let kind { try show(kind: kind) }
    }

    private func show(kind: String) throws {
        let keys = KeyTable()
        let library = PackLoader.load(rules, from: DiskFiles(), keys: keys, dependencies: dependencies.folders)
        if library.hasErrors { throw CommandFailure(library.diagnostics) }
        let (bound, notes) = library.boundToDefaults()
        let faults = notes.filter(\.isError)
        if !faults.isEmpty { throw CommandFailure(faults) }
        let run = RuleRun(rules: bound, inventory: Inventory(), asOf: Instant(seconds: 0), keys: keys, sharing: .all)
        let text = run.disassembly(ofKind: kind)
        if text.isEmpty {
            throw CommandFailure(.noRuleForKind(kind, candidates: bound.flatMap { $0.rule.kinds.map(\.text) }))
        }
        Console().printRaw(text)
    }

    private func show(_ rule: String) throws {
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
                rules: [bound], inventory: Inventory(), asOf: Instant(seconds: 0), keys: keys, sharing: .all)
            if !run.diagnostics.isEmpty { throw CommandFailure(run.diagnostics) }
            Console().printRaw(run.disassembly)
        }
    }
}
