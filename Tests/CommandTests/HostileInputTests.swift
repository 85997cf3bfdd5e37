import Foundation
import TestSupport
import Testing

/// A command that takes more than a minute of the processor is ended. A thirtieth of it is usual, of a debug build; what grows with
/// the square of its input takes hours.
private let bounded = "ulimit -t 60;"

/// Input that is wrong in a way nobody planned for: a clear error with its place, exit 2, and the rest still judged.
@Suite struct HostileInputTests {
    private static let clock = "--as-of 2026-11-01T00:00:00Z"
    static let rule = """
        rule named {
          title "Things have a name"
          for demo.thing
          require label is "good" else "the label is {label}"
        }

        """

    private static func thing(_ id: String, label: String = "bad") -> String {
        #"{"kind": "demo.thing", "id": "\#(id)", "properties": {"label": "\#(label)"}}"#
    }

    private static func eval(_ folder: ScratchFolder, _ options: String = "--inventory inventory") throws
        -> NormaProcess.Result
    {
        try folder.run("\(bounded) norma eval --rules named.norma \(options) \(clock)")
    }

    /// Nothing moves the cursor, changes a colour or turns the direction of what stands around it.
    private static func isPlain(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            if scalar == "\n" { return true }
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: return false
            default: return true
            }
        }
    }

    @Test(arguments: [
        ("norma eval", "--rules"),
        ("norma eval --rules rules", "--inventory"),
        ("norma eval --rules --inventory rules/inventory", "--rules"),
        ("norma eval --rules rules --inventory rules/inventory --format xml", "xml"),
        ("norma eval --rules rules --inventory rules/inventory --select 'zones[*]'", "--select wants --kind"),
        ("norma eval --rules rules --inventory rules/inventory --max-document-bytes -1", "--max-document-bytes"),
        ("norma eval --rules rules --inventory rules/inventory --max-document-bytes 99999999999999999999", "99999"),
        ("norma eval --rules rules --inventory rules/inventory --max-document-bytes 268435456", "at most 268435455"),
        ("norma gate --inventory rules/inventory", "--attachment or --rules"),
        ("norma gate --rules rules --inventory rules/inventory --severity worst", "worst"),
        ("norma gate --rules rules --inventory rules/inventory --threshold many", "many"),
        ("norma scan --inventory rules/inventory", "--attachment"),
        ("norma check", "path"),
        ("norma check --strcit rules", "--strict"),
        ("norma new rule", "name"),
        ("norma check \"$(printf -- '--\\033[31m')\" rules", "␛[31m"),
    ])
    func aBadFlagIsNamed(_ command: String, _ words: String) throws {
        let result = try NormaProcess.run(command)
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains(words), "\(result.standardError)")
        #expect(Self.isPlain(result.output))
    }

    @Test(arguments: [
        ("norma check empty.norma", "empty.norma", "empty.norma"),
        ("norma test empty.cases.yaml", "empty.cases.yaml", "empty.cases.yaml"),
        ("norma eval --rules named.norma --inventory empty.json", "empty.json", "empty.json"),
        ("norma eval --rules named.norma --inventory empty.ndjson", "empty.ndjson", "empty.ndjson"),
        ("norma eval --rules named.norma --inventory empty.yaml", "empty.yaml", "empty.yaml"),
        (
            "norma eval --rules named.norma --inventory inventory", "inventory/inventory.yaml",
            "inventory/inventory.yaml"
        ),
        ("norma scan --attachment empty.yaml --inventory inventory", "empty.yaml", "empty.yaml"),
        ("norma scan --attachment empty.json --inventory inventory", "empty.json", "empty.json"),
        ("norma scan --attachment prod.yaml --inventory inventory", "profiles/empty.yaml", "profiles/empty.yaml"),
        ("norma scan --attachment prod.yaml --inventory inventory", "controls/empty.yaml", "controls/empty.yaml"),
        ("norma check named.norma", "schemas/demo.thing.json", "schemas/demo.thing.json"),
    ])
    func anEmptyFileIsAnError(_ command: String, _ path: String, _ words: String) throws {
        let folder = try ScratchFolder([
            "named.norma": Self.rule, "inventory/a.json": Self.thing("a", label: "good"),
            "prod.yaml": "name: prod\nprofile_id: p\nscope: {scope_type: account, scope_id: a}\n",
            "profiles/p.yaml": "profile_name: p\ncontrols: []\n",
            "controls/c.yaml": "control_library_name: c\ncontrols: []\n",
        ])
        try folder.write(Data(), to: path)
        let result = try folder.run(command)
        #expect(result.exitCode == 2, "\(result.output)")
        #expect(result.standardError.contains(words), "\(result.standardError)")
    }

    @Test(arguments: [
        "norma check inventory", "norma test inventory", "norma scan --attachment inventory --inventory inventory",
        "norma eval --rules named.norma --inventory empty", "norma check folder.norma", "norma fmt folder.norma",
        "norma check uses_a_folder.norma", "norma disassemble folder.norma",
    ])
    func aFolderForAFileIsAnError(_ command: String) throws {
        let folder = try ScratchFolder([
            "named.norma": Self.rule, "inventory/a.json": Self.thing("a"), "empty/.hidden": "",
            "folder.norma/.hidden": "", "uses_a_folder.norma": "use \"folder.norma\" as f\n\(Self.rule)",
        ])
        let result = try folder.run(command)
        #expect(result.exitCode == 2, "\(result.output)")
        #expect(result.standardError.contains("error["), "\(result.output)")
    }

    @Test func anUnreadableFileLosesNothingElse() throws {
        let folder = try ScratchFolder(["named.norma": Self.rule, "inventory/a.json": Self.thing("a")])
        try folder.link("inventory/gone.json", to: "nowhere.json")
        var unreadable = ["inventory/gone.json"]
        if getuid() == 0 {
            print("SKIPPED: root may read every file, so none without permission was tried")
        } else {
            try folder.write(Data(Self.thing("b").utf8), to: "inventory/secret.json")
            chmod(folder.url.appending(path: "inventory/secret.json").path, 0)
            unreadable.append("inventory/secret.json")
        }
        let result = try Self.eval(folder)
        #expect(result.exitCode == 2)
        #expect(result.output.contains("the label is bad"))
        for path in unreadable { #expect(result.standardError.contains("'\(path)'")) }
    }

    @Test(arguments: ["json", "yaml", "ndjson", "norma", "cases.yaml", "schema", "attachment"])
    func depthHasAnEnd(_ medium: String) throws {
        let depth = 100_000
        let list = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        let folder = try ScratchFolder(["named.norma": Self.rule, "inventory/a.json": Self.thing("a")])
        let result: NormaProcess.Result
        let place: String
        switch medium {
        case "norma":
            let parentheses = String(repeating: "(", count: depth)
            place = "deep.norma:1:"
            try folder.write(Data("rule r { for k require \(parentheses)a is \(list) }".utf8), to: "deep.norma")
            result = try folder.run("\(bounded) norma check deep.norma named.norma")
        case "cases.yaml":
            place = "deep.cases.yaml:2:"
            try folder.write(Data("rules: named.norma\ncases: \(list)\n".utf8), to: "deep.cases.yaml")
            result = try folder.run("\(bounded) norma test deep.cases.yaml")
        case "schema":
            place = "schemas/demo.thing.json:1:"
            try folder.write(Data("{\"properties\": \(list)}".utf8), to: "schemas/demo.thing.json")
            result = try folder.run("\(bounded) norma check named.norma")
        case "attachment":
            place = "deep.yaml:1:"
            try folder.write(Data("scope: \(list)\n".utf8), to: "deep.yaml")
            result = try folder.run("\(bounded) norma scan --attachment deep.yaml --inventory inventory")
        default:
            place = "inventory/deep.\(medium):1:"
            try folder.write(Data("\(list)\n".utf8), to: "inventory/deep.\(medium)")
            result = try Self.eval(folder)
            #expect(result.output.contains("the label is bad"))
        }
        #expect(result.exitCode == 2, "\(result.output.suffix(500))")
        #expect(result.standardError.contains(place), "\(result.standardError.prefix(2_000))")
        #expect(result.standardError.utf8.count < 20_000)
    }

    @Test func aLineOf200MegabytesLosesNoOtherLine() throws {
        let folder = try ScratchFolder(["named.norma": Self.rule, "inventory/a.ndjson": ""])
        let path = folder.url.appending(path: "inventory/a.ndjson")
        let first = Self.thing("first", label: "worse") + "\n"
        try folder.writeHole("inventory/a.ndjson", bytes: 200 << 20)
        let file = try FileHandle(forUpdating: path)
        try file.write(contentsOf: Data(first.utf8))
        try file.seekToEnd()
        try file.write(contentsOf: Data(("\n" + Self.thing("last", label: "worst") + "\n").utf8))
        try file.close()
        let result = try Self.eval(folder)
        #expect(result.exitCode == 2)
        #expect(result.output.contains("the label is worse"))
        #expect(result.output.contains("the label is worst"))
        #expect(result.standardError.contains("error[E2025]: the text is larger than 64 MiB"))
        #expect(result.standardError.contains("inventory/a.ndjson:2:"), "\(result.standardError.prefix(2_000))")
    }

    /// Escape sequences, line breaks and marks of direction, in whatever a person can name.
    @Test func hostileNamesAreMadeVisible() throws {
        let hostile = "a\u{1B}[31m\nerror[E0000]: forged\u{202E}\u{7F}\u{9B}\u{2028}z"
        let escaped = #"a\u001b[31m\nerror[E0000]: forged\u202e\u007f\u009b\u2028z"#
        let folder = try ScratchFolder([
            "named.norma": Self.rule, "inventory/\(hostile).json": Self.thing(escaped, label: escaped),
            "inventory/\(hostile) broken.json": "{\"\(hostile)\": ",
            "inventory/broken.yaml": "kind: \(hostile)\n",
            "inventory/unknown.json": #"{"kind": "demo.thing", "id": "b", "\#(escaped)": 1, "properties": {}}"#,
        ])
        for format in ["text", "json"] {
            let result = try Self.eval(folder, "--inventory inventory --format \(format)")
            #expect(result.exitCode == 2)
            #expect(Self.isPlain(result.standardError))
            #expect(!result.output.contains("\u{1B}"))
            #expect(!result.output.contains("\nerror[E0000]"))
            if format == "text" {
                #expect(Self.isPlain(result.standardOutput))
                #expect(result.standardOutput.contains("a␛[31m␊error[E0000]: forged‹U+202E›␡‹U+009B›‹U+2028›z"))
            }
        }
        let commands: [(file: String, text: String, command: String)] = [
            ("r.norma", "rule \(hostile) { title \"\(hostile)\" for k require a is \(hostile) }", "check r.norma"),
            ("\(hostile).norma", "rule r { for k require }", "check ."),
            ("\(hostile)2.norma", "rule  r  { for k require a is 1 }", "fmt --check ."),
            (
                "\(hostile).cases.yaml",
                "rules: [\"\(escaped)\"]\ncases: [{name: \"\(escaped)\", expect: {\"\(escaped)\": pass}}]",
                "test ."
            ),
            (
                "a.cases.yaml",
                """
                rules: named.norma
                cases:
                  - name: "\(escaped)"
                    resource: {kind: demo.thing, id: "\(escaped)", properties: {label: "\(escaped)"}}
                    expect: {named: pass}
                """, "test a.cases.yaml"
            ),
            (
                "prod.yaml",
                """
                name: "\(escaped)"
                profile_id: "\(escaped)"
                scope: [{scope_type: account, scope_id: "\(escaped)"}]
                attachment_parameters: [{assessment_id: "\(escaped)", parameter_name: "\(escaped)", parameter_value: "\(escaped)"}]
                """, "scan --attachment prod.yaml --pack . --inventory inventory"
            ),
            ("x", "", "explain \"$(printf 'E\\033[31m')\""),
            ("x", "", "disassemble \"$(printf 'E\\033[31m')\" --rules named.norma"),
            ("x", "", "new rule \"$(printf 'E\\033[31m\\n')\""),
        ]
        for (file, text, command) in commands {
            try folder.write(Data(text.utf8), to: file)
            let result = try folder.run("norma \(command)")
            #expect(result.exitCode != 0, "\(command): \(result.output)")
            #expect(Self.isPlain(result.output), "\(command): \(result.output)")
        }
    }

    /// Standard output and standard error of a step of GitHub Actions are read for `::name::` where a line begins, and for `##[name]` anywhere.
    @Test(arguments: ["eval", "gate", "explain named"]) func nothingIsACommandToARunner(_ command: String) throws {
        let rule = "rule named {\n  for demo.thing\n  require label is \"good\"\n    else \"{label}\"\n}\n"
        let folder = try ScratchFolder([
            "named.norma": rule,
            "a.json": Self.thing("a ##[error]x", label: "::stop-commands::zzz:latest ##[set-output name=a]b"),
            "b.json":
                ###"{"kind": "demo.thing", "id": "b", "##[group]x": 1, "properties": {"label": "good"}}"###,
        ])
        let subject = command.hasPrefix("explain") ? " 'a ##[error]x'" : ""
        let options = "--rules named.norma --inventory a.json b.json \(Self.clock)"
        let result = try folder.run("norma \(command)\(subject) \(options)")
        // An explanation's line begins with what it means.
        let start = command.hasPrefix("explain") ? "fail: :" : "\n  ‹:›"
        let said = "\(start):stop-commands::zzz:latest ##‹[›set-output name=a]b"
        #expect(result.standardOutput.contains(said), "\(result.output)")
        #expect(!result.output.contains("##["), "\(result.output)")
        for line in result.output.split(separator: "\n") {
            #expect(!line.drop(while: \.isWhitespace).hasPrefix("::"), "\(line)")
        }
    }

    @Test func linksThatLeaveOrLoopAreErrors() throws {
        let outside = try ScratchFolder(["named.norma": Self.rule, "b.json": Self.thing("b")])
        let folder = try ScratchFolder([
            "pack/good.norma": Self.rule, "inventory/a.json": Self.thing("a"), "loop/good.norma": Self.rule,
            "uses/schemas/k.json": "{}",
            "uses/r.norma": "use \"linked.norma\" as l\n\(Self.rule)",
        ])
        try folder.link("pack/linked.norma", to: outside.url.appending(path: "named.norma").path)
        try folder.link("uses/linked.norma", to: outside.url.appending(path: "named.norma").path)
        try folder.link("loop/again", to: ".")
        try folder.link("loop/self.norma", to: "self.norma")
        try folder.link("inventory/outside", to: outside.url.path)
        for (command, path) in [
            ("norma check pack", "pack/linked.norma"), ("norma check loop", "loop/again"),
            ("norma check loop", "loop/self.norma"), ("norma check uses/r.norma", "uses/linked.norma"),
            ("norma eval --rules pack/good.norma --inventory inventory \(Self.clock)", "inventory/outside"),
        ] {
            let result = try folder.run(command)
            #expect(result.exitCode == 2, "\(command)")
            #expect(result.standardError.contains("error[E1501]: '\(path)'"), "\(command): \(result.output)")
        }
        let eval = try folder.run("norma eval --rules pack/good.norma --inventory inventory \(Self.clock)")
        #expect(eval.output.contains("the label is bad"))
    }

    @Test(arguments: ["../elsewhere.norma", "/etc/passwd", "deeper/../../elsewhere.norma", "./../elsewhere.norma"])
    func usesThatLeaveThePackAreErrors(_ path: String) throws {
        let folder = try ScratchFolder([
            "elsewhere.norma": "define f(x) = x is 1\n", "pack/deeper/x.norma": Self.rule,
            "pack/r.norma": "use \"\(path)\" as f\n\(Self.rule)",
        ])
        let result = try folder.run("norma check pack/r.norma")
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains("error[E1503]"), "\(result.output)")
        #expect(result.standardError.contains("pack/r.norma:1:5"))
    }
}
