import Compliance
import ComplianceReports
import Foundation
import GRDB
import ResourceDocuments
import TestSupport
import Testing

@testable import ComplianceStore

/// What a second scan takes from a store that a failing disk, a careless hand or another program has changed: nothing of what is not as it was
/// written, which is told; and what the scan finds is what one finds that evaluates everything.
@Suite struct RescanDamageTests {
    /// What became of a store of one scan with eleven rules and eleven zones.
    struct Damage: CustomTestStringConvertible {
        let what: String
        let statements: String
        /// A rule that is run again anyhow is not asked about.
        var isTold = true
        var reusesSome = false
        var testDescription: String { what }

        init(_ what: String, _ statements: String, isTold: Bool = true, reusesSome: Bool = false) {
            (self.what, self.statements, self.isTold, self.reusesSome) = (what, statements, isTold, reusesSome)
        }
    }

    /// Exchanges two numbers in a column that has to be unique.
    private static func exchange(_ column: String, of table: String, _ one: Int, _ other: Int, _ rest: String = "1")
        -> String
    {
        [(one, -1), (other, one), (-1, other)].map { from, to in
            "UPDATE \(table) SET \(column) = \(to) WHERE \(column) = \(from) AND \(rest);"
        }.joined(separator: " ")
    }

    /// Exchanges two digests in a list of them.
    private static func exchangeDigests(_ column: String, at one: Int, _ other: Int, count: Int) -> String {
        let order = (0..<count).map { $0 == one ? other : $0 == other ? one : $0 }
        return list(column, order)
    }

    /// The digests at some places, and then the rest.
    private static func list(_ column: String, _ order: [Int]) -> String {
        let parts =
            order.map { "substr(\(column), \(16 * $0 + 1), 16)" } + ["substr(\(column), \(16 * order.count + 1))"]
        return "UPDATE piece_digest SET \(column) = \(parts.joined(separator: " || "));"
    }

    private static let programs = exchange("rule", of: "program_digest", 0, 1)
    private static let results = exchange("rule", of: "pass", 0, 1) + exchange("rule", of: "finding", 0, 1)
    /// The piece's own seal is the first.
    private static let seals = exchangeDigests("seals", at: 1, 2, count: 3)

    static let damages: [Damage] = [
        Damage("resources zeroed", "UPDATE piece_digest SET resources = zeroblob(length(resources))"),
        Damage("resources cut", "UPDATE piece_digest SET resources = substr(resources, 1, length(resources) - 1)"),
        Damage("resources a text", "UPDATE piece_digest SET resources = 'text'"),
        Damage("seals zeroed", "UPDATE piece_digest SET seals = zeroblob(length(seals))"),
        Damage("seals of rules gone", "UPDATE piece_digest SET seals = substr(seals, 1, 16)"),
        Damage("programs zeroed", "UPDATE program_digest SET verdict = zeroblob(16)"),
        Damage("programs short", "UPDATE program_digest SET verdict = x'00'"),
        Damage("programs of findings zeroed", "UPDATE program_digest SET evidence = zeroblob(16)"),
        Damage("programs gone", "DELETE FROM program_digest"),
        Damage("one program gone", "DELETE FROM program_digest WHERE rule = 1"),
        Damage("pieces gone", "DELETE FROM piece_digest"),
        Damage("pieces of the scan gone", "DELETE FROM piece_digest; DELETE FROM scan_piece"),
        Damage("states another's", "UPDATE scan_piece SET states = x'02'"),
        Damage("states no numbers", "UPDATE scan_piece SET states = x'ff'"),
        Damage("a verdict turned", "UPDATE finding SET verdict = 0 WHERE rule = 0"),
        Damage("a verdict that is none", "UPDATE finding SET verdict = 7 WHERE rule = 0"),
        Damage("a finding that shows another's", "UPDATE finding SET evidence = 1 WHERE rule = 0"),
        Damage("findings gone", "DELETE FROM finding WHERE rule = 1"),
        Damage("passes gone", "DELETE FROM pass WHERE rule = 0"),
        Damage("passes no numbers", "UPDATE pass SET rows = x'ff' WHERE rule = 0"),
        Damage("contents short", "UPDATE resource_state SET digest = x'00'"),
        Damage(
            "findings gone of a rule that is run anyhow", "DELETE FROM finding WHERE rule = 2", isTold: false,
            reusesSome: true),

        Damage("two programs exchanged", programs),
        Damage(
            "one program over another",
            """
            UPDATE program_digest SET (verdict, evidence) =
                (SELECT verdict, evidence FROM program_digest AS p WHERE p.rule = 1) WHERE rule = 0
            """),
        Damage(
            "one program again",
            "INSERT INTO program_digest SELECT scan, 40, verdict, evidence FROM program_digest LIMIT 1"),
        Damage("results of two rules exchanged", results),
        Damage("seals of two rules exchanged", seals),
        Damage("results and seals of two rules exchanged", results + seals),
        Damage("programs and seals of two rules exchanged", programs + seals),
        Damage(
            "results and seal of one rule for another",
            """
            DELETE FROM pass WHERE rule = 0; INSERT INTO pass SELECT scan, 0, piece, rows FROM pass WHERE rule = 1;
            DELETE FROM finding WHERE rule = 0;
            INSERT INTO finding SELECT scan, 0, state, verdict, evidence, mask FROM finding WHERE rule = 1;
            """ + list("seals", [0, 2, 2])),
        Damage("passes of two rules exchanged", exchange("rule", of: "pass", 0, 1)),
        Damage("a finding moved to another resource", "UPDATE finding SET state = 2 WHERE rule = 0 AND state = 1"),
        Damage("two findings exchanged", exchange("state", of: "finding", 1, 3, "rule = 0")),

        Damage("digests of two resources exchanged", exchangeDigests("resources", at: 0, 2, count: 4)),
        Damage("digest of one resource for another", list("resources", [0, 1, 0, 1])),
        Damage("two states exchanged", "UPDATE scan_piece SET states = x'040104' || substr(states, 4)"),
        Damage("a state for another", "UPDATE scan_piece SET states = x'0200' || substr(states, 3)"),
        Damage("states of two resources exchanged", exchange("resource", of: "resource_state", 1, 2)),
        Damage("ids of states exchanged", exchange("id", of: "resource_state", 1, 2)),
        Damage(
            "contents of states exchanged",
            "UPDATE resource_state SET digest = (SELECT digest FROM resource_state AS o WHERE o.id = 2) WHERE id = 1"),
        Damage(
            "names of two resources exchanged",
            "UPDATE resource SET resource_id = 'x' WHERE id = 1; UPDATE resource SET resource_id = 'z0' WHERE id = 2"),
        Damage("a kind renamed", "UPDATE word SET text = 'z.other' WHERE text = 'z.zone'"),
        Damage("an account renamed", "UPDATE word SET text = 'b' WHERE text = 'a'"),
        Damage("a file renamed", "UPDATE word SET text = 'other' WHERE text = 'zones.ndjson'"),
        Damage("a state with a name", "UPDATE resource_state SET name = 'name' WHERE id = 1"),
        Damage("a state gone", "DELETE FROM resource_state WHERE id = 1"),
        Damage("another number of resources", "UPDATE scan SET recorded = recorded + 1", reusesSome: true),
        Damage("another scan's id", "UPDATE scan SET id = 'another'"),
        Damage(
            "another piece",
            "UPDATE piece_digest SET piece = 1; UPDATE scan_piece SET piece = 1; UPDATE pass SET piece = 1"),
    ]

