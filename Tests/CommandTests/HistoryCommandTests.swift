import Foundation
import TestSupport
import Testing

/// `scan --record`, `history`, `diff`, by the built command.
@Suite struct HistoryCommandTests {
    /// Whether it is recorded or not: reports and history go by the name.
    @Test(arguments: ["", "--record --database s.sqlite"])
    func twoAttachmentsOfOneNameAreNotScannedTogether(_ recording: String) throws {
        let folder = try DoorPack.folder(
            attachments: ["a": DoorPack.attachment("prod"), "b": DoorPack.attachment("prod")])
        let run = try folder.run(
            "norma scan --attachment rules/attachments/a.yaml --attachment rules/attachments/b.yaml --inventory inventory \(recording)"
        )
        #expect(run.exitCode == 2)
        #expect(run.standardOutput == "")
        #expect(
            run.standardError.contains(
                "error[E5022]: 'rules/attachments/b.yaml' is called 'prod', and 'rules/attachments/a.yaml' is too"),
            "\(run.output)")
    }

    private func folder() throws -> ScratchFolder {
        let folder = try ScratchFolder()
        try folder.copy("rules")
        return folder
    }

    private static let scan =
        "norma scan --attachment rules/attachments/sessions.yaml --inventory rules/inventory --as-of 2026-11-01T00:00:00Z"

    private func ids(_ folder: ScratchFolder) throws -> [String] {
        let output = try folder.run("norma history --database s.sqlite --format json").standardOutput
        let report = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
        return (report?["scans"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    }

    @Test func twoScansAndWhatDiffers() throws {
        let folder = try folder()
        let first = try folder.run("\(Self.scan) --record --database s.sqlite")
        #expect(first.exitCode == 0)
        #expect(first.output.contains("recorded as scan "))

        let file = folder.url.appending(path: "rules/attachments/sessions.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        let loosened = text.replacing(#/parameter_value: .*/#, with: "parameter_value: \"86400\"")
        #expect(text != loosened)
        try Data(loosened.utf8).write(to: file)
        #expect(try folder.run("\(Self.scan) --record --database s.sqlite").exitCode == 0)
        let ids = try ids(folder)
        #expect(ids.count == 2)
        let difference = try folder.run("norma diff \(ids[1].prefix(8)) \(ids[0].prefix(8)) --database s.sqlite")
        #expect(difference.exitCode == 0)
        #expect(difference.output.contains("a parameter changed"), "\(difference.output)")
        #expect(difference.output.contains("fixed ("))
        let json = try folder.run("norma diff \(ids[1]) \(ids[0]) --database s.sqlite --format json").standardOutput
        let report = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let changes = try #require(report["changes"] as? [[String: Any]])
        #expect(changes.contains { $0["change"] as? String == "fixed" && $0["causes"] as? [String] == ["parameter"] })
        #expect(changes.allSatisfy { ($0["findings"] as? [Any])?.isEmpty == false })
    }

    @Test func resultsAreListedAndCounted() throws {
        let folder = try folder()
        let scan = Self.scan.replacing("sessions", with: "demo")
        #expect(try folder.run("\(scan) --record --database s.sqlite").exitCode == 0)
        let page = try folder.run("norma results --severity critical --limit 2 --database s.sqlite").output
        #expect(page.contains("fail  critical  owner_has_no_api_key  kestrel-lab (iam-identity.account)"), "\(page)")
        #expect(page.contains("more with --page 2"))
        let json = try folder.run(
            "norma results --service is --status fail --limit 1000 --database s.sqlite --format json")
        let report = try #require(
            try JSONSerialization.jsonObject(with: Data(json.standardOutput.utf8)) as? [String: Any])
        #expect(Set(report.keys) == ["format", "format_version", "scan", "results", "page", "has_more"])
        let results = try #require(report["results"] as? [[String: Any]])
        #expect(results.allSatisfy { ($0["kind"] as? String)?.hasPrefix("is.") == true })
        #expect(results.allSatisfy { ($0["findings"] as? [Any])?.isEmpty == false })
        let groups = try folder.run("norma results --group service --limit 1 --database s.sqlite").output
        #expect(groups.contains("cloud-object-storage  13 fail"), "\(groups)")
        let misspelt = try folder.run("norma results --control 1.55 --database s.sqlite")
        #expect(misspelt.exitCode == 2)
        #expect(misspelt.output.contains("the scan has no control '1.55'"), "\(misspelt.output)")
        let drift = try folder.run("norma history drift --attachment kestrel-cis --database s.sqlite").output
        #expect(drift.contains("16 not_compliant"), "\(drift)")
        #expect(try folder.run("norma history forget --keep 1 --database s.sqlite").output == "forgot 0 scans\n")
    }

    @Test(arguments: [
        ("norma results --masked --status fail", "--masked and --status say different things"),
        ("norma results --group service --page 2", "groups have no pages"),
        ("norma results --limit 0", "--limit wants a number from 1 to 100000"),
        ("norma history drift --attachment a --days 400", "--days is a number from 0 to 366"),
        ("norma history forget --keep 0", "--keep wants at least 1"),
        ("norma history --database rules/README.md", "'rules/README.md' is no store of Norma's"),
        ("norma history --database rules", "the store 'rules' cannot be opened: it is a folder"),
        ("norma history --database /dev/null", "the store '/dev/null' cannot be opened: it is a pipe or a device"),
        ("norma history --database rules", "name a file in it: 'rules/norma.sqlite'"),
        ("norma history --database rules/", "name a file in it: 'rules/norma.sqlite'"),
        ("norma results --group control --sort rule", "--group has an order of its own: leave out --sort"),
        ("norma results --format csv --sort rule", "--group, --sort, --page and --limit are for text and json"),
        (
            "env -u HOME -u XDG_DATA_HOME -u NORMA_DATABASE norma history",
            "no store is named, and the environment has no home folder to look for one in"
        ),
        (
            "env -u HOME -u XDG_DATA_HOME -u NORMA_DATABASE norma history",
            "name one with --database or NORMA_DATABASE, or set HOME"
        ),
        ("norma history --database /dev/null/s.sqlite", "there is no store at '/dev/null/s.sqlite'"),
        ("\(scan) --record --database /dev/null/s.sqlite", "its folder '/dev/null' cannot be made"),
    ])
    func whatCannotBeDoneIsSaid(_ command: String, _ words: String) throws {
        let run = try folder().run(command)
        #expect(run.output.contains(words), "\(run.output)")
        #expect(run.exitCode == 2)
    }

    private static let bigScan =
        "norma scan --attachment rules/attachments/big.yaml --inventory big --as-of 2026-11-01T00:00:00Z --record --database s.sqlite"

    /// What `bigScan` scans: it is written in two steps.
    private func bigFolder() throws -> ScratchFolder {
        let folder = try folder()
        let settings = (0..<6_000).map { index in
            #"{"kind": "iam-identity.accountsettings", "id": "s\#(index)", "account": "a", "properties": {"session_invalidation_in_seconds": "60"}}"#
        }
        try folder.write(Data((settings.joined(separator: "\n") + "\n").utf8), to: "big/settings.ndjson")
        let text = """
            name: big
            profile_id: Session hygiene
            scope: [{scope_type: account, scope_id: a}]

            """
        try folder.write(Data(text.utf8), to: "rules/attachments/big.yaml")
        return folder
    }

    /// Nothing was mended: the profile asks no more.
    @Test func aRuleThatIsGoneMendsNothing() throws {
        let folder = try folder()
        let scan = Self.scan.replacing("sessions", with: "demo")
        #expect(try folder.run("\(scan) --record --database s.sqlite").exitCode == 0)
        let file = folder.url.appending(path: "rules/attachments/demo.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        let off = "switched_off_controls: [{ control: \"1.5\", reason: moved to another profile }]\n"
        try Data((text + off).utf8).write(to: file)
        let second = try folder.run("\(scan) --record --database s.sqlite")
        #expect(second.exitCode == 0, "\(second.output)")
        let ids = try ids(folder)
        let json = try folder.run("norma diff \(ids[1]) \(ids[0]) --database s.sqlite --format json").standardOutput
        let report = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let changes = try #require(report["changes"] as? [[String: Any]]).filter {
            $0["change"] as? String != "still_open"
        }
        #expect(!changes.isEmpty)
        #expect(
            changes.allSatisfy { $0["change"] as? String == "left_scan" && $0["causes"] as? [String] == ["profile"] })
        let words = try folder.run("norma diff \(ids[1]) \(ids[0]) --database s.sqlite").output
        #expect(words.contains("left the scan"), "\(words)")
    }

    /// The day of --as-of is the day in the history, as with 'norma run'.
    @Test func aScanIsOfTheDayThatIsNamed() throws {
        let folder = try folder()
        #expect(try folder.run("\(Self.scan) --record --database s.sqlite").exitCode == 0)
        let drift = try folder.run(
            "norma history drift --attachment kestrel-prod-sessions --as-of 2026-11-02T00:00:00Z --database s.sqlite")
        #expect(drift.output.contains("2026-11-01T00:00:00Z"), "\(drift.output)")
    }

    /// A scan that was interrupted is told of, and gone on with once.
    @Test func anInterruptedScanIsGoneOnWith() throws {
        let folder = try bigFolder()
        let scan = Self.bigScan.replacing("--inventory big", with: "--inventory settings.ndjson")
        try killReading(scan, of: "settings.ndjson", in: folder)
        try FileManager.default.moveItem(
            at: folder.url.appending(path: "big/settings.ndjson"), to: folder.url.appending(path: "settings.ndjson"))
        let history = try folder.run("norma history --database s.sqlite")
        #expect(history.exitCode == 0, "\(history.output)")
        #expect(history.output.contains("not written to its end"))
        let left = try #require(try ids(folder).first)
        let results = try folder.run("norma results --database s.sqlite")
        #expect(results.exitCode == 2)
        #expect(results.output.contains("no scan was written to its end; '\(left)' was begun"), "\(results.output)")
        // As of the instant that it was begun as of, which nobody has to repeat.
        let resume = scan.replacing("--record", with: "--resume \(left)")
            .replacing("--as-of 2026-11-01T00:00:00Z", with: "")
        let resumed = try folder.run(resume)
        #expect(resumed.exitCode == 0, "\(resumed.output)")
        #expect(resumed.output.contains("recorded as scan \(left)"))
        let again = try folder.run(resume)
        #expect(again.exitCode == 2)
        #expect(again.output.contains("cannot be gone on with: it has ended"))
    }

    /// Starts a scan that waits for its inventory, a pipe to which nobody writes, and kills it there.
    private func killReading(_ scan: String, of name: String, in folder: ScratchFolder) throws {
        let pipe = folder.url.appending(path: name)
        try #require(mkfifo(pipe.path, 0o600) == 0)
        let process = try NormaProcess.start(scan, in: folder.url)
        // A pipe can be opened to be written once somebody reads it.
        var writer: Int32 = -1
        while writer < 0, process.isRunning {
            writer = open(pipe.path, O_WRONLY | O_NONBLOCK)
            if writer < 0 { Thread.sleep(forTimeInterval: 0.01) }
        }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try #require(writer >= 0)
        close(writer)
        try FileManager.default.removeItem(at: pipe)
    }

    /// A file that may not grow is as a disk without room.
    @Test func aFullDiskIsSaidToBe() throws {
        let folder = try bigFolder()
        // In blocks of 512 bytes: enough for the store itself.
        let full = try folder.run("ulimit -f 1000; \(Self.bigScan)")
        #expect(full.exitCode == 2, "\(full.output)")
        #expect(full.standardError.contains("the disk of the store 's.sqlite' is full"), "\(full.output)")
        let left = try #require(try ids(folder).first)
        #expect(full.standardError.contains("scan '\(left)' is kept as far as it was written"), "\(full.output)")
        #expect(full.standardError.contains("'norma scan --resume \(left.prefix(8))'"), "\(full.output)")
        // What is entered now is for the next scan.
        let mask = try folder.run(
            "norma mask add --resource s10 --justification x --author ann --as-of 2026-11-01T00:00:00Z --database s.sqlite"
        )
        #expect(mask.exitCode == 0, "\(mask.output)")
        let resumed = try folder.run(Self.bigScan.replacing("--record", with: "--resume \(left)"))
        #expect(resumed.exitCode == 0, "\(resumed.output)")
        #expect(try folder.run("norma results --masked --database s.sqlite").output.contains("no result is so"))
        #expect(try folder.run("norma results --status pass --limit 1 --database s.sqlite").output.contains("s0"))
    }
}
