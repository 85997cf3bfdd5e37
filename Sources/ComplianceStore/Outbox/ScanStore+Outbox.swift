package import Compliance
import GRDB
package import ResourceDocuments

extension ScanStore {
    /// Events on their way, in the order in which they came about.
    ///
    /// - Parameter states: nil: all.
    package func outbox(states: Set<OutboxEntry.State>? = nil) throws(StoreProblem) -> [OutboxEntry] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM outbox ORDER BY number").compactMap(Outbox.entry)
        }.filter { states?.contains($0.state) ?? true }
    }

    /// Hands on what is due at a destination, in order: an event waits until those of its attachment before it are delivered or
    /// given up. The first that is not taken ends the pass, so that a receiver in trouble is asked once.
    ///
    /// An attempt is written down once it is over: a process that ends in between leaves the event to be sent again, under its own id.
    ///
    /// - Parameter send: makes one attempt; what it throws ends the pass and counts as none.
    package func deliver(
        to destination: String, policy: DeliveryPolicy = DeliveryPolicy(), now: () -> Instant,
        random: inout some RandomNumberGenerator, send: (OutboxEntry, Instant) throws -> DeliveryResult
    ) throws -> DeliveryReport {
        guard let lock = try lock(.sending(destination: destination)) else {
            return DeliveryReport(destination: destination, attempts: nil)
        }
        defer { withExtendedLifetime(lock) {} }
        var attempts: [DeliveryReport.Attempt] = []
        while true {
            let start = now()
            guard let entry = try read({ try Outbox.due(for: destination, at: start, in: $0) }) else { break }
            let result = try send(entry, start)
            let end = now()
            let refusals = if case .refused = result { entry.refusals + 1 } else { 0 }
            let step = policy.step(
                after: result, attempt: entry.attempts + 1, refusals: refusals, now: end, random: &random)
            try write { try Outbox.settle(entry, step, result, refusals: refusals, at: end, in: $0) }
            attempts.append(DeliveryReport.Attempt(entry: entry, result: result, step: step))
            if case .again = step { break }
        }
        return DeliveryReport(destination: destination, attempts: attempts)
    }

    /// Makes what was given up due again, in its old place.
    package func reviveGivenUp() throws(StoreProblem) {
        try write { database in
            try database.execute(
                sql: """
                    UPDATE outbox SET state = 'pending', attempts = 0, refusals = 0, next_attempt = NULL, finished_at = NULL
                    WHERE state = 'given_up'
                    """)
        }
    }

    /// Forgets what was delivered before.
    package func forgetDelivered(before instant: Instant) throws(StoreProblem) {
        try write { database in
            let old = try Row.fetchAll(
                database, sql: "SELECT number, finished_at FROM outbox WHERE state = 'delivered'")
            for row in old {
                guard let end = (row["finished_at"] as String?).flatMap({ Instant($0) }), end < instant else {
                    continue
                }
                try database.execute(sql: "DELETE FROM outbox WHERE number = ?", arguments: [row["number"] as Int64])
            }
        }
    }
}
