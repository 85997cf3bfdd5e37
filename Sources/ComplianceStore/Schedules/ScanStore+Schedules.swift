import GRDB
package import ResourceDocuments

extension ScanStore {
    /// The instant that the attachment's last scan by schedule was for; nil: there was none.
    package func lastScheduled(_ attachment: String) throws(StoreProblem) -> Instant? {
        try read { database in
            try String.fetchOne(
                database, sql: "SELECT scheduled_at FROM schedule WHERE attachment = ?",
                arguments: .stored([attachment])
            ).flatMap { Instant($0) }
        }
    }

    /// `next_scan_time`: what the attachment's last scan by schedule left.
    package func nextScanTime(_ attachment: String) throws(StoreProblem) -> Instant? {
        try read { database in
            try String.fetchOne(
                database, sql: "SELECT next_scan_time FROM schedule WHERE attachment = ?",
                arguments: .stored([attachment])
            ).flatMap { Instant($0) }
        }
    }
}
