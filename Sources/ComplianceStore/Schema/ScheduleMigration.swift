import Foundation
import GRDB
import ResourceReaders

/// The step that keeps when attachments were scanned by schedule, which kinds each scan met, and events on their way.
enum ScheduleMigration {
    static let name = "4 schedules and notifications"

    static func run(_ database: Database) throws {
        for statement in tables { try database.execute(sql: statement) }
        try countKinds(of: database)
    }

    private static let tables = [
        // The last scan that a schedule asked for: the instant it was for, and the one after it. Nothing of the attachment itself.
        """
        CREATE TABLE schedule (
            attachment TEXT PRIMARY KEY, scheduled_at TEXT NOT NULL, next_scan_time TEXT, last_scan TEXT NOT NULL
        ) WITHOUT ROWID
        """,

        // The kinds of the resources that a complete scan had in scope.
        """
        CREATE TABLE scan_kind (
            scan INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE, kind TEXT NOT NULL, resources INTEGER NOT NULL,
            PRIMARY KEY (scan, kind)
        ) WITHOUT ROWID
        """,

        // Events, once for each destination, in the order in which they came about. `next_attempt` is seconds since 1970,
        // null before the first.
        """
        CREATE TABLE outbox (
            number INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL, subtype TEXT NOT NULL,
            attachment TEXT NOT NULL, destination TEXT NOT NULL, body TEXT NOT NULL, created_at TEXT NOT NULL,
            state TEXT NOT NULL, attempts INTEGER NOT NULL, refusals INTEGER NOT NULL, next_attempt INTEGER,
            last_error TEXT, finished_at TEXT, UNIQUE (event, destination)
        )
        """,
        "CREATE INDEX outbox_by_destination ON outbox (destination, state, attachment, number)",
    ]

    /// Of the scans that were there before their kinds were kept.
    private static func countKinds(of database: Database) throws {
        let scans = try Int64.fetchAll(database, sql: "SELECT number FROM scan WHERE state = 'completed'")
        let find = try database.makeStatement(
            sql: "SELECT r.kind FROM resource_state s JOIN resource r ON r.id = s.resource WHERE s.id = ?")
        for scan in scans {
            var counts: [String: Int] = [:]
            let pieces = try Data.fetchAll(
                database, sql: "SELECT states FROM scan_piece WHERE scan = ?", arguments: [scan])
            for state in pieces.flatMap({ PackedNumbers.unpack([UInt8]($0)) ?? [] }) {
                guard let kind = try String.fetchOne(find, arguments: [state]), kind != AccountResources.kind else {
                    continue
                }
                counts[kind, default: 0] += 1
            }
            for (kind, count) in counts.sorted(by: { $0.key < $1.key }) {
                try database.execute(
                    sql: "INSERT INTO scan_kind (scan, kind, resources) VALUES (?, ?, ?)",
                    arguments: [scan, kind, count])
            }
        }
    }
}
