package import Compliance
import Foundation
import GRDB
package import ResourceDocuments

extension ScanStore {
    /// Forgets scans, and what no other scan needs: texts, states of resources, evidence. Masks and attestations stay.
    ///
    /// - Parameters:
    ///   - attachment: only scans of it; nil: of each.
    ///   - before: scans that began before; nil: whatever their age.
    ///   - keeping: so many of each attachment's last scans stay, however old. One that was interrupted takes the place of none that has
    ///     ended. One that another process writes stays too.
    /// - Returns: the scans that are gone, the newest first.
    /// - Complexity: O(what the store holds)
    package func forgetScans(
        of attachment: String? = nil, before: Instant?, keeping: Int
    ) throws(StoreProblem) -> [ScanRecord] {
        let locks = try locksOfInterrupted(attachment)
        defer { withExtendedLifetime(locks) {} }
        var newer: [String: Int] = [:]
        var ended: [String: Int] = [:]
        // Listed under the locks: until they were taken, a process may have ended its scan.
        let gone = try scans(of: attachment).filter { scan in
            let isInterrupted = scan.state == .running
            let place = (isInterrupted ? newer : ended)[scan.attachment] ?? 0
            newer[scan.attachment, default: 0] += 1
            if !isInterrupted { ended[scan.attachment, default: 0] += 1 }
            if isInterrupted, locks[scan.attachment] == nil { return false }
            return place >= keeping && (before.map { scan.startedAt < $0 } ?? true)
        }
        if gone.isEmpty { return [] }
        try write { database in
            for scan in gone { try database.execute(sql: "DELETE FROM scan WHERE id = ?", arguments: [scan.id]) }
            try database.execute(sql: "DELETE FROM text WHERE id NOT IN (SELECT text FROM scan_text)")
            try database.execute(
                sql: "DELETE FROM evidence WHERE id NOT IN (SELECT evidence FROM finding WHERE evidence IS NOT NULL)")
            // A block stays as long as one of its lines is needed.
            try database.execute(
                sql: "DELETE FROM evidence_block WHERE id NOT IN (SELECT id / \(EvidenceBlock.lineCount) FROM evidence)"
            )
            try database.execute(sql: "CREATE TEMP TABLE needed (state INTEGER PRIMARY KEY)")
            let insert = try database.makeStatement(sql: "INSERT OR IGNORE INTO needed (state) VALUES (?)")
            for piece in try Data.fetchAll(database, sql: "SELECT states FROM scan_piece") {
                for state in PackedNumbers.unpack([UInt8](piece)) ?? [] { try insert.execute(arguments: [state]) }
            }
            try database.execute(sql: "DELETE FROM resource_state WHERE id NOT IN (SELECT state FROM needed)")
            try database.execute(sql: "DELETE FROM resource WHERE id NOT IN (SELECT resource FROM resource_state)")
            try database.execute(sql: "DROP TABLE needed")
            try database.execute(
                sql: """
                    DELETE FROM word WHERE id NOT IN (
                        SELECT account FROM resource UNION SELECT kind FROM resource UNION SELECT file FROM resource_state
                        UNION SELECT region FROM resource_state WHERE region IS NOT NULL
                        UNION SELECT resource_group FROM resource_state WHERE resource_group IS NOT NULL)
                    """)
        }
        return gone
    }

    /// Those of attachments of which no process writes the scan that has not ended: it was interrupted, and none takes it up while they
    /// are held.
    private func locksOfInterrupted(_ attachment: String?) throws(StoreProblem) -> [String: StoreLock] {
        var locks: [String: StoreLock] = [:]
        for scan in try scans(of: attachment) where scan.state == .running && locks[scan.attachment] == nil {
            locks[scan.attachment] = try lock(.scanning(attachment: scan.attachment))
        }
        return locks
    }
}
