import Foundation
import Testing

/// `--format`, `--output`, `--report`, `--status` and `--baseline`, by the built command.
@Suite struct ReportCommandTests {
    private static let formats = [
        "ndjson", "csv", "sarif", "junit", "markdown", "github", "gitlab", "oscal", "ocsf", "xccdf", "html",
    ]

    private func folder() throws -> ScratchFolder {
        try DoorPack.folder(attachments: ["a": DoorPack.attachment("a", "")])
    }

    private static let scan =
        "norma scan --attachment rules/attachments/a.yaml --inventory inventory --as-of 2026-11-01T00:00:00Z"

    private func text(_ name: String, in folder: ScratchFolder) throws -> String {
        try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
    }

    /// A scan, an evaluation and a gate each write any of them, and history writes what the scan wrote.
    @Test(arguments: formats) func everyCommandWritesEveryFormat(_ format: String) throws {
        let folder = try folder()
        let scan = try folder.run("\(Self.scan) --record --database s.sqlite --format \(format)")
        #expect(scan.exitCode == 0, "\(scan.output)")
        #expect(!scan.standardOutput.isEmpty && scan.standardError.isEmpty, "\(scan.standardError)")
        let results = try folder.run("norma results --database s.sqlite --format \(format)")
        #expect(results.exitCode == 0)
        #expect(results.standardOutput == scan.standardOutput)
        let named = try folder.run("norma results --database s.sqlite --format \(format) --output out")
        #expect(named.output.isEmpty && named.exitCode == 0)
        #expect(try text("out", in: folder) == scan.standardOutput)
        let gate = try folder.run(
            "norma gate --attachment rules/attachments/a.yaml --inventory inventory --as-of 2026-11-01T00:00:00Z --format \(format)"
        )
        #expect(gate.exitCode == 1)
        #expect(gate.standardOutput == scan.standardOutput)
        #expect(gate.standardError.contains("gate closed"))
        let evaluation = try folder.run(
            "norma eval --rules rules --inventory inventory --as-of 2026-11-01T00:00:00Z --format \(format)")
        #expect(evaluation.exitCode == 1)
        #expect(evaluation.standardOutput.contains("front"))
    }

    @Test func oneScanWritesSeveral() throws {
        let folder = try folder()
        let plain = try folder.run(Self.scan).standardOutput
        let scan = try folder.run(
            "\(Self.scan) --report sarif=a.sarif --report json=a.json --report text=a.txt --report csv=a=b.csv")
        #expect(scan.exitCode == 0)
        #expect(scan.standardOutput == plain)
        #expect(try text("a.sarif", in: folder).contains("\"version\": \"2.1.0\""))
        #expect(try text("a.json", in: folder) == folder.run("\(Self.scan) --format json").standardOutput)
        #expect(try text("a.txt", in: folder) == plain)
        #expect(try text("a=b.csv", in: folder).contains("door_is_shut"))
    }

    @Test func statusesAreChosen() throws {
        let folder = try folder()
        let rows = { (text: String) in text.split(separator: "\r\n").count - 1 }
        #expect(rows(try folder.run("\(Self.scan) --format csv").standardOutput) == 2)
        #expect(rows(try folder.run("\(Self.scan) --format csv --status pass").standardOutput) == 1)
        let sarif = try folder.run("\(Self.scan) --format sarif --status pass --status fail").standardOutput
        #expect(sarif.contains("\"kind\": \"pass\""))
        _ = try folder.run("\(Self.scan) --record --database s.sqlite")
        let failing = try folder.run("norma results --database s.sqlite --status fail --format csv").standardOutput
        #expect(rows(failing) == 1)
        #expect(failing.contains(",fail,"))
    }

    /// Of the attachment's scans up to the one that is shown, and the same from history.
    @Test func thePageDrawsTheScansOfAStore() throws {
        let folder = try folder()
        let scan = Self.scan.replacing(" --as-of 2026-11-01T00:00:00Z", with: "")
        func record(_ day: String) throws -> String {
            try folder.run("\(scan) --as-of 2026-11-\(day)T00:00:00Z --record --database s.sqlite --format html")
                .standardOutput
        }
        let first = try record("01")
        let second = try record("08")
        #expect(!first.contains("<polyline"))
        #expect(second.contains("<polyline"))
        #expect(second.contains("2026-11-01 to 2026-11-08: from 50 % to 50 %"))
        let scans = try folder.run("norma history --format json --database s.sqlite").standardOutput
        let ids = scans.matches(of: /"id": "([0-9a-f-]{36})"/).map(\.1)
        #expect(ids.count == 2)
        let shown = try ids.map {
            try folder.run("norma results \($0) --format html --database s.sqlite").standardOutput
        }
        #expect(shown == [second, first])
        #expect(!(try folder.run("\(Self.scan) --format html").standardOutput.contains("<polyline")))
    }

