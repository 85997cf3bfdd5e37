import Foundation
import ResourceDocuments
import SourceText
import TestSupport
import Testing

/// The form of what the command prints: colour, JSON, help and completion.
@Suite struct OutputTests {
    private static let clock = "--as-of 2026-11-01T00:00:00Z"

    @Test func colourIsForATerminalWithoutNoColor() throws {
        let folder = try ScratchFolder(["r.norma": "rule r { for k require a is tcp }\n"])
        #expect(try !folder.run("norma check r.norma", environment: [:]).output.contains("\u{1B}"))
        guard try NormaProcess.run("command -v script").exitCode == 0 else {
            print("SKIPPED: script(1) is not here, so no terminal was tried")
            return
        }
        let onTerminal = "script -qec 'norma check r.norma' /dev/null"
        #expect(try folder.run(onTerminal, environment: ["TERM": "xterm"]).output.contains("\u{1B}["))
        #expect(try !folder.run(onTerminal, environment: ["TERM": "xterm", "NO_COLOR": "1"]).output.contains("\u{1B}"))
        #expect(try !folder.run(onTerminal, environment: ["TERM": "dumb"]).output.contains("\u{1B}"))
    }

    /// The rows of a table of Reports.md, found by the line before it.
    private static func documentedKeys(under heading: String) throws -> [String] {
        let path = "Sources/ComplianceReports/ComplianceReports.docc/Reports.md"
        let text = try String(contentsOf: ProjectFolder.root.appending(path: path), encoding: .utf8)
        let lines = text.split(separator: "\n").map(String.init)
        let start = try #require(lines.firstIndex(of: heading))
        let rows = lines[(start + 1)...].prefix { $0.hasPrefix("|") }.dropFirst(2)
        return rows.flatMap { row in
            let cell = row.split(separator: "|").first ?? ""
            return cell.split(separator: "`").enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
        }
    }

    private static func json(_ command: String) throws -> DocumentNode {
        let result = try NormaProcess.run(command)
        let text = result.standardOutput
        #expect(result.standardError.isEmpty, "\(result.standardError)")
        #expect(try NormaProcess.run(command).standardOutput == text)
        return try JSONParser.document(SourceFile(name: command, text: text), keys: KeyTable()).root
    }

    @Test(arguments: [
        ("check", "rules"), ("check", "no/such/file"), ("test", "rules/internet-svcs"),
        ("test", "--coverage rules/internet-svcs"), ("eval", "--rules rules --inventory rules/inventory \(clock)"),
        ("scan", "--attachment rules/attachments/demo.yaml --inventory rules/inventory \(clock)"),
        ("gate", "--rules rules --inventory rules/inventory \(clock)"),
        ("gate", "--attachment rules/attachments/demo.yaml --inventory rules/inventory \(clock)"),
        ("explain", "E1203"), ("explain", ""),
    ])
    func jsonHasTheDocumentedKeysInTheirOrder(_ command: String, _ arguments: String) throws {
        let root = try Self.json("norma \(command) \(arguments) --format json")
        #expect(root.entries.map(\.key) == (try Self.documentedKeys(under: "## `norma \(command)`")))
    }

    @Test func evaluationsAndFindingsHaveTheDocumentedKeys() throws {
        let root = try Self.json("norma eval --rules rules --inventory rules/inventory \(Self.clock) --format json")
        let evaluations = try #require(root["evaluations"]).elements
        let documented = try Self.documentedKeys(under: "An evaluation:")
        #expect(evaluations.allSatisfy { $0.entries.map(\.key) == documented })
        let findings = evaluations.flatMap { $0["findings"]?.elements ?? [] }
        let ofFinding = try Self.documentedKeys(under: "A finding:")
        #expect(!findings.isEmpty && findings.allSatisfy { $0.entries.map(\.key) == ofFinding })
    }

    @Test(arguments: [
        "norma eval --rules no/such/rule.norma --inventory rules/inventory --as-of yesterday",
        "norma scan --attachment no/such.yaml --inventory rules/inventory", "norma explain E9999",
    ])
    func aCommandThatCannotBeginSaysSoInJSON(_ command: String) throws {
        #expect(try Self.json("\(command) --format json").entries.map(\.key) == ["diagnostics"])
    }

    private static let commands = [
        "check", "test", "eval", "scan", "gate", "explain", "fmt", "disassemble", "new rule", "import scc",
        "import guard",
        "export scc", "schema infer", "schema import",
    ]