    @Test(arguments: damages)
    func whatIsDamagedIsWorkedOutAgain(_ damage: Damage) throws {
        let scratch = try ScratchStore()
        let store = try scratch.open()
        let world = RescanTests.world
        try world.record(day: 0, in: store)
        try store.database.write { try $0.execute(sql: damage.statements) }
        let changes = try store.database.read { try Int.fetchOne($0, sql: "SELECT total_changes()") ?? 0 }
        try #require(changes > 0)
        try expectTold(damage.isTold, world, day: 1, in: store, reusesSome: damage.reusesSome)
    }

    /// Rows of a scan before the last in the place of the last one's.
    @Test(
        arguments: [
            ["piece_digest"], ["program_digest"], ["pass", "finding"], ["scan_piece"], ["piece_digest", "scan_piece"],
            ["piece_digest", "pass", "finding"], ["piece_digest", "program_digest"],
            ["piece_digest", "program_digest", "scan_piece", "pass", "finding"],
        ])
    func whatAnEarlierScanWroteIsNotTheLastOnes(_ tables: [String]) throws {
        let scratch = try ScratchStore()
        let store = try scratch.open()
        var world = RescanTests.world
        try world.record(day: 0, in: store)
        try store.database.write { database in
            for table in tables { try database.execute(sql: "CREATE TABLE kept_\(table) AS SELECT * FROM \(table)") }
        }
        // Each table says something else of the second scan.
        world.lines[1].tls = "1.0"
        world.lines[4].size = "9"
        world.allowed = ["1.0"]
        try world.record(day: 1, in: store)
        try store.database.write { database in
            for table in tables {
                try database.execute(
                    sql: """
                        UPDATE kept_\(table) SET scan = 2; DELETE FROM \(table) WHERE scan = 2;
                        INSERT INTO \(table) SELECT * FROM kept_\(table); DROP TABLE kept_\(table)
                        """)
            }
        }
        try expectTold(true, world, day: 2, in: store)
        // What the scan itself left is whole.
        let next = try world.record(day: 3, in: store)
        #expect(next.reusable?.damaged == 0 && next.evaluationsReused > next.evaluationCount / 2)
    }

    @Test func anotherKeyIsAnothersStore() throws {
        let scratch = try ScratchStore()
        let world = RescanTests.world
        try world.record(day: 0, in: try scratch.open())
        try scratch.open().database.write { try $0.execute(sql: "UPDATE secret SET value = zeroblob(16)") }
        try expectTold(true, world, day: 1, in: try scratch.open())
    }

