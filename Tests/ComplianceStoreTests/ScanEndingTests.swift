import Compliance
import ComplianceReports
import Foundation
import GRDB
import ResourceDocuments
import TestSupport
import Testing

@testable import ComplianceStore

/// What the step that completes a scan writes beside it: its schedule, and what is told of it.
@Suite struct ScanEndingTests {
    private static let now = Instant("2026-01-01T06:00:00Z") ?? Instant(seconds: 0)
    private static let settings = "destinations: [{ name: a, file: { path: x } }, { name: b, file: { path: y } }]"

    private func world(_ lines: String = "notifications: { enabled: true }") -> ZoneWorld {
        var world = ZoneWorld()
        world.zones = ["z1": .init(tls: "1.1", size: 1), "z2": .init(tls: "1.3", size: 2)]
        world.attachmentLines = lines
        return world
    }

    /// The events of the scan, to two destinations.
    private func ending(of scan: Scan, scheduled: (at: Instant, next: Instant?)? = nil) -> ScanEnding {
        ScanEnding(scheduled: scheduled) { end in
            ScanEvent.events(of: scan, end: end).map { CloudEventJSON.event($0, of: scan, to: ["a", "b"]) }
        }
    }

    @discardableResult
    private func record(_ world: ZoneWorld, _ id: String, in store: ScanStore) throws -> [OutboxEntry] {
        let known = try store.outbox().count
        let scan = try world.scan(asOf: Self.now)
        let recorder = try ScanRecorder(scan, id: id, startedAt: Self.now, process: 1, in: store)
        try recorder.record(finishedAt: { Self.now }, ending: ending(of: scan))
        return Array(try store.outbox().dropFirst(known))
    }

    @Test func eventsAreWrittenOnceForEachDestinationInTheirOrder() throws {
        let store = try ScratchStore().open()
        let entries = try record(world(), "s1", in: store)
        let subtypes = ["posture-scan-completed", "posture-scan-failure-threshold-limit-exceeds"]
        #expect(entries.map(\.subtype) == subtypes.flatMap { [$0, $0] })
        #expect(entries.map(\.destination) == ["a", "b", "a", "b"])
        #expect(entries[0].event == entries[1].event && entries[0].body == entries[1].body)
        #expect(entries[0].event != entries[2].event)
        #expect(entries.allSatisfy { $0.state == .pending && $0.attempts == 0 && $0.nextAttempt == nil })
    }

