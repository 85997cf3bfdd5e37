import Compliance
import ComplianceStore
import Foundation
import GRDB
import TestSupport
import Testing

/// Scans that are killed while they read, judge and write: the store is whole each time, keeps all it had, and each scan is gone on
/// with to the end that it would have had.
///
/// `NORMA_KILLS` sets how many are killed (50), `NORMA_KILLS_SEED` when (20261101).
@Suite struct KilledScanTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let kills = environment["NORMA_KILLS"].flatMap(Int.init) ?? 50
    private static let seed = environment["NORMA_KILLS_SEED"].flatMap(UInt64.init) ?? 20_261_101

    /// An attachment and its zones; every tenth is too large.
    private struct Estate {
        let name: String
        let zones: Int
        /// What a scan of it takes, in seconds, and what its writing takes.
        var duration: Double
        var writing: Double

        var failing: Int { (zones + 9) / 10 }
        var command: String {
            "norma scan --attachment rules/attachments/\(name).yaml --inventory \(name) --as-of 2026-01-01T00:00:00Z"
                + " --notify notifications.yaml --database s.sqlite"
        }
    }

    private static let files = [
        "rules/rules.norma": "rule small {\n  for z.zone\n  require size is at most 5\n}\n",
        "rules/controls/l.yaml": """
        control_library_name: L
        controls: [{control_name: small, control_specifications: [{assessments: [{assessment_id: small}]}]}]

        """,
        "rules/profiles/p.yaml": "profile_name: P\ncontrols: [{control_id: small}]\n",
        "notifications.yaml": "destinations: [{name: log, file: {path: events.ndjson}}]\n",
    ]

    private func folder(_ estates: [Estate]) throws -> ScratchFolder {
        let folder = try ScratchFolder(Self.files)
        for estate in estates {
            let attachment = """
                name: \(estate.name)
                profile_id: P
                scope: [{scope_type: account, scope_id: a}]
                notifications: {enabled: true, controls: {threshold_limit: 100}}

                """
            try folder.write(Data(attachment.utf8), to: "rules/attachments/\(estate.name).yaml")
            let zones = (0..<estate.zones).map { index in
                #"{"kind": "z.zone", "id": "z\#(index)", "account": "a", "properties": {"size": \#(index % 10 == 0 ? 9 : 1)}}"#
            }
            try folder.write(
                Data((zones.joined(separator: "\n") + "\n").utf8), to: "\(estate.name)/zones.ndjson")
        }
        return folder
    }

    private func open(_ folder: ScratchFolder) throws -> ScanStore {
        var random = SeededGenerator(seed: 1)
        return try ScanStore(path: folder.url.appending(path: "s.sqlite").path, random: &random)
    }

    @Test func nothingIsLost() throws {
        // One that is written in one step and one in two; the large takes most of the time.
        let estates = [
            Estate(name: "small", zones: 200, duration: 0.3, writing: 0.15),
            Estate(name: "large", zones: 4_200, duration: 2.5, writing: 1),
        ]
        let folder = try folder(estates)
        var random = SeededGenerator(seed: Self.seed)
        var known: [ScanRecord] = []
        var killed = 0
        var resumed = 0
        while killed < Self.kills {
            let estate = estates[Int.random(in: 0..<12, using: &random) == 0 ? 1 : 0]
            let left = known.first { $0.attachment == estate.name && $0.state == .running }
            // At any moment; and two times of three while it writes.
            let waits = Int.random(in: 0..<3, using: &random) > 0
            let before = stamp(of: folder)
            let wasKilled = try NormaProcess.runAndKill(
                "\(estate.command) \(left.map { "--resume \($0.id)" } ?? "--record")", in: folder.url,
                after: Double.random(in: 0...(waits ? estate.writing : estate.duration), using: &random)
            ) { !waits || stamp(of: folder) != before }
            killed += wasKilled ? 1 : 0
            try verifyFile(in: folder)
            let store = try open(folder)
            let found = try store.scans()
            try verify(found, after: known, resuming: [left?.id].compactMap(\.self), in: store)
            if let left, found.contains(where: { $0.id == left.id && $0.state == .completed }) { resumed += 1 }
            known = found
        }
        // Whatever is left is gone on with.
        let unfinished = known.filter { $0.state == .running }
        for left in unfinished {
            let estate = try #require(estates.first { $0.name == left.attachment })
            let run = try folder.run("\(estate.command) --resume \(left.id)")
            #expect(run.exitCode == 0, "\(run.output)")
            resumed += 1
        }
        let store = try open(folder)
        let all = try store.scans()
        try verify(all, after: known, resuming: unfinished.map(\.id), in: store)
        #expect(all.allSatisfy { $0.state == .completed })
        #expect(resumed > 0)
        for scan in all {
            let estate = try #require(estates.first { $0.name == scan.attachment })
            try verify(scan, of: estate, in: store)
        }
        try verifyEvents(of: all, in: folder)
        print("\(killed) scans killed, \(all.count) begun, \(resumed) gone on with")
    }

    /// What changes when somebody writes to the store.
    private func stamp(of folder: ScratchFolder) -> [AnyHashable] {
        let log = folder.url.appending(path: "s.sqlite-wal").path
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: log) else { return [] }
        return [attributes[.size] as? Int, attributes[.modificationDate] as? Date]
    }

    private func verifyFile(in folder: ScratchFolder) throws {
        let path = folder.url.appending(path: "s.sqlite").path
        guard FileManager.default.fileExists(atPath: path) else { return }
        #expect(try DatabaseQueue(path: path).read { try String.fetchAll($0, sql: "PRAGMA integrity_check") } == ["ok"])
    }

    /// What nobody went on with is as it was, and of each attachment one at most is not complete.
    private func verify(
        _ found: [ScanRecord], after known: [ScanRecord], resuming resumed: [String], in store: ScanStore
    ) throws {
        for scan in known {
            let now = try #require(found.first { $0.id == scan.id })
            if !resumed.contains(scan.id) { #expect(now == scan) }
        }
        for attachment in ["small", "large"] {
            #expect(found.count { $0.attachment == attachment && $0.state == .running } <= 1)
        }
        #expect(found.count <= known.count + 1)
        // A complete scan and the event that tells of it are one step.
        #expect(
            try store.outbox().filter { $0.subtype == "posture-scan-completed" }.count
                == found.count { $0.state == .completed })
    }

    /// As it would be had nobody killed it.
    private func verify(_ scan: ScanRecord, of estate: Estate, in store: ScanStore) throws {
        #expect(scan.evaluations == EvaluationSummary(passed: estate.zones - estate.failing, failed: estate.failing))
        let results = try store.results(of: scan, rule: 0, on: store.resources(of: scan)).values
        #expect(results.count == estate.zones)
        #expect(results.count { $0.verdict == .fail && $0.evidence != nil } == estate.failing)
        #expect(results.count { $0.verdict == .pass } == estate.zones - estate.failing)
    }

    /// Each event reached its file; one that was on its way may have reached it twice.
    private func verifyEvents(of scans: [ScanRecord], in folder: ScratchFolder) throws {
        let run = try folder.run("norma notify send --notify notifications.yaml --database s.sqlite")
        #expect(run.exitCode == 0, "\(run.output)")
        let lines = try String(contentsOf: folder.url.appending(path: "events.ndjson"), encoding: .utf8)
            .split(separator: "\n")
        let told = lines.compactMap { line in
            (try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["subject"] as? String
        }
        #expect(Set(told) == Set(scans.map(\.id)))
    }
}