    /// Two pieces, of which one is damaged: what the other says is taken.
    @Test func whatIsWholeIsTaken() throws {
        let scratch = try ScratchStore()
        let store = try scratch.open()
        var world = RescanWorld()
        world.lines = (0..<4_100).map { RescanWorld.Zone(id: "z\($0)") }
        world.listed = [RescanWorld.Zone(id: "l0")]
        try world.record(day: 0, in: store)
        try store.database.write { try $0.execute(sql: "DELETE FROM pass WHERE piece = 1 AND rule = 0") }
        let scan = try world.record(day: 1, in: store)
        // Behind the account's own and 4,095 zones: five zones, one of the list and the two owners.
        #expect(scan.reusable?.damaged == 8)
        #expect(scan.evaluationsReused > scan.evaluationCount / 3)
    }

    // MARK: What is no damage

    /// A store as the version before this one wrote it.
    @Test func whatAnEarlierVersionWroteIsNoDamage() throws {
        let scratch = try ScratchStore()
        let world = RescanTests.world
        try world.record(day: 0, in: try scratch.open())
        try scratch.open().database.write { database in
            try database.execute(
                sql: """
                    CREATE TABLE earlier (
                        scan INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE, piece INTEGER NOT NULL,
                        resources BLOB NOT NULL, seals BLOB NOT NULL, PRIMARY KEY (scan, piece)
                    ) WITHOUT ROWID;
                    INSERT INTO earlier SELECT scan, piece, resources, seals FROM piece_digest;
                    DROP TABLE piece_digest; ALTER TABLE earlier RENAME TO piece_digest;
                    DELETE FROM grdb_migrations WHERE identifier = '\(SealMigration.name)'
                    """)
        }
        let store = try scratch.open()
        try expectTold(false, world, day: 1, in: store, reusesSome: false)
        #expect(try world.record(day: 2, in: store).evaluationsReused > 0)
    }

    @Test func whatAnotherVersionSealedIsNoDamage() throws {
        let scratch = try ScratchStore()
        let store = try scratch.open()
        let world = RescanTests.world
        try world.record(day: 0, in: store)
        try store.database.write { try $0.execute(sql: "UPDATE piece_digest SET version = version + 1") }
        try expectTold(false, world, day: 1, in: store, reusesSome: false)
        #expect(try world.record(day: 2, in: store).evaluationsReused > 0)
    }

    /// A scan that ended in the middle and is gone on with: what it leaves is whole, unless its attachment was moved in its file
    /// meanwhile, so that what its pieces show is not of one place.
    @Test(arguments: [false, true])
    func whatIsGoneOnWithIsNoDamage(_ isMoved: Bool) throws {
        let scratch = try ScratchStore()
        let store = try scratch.open()
        var world = RescanWorld()
        world.lines = (0..<4_100).map { RescanWorld.Zone(id: "z\($0)", tls: $0 % 1_000 == 0 ? "1.0" : "1.2") }
        let begun = try scan(world, in: store)
        let entry = try store.enter(
            begun.plan, asOf: RescanWorld.start, id: "begun", startedAt: RescanWorld.start, process: 1)
        try ScanRecorder(begun, as: entry, in: store, evidence: EvidenceJSON.evidence)
            .record(finishedAt: { RescanWorld.start }, pieces: 1)
        if isMoved { world.attachmentMargin = 1 }
        let record = try #require(try store.scans().first)
        let recorder = try ScanRecorder(
            resuming: record, with: scan(world, in: store), process: 2, in: store, evidence: EvidenceJSON.evidence)
        try #require(recorder).record(finishedAt: { RescanWorld.start })
        #expect(try store.scans().map(\.state) == [.completed])
        try expectTold(false, world, day: 1, in: store, reusesSome: !isMoved)
    }

    /// Nothing is taken from earlier scans.
    private func scan(_ world: RescanWorld, in store: ScanStore) throws -> Scan {
        let keys = KeyTable()
        let plan = try world.plan(keys)
        let reading = world.reading(for: [plan], keys)
        let batch = ScanRunner.run([PlannedScan(plan)], on: reading, asOf: RescanWorld.start) { plan, scope in
            ScanBasis(
                digests: ScanDigests(of: plan, in: scope, of: reading, key: store.key, engine: world.engine),
                reusable: nil)
        }
        return try #require(batch.scans.first)
    }

    /// Scans another day, and again in a new store with nothing to take from.
    private func expectTold(
        _ isTold: Bool, _ world: RescanWorld, day: Int, in store: ScanStore, reusesSome: Bool? = nil
    ) throws {
        let tests = RescanTests()
        let scan = try world.record(day: day, in: store)
        #expect((scan.reusable?.damaged ?? 0 > 0) == isTold)
        #expect((scan.evaluationsReused > 0) == (reusesSome ?? !isTold))
        let other = try ScratchStore().open()
        let expected = try world.record(day: day, in: other, isFresh: true)
        #expect(try tests.results(of: scan, in: store).sorted() == tests.results(of: expected, in: other).sorted())
    }
}
