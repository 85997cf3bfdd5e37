import Foundation
import GRDB

/// Reads what findings show; of findings that follow on one another fast, because they were packed together.
package final class EvidenceReader {
    private let store: ScanStore
    private var block: Int64?
    private var lines: [String] = []

    package init(_ store: ScanStore) { self.store = store }

    /// nil where the number is no evidence's.
    package func content(of evidence: Int64) throws(StoreProblem) -> String? {
        let wanted = EvidenceBlock.block(of: evidence)
        if block != wanted {
            guard let read = try read(wanted) else { return nil }
            block = wanted
            lines = read
        }
        let line = EvidenceBlock.line(of: evidence)
        return lines.indices.contains(line) ? lines[line] : nil
    }

    private func read(_ block: Int64) throws(StoreProblem) -> [String]? {
        try store.read { database in
            let row = try Row.fetchOne(
                database.cachedStatement(sql: "SELECT size, content FROM evidence_block WHERE id = ?"),
                arguments: [block])
            guard let row else { return nil }
            guard let lines = EvidenceBlock.unpack(row["content"], size: row["size"]) else {
                throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the evidence of block \(block) is damaged")
            }
            return lines
        }
    }
}
