import ComplianceStore
import Foundation
import ResourceDocuments
import ResourceReaders
import RuleAnalysis
import RuleChecker
import RuleImporters
import RulePacks
import RuleTesting
import SourceText
import TestSupport

@testable import norma

/// An example of a diagnostic's page, read as what it is written in; files by the names that goldens show.
enum PageExample {
    /// What a person is shown of the example: every diagnostic, drawn.
    static func rendering(of text: String, in medium: DiagnosticKind.Medium) throws -> String {
        switch medium {
        case .rule: drawn(rules(text))
        case .schema: drawn(rules(ruleText, schema: text))
        case .lint: lint(text)
        case .pack: drawn(pack(text))
        case .json: drawn(json(text))
        case .yaml: drawn(YAMLReader.documents(source("example.yaml", text), keys: KeyTable()).diagnostics)
        case .providerSchema: drawn(json(text) { ProviderSchemas.cloudFormation($0).diagnostics })
        case .inventory, .response, .manifest, .template, .dockerfile, .toml, .ini: drawn(try inventory(text, medium))
        case .mapping: drawn(ResourceMapping.read(source("example.yaml", text)).diagnostics)
        case .cases: drawn(cases(text))
        case .scc: drawn(SCCImporter.importFile(source("example.json", text), keys: KeyTable()).diagnostics)
        case .guardRules: drawn(GuardImporter.importFile(source("example.guard", text)).diagnostics)
        case .guardTests:
            drawn(
                GuardImporter.importFile(
                    source(
                        "example.guard", "rule r { Resources.*[ Type == 'AWS::S3::Bucket' ] { Properties exists } }"),
                    tests: [source("example_tests.yaml", text)]
                ).diagnostics)
        case .library, .profile, .attachment: try scan(text, medium)
        case .notifications:
            try ScratchFolder(["example.yaml": text]).run(
                "norma notify send --notify example.yaml"
            ).standardError
        case .masks:
            try ScratchFolder([
                "rule.norma": ExampleFiles.rules.components(separatedBy: "\n\n")[0],
                "zones.yaml": ExampleFiles.inventory,
                "example.yaml": text,
            ]).run(
                "norma eval --rules rule.norma --inventory zones.yaml --masks example.yaml --as-of 2026-11-01T00:00:00Z"
            ).standardError
        case .command: try command(text)
        }
    }

    /// As the command draws them on standard error.
    private static func drawn(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.map { DiagnosticRenderer().render($0) }.joined(separator: "\n")
    }

    /// U+FFFD stands for a byte that is not UTF-8, which no page can hold.
    private static func source(_ name: String, _ text: String) -> SourceFile {
        SourceFile(name: name, text: text.unicodeScalars.flatMap { $0 == "\u{FFFD}" ? [0xFF] : Array(String($0).utf8) })
    }

    private static let ruleText = "rule r {\n  for demo.bucket\n  require @id is present\n}\n"

    private static func rules(_ text: String, schema: String = KindSchemas.exampleSchema) -> [Diagnostic] {
        let files = ExamplePack([source("example.norma", text), source("schemas/demo.bucket.json", schema)])
        let keys = KeyTable()
        let library = PackLoader.load(["example.norma"], from: files, keys: keys)
        return library.diagnostics + library.rules.flatMap { ParameterBinder.checkDefaults(of: $0) }
            + library.compilerDiagnostics(keys: keys)
    }

    /// What is wrong with rules that have no cases: the checker takes them.
    private static func lint(_ text: String) -> String {
        let files = ExamplePack([source("example.norma", text)])
        let library = PackLoader.load(["example.norma"], from: files, keys: KeyTable())
        let findings = RuleLinter(library, in: files, cases: nil).findings()
        return drawn(library.diagnostics)
            + findings.map { LintReport.text($0, drawnBy: DiagnosticRenderer()) }.joined(separator: "\n")
    }

    private static func pack(_ manifest: String) -> [Diagnostic] {
        let rule = "rule r {\n  for demo.thing\n  require @id is present\n}\n"
        let files = ExamplePack([source("example.norma", rule), source("pack.yaml", manifest)])
        return PackLoader.load(["."], from: files, keys: KeyTable()).diagnostics
    }

    private static func json(_ text: String, then read: (Document) -> [Diagnostic] = { _ in [] }) -> [Diagnostic] {
        let source = source("example.json", text)
        do throws(DocumentError) {
            return read(try JSONParser.document(source, keys: KeyTable()))
        } catch {
            return [error.diagnostic(in: source)]
        }
    }

    private static func inventory(_ text: String, _ medium: DiagnosticKind.Medium) throws -> [Diagnostic] {
        let selected = try ResourceSelection(kind: "internet-svcs.zone", path: SelectionPath("result"))
        let readers: [DiagnosticKind.Medium: String] = [.template: "cloudformation", .dockerfile: "dockerfile"]
        let choice = readers[medium].flatMap { ReaderChoice(named: $0) } ?? .byContent
        var reader = InventoryReader(selections: medium == .response ? [selected] : [], choice: choice)
        let zone = #"{"kind": "internet-svcs.zone", "id": "1", "properties": {}}"#
        let name =
            [.toml: "example.toml", .ini: "example.ini"][medium]
            ?? (text.hasPrefix("-") ? "example.yaml" : "example.json")
        reader.read(
            medium == .manifest
                ? [source("zones.json", zone), source("inventory.yaml", text)] : [source(name, text)])
        return reader.finish().diagnostics
    }