    @Test(arguments: commands)
    func theExamplesOfTheHelpWork(_ command: String) throws {
        let help = try NormaProcess.run("norma \(command) --help").standardOutput
        let lines = help.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        let start = try #require(lines.firstIndex(of: "EXAMPLE"))
        let text = lines[(start + 1)...].prefix { !$0.isEmpty }.joined(separator: "\n")
        let examples = text.replacing("\\\n", with: "").split(separator: "\n")
            .filter { $0.hasPrefix("norma ") || $0.hasPrefix("echo ") }
        #expect(examples.contains { $0.hasPrefix("norma \(command)") })
        let folder = try ScratchFolder()
        for part in ["rules", "Tests/RuleImportersTests/SCC/Samples", "Tests/RuleImportersTests/Guard/Samples"] {
            try folder.copy(part)
        }
        for example in examples {
            let result = try folder.run(String(example))
            #expect(result.exitCode < 2, "\(example): \(result.standardError)")
            // Importers say on standard error how much they carried over, and exporters what they cannot.
            let isQuiet = !command.hasPrefix("import") && !command.hasPrefix("export")
            #expect(!isQuiet || result.standardError.isEmpty, "\(example): \(result.standardError)")
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func aCompletionScriptIsGenerated(_ shell: String) throws {
        let result = try NormaProcess.run("norma --generate-completion-script \(shell)")
        #expect(result.exitCode == 0)
        for word in ["disassemble", "attachment", "threshold"] { #expect(result.standardOutput.contains(word)) }
    }

    /// A report never replaces what is judged, also where only the folder around it is named.
    @Test func aReportReplacesNoResource() throws {
        let door = "- { kind: demo.door, id: front, properties: { open_for: 3 } }\n"
        let folder = try ScratchFolder([
            "r.norma": "rule shut {\n  severity high\n  for demo.door\n  require open_for is 0\n}\n",
            "inventory/doors.yaml": door, "inventory/notes.txt": "x\n",
        ])
        let eval = "norma eval --rules r.norma --inventory inventory --as-of 2026-11-01T00:00:00Z --report"
        let refused = try folder.run("\(eval) json=inventory/doors.yaml")
        #expect(refused.exitCode == 2)
        #expect(refused.standardError.contains("'inventory/doors.yaml' cannot be written: the command reads it"))
        #expect(
            try String(contentsOf: folder.url.appending(path: "inventory/doors.yaml"), encoding: .utf8) == door)
        // The same file by another name: what a link leads to, or a second name of it.
        for (name, command) in [("soft.csv", "ln -s"), ("hard.csv", "ln")] {
            let linked = try folder.run("\(command) r.norma \(name) && \(eval) csv=\(name)")
            #expect(linked.exitCode == 2 && linked.standardError.contains("error[E5023]"), "\(linked.output)")
        }
        // What the command does not read may be written anew.
        for path in ["csv=inventory/notes.txt", "json=r.json", "json=r.json"] {
            #expect(try folder.run("\(eval) \(path)").exitCode == 1)
        }
    }

    /// Nor what it is judged by: rules and cases below a folder, the parts of a pack, a mapping, a baseline, a store.
    @Test(arguments: [
        ("eval --rules rules", "rules/door_is_shut.norma"), ("eval --rules rules", "rules/door.cases.yaml"),
        ("eval --rules rules", "rules/schemas/demo.door.json"),
        ("eval --rules rules --mapping mapping.yaml", "mapping.yaml"),
        ("gate --rules rules --baseline before.json", "before.json"),
        ("gate --attachment rules/attachments/a.yaml", "rules/profiles/doors.yaml"),
        ("scan --attachment rules/attachments/a.yaml", "rules/controls/doors.yaml"),
        ("scan --attachment rules/attachments/a.yaml --pack rules", "rules/attachments/b.yaml"),
        ("scan --attachment rules/attachments/a.yaml --record --database s.sqlite", "s.sqlite"),
    ])
    func aReportReplacesNothingItIsJudgedBy(_ command: String, _ file: String) throws {
        let folder = try DoorPack.folder(
            attachments: ["a": DoorPack.attachment("a"), "b": DoorPack.attachment("b")],
            files: [
                "rules/door.cases.yaml": "rule: door_is_shut\ncases: []\n",
                "rules/schemas/demo.door.json": #"{"type": "object", "properties": {"open_for": {"type": "integer"}}}"#,
                "mapping.yaml": "- has: panes\n  kind: demo.window\n  id: \"@file\"\n",
            ])
        #expect(
            try folder.run(
                "norma eval --rules rules --inventory inventory --report json=before.json \(Self.clock); norma scan --attachment rules/attachments/a.yaml --inventory inventory --record --database s.sqlite \(Self.clock)"
            ).exitCode == 0)
        let before = try Data(contentsOf: folder.url.appending(path: file))
        let result = try folder.run("norma \(command) --inventory inventory \(Self.clock) --report json=\(file)")
        #expect(result.exitCode == 2, "\(result.output)")
        #expect(
            result.standardError.contains("'\(file)' cannot be written: the command reads it"), "\(result.output)")
        let after = try Data(contentsOf: folder.url.appending(path: file))
        #expect(file == "s.sqlite" ? after.starts(with: Data("SQLite".utf8)) : after == before)
        #expect(
            try folder.run("norma \(command) --inventory inventory \(Self.clock) --report json=r.json").exitCode != 2)
    }
}
