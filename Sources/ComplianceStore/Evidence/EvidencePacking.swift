import Foundation
import GRDB

/// Puts evidence into blocks, in the order in which it is entered.
struct EvidencePacking {
    private let database: Database
    private let insert: Statement
    /// The block that is being filled, and its text.
    private var block: Int64
    private var text: [UInt8] = []
    private var lines: Int64 = 0

    init(in database: Database) throws {
        self.database = database
        insert = try database.cachedStatement(sql: "INSERT INTO evidence (id, digest, substance) VALUES (?, ?, ?)")
        block = try (Int64.fetchOne(database, sql: "SELECT max(id) FROM evidence_block") ?? 0) + 1
    }

    /// - Parameters:
    ///   - content: on one line.
    ///   - digest: of the content.
    ///   - substance: a digest too.
    /// - Returns: the evidence's number.
    mutating func enter(_ content: String, digest: Data, substance: Data) throws -> Int64 {
        if lines == EvidenceBlock.lineCount || text.count > EvidenceBlock.byteLimit { try endBlock() }
        let number = block * EvidenceBlock.lineCount + lines
        if lines > 0 { text.append(UInt8(ascii: "\n")) }
        text += content.utf8
        lines += 1
        try insert.execute(arguments: [number, digest, substance])
        return number
    }

    /// Writes the block that is not full yet: the last step.
    mutating func finish() throws {
        if lines > 0 { try endBlock() }
    }

    private mutating func endBlock() throws {
        guard let content = EvidenceBlock.pack(text) else {
            throw DatabaseError(resultCode: .SQLITE_NOMEM, message: "evidence cannot be packed")
        }
        try database.execute(
            sql: "INSERT INTO evidence_block (id, size, content) VALUES (?, ?, ?)",
            arguments: [block, text.count, content])
        block += 1
        lines = 0
        text.removeAll(keepingCapacity: true)
    }
}