    @Test func anEventIsACloudEventWithSCCsKeys() throws {
        let store = try ScratchStore().open()
        let entry = try #require(try record(world(), "s1", in: store).last)
        #expect(!entry.body.contains("\n"))
        let event = try #require(
            try JSONSerialization.jsonObject(with: Data(entry.body.utf8)) as? [String: Any])
        #expect(event["specversion"] as? String == "1.0")
        #expect(event["id"] as? String == entry.event)
        #expect(event["type"] as? String == "com.ibm.cloud.compliance.posture")
        #expect(event["subtype"] as? String == entry.subtype)
        #expect(event["source"] as? String == "/norma/attachments/daily")
        #expect(event["subject"] as? String == "s1")
        #expect(event["time"] as? String == "2026-01-01T06:00:00Z")
        #expect(event["datacontenttype"] as? String == "application/json")
        let data = try #require(event["data"] as? [String: Any])
        for key in ["action", "summary", "scope", "profile", "start_time", "end_time"] {
            #expect(data[key] != nil, "\(key)")
        }
        #expect(data["failed_percent"] as? Int == 50)
        #expect(data["threshold_limit"] as? Int == 15)
        let failed = try #require(data["not_compliant_controls"] as? [[String: Any]])
        #expect(failed.compactMap { $0["control_name"] as? String } == ["safe"])
        #expect((data["controls_summary"] as? [String: Any])?["total_count"] as? Int == 2)
        let form = #/[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/#
        #expect(try form.wholeMatch(in: entry.event) != nil)
    }

    /// One scan of another says the same only where it is the same.
    @Test func idsTellScansApartAndNothingElse() throws {
        let ids = try ["s1", "s1", "s2"].map { id in
            try record(world(), id, in: try ScratchStore().open()).map(\.event)
        }
        #expect(ids[0] == ids[1])
        #expect(Set(ids[0]).isDisjoint(with: ids[2]))
    }

    @Test func nothingIsToldThatIsNotAskedFor() throws {
        for lines in ["", "notifications: { enabled: false }"] {
            #expect(try record(world(lines), "s1", in: try ScratchStore().open()).isEmpty)
        }
        let quiet = world("notifications: { enabled: true, controls: { threshold_limit: 51 } }")
        #expect(
            try record(quiet, "s1", in: try ScratchStore().open()).map(\.subtype)
                == Array(repeating: "posture-scan-completed", count: 2))
        let named = world(
            "notifications: { enabled: true, controls: { threshold_limit: 51, failed_control_ids: [safe] } }")
        #expect(try record(named, "s1", in: try ScratchStore().open()).count == 4)
    }

    @Test func aKindThatNoEarlierScanHadIsNewOnce() throws {
        let store = try ScratchStore().open()
        var world = world("notifications: { enabled: true, controls: { threshold_limit: 100 } }")
        func newKinds(_ id: String) throws -> [String] {
            try record(world, id, in: store).filter { $0.destination == "a" }.compactMap { entry in
                let event = try JSONSerialization.jsonObject(with: Data(entry.body.utf8)) as? [String: Any]
                return (event?["data"] as? [String: Any])?["resource_kinds"] as? [[String: Any]]
            }.flatMap { $0.map { "\($0["kind"] ?? "") \($0["resources"] ?? "")" } }
        }
        // There is nothing to compare a first scan with.
        #expect(try newKinds("s1") == [])
        #expect(try newKinds("s2") == [])
        world.otherKinds = ["z.queue", "z.bucket"]
        #expect(try newKinds("s3") == ["z.bucket 1", "z.queue 1"])
        #expect(try newKinds("s4") == [])
        // What was gone for a while is not new.
        world.otherKinds = []
        #expect(try newKinds("s5") == [])
        world.otherKinds = ["z.queue"]
        #expect(try newKinds("s6") == [])
    }

    /// Either the scan is complete, its schedule moved and its events wait, or none of it.
    @Test func whatEndsBeforeTheLastStepLeavesNoneOfIt() throws {
        let scratch = try ScratchStore()
        let store = try scratch.open()
        var world = world()
        for index in 0..<5000 { world.zones["y\(index)"] = .init(tls: "1.2", size: 1) }
        let scan = try world.scan(asOf: Self.now)
        let next = Instant(seconds: Self.now.seconds + 86_400)
        let recorder = try ScanRecorder(scan, id: "s1", startedAt: Self.now, process: 1, in: store)
        let ending = ending(of: scan, scheduled: (Self.now, next))
        try recorder.record(finishedAt: { Self.now }, ending: ending, pieces: 1)
        #expect(try store.outbox().isEmpty)
        #expect(try store.lastScheduled("daily") == nil)

        struct Failure: Error {}
        try store.database.write { database in
            try database.execute(
                sql: "CREATE TRIGGER full BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'full'); END")
        }
        #expect(throws: StoreProblem.self) { try recorder.record(finishedAt: { Self.now }, ending: ending) }
        #expect(try store.scans().map(\.state) == [.running])
        #expect(try store.lastScheduled("daily") == nil)
        try store.database.write { try $0.execute(sql: "DROP TRIGGER full") }

        let left = try #require(try store.scans().first)
        let resumed = try #require(try ScanRecorder(resuming: left, with: scan, process: 2, in: store))
        try resumed.record(finishedAt: { Self.now }, ending: ending)
        #expect(try store.scans().map(\.state) == [.completed])
        #expect(try store.outbox().count == 4)
        #expect(try store.lastScheduled("daily") == Self.now)
        #expect(try store.nextScanTime("daily") == next)
    }
}
