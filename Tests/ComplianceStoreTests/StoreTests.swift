import Compliance
import Foundation
import GRDB
import ResourceDocuments
import TestSupport
import Testing

@testable import ComplianceStore

/// The file itself: whose it is, what ends a step, and what is left then.
@Suite struct StoreTests {
    private static let now = Instant("2026-01-01T00:00:00Z") ?? Instant(seconds: 0)

    @Test(
        arguments: [
            (["NORMA_DATABASE": "/d/n.sqlite", "XDG_DATA_HOME": "/x", "HOME": "/h"], "/d/n.sqlite"),
            (["XDG_DATA_HOME": "/x", "HOME": "/h"], "/x/norma/norma.sqlite"),
            (["XDG_DATA_HOME": "x", "HOME": "/h"], "/h/.local/share/norma/norma.sqlite"),
            (["NORMA_DATABASE": "", "HOME": "/h"], "/h/.local/share/norma/norma.sqlite"),
            ([:], nil),
        ] as [([String: String], String?)])
    func theFileIsWhereTheEnvironmentSays(_ environment: [String: String], _ path: String?) {
        #expect(StoreLocation.path(in: environment) == path)
    }

    private func problem(_ body: () throws -> Void) -> StoreProblem? {
        do {
            try body()
            return nil
        } catch {
            return error as? StoreProblem
        }
    }

    @Test func anotherProgramsFileIsLeftAlone() throws {
        let scratch = try ScratchStore()
        try Data("# Read me\n".utf8).write(to: URL(fileURLWithPath: scratch.path))
        #expect(problem { _ = try scratch.open() } == .foreign(path: scratch.path))
        #expect(try String(contentsOfFile: scratch.path, encoding: .utf8) == "# Read me\n")

        let other = try ScratchStore()
        try DatabaseQueue(path: other.path).write { try $0.execute(sql: "CREATE TABLE contact (name TEXT)") }
        #expect(problem { _ = try other.open() } == .foreign(path: other.path))
        let tables = try DatabaseQueue(path: other.path).read {
            try String.fetchAll($0, sql: "SELECT name FROM sqlite_master")
        }
        #expect(tables == ["contact"])
    }

    /// Whoever ended while it made a store left a part of one, and never in its place.
    @Test func aStoreIsPutInItsPlaceWhole() throws {
        let scratch = try ScratchStore()
        let locks = "\(scratch.path)-locks"
        try FileManager.default.createDirectory(atPath: locks, withIntermediateDirectories: true)
        let draft = try DatabaseQueue(path: "\(locks)/new.sqlite")
        try draft.write { try $0.execute(sql: "CREATE TABLE half (made TEXT)") }
        try draft.close()
        #expect(try scratch.open().masks().isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: locks) == ["prepare"])
        #expect(try scratch.open().masks().isEmpty)
    }

    /// Who only reads needs no permission to write, waits for no writer and writes nothing.
    @Test func aStoreIsReadWithoutWriting() throws {
        let scratch = try ScratchStore()
        #expect(problem { _ = try ScanStore(reading: scratch.path) } != nil)
        #expect(!FileManager.default.fileExists(atPath: scratch.path))
        let writer = try scratch.open()
        var world = ZoneWorld()
        world.zones = ["z1": .init(tls: "1.2", size: 1)]
        let scan = try writer.record(try world.scan(asOf: Self.now), id: "s", at: Self.now)
        try writer.database.writeWithoutTransaction { database in
            try database.execute(sql: "BEGIN IMMEDIATE")
            let reader = try ScanStore(reading: scratch.path, patience: 0)
            #expect(try reader.scans() == [scan])
            #expect(reader.key.digest(of: "a") == writer.key.digest(of: "a"))
            try database.execute(sql: "ROLLBACK")
            guard case .inaccessible = problem({ try reader.reviveGivenUp() }) else {
                Issue.record("a reader wrote")
                return
            }
        }
        try writer.database.write {
            try $0.execute(sql: "DELETE FROM grdb_migrations WHERE identifier LIKE '6%'")
        }
        #expect(problem { _ = try ScanStore(reading: scratch.path) } == .outdated(path: scratch.path))
    }

    @Test func aLaterVersionsFileIsNotTouched() throws {
        let scratch = try ScratchStore()
        let store = try scratch.open()
        try store.database.write {
            try $0.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('9 of the future')")
        }
        #expect(problem { _ = try scratch.open() } == .newer(path: scratch.path))
    }

    @Test func aLockedFileIsSaidToBe() throws {
        let scratch = try ScratchStore()
        let store = try scratch.open(patience: 0.05)
        let holder = try DatabaseQueue(path: scratch.path)
        try holder.writeWithoutTransaction { database in
            try database.execute(sql: "BEGIN IMMEDIATE")
            let world = ZoneWorld()
            let scan = try world.scan(asOf: Self.now)
            #expect(problem { try store.record(scan, id: "s", at: Self.now) } == .locked(path: scratch.path))
            try database.execute(sql: "ROLLBACK")
        }
        #expect(try store.scans().isEmpty)
    }

