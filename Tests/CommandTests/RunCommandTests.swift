import Foundation
import TestSupport
import Testing

/// `norma run`, by the built command.
@Suite struct RunCommandTests {
    private static func run(_ asOf: String, _ options: String = "--due", inventory: String = "inventory") -> String {
        "norma run \(options) rules/attachments --inventory \(inventory) --database s.sqlite --as-of \(asOf)"
    }

    /// Without what differs from run to run.
    private func lines(_ output: String) -> [String] {
        output.replacing(#/scan [0-9a-f]{8}/#, with: "scan ID").split(separator: "\n").map(String.init)
    }

    private func scans(_ folder: ScratchFolder) throws -> [String] {
        let output = try folder.run("norma history --database s.sqlite --format json").standardOutput
        let report = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
        return (report?["scans"] as? [[String: Any]] ?? []).compactMap { $0["attachment"] as? String }
    }

    @Test func eachAttachmentGetsItsLine() throws {
        let folder = try DoorPack.folder(attachments: [
            "a": DoorPack.attachment("prod", "schedule: daily"),
            "b": DoorPack.attachment("weekly", "schedule: every_7_days"),
            "c": DoorPack.attachment("resting", "schedule: none"),
            "d": DoorPack.attachment("old", "schedule: daily\nstatus: disabled"),
        ])
        let ran = "ran as scan ID: 50 %, 1 of 1 control not_compliant, next scan at"
        let reused = ", 2 of 2 evaluations reused"
        let first = try folder.run(Self.run("2026-01-31T10:00:00Z"))
        #expect(first.exitCode == 0)
        #expect(
            lines(first.output) == [
                "prod: \(ran) 2026-02-01T10:00:00Z", "weekly: \(ran) 2026-02-07T10:00:00Z",
                "resting: paused: it is never due", "old: disabled",
            ])
        // Three days were missed: one scan, and the time of the day stays.
        let late = try folder.run(Self.run("2026-02-04T13:00:00Z"))
        #expect(
            lines(late.output).prefix(2) == [
                "prod: \(ran) 2026-02-05T10:00:00Z\(reused)", "weekly: not due until 2026-02-07T10:00:00Z",
            ])
        let again = try folder.run(Self.run("2026-02-04T13:05:00Z"))
        #expect(lines(again.output).first == "prod: not due until 2026-02-05T10:00:00Z")
        #expect(try scans(folder) == ["prod", "weekly", "prod"])

