import Compliance
import Foundation
import GRDB
import ResourceDocuments

/// The rows of events on their way.
enum Outbox {
    /// Once for each of its destinations; an event that is there already stays as it is.
    static func enter(_ event: OutgoingEvent, at instant: Instant, into database: Database) throws {
        for destination in event.destinations {
            try database.execute(
                sql: """
                    INSERT OR IGNORE INTO outbox (event, subtype, attachment, destination, body, created_at, state,
                        attempts, refusals)
                    VALUES (?, ?, ?, ?, ?, ?, 'pending', 0, 0)
                    """,
                arguments: .stored([
                    event.id, event.subtype, event.attachment, destination, event.body, instant.description,
                ]))
        }
    }

    /// The next that may be sent: of each attachment the first that is not done, and of those that are due the first.
    static func due(for destination: String, at now: Instant, in database: Database) throws -> OutboxEntry? {
        try Row.fetchOne(
            database,
            sql: """
                SELECT * FROM outbox WHERE coalesce(next_attempt, 0) <= ? AND number IN (
                    SELECT min(number) FROM outbox WHERE destination = ? AND state = 'pending' GROUP BY attachment)
                ORDER BY number LIMIT 1
                """,
            arguments: [now.seconds, destination]
        ).flatMap(entry)
    }

    static func settle(
        _ entry: OutboxEntry, _ step: DeliveryPolicy.Step, _ result: DeliveryResult, refusals: Int, at now: Instant,
        in database: Database
    ) throws {
        let state: OutboxEntry.State
        var next = entry.nextAttempt
        switch step {
        case .done: state = .delivered
        case .giveUp: state = .givenUp
        case .again(let at):
            state = .pending
            next = at
        }
        try database.execute(
            sql: """
                UPDATE outbox SET state = ?, attempts = ?, refusals = ?, next_attempt = ?, last_error = ?, finished_at = ?
                WHERE number = ?
                """,
            arguments: [
                state.rawValue, entry.attempts + 1, refusals, next?.seconds, result.reason,
                state == .pending ? nil : now.description, entry.number,
            ])
    }

    static func entry(_ row: Row) -> OutboxEntry? {
        guard let state = OutboxEntry.State(rawValue: row["state"]), let created = Instant(row["created_at"] as String)
        else { return nil }
        return OutboxEntry(
            number: row["number"], event: row["event"], subtype: row["subtype"], attachment: row["attachment"],
            destination: row["destination"], body: row["body"], createdAt: created, state: state,
            attempts: row["attempts"], refusals: row["refusals"],
            nextAttempt: (row["next_attempt"] as Int64?).map { Instant(seconds: $0) }, lastError: row["last_error"],
            finishedAt: (row["finished_at"] as String?).flatMap { Instant($0) })
    }
}