    @Test func aBaselineIsARecordedScan() throws {
        let folder = try folder()
        let first = try folder.run("\(Self.scan) --record --database s.sqlite").standardOutput
        let id = try #require(first.firstMatch(of: /recorded as scan ([0-9a-f-]+)/)).1
        try folder.write(
            Data(
                (DoorPack.inventory + "- { kind: demo.door, id: side, account: acc1, properties: { open_for: 1 } }\n")
                    .utf8),
            to: "inventory/doors.yaml")
        let sarif = try folder.run("\(Self.scan) --format sarif --baseline \(id) --database s.sqlite")
        #expect(sarif.exitCode == 0, "\(sarif.output)")
        #expect(sarif.standardOutput.split(separator: "\"baselineState\": \"new\"").count == 2)
        #expect(sarif.standardOutput.split(separator: "\"baselineState\": \"unchanged\"").count == 2)
    }

    @Test(arguments: [
        ("--format sarfi", "sarif"), ("--report sarif", "'sarif' names no file: write 'FORMAT=FILE'"),
        ("--report =x", "'' is no format of a report; the formats are text, json, ndjson, csv"),
        ("--report sarfi=x", "'sarfi' is no format of a report; did you mean 'sarif'?"),
        ("--report docx=x", "'docx' is no format of a report; the formats are text, json, ndjson, csv"),
        ("--report sarif=", "'sarif=' names no file"),
        ("--report csv=x --report sarif=x", "two reports would be written to x"),
        ("--format csv --output x --report sarif=x", "two reports would be written to x"),
        ("--status fail", "--status wants"), ("--baseline 1", "--baseline wants SARIF"),
        ("--preview --format csv", "--preview"),
    ])
    func whatCannotBeDoneIsSaid(_ options: String, _ words: String) throws {
        let result = try folder().run("\(Self.scan) \(options)")
        #expect(result.exitCode == 2)
        #expect(result.output.contains(words), "\(result.output)")
    }

    /// Before anything is judged, or entered in a store.
    @Test(arguments: [
        (
            "--format sarif --output no/such.sarif",
            "'no/such.sarif' cannot be written: its folder 'no' does not exist", "make the folder first: mkdir -p 'no'"
        ),
        ("--report sarif=.", "'.' cannot be written: it is a folder", "name a file in it: 'report'"),
        ("--report csv=rules/", "'rules/' cannot be written: it is a folder", "name a file in it: 'rules/report'"),
        (
            "--report csv=inventory/doors.yaml/x.csv",
            "'inventory/doors.yaml' cannot be written to: it is a file, and a folder is due there",
            "name another folder"
        ),
        (
            "--report csv=loop", "'loop' cannot be written: it is a link that leads back to itself",
            "mend or remove the link"
        ),
    ])
    func whereNothingCanBeWrittenNothingIsJudged(_ options: String, _ words: String, _ cure: String) throws {
        let folder = try folder()
        try folder.link("loop", to: "loop")
        let result = try folder.run("\(Self.scan) --record --database s.sqlite \(options)")
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains("error[E5023]: \(words)\n  help: \(cure)"), "\(result.output)")
        #expect(result.standardOutput.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "s.sqlite").path))
    }

    /// A link that leads nowhere, and a folder of the system's own: to make a folder is no cure.
    @Test(arguments: getuid() == 0 ? ["away.csv", "/proc/x"] : ["away.csv"])
    func whatTheSystemRefusesIsSaidInItsWords(_ path: String) throws {
        let folder = try folder()
        try folder.link("away.csv", to: "nowhere/x.csv")
        let result = try folder.run("\(Self.scan) --report csv=\(path)")
        #expect(result.exitCode == 2)
        let words = "'\(path)' cannot be written: No such file or directory\n  help: name another file"
        #expect(result.standardError.contains("error[E5023]: \(words)"), "\(result.output)")
    }

    /// A device that is full takes the first line and no more.
    @Test func aReportThatIsCutShortIsSaidToBe() throws {
        let result = try folder().run("\(Self.scan) --report csv=/dev/full")
        #expect(result.exitCode == 2)
        #expect(
            result.standardError.contains("'/dev/full' cannot be written: No space left on device"), "\(result.output)")
    }

    @Test(arguments: ["--page 2", "--limit 3", "--group service"]) func aReportHasNoPages(_ option: String) throws {
        let folder = try folder()
        _ = try folder.run("\(Self.scan) --record --database s.sqlite")
        let result = try folder.run("norma results --database s.sqlite --format csv \(option)")
        #expect(result.exitCode == 2)
        #expect(result.output.contains("a report holds all results"))
    }

    /// What could not be read is said beside the report, and the report says that it is not whole.
    @Test func whatCouldNotBeReadIsNoPass() throws {
        let folder = try folder()
        try folder.write(Data("- { kind: demo.door, id: ".utf8), to: "inventory/broken.yaml")
        let result = try folder.run("\(Self.scan) --format sarif")
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains("error"))
        #expect(result.standardOutput.contains("\"executionSuccessful\": false"))
    }
}