    private static func cases(_ text: String) -> [Diagnostic] {
        let rule = """
            rule example {
              for demo.thing
              param port: numeric = 22
              require this.port is port
            }

            """
        let files = ExamplePack([source("example.norma", rule), source("example.cases.yaml", text)])
        return TestSuite.run(["example.cases.yaml"], files: files, keys: KeyTable()).diagnostics
    }

    /// Scans the example world, with the text as one of its files, by the built command.
    private static func scan(_ text: String, _ medium: DiagnosticKind.Medium) throws -> String {
        var files = [
            "rules.norma": ExampleFiles.rules,
            "controls/example.yaml": ExampleFiles.library, "controls/other.yaml": ExampleFiles.otherLibrary,
            "profiles/example.yaml": ExampleFiles.profile,
            "profiles/without_defaults.yaml": ExampleFiles.profileWithoutDefaults,
            "inventory/zones.yaml": ExampleFiles.inventory,
        ]
        for (number, text) in ExampleFiles.furtherProfiles.enumerated() {
            files["profiles/further/\(number + 1).yaml"] = text
        }
        func attachment(to profile: String) -> String {
            "name: prod\nprofile_id: \(profile)\nscope: { scope_type: account, scope_id: acc1 }\n"
        }
        files["attachment.yaml"] = medium == .attachment ? text : attachment(to: medium == .library ? "Page" : "CIS")
        if medium == .profile { files["profiles/page.yaml"] = text }
        if medium == .library {
            files["controls/page.yaml"] = text
            files["profiles/page.yaml"] = "profile_name: Page\ncontrols:\n  - control_id: TLS\n"
        }
        let folder = try ScratchFolder(files)
        return try folder.run(
            "norma scan --attachment attachment.yaml --inventory inventory --as-of 2026-11-01T00:00:00Z"
        ).standardError
    }

    private static func template(suppressing rule: String, comment: String? = nil) -> String {
        let line = comment.map { "  \($0)\n" } ?? ""
        return
            "Resources:\n\(line)  Logs: { Type: \"AWS::S3::Bucket\", Metadata: { guard: { SuppressedRules: [\(rule)] } } }\n"
    }

    /// Runs a command line where the library of rules is, and the files that pages speak of.
    private static func command(_ line: String) throws -> String {
        let zone = #"{"kind": "internet-svcs.zone", "id": "1", "properties": {}}"#
        let attachment =
            "name: prod\nprofile_id: cis-ibm-cloud-foundations\nscope: { scope_type: account, scope_id: acc1 }\n"
        let folder = try ScratchFolder([
            ".ci/run": "", "zones.json": #"{"zones": [{"id": "1"}]}"#, "one-resource-a-line.jsonl": zone + "\n" + zone,
            "long-description.norma":
                "rule r {\n  title \"\(String(repeating: "x", count: 600))\"\n  for k\n  require a is true\n}\n",
            "suppression.yaml": template(suppressing: "bucket_versioning"),
            "reasonless-suppression.yaml": template(suppressing: "", comment: "# norma:mask bucket_versioning"),
            "reasoned-suppression.yaml":
                template(suppressing: "", comment: "# norma:mask bucket_versioning: it is rewritten daily"),
            "misspelt-suppression.yaml": template(suppressing: "bucket_versionning"), "prod.yaml": attachment,
            "two-documents.yaml": attachment + "---\n" + attachment,
            "also-prod.yaml": attachment, "program.norma": "ELF\0\0rule",
            "rule-alone.norma": "rule r {\n  for demo.thing\n  require a is true\n}\n",
            "prod-told.yaml": attachment + "schedule: daily\nnotifications: { enabled: true }\n",
            "destinations/file.yaml": "destinations: [{ name: log, file: { path: events.jsonl } }]\n",
            "destinations/broken.yaml": "destinations: [{ name: old, file: { path: no-folder/events.jsonl } }]\n",
            "destinations/misnamed.yaml":
                "destinations: [{ name: log, file: { path: events.jsonl }, attachments: [pord] }]\n",
            "destinations/named.yaml":
                "destinations: [{ name: log, file: { path: events.jsonl }, attachments: [prod] }]\n",
            "destinations/webhook.yaml": """
            destinations:
              - name: audit
                webhook: { url: "https://hooks.example.com/norma", secret: { environment: NO_SUCH_VARIABLE } }

            """,
        ])
        try folder.copy("rules")
        let large = "one-list-of-200-megabytes.json"
        if line.contains(large) { try folder.writeHole(large, bytes: 200 << 20) }
        if line.contains("--database") {
            var random = SeededGenerator(seed: 1)
            _ = try ScanStore(path: folder.url.appending(path: "norma.sqlite").path, random: &random)
        }
        let result = try folder.run(line)
        // What it finds is what it is asked for.
        return line.hasPrefix("norma lint ") ? result.output : result.standardError
    }
}

/// A pack of a few files, in no folder at all.
private struct ExamplePack: FileTree {
    private let sources: [SourceFile]

    init(_ sources: [SourceFile]) { self.sources = sources }

    func read(_ path: String, within root: String?) throws(FileProblem) -> SourceFile {
        guard let source = sources.first(where: { $0.name == path }) else { throw FileProblem(path, .notFound) }
        return source
    }

    func files(below folder: String) -> FolderListing {
        FolderListing(files: sources.map(\.name).filter { PathText.isInside($0, folder) }.sorted())
    }

    func isFolder(_ path: String) -> Bool { exists(path) && !sources.contains { $0.name == path } }

    func exists(_ path: String) -> Bool { !files(below: path).files.isEmpty }
}
