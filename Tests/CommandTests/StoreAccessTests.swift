import Foundation
import GRDB
import TestSupport
import Testing

/// Which commands make a store, which write to it, and which only read it.
@Suite struct StoreAccessTests {
    private static let scan =
        "norma scan --attachment rules/attachments/a.yaml --inventory inventory --as-of 2026-01-31T10:00:00Z"

    private func folder() throws -> ScratchFolder {
        try DoorPack.folder(
            attachments: ["a": DoorPack.attachment("prod")],
            files: ["n.yaml": "destinations: [{ name: log, file: { path: events.jsonl } }]\n"])
    }

    /// With a store that has a scan, a mask and an attestation.
    private func recorded() throws -> ScratchFolder {
        let folder = try folder()
        for command in [
            "\(Self.scan) --record", "norma mask add --control D1 --justification known --author ann",
            "norma attestation add --control D1 --outcome compliant --statement seen --author ann",
        ] {
            let run = try folder.run("\(command) --database s.sqlite")
            #expect(run.exitCode == 0, "\(run.output)")
        }
        return folder
    }

    private static let reading = [
        "norma history", "norma history drift --attachment prod --as-of 2026-02-01T00:00:00Z", "norma results",
        "norma results --group control", "norma mask list", "norma mask audit", "norma attestation list",
        "norma attestation audit", "norma notify list", scan,
        "norma gate --attachment rules/attachments/a.yaml --inventory inventory",
    ]

    @Test(
        arguments: reading + [
            "norma diff a b", "norma history forget --keep 1", "norma mask remove m-1 --author ann --reason over",
            "norma attestation remove a-1 --author ann --reason over", "norma notify send --notify n.yaml",
            "\(scan) --resume 1b9d6bcd",
        ])
    func aStoreThatIsNotThereIsAnErrorAndIsNotMade(_ command: String) throws {
        let folder = try folder()
        let run = try folder.run("\(command) --database absent.sqlite")
        #expect(run.exitCode == 2)
        #expect(run.output.contains("error[E5104]: there is no store at 'absent.sqlite'"), "\(run.output)")
        #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "absent.sqlite").path))
        #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "absent.sqlite-locks").path))
    }

    /// A file in which nothing is, is no store yet, and no reader makes one of it.
    @Test func anEmptyFileStaysEmpty() throws {
        let folder = try folder()
        try folder.write(Data(), to: "s.sqlite")
        let run = try folder.run("norma history --database s.sqlite")
        #expect(run.exitCode == 2)
        #expect(run.output.contains("there is no store at 's.sqlite'"), "\(run.output)")
        #expect(try Data(contentsOf: folder.url.appending(path: "s.sqlite")).isEmpty)
    }

    /// Each waits for the one that makes it, and nothing of what they enter is lost.
    @Test func manyProcessesMakeAStoreAtOnce() throws {
        let folder = try folder()
        for round in 0..<4 {
            let store = "--database new-\(round).sqlite"
            let runs = try (1...8).map {
                try NormaProcess.start(
                    "norma mask add --resource q\($0) --justification x --author ann \(store)", in: folder.url)
            }
            for run in runs { run.waitUntilExit() }
            #expect(runs.allSatisfy { $0.terminationStatus == 0 })
            let masks = try folder.run("norma mask list \(store)").standardOutput
            #expect(masks.components(separatedBy: "resource q").count == 9, "\(masks)")
        }
    }

    /// It is refused before anything is read.
    @Test func aScanThatHasEndedIsNotGoneOnWith() throws {
        let folder = try recorded()
        let history = try folder.run("norma history --database s.sqlite --format json").standardOutput
        let report = try JSONSerialization.jsonObject(with: Data(history.utf8)) as? [String: Any]
        let id = try #require((report?["scans"] as? [[String: Any]])?.first?["id"] as? String)
        let run = try folder.run("\(Self.scan) --resume \(id) --database s.sqlite")
        #expect(run.exitCode == 2)
        #expect(run.standardOutput == "")
        #expect(run.standardError.contains("cannot be gone on with: it has ended"), "\(run.output)")
    }