    /// Whatever was written before the disk was full is whole, and the scan can be gone on with.
    @Test func aFullDiskEndsAStepAndNothingElse() throws {
        let scratch = try ScratchStore()
        let store = try scratch.open()
        var world = ZoneWorld()
        for index in 0..<9000 { world.zones["z\(index)"] = .init(tls: "1.2", size: index % 9) }
        let scan = try world.scan(asOf: Self.now)
        let recorder = try ScanRecorder(scan, id: "s", startedAt: Self.now, process: 1, in: store)
        try recorder.record(finishedAt: { Self.now }, pieces: 1)
        try store.database.writeWithoutTransaction { database in
            let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            try database.execute(sql: "PRAGMA max_page_count = \(pages + 10)")
        }
        #expect(problem { try recorder.record(finishedAt: { Self.now }) } == .full(path: scratch.path, scan: nil))

        let again = try scratch.open()
        let left = try #require(try again.scans().first)
        #expect(left.state == .running)
        #expect(try integrity(again) == "ok")
        let written = try again.resources(of: left).byResource.count
        #expect(written > 0 && written < 9000)
        let resumed = try #require(try ScanRecorder(resuming: left, with: scan, process: 2, in: again))
        try resumed.record(finishedAt: { Self.now })
        let whole = try #require(try again.scans().first)
        #expect(whole.state == .completed)
        // The zones, and the account itself.
        #expect(try again.resources(of: whole).byResource.count == 9001)
    }

    private func integrity(_ store: ScanStore) throws -> String? {
        try store.database.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
    }

    @Test func aScanOfOtherResourcesIsNotGoneOnWith() throws {
        let scratch = try ScratchStore()
        let store = try scratch.open()
        var world = ZoneWorld()
        for index in 0..<5000 { world.zones["z\(index)"] = .init(tls: "1.2", size: 1) }
        let scan = try world.scan(asOf: Self.now)
        let recorder = try ScanRecorder(scan, id: "s", startedAt: Self.now, process: 1, in: store)
        try recorder.record(finishedAt: { Self.now }, pieces: 1)
        let left = try #require(try store.scans().first)
        world.zones["z10"]?.note = 1
        let other = try world.scan(asOf: Self.now)
        #expect(try ScanRecorder(resuming: left, with: other, process: 2, in: store) == nil)
        world.zones["z10"]?.note = 0
        world.allowed = ["1.3"]
        #expect(try ScanRecorder(resuming: left, with: try world.scan(asOf: Self.now), process: 2, in: store) == nil)
        #expect(try ScanRecorder(resuming: left, with: scan, process: 2, in: store) != nil)
    }

    /// Once it was judged a scan is of its resources, also where no piece of it was written; before nobody knows them.
    @Test(arguments: [false, true])
    func aScanWithoutAPieceIsGoneOnWith(_ isJudged: Bool) throws {
        let store = try ScratchStore().open()
        var world = ZoneWorld()
        world.zones = ["z1": .init(tls: "1.2", size: 1)]
        let scan = try world.scan(asOf: Self.now)
        if isJudged {
            let recorder = try ScanRecorder(scan, id: "s", startedAt: Self.now, process: 1, in: store)
            try recorder.record(finishedAt: { Self.now }, pieces: 0)
        } else {
            _ = try store.enter(scan.plan, asOf: scan.asOf, id: "s", startedAt: Self.now, process: 1)
        }
        let left = try #require(try store.scans().first)
        #expect(left.state == .running)
        let allowed = world.allowed
        world.allowed = ["1.3"]
        #expect(try ScanRecorder(resuming: left, with: try world.scan(asOf: Self.now), process: 2, in: store) == nil)
        world.allowed = allowed
        world.zones["z1"]?.note = 1
        let other = try world.scan(asOf: Self.now)
        if isJudged { #expect(try ScanRecorder(resuming: left, with: other, process: 2, in: store) == nil) }
        let now = isJudged ? scan : other
        let recorder = try #require(try ScanRecorder(resuming: left, with: now, process: 2, in: store))
        try recorder.record(finishedAt: { Self.now })
        let done = try #require(try store.scans().first)
        #expect(done.state == .completed && done.evaluations == scan.evaluationSummary)
        #expect(done.controls.count == scan.controls.count)
    }

    @Test func anEntryThatCameToNothingIsTakenBack() throws {
        let store = try ScratchStore().open()
        var world = ZoneWorld()
        world.zones = ["z1": .init(tls: "1.2", size: 1)]
        let scan = try world.scan(asOf: Self.now)
        let entry = try store.enter(scan.plan, asOf: scan.asOf, id: "s", startedAt: Self.now, process: 1)
        #expect(try store.scans().map(\.state) == [.running])
        try store.withdraw(entry)
        #expect(try store.scans().isEmpty)
        let second = try store.enter(scan.plan, asOf: scan.asOf, id: "t", startedAt: Self.now, process: 1)
        try ScanRecorder(scan, as: second, in: store).record(finishedAt: { Self.now })
        try store.withdraw(second)
        #expect(try store.scans().map(\.state) == [.completed])
    }

    /// What is stored of a million evaluations of which most pass is a few bytes each.
    @Test func passesArePacked() throws {
        let scratch = try ScratchStore()
        let store = try scratch.open()
        var world = ZoneWorld()
        for index in 0..<8_000 { world.zones["z\(index)"] = .init(tls: "1.2", size: 1) }
        try store.record(try world.scan(asOf: Self.now), id: "s1", at: Self.now)
        let first = try size(store)
        try store.record(try world.scan(asOf: Self.now), id: "s2", at: Self.now)
        let second = try size(store) - first
        // 16,000 evaluations of the same resources again.
        #expect(second < 16_000 * 4, "\(second) bytes")
    }

    private func size(_ store: ScanStore) throws -> Int {
        try store.database.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
            return (try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0)
                * (try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 0)
        }
    }
}
