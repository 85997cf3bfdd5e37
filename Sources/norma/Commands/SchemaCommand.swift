import ArgumentParser
import ResourceDocuments
import ResourceReaders
import RuleImporters
import RulePacks
import SourceText

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Write schemas of kinds, so that a misspelt property is found before anything runs.",
        subcommands: [SchemaInferCommand.self, SchemaImportCommand.self])
}

struct SchemaInferCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "infer", abstract: "Write the schema of each kind in an inventory, from what its resources have.",
        discussion: """
            Nothing is required: samples cannot show that a property is always there.

            EXAMPLE
              norma schema infer --inventory rules/inventory --only internet-svcs.zone
            """)

    @OptionGroup var resources: InventoryOptions
    @OptionGroup var output: SchemaOutputOptions

    func validate() throws { try resources.requireFiles() }

    func run() throws {
        let reading = try resources.read(for: [], schemas: [], keys: KeyTable())
        var inference = SchemaInference()
        for row in reading.rows.indices where output.isWanted(reading.rows.kind(of: row)) {
            if let resource = reading.rows.resource(at: row) { inference.add(resource) }
        }
        try reading.requireUnchanged()
        try output.write(inference.schemas, diagnostics: reading.diagnostics)
    }
}

struct SchemaImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Write schemas of kinds from those that a provider publishes.",
        discussion: """
            cloudformation: registry schemas, one type a file. kubernetes: an OpenAPI document, or its definitions.

            EXAMPLE
              echo '{"typeName": "Demo::Box::Lid", "properties": {}}' > lid.json
              norma schema import cloudformation lid.json --output schemas
            """)

    enum Provider: String, ExpressibleByArgument, CaseIterable { case cloudformation, kubernetes }

    @Argument(help: ArgumentHelp("Whose schemas they are.", valueName: "cloudformation|kubernetes"))
    var provider: Provider

    @Argument(help: ArgumentHelp("Files, or folders of JSON files.", valueName: "path"))
    var paths: [String]

    @OptionGroup var output: SchemaOutputOptions

    func run() throws {
        let disk = DiskFiles()
        var diagnostics: [Diagnostic] = []
        var schemas: [WrittenSchema] = []
        for path in InputPaths.files(at: paths, ending: [".json"], in: disk, &diagnostics) {
            guard let document = disk.jsonDocument(path, keys: KeyTable(), &diagnostics) else { continue }
            let reading =
                switch provider {
                case .cloudformation: ProviderSchemas.cloudFormation(document)
                case .kubernetes: ProviderSchemas.kubernetes(document, where: output.isWanted)
                }
            diagnostics += reading.diagnostics
            schemas += reading.schemas.filter { output.isWanted($0.kind) }
        }
        try output.write(schemas, diagnostics: diagnostics)
    }
}

/// `--only`, `--output`, `--force`
struct SchemaOutputOptions: ParsableArguments {
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Write these kinds only; '*' stands for any characters.", valueName: "kind"))
    var only: [String] = []

    @Option(
        help: ArgumentHelp(
            "The folder to write KIND.json to; it is made where it is not there. Default: standard output.",
            valueName: "folder"))
    var output: String?

    @Flag(help: "Replace files that are there.")
    var force = false

    func isWanted(_ kind: String) -> Bool { only.isEmpty || only.contains { Glob($0).matches(kind) } }

    /// Writes every schema that can be written, and says what was wrong.
    func write(_ schemas: [WrittenSchema], diagnostics: [Diagnostic]) throws {
        let console = Console()
        let disk = DiskFiles()
        var diagnostics = diagnostics
        if schemas.isEmpty, !diagnostics.contains(where: \.isError) { diagnostics.append(.noSchemaToWrite(only)) }
        for schema in schemas {
            guard let output else {
                console.printRaw(schema.text)
                continue
            }
            let path = PathText.join(output, schema.fileName)
            if disk.exists(path), !force {
                diagnostics.append(.fileExists(path))
                continue
            }
            do throws(FileProblem) {
                try disk.makeFolder(output)
                try disk.write(Array(schema.text.utf8), to: path)
                console.print("wrote \(VisibleText.line(path))")
            } catch {
                diagnostics.append(.unwritableFile(error))
            }
        }
        console.show(diagnostics)
        if diagnostics.contains(where: \.isError) { throw ExitCode(2) }
    }
}
