package import Compliance
import GRDB
package import ResourceDocuments

/// What is written in the step that completes a scan, so that the end of a scan, its schedule and what is told of it are one.
package struct ScanEnding {
    /// How the scan ends: of a failed one no schedule moves, and its kinds are none that a later one is compared with.
    package var state: ScanRecord.State
    /// The instant that the scan is for, and the one after it; nil of a scan that no schedule asked for.
    package var scheduled: (at: Instant, next: Instant?)?
    /// What is told of the scan.
    package var events: (ScanEnd) -> [OutgoingEvent]

    package init(
        state: ScanRecord.State = .completed, scheduled: (at: Instant, next: Instant?)? = nil,
        events: @escaping (ScanEnd) -> [OutgoingEvent] = { _ in [] }
    ) {
        self.state = state
        self.scheduled = scheduled
        self.events = events
    }

    func write(
        _ scan: Scan, number: Int64, id: String, startedAt: Instant, finishedAt: Instant, to database: Database
    ) throws {
        if state == .failed {
            if try Self.isFailureTold(of: scan.plan.attachment.name, in: database) { return }
            let end = ScanEnd(scan: id, startedAt: startedAt, finishedAt: finishedAt, newKinds: [])
            for event in events(end) { try Outbox.enter(event, at: finishedAt, into: database) }
            return
        }
        let newKinds = try Self.newKinds(of: scan, number: number, in: database)
        for kind in scan.kinds {
            try database.execute(
                sql: "INSERT INTO scan_kind (scan, kind, resources) VALUES (?, ?, ?)",
                arguments: .stored([number, kind.kind, kind.resources]))
        }
        if let scheduled {
            try database.execute(
                sql: "INSERT OR REPLACE INTO schedule VALUES (?, ?, ?, ?)",
                arguments: .stored([
                    scan.plan.attachment.name, scheduled.at.description, scheduled.next?.description, id,
                ]))
        }
        let end = ScanEnd(scan: id, startedAt: startedAt, finishedAt: finishedAt, newKinds: newKinds)
        for event in events(end) { try Outbox.enter(event, at: finishedAt, into: database) }
    }

    /// Since the attachment's last complete scan: whoever runs it every few minutes would be told the same each time.
    private static func isFailureTold(of attachment: String, in database: Database) throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: """
                SELECT EXISTS (
                    SELECT 1 FROM outbox WHERE attachment = ?1 AND subtype = ?2 AND created_at > coalesce(
                        (SELECT max(finished_at) FROM scan WHERE attachment = ?1 AND state = 'completed'), ''))
                """,
            arguments: .stored([attachment, ScanEvent.Subtype.failed.rawValue])) ?? false
    }

    /// Kinds that no earlier complete scan of the attachment had in scope; none where there is no earlier one.
    private static func newKinds(of scan: Scan, number: Int64, in database: Database) throws -> [KindCount] {
        let earlier = "SELECT number FROM scan WHERE attachment = ? AND state = 'completed' AND number != ?"
        let arguments = StatementArguments.stored([scan.plan.attachment.name, number])
        guard try Int64.fetchOne(database, sql: "\(earlier) LIMIT 1", arguments: arguments) != nil else { return [] }
        let known = try Set(
            StoredText.all(
                in: database, sql: "SELECT DISTINCT kind FROM scan_kind WHERE scan IN (\(earlier))",
                arguments: arguments))
        return scan.kinds.filter { !known.contains($0.kind) }
    }
}
