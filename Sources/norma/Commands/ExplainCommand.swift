import ArgumentParser
import Compliance
import ComplianceReports
import ResourceReaders
import RulePacks
import SourceText

struct ExplainCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", _superCommandName: "norma",
        abstract: "Explain a diagnostic's code, or why a rule says what it says of a resource.",
        discussion: """
            Of a rule and a resource every condition is shown with its values and both places, also of what passes: why it does, and \
            where nothing was asked because a list is empty. Exit 1 when the verdict is fail or unknown, 2 when something could not be read, and \
            when the rule does not judge resources of this kind; 0 otherwise, and of a code.

            EXAMPLE
              norma explain E1203
              norma explain cis_tls_version boots.example --rules rules \\
                --inventory rules/inventory
              norma explain cis_tls_version boots.example --inventory rules/inventory \\
                --attachment rules/attachments/demo.yaml
            """)

    @Argument(
        help: ArgumentHelp(
            "The code in brackets, such as E1203; without one, every code with its title. Or a rule's name or id, with a resource.",
            valueName: "code-or-rule"))
    var subject: String?

    @Argument(help: "A resource's id or name, or KIND/ID where several share one.")
    var resource: String?

    @OptionGroup var choice: ResourceChoiceOptions

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Rule files, or folders of them.", valueName: "path"))
    var rules: [String] = []

    @Option(help: ArgumentHelp("As the rule is asked under this attachment.", valueName: "file"))
    var attachment: String?

    @Option(help: ArgumentHelp("With --attachment: the folder of rules, controls and profiles.", valueName: "folder"))
    var pack: String?

    @OptionGroup var resources: InventoryOptions
    @OptionGroup var clock: ClockOptions
    @OptionGroup var masks: MaskFileOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var dependencies: DependencyOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard resource != nil else {
            if !rules.isEmpty || attachment != nil || !resources.inventory.isEmpty || !choice.isEmpty {
                throw ValidationError("name a rule and a resource: norma explain RULE RESOURCE --rules … --inventory …")
            }
            return
        }
        try resources.requireFiles()
        if (attachment == nil) == rules.isEmpty { throw ValidationError("name either --rules or --attachment") }
        if attachment == nil, pack != nil { throw ValidationError("--pack wants --attachment") }
        if attachment == nil, store.database != nil { throw ValidationError("--database wants --attachment") }
    }

    func run() throws {
        if let subject, let resource { return try explain(subject, on: resource) }
        let pages = DiagnosticCatalogue.pages
        guard let subject else {
            show(pages) { $0.map { "\($0.code)  \($0.title)" }.joined(separator: "\n") }
            return
        }
        let wanted = subject.uppercased()
        guard let page = pages.first(where: { $0.code == wanted }) else {
            throw CommandFailure(
                .unknownCode(subject, nearest: Spelling.nearest(to: wanted, among: pages.map(\.code))))
        }
        show([page]) { $0.map(DiagnosticCatalogue.text(of:)).joined() }
    }

    private func show(_ pages: [DiagnosticKind], asText text: ([DiagnosticKind]) -> String) {
        switch output.format {
        case .text: Console().print(text(pages))
        case .json: Console().print(ExplainReport.json(pages))
        }
    }

    private func explain(_ rule: String, on resource: String) throws {
        let console = Console()
        let resource = SoughtResource(word: resource, choice: choice)
        let asOf = try clock.instant()
        let explained: ResourceExplanation
        if let attachment {
            var chosen = AttachmentOptions()
            chosen.attachment = [attachment]
            chosen.pack = pack
            chosen.strictParameters = false
            var entries = try store.entries()
            entries.masks += try masks.read()?.masks ?? []
            explained = try .of(
                rule, resource, under: chosen, resources, dependencies: dependencies, entries: entries, asOf: asOf,
                console: console)
        } else {
            explained = try .of(
                rule, resource, in: rules, resources, dependencies: dependencies, masks: try masks.read()?.masks ?? [],
                asOf: asOf)
        }
        try explained.reading.requireUnchanged()
        switch output.format {
        case .text:
            console.printRaw(
                ExplanationTextReport.render(explained.evaluations, asOf: asOf, options: console.options))
            console.show(explained.diagnostics)
        case .json:
            console.printRaw(
                ExplanationJSONReport.render(explained.evaluations, asOf: asOf, diagnostics: explained.diagnostics))
        }
        if explained.diagnostics.contains(where: \.isError) || explained.evaluations.allSatisfy(\.isUnjudged) {
            throw ExitCode(2)
        }
        if explained.evaluations.contains(where: \.isOpen) { throw ExitCode(1) }
    }
}