        // On demand everything that is enabled is scanned, and no schedule moves.
        let now = try folder.run(Self.run("2026-02-04T14:00:00Z", ""))
        #expect(
            lines(now.output) == [
                "prod: \(ran) 2026-02-05T10:00:00Z\(reused)",
                "weekly: \(ran) 2026-02-07T10:00:00Z\(reused)",
                "resting: ran as scan ID: 50 %, 1 of 1 control not_compliant, no next scan", "old: disabled",
            ])
        let json = try folder.run(Self.run("2026-02-04T15:00:00Z", "--due --format json")).standardOutput
        let report = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let runs = try #require(report["runs"] as? [[String: Any]])
        #expect(runs.compactMap { $0["outcome"] as? String } == ["not_due", "not_due", "paused", "disabled"])
        #expect(runs.first?["next_scan_time"] as? String == "2026-02-05T10:00:00Z")
    }

    @Test func oneFaultyAttachmentStopsNoOther() throws {
        let folder = try DoorPack.folder(attachments: [
            "a": "profile_id: Doors\n", "b": DoorPack.attachment("lost").replacing("Doors", with: "Windows"),
            "c": DoorPack.attachment("prod", "schedule: daily"),
        ])
        let result = try folder.run(Self.run("2026-01-31T10:00:00Z"))
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains("error[E4102]"))
        #expect(result.standardError.contains("error[E4104]"))
        #expect(
            lines(result.standardOutput).map { $0.split(separator: ":")[0] } == [
                "rules/attachments/a.yaml", "lost", "prod",
            ])
        #expect(try scans(folder) == ["prod"])
        // What failed is still due.
        try folder.write(Data(DoorPack.attachment("lost", "schedule: daily").utf8), to: "rules/attachments/b.yaml")
        let mended = try folder.run(Self.run("2026-01-31T11:00:00Z"))
        #expect(mended.standardOutput.contains("\nlost: ran as scan "))
    }

    /// What could not be read is no scan: it is marked, told of, and due until it can be.
    @Test(arguments: ["missing", "broken", "empty"])
    func anInventoryThatCannotBeReadIsAFailedScan(_ inventory: String) throws {
        let folder = try DoorPack.folder(
            attachments: ["a": DoorPack.attachment("prod")],
            files: [
                "broken/doors.json": #"[{"kind": "demo.door", "id": "front", "#, "empty/notes.txt": "\n",
                "n.yaml": "destinations: [{ name: log, file: { path: events.jsonl } }]\n",
            ])
        let notify = "--due --notify n.yaml"
        let failed = try folder.run(Self.run("2026-01-31T10:00:00Z", notify, inventory: inventory))
        #expect(failed.exitCode == 2)
        #expect(failed.standardOutput.contains("prod: failed\n"), "\(failed.output)")
        let events = try String(contentsOf: folder.url.appending(path: "events.jsonl"), encoding: .utf8)
        #expect(events.contains("posture-scan-failed") && !events.contains("posture-scan-completed"), "\(events)")
        let history = try folder.run("norma history --database s.sqlite --format json").standardOutput
        #expect(
            history.contains(#""state": "failed""#) && history.contains(#""unable_to_perform_count": 1"#), "\(history)")
        let results = try folder.run("norma results --database s.sqlite")
        #expect(results.exitCode == 2)
        #expect(results.output.contains("failed: something could not be read"), "\(results.output)")
        // It is tried again, and nobody is told the same again.
        let again = try folder.run(Self.run("2026-01-31T10:05:00Z", notify, inventory: inventory))
        #expect(again.standardOutput == "prod: failed\n", "\(again.output)")
        #expect(try String(contentsOf: folder.url.appending(path: "events.jsonl"), encoding: .utf8) == events)
        // It is due still, and the schedule counts from the scan that was made.
        let mended = try folder.run(Self.run("2026-01-31T11:00:00Z", notify))
        #expect(mended.output.contains("prod: ran as scan "), "\(mended.output)")
        #expect(mended.output.contains("next scan at 2026-02-01T11:00:00Z"), "\(mended.output)")

        let byHand = try folder.run(
            "norma scan --attachment rules/attachments/a.yaml --inventory \(inventory) --record --database s.sqlite")
        #expect(byHand.exitCode == 2)
        #expect(byHand.output.contains("recorded as failed scan "), "\(byHand.output)")
        #expect(byHand.output.contains("unable_to_perform"), "\(byHand.output)")
        let last = try folder.run("norma results --database s.sqlite")
        #expect(last.exitCode == 0)
        #expect(last.standardError.contains("warning[W5105]: a later scan of 'prod' failed"), "\(last.output)")
        // Once it was whole, a failure is told of again.
        _ = try folder.run(Self.run("2026-02-03T10:00:00Z", notify, inventory: inventory))
        let told = try String(contentsOf: folder.url.appending(path: "events.jsonl"), encoding: .utf8)
        #expect(
            told.components(separatedBy: "posture-scan-failed").count
                > events.components(separatedBy: "posture-scan-failed").count)
    }

    @Test func whoeverComesSecondLeavesTheAttachmentAlone() throws {
        let folder = try DoorPack.folder(attachments: [
            "a": DoorPack.attachment("prod", "schedule: daily"), "b": DoorPack.attachment("lab", "schedule: daily"),
        ])
        let runs = try (0..<3).map { _ in
            try NormaProcess.start(Self.run("2026-01-31T10:00:00Z"), in: folder.url)
        }
        for run in runs { run.waitUntilExit() }
        #expect(runs.map(\.terminationStatus) == [0, 0, 0])
        #expect(try scans(folder).sorted() == ["lab", "prod"])
    }

    /// The first process waits for its inventory, holding the attachment, until it is killed; the next takes over at once.
    @Test func aDeadProcessHoldsNothing() throws {
        let folder = try DoorPack.folder(attachments: ["a": DoorPack.attachment("prod", "schedule: daily")])
        let pipe = folder.url.appending(path: "pipe").path
        #expect(mkfifo(pipe, 0o600) == 0)
        let first = try NormaProcess.start(Self.run("2026-01-31T10:00:00Z", inventory: "pipe"), in: folder.url)
        defer { if first.isRunning { kill(first.processIdentifier, SIGKILL) } }
        // A pipe can be opened to be written once somebody reads it.
        var writer: Int32 = -1
        let deadline = Date(timeIntervalSinceNow: 300)
        while writer < 0, Date() < deadline {
            writer = open(pipe, O_WRONLY | O_NONBLOCK)
            if writer < 0 { Thread.sleep(forTimeInterval: 0.02) }
        }
        try #require(writer >= 0)
        defer { close(writer) }

        let second = try folder.run(Self.run("2026-01-31T10:00:01Z"))
        #expect(second.output == "prod: held: another process scans it\n")
        #expect(second.exitCode == 0)
        let byHand = try folder.run(
            "norma scan --attachment rules/attachments/a.yaml --inventory inventory --record --database s.sqlite")
        #expect(byHand.exitCode == 2)
        #expect(byHand.standardError.contains("another process writes a scan of 'prod'"))

        kill(first.processIdentifier, SIGKILL)
        first.waitUntilExit()
        // It had not read its inventory, and is marked all the same.
        let marked = try folder.run("norma history --database s.sqlite").output
        #expect(marked.contains("not written to its end"), "\(marked)")
        let third = try folder.run(Self.run("2026-01-31T10:00:02Z"))
        #expect(lines(third.output).first?.hasPrefix("prod: ran as scan ID") == true)
        #expect(try scans(folder) == ["prod", "prod"])
        let left = try folder.run("norma history --database s.sqlite --format json").standardOutput
        let report = try JSONSerialization.jsonObject(with: Data(left.utf8)) as? [String: Any]
        let ids = (report?["scans"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
        let resumed = try folder.run(
            "norma scan --attachment rules/attachments/a.yaml --inventory inventory --as-of 2026-01-31T10:00:00Z --resume \(ids[1]) --database s.sqlite"
        )
        #expect(resumed.exitCode == 0, "\(resumed.output)")
        #expect(resumed.output.contains("recorded as scan \(ids[1])"))
    }

    @Test(arguments: [
        ("norma run --inventory inventory", 2, "Missing expected argument"),
        (
            "norma run --due rules/attachments --inventory inventory --notify nowhere.yaml --database s.sqlite", 2,
            "'nowhere.yaml' does not exist"
        ),
        (
            "norma run --due rules/attachments --inventory inventory --database rules/door_is_shut.norma", 2,
            "is no store of Norma's"
        ),
        ("norma run --due rules/none --inventory inventory --database s.sqlite", 2, "rules/none"),
    ])
    func whatCannotBeDoneIsSaid(_ command: String, _ code: Int32, _ words: String) throws {
        let result = try DoorPack.folder(attachments: ["a": DoorPack.attachment("prod")]).run(command)
        #expect(result.exitCode == code)
        #expect(result.output.contains(words), "\(result.output)")
    }
}
