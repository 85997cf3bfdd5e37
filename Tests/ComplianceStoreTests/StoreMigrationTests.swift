import Compliance
import Foundation
import GRDB
import ResourceDocuments
import RuleSyntax
import TestSupport
import Testing

@testable import ComplianceStore

/// A store of each earlier version says the same once this one has opened it.
@Suite struct StoreMigrationTests {
    /// How the file of a version looked before the step of that name: nothing but what the step added goes.
    private static let undoing: [(step: String, statements: [String])] = [
        (
            "5 scopes and profiles",
            [
                "DROP TABLE scan_profile", "ALTER TABLE scan_control DROP COLUMN profile",
                "ALTER TABLE scan DROP COLUMN hidden", "ALTER TABLE scan_rule DROP COLUMN hidden",
                "ALTER TABLE scan DROP COLUMN evaluations_run", "ALTER TABLE scan DROP COLUMN evaluations_applied",
            ]
        ),
        ("4 schedules and notifications", ["DROP TABLE schedule", "DROP TABLE scan_kind", "DROP TABLE outbox"]),
        ("3 results of a resource", ["DROP INDEX finding_by_state"]),
        (
            "2 masks and attestations",
            [
                "DROP TABLE mask", "DROP TABLE scan_mask", "DROP TABLE control_finding_mask", "DROP TABLE attestation",
                // Nobody could lay a mask on z4.
                "DELETE FROM finding WHERE mask IS NOT NULL", "ALTER TABLE finding DROP COLUMN mask",
                "ALTER TABLE scan_control DROP COLUMN attestation", "ALTER TABLE scan DROP COLUMN masked",
                "ALTER TABLE scan_rule DROP COLUMN masked",
            ]
        ),
    ]

    /// Two scans of four zones, by the command of version 5; z2 changed between them and a mask lies on z4.
    private func write(_ path: String, version: Int) throws {
        let dump = ProjectFolder.root.appending(path: "Tests/ComplianceStoreTests/Fixtures/version-5.sql")
        let database = try DatabaseQueue(path: path)
        try database.writeWithoutTransaction { database in
            try database.execute(sql: try String(contentsOf: dump, encoding: .utf8))
            try database.execute(sql: "PRAGMA application_id = \(StoreMigrations.applicationID)")
            for (step, statements) in Self.undoing.prefix(5 - version) {
                for statement in statements { try database.execute(sql: statement) }
                try database.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = ?", arguments: [step])
            }
        }
        #expect(try database.read { try StoreMigrations.migrator.appliedMigrations($0) }.count == version)
        try database.close()
    }

    /// `rule zone status place`, where the place is what the evidence names.
    private func listed(_ store: ScanStore, _ scan: ScanRecord) throws -> [String] {
        let filter = ResultFilter(statuses: Set(ResultStatus.allCases))
        return try store.results(of: scan, filter: filter, order: .resource).elements.map { result in
            let shown = try result.evidence.map { try JSONSerialization.jsonObject(with: Data($0.utf8)) }
            let finding = (shown as? [[String: Any]])?.first
            let place = (finding?["place"] as? [String: Any])?["column"].map { " at \($0)" } ?? ""
            return "\(result.rule.name) \(result.resource.id) \(result.status.rawValue)\(place)"
        }
    }

    @Test(arguments: 1...5)
    func itsScansSayWhatTheySaid(_ version: Int) throws {
        let scratch = try ScratchStore()
        try write(scratch.path, version: version)
        let store = try scratch.open()
        let scans = try store.scans()
        #expect(scans.map(\.id.prefixed) == ["b4d697e6", "5ed30a5a"])
        let masked = version > 1 ? ["tls z4 masked at 70", "size z4 masked"] : []
        for scan in scans {
            #expect(
                try listed(store, scan) == [
                    "tls z1 fail at 124", "size z1 pass", "tls z2 pass", "size z2 fail at 101", "tls z3 pass",
                    "size z3 unknown at 48",
                ] + masked)
            #expect(scan.evaluations.failed == 2)
            #expect(scan.evaluations.masked == (version > 1 ? 2 : 0))
            #expect(scan.profiles.map(\.score) == (version > 4 ? [50] : []))
        }
        let first = try store.results(of: scans[1], order: .resource).elements[0].resource
        #expect(
            (first.account, first.region, first.group, first.name, first.file) == (
                "a", "eu", "g", "one", "zones/zones.ndjson"
            ))
        var changes: [String] = []
        try store.difference(from: scans[1], to: scans[0]) {
            changes.append("\($0.rule.name) \($0.resource.id) \($0.comparison.change.rawValue)")
        }
        #expect(changes == ["tls z1 still_open", "size z2 changed_evidence", "size z3 still_open"])
        #expect(try integrity(store) == ["ok"])
    }

    /// Of its scans nobody knows what they left out, and so what is not there is gone.
    @Test func aStoreOfVersionSevenIsBroughtUpToDate() throws {
        let scratch = try ScratchStore()
        try write(scratch.path, version: 5)
        let earlier = try scratch.open()
        try earlier.database.writeWithoutTransaction { database in
            for table in ["scan_outside", "scan_mask_overlap"] { try database.execute(sql: "DROP TABLE \(table)") }
            try database.execute(
                sql: "DELETE FROM grdb_migrations WHERE identifier = ?", arguments: [LeftOutMigration.name])
        }
        try earlier.database.close()
        let store = try scratch.open()
        let scans = try store.scans()
        var count = 0
        try store.difference(from: scans[1], to: scans[0]) { _ in count += 1 }
        #expect(count == 3)
        _ = try store.maskUses()
        #expect(try integrity(store) == ["ok"])
    }

    private func integrity(_ store: ScanStore) throws -> [String] {
        try store.database.read { database in
            #expect(try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").isEmpty)
            return try String.fetchAll(database, sql: "PRAGMA integrity_check")
        }
    }

    /// The same resources, evidence and words are found again: none of them is entered twice.
    @Test(arguments: 1...5)
    func aLaterScanSharesWhatIsThere(_ version: Int) throws {
        let scratch = try ScratchStore()
        try write(scratch.path, version: version)
        let store = try scratch.open()
        func counts() throws -> [Int] {
            try store.database.read { database in
                try ["resource", "word", "evidence"].map {
                    try Int.fetchOne(database, sql: "SELECT count(*) FROM \($0)") ?? -1
                }
            }
        }
        #expect(try counts() == [4, 6, 5])
        let record = try #require(try store.scans().first)
        let shown = try store.results(of: record).elements.compactMap(\.evidence)
        #expect(Set(shown).count == 3)
        try store.database.write { database in
            var writer = try EvidenceWriter(store.key, in: database)
            for content in shown { _ = try writer.number(of: Evidence(content: content, substance: "")) }
            try writer.finish()
        }
        #expect(try counts() == [4, 6, 5])
    }
}

extension String {
    /// As much of an id as people write.
    fileprivate var prefixed: Substring { prefix(8) }
}
