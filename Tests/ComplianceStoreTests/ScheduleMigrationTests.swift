import Compliance
import ComplianceReports
import Foundation
import GRDB
import ResourceDocuments
import TestSupport
import Testing

@testable import ComplianceStore

/// Stores of the versions before, carried over.
@Suite struct ScheduleMigrationTests {
    private static let now = Instant("2026-01-02T06:00:00Z") ?? Instant(seconds: 0)

    static let versions = ["1 scans", "2 masks and attestations", "3 results of a resource"]

    /// As the steps up to that one left it: one complete scan of two zones, a bucket and the account itself, and one that broke off.
    private func write(_ path: String, version: String) throws {
        let database = try DatabaseQueue(path: path)
        try StoreMigrations.migrator.migrate(database, upTo: version)
        try database.write { database in
            try database.execute(sql: "PRAGMA application_id = \(StoreMigrations.applicationID)")
            for (index, resource) in [("z.zone", "z1"), ("z.zone", "z2"), ("z.bucket", "b"), ("account", "a")]
                .enumerated()
            {
                try database.execute(
                    sql: "INSERT INTO resource (id, account, kind, resource_id) VALUES (?, 'a', ?, ?)",
                    arguments: [index + 1, resource.0, resource.1])
                try database.execute(
                    sql: "INSERT INTO resource_state (id, resource, digest, file) VALUES (?, ?, ?, 'zones.ndjson')",
                    arguments: [index + 11, index + 1, Data(repeating: UInt8(index), count: 16)])
            }
            for (number, state) in [(1, "completed"), (2, "running")] {
                try database.execute(
                    sql: """
                        INSERT INTO scan (number, id, attachment, profile, profile_version, as_of, collected_at, started_at,
                            finished_at, state, process, resource_count, score, passed, failed, unknown, skipped, inputs, recorded)
                        VALUES (?, ?, 'daily', 'P', '1.0.0', '2026-01-01T06:00:00Z', NULL,
                            '2026-01-01T06:00:01Z', '2026-01-01T06:00:02Z', ?, 7, 3, 50, 1, 1, 0, 0, x'00', 4)
                        """,
                    arguments: [number, "s\(number)", state])
                try database.execute(
                    sql: "INSERT INTO scan_piece VALUES (?, 0, ?)",
                    arguments: [number, Data(PackedNumbers.pack([11, 12, 13, 14]))])
            }
        }
        #expect(try database.read { try $0.tableExists("outbox") } == false)
        try database.close()
    }

    @Test(arguments: versions)
    func itsScansAreKeptAndTheirKindsCounted(_ version: String) throws {
        let scratch = try ScratchStore()
        try write(scratch.path, version: version)
        let store = try scratch.open()
        let scans = try store.scans()
        #expect(scans.map(\.id) == ["s2", "s1"])
        #expect(scans.map(\.state) == [.running, .completed])
        #expect(scans.map(\.score) == [50, 50])
        #expect(try store.resources(of: scans[1]).byResource.count == 4)
        let kinds = try store.database.read {
            try Row.fetchAll($0, sql: "SELECT scan, kind, resources FROM scan_kind ORDER BY kind").map {
                "\($0["scan"] as Int64) \($0["kind"] as String) \($0["resources"] as Int)"
            }
        }
        #expect(kinds == ["1 z.bucket 1", "1 z.zone 2"])
        #expect(try store.outbox().isEmpty)
    }

    /// What an earlier version saw is not new to this one.
    @Test(arguments: versions)
    func laterScansAreComparedWithThem(_ version: String) throws {
        let scratch = try ScratchStore()
        try write(scratch.path, version: version)
        let store = try scratch.open()
        var world = ZoneWorld()
        world.zones = ["z1": .init(tls: "1.2", size: 1)]
        world.otherKinds = ["z.bucket", "z.queue"]
        let scan = try world.scan(asOf: Self.now)
        var ends: [ScanEnd] = []
        let recorder = try ScanRecorder(scan, id: "s3", startedAt: Self.now, process: 1, in: store)
        try recorder.record(
            finishedAt: { Self.now },
            ending: ScanEnding { end in
                ends.append(end)
                return []
            })
        #expect(ends.map(\.newKinds) == [[KindCount(kind: "z.queue", resources: 1)]])
    }
}