    /// Nothing of what it did not read is gone.
    @Test func aScanThatFailedSaysSo() throws {
        let folder = try recorded()
        let failed = Self.scan.replacing("--inventory inventory", with: "--inventory nothere")
        #expect(try folder.run("\(failed) --record --database s.sqlite").exitCode == 2)
        let history = try folder.run("norma history --database s.sqlite --format json").standardOutput
        let report = try JSONSerialization.jsonObject(with: Data(history.utf8)) as? [String: Any]
        let ids = (report?["scans"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
        try #require(ids.count == 2)
        let warning = "warning[W5106]: scan '\(ids[0].prefix(8))' of 'prod' failed: something could not be read"
        for command in [
            "results \(ids[0])", "results \(ids[0]) --group control", "results \(ids[0]) --format json",
            "diff \(ids[1]) \(ids[0])", "diff \(ids[1]) \(ids[0]) --format json", "diff \(ids[0]) \(ids[1])",
        ] {
            let run = try folder.run("norma \(command) --database s.sqlite")
            #expect(run.exitCode == 0, "\(run.output)")
            #expect(run.standardError.contains(warning), "\(command): \(run.output)")
            #expect(!run.standardOutput.contains("gone with"), "\(run.output)")
            for change in ["appeared", "disappeared", "left_scan"] {
                #expect(!run.standardOutput.contains("\"change\": \"\(change)\""), "\(run.output)")
            }
        }
        let whole = try folder.run("norma diff \(ids[1]) \(ids[1]) --database s.sqlite")
        #expect(whole.standardError == "", "\(whole.output)")
    }

    @Test func scansTheWrongWayRoundAreSaid() throws {
        let folder = try recorded()
        let later = Self.scan.replacing("2026-01-31", with: "2026-02-01")
        #expect(try folder.run("\(later) --record --database s.sqlite").exitCode == 0)
        let history = try folder.run("norma history --database s.sqlite --format json").standardOutput
        let report = try JSONSerialization.jsonObject(with: Data(history.utf8)) as? [String: Any]
        let ids = (report?["scans"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
        try #require(ids.count == 2)
        let words = "the first scan is the later one"
        #expect(try folder.run("norma diff \(ids[0]) \(ids[1]) --database s.sqlite").output.contains(words))
        #expect(try !folder.run("norma diff \(ids[1]) \(ids[0]) --database s.sqlite").output.contains(words))
    }

    @Test func theFileThatIsMeantIsNamed() throws {
        let run = try recorded().run("norma results --database s.sqlit")
        #expect(run.output.contains("did you mean 's.sqlite'?"), "\(run.output)")
    }

    /// Where nobody named one, nothing was ever recorded.
    @Test func aDefaultStoreThatIsNotThereIsEmpty() throws {
        let folder = try folder()
        let environment = ["NO_COLOR": "1", "NORMA_DATABASE": "absent.sqlite"]
        let history = try folder.run("norma history", environment: environment)
        #expect(history.standardOutput == "no scan was recorded\n")
        #expect(history.exitCode == 0)
        #expect(try folder.run(Self.scan, environment: environment).exitCode == 0)
        #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "absent.sqlite").path))
    }

    /// Another process is in the middle of a step: readers see what was before it, do not wait, and change nothing.
    @Test func readersReadWhileAnotherWrites() throws {
        let folder = try recorded()
        let path = folder.url.appending(path: "s.sqlite")
        let before = try Data(contentsOf: path)
        try DatabaseQueue(path: path.path).writeWithoutTransaction { database in
            try database.execute(sql: "BEGIN IMMEDIATE")
            for command in Self.reading {
                let run = try folder.run("\(command) --database s.sqlite")
                #expect(!run.output.contains("error["), "\(command): \(run.output)")
            }
            try database.execute(sql: "ROLLBACK")
        }
        #expect(try Data(contentsOf: path) == before)
    }

    @Test(arguments: [
        ("results --page -1", "--page wants a positive number"),
        ("results --page=-1", "--page wants a positive number"),
        ("results --page 0", "--page wants a positive number"), ("results --limit -5", "--limit wants a number from 1"),
        ("history --limit -1", "--limit wants a positive number"),
        ("history forget --keep -3", "--keep wants at least 1"),
        ("history forget --keep 1 --older-than -4", "--older-than is a number of days from 0"),
        ("history drift --attachment prod --days -1", "--days is a number from 0 to 366"),
        ("mask audit --within -1", "--within is a number of days from 0"),
        ("attestation audit --within -0.5", "The value '-0.5' is invalid for '--within <days>'"),
        (
            "gate --attachment rules/attachments/a.yaml --inventory inventory --threshold -1",
            "--threshold is a percentage"
        ),
    ])
    func aNumberThatCannotBeIsRefused(_ command: String, _ words: String) throws {
        let run = try folder().run("norma \(command)")
        #expect(run.exitCode == 2)
        #expect(run.output.contains(words), "\(run.output)")
    }

    @Test(arguments: [
        ("results --kind demo.dor", "no recorded scan saw a resource of kind 'demo.dor'", "did you mean 'demo.door'?"),
        ("results --service dem", "a resource of service 'dem'", "did you mean 'demo'?"),
        ("results --account acc2", "a resource of account 'acc2'", "did you mean 'acc1'?"),
        ("results --region mars", "a resource of region 'mars'", "norma results"),
        ("results --resource nobody", "no recorded scan saw resource 'nobody'", "norma results"),
        ("results --group resource --kind demo.dor", "kind 'demo.dor'", "did you mean 'demo.door'?"),
        ("results --attachment prdo", "no scan of attachment 'prdo' was recorded", "did you mean 'prod'?"),
        ("history --attachment prdo", "no scan of attachment 'prdo' was recorded", "did you mean 'prod'?"),
        ("history drift --attachment prdo", "no scan of attachment 'prdo' was recorded", "did you mean 'prod'?"),
        (
            "history forget --keep 1 --attachment prdo", "no scan of attachment 'prdo' was recorded",
            "did you mean 'prod'?"
        ),
    ])
    func whatNoScanSawIsAnError(_ command: String, _ words: String, _ cure: String) throws {
        let run = try recorded().run("norma \(command) --database s.sqlite")
        #expect(run.exitCode == 2)
        #expect(run.output.contains(words) && run.output.contains(cure), "\(run.output)")
    }

    /// What is there and has no result of that status is no mistake.
    @Test func whatIsThereMayHaveNoResult() throws {
        let run = try recorded().run("norma results --resource front --status pass --database s.sqlite")
        #expect(run.exitCode == 0)
        #expect(run.output.contains("no result is so"), "\(run.output)")
    }
}
