import Foundation
import GRDB
import ResourceDocuments

/// Puts evidence into blocks, in the order in which it is entered.
struct EvidencePacking {
    private let database: Database
    private let insert: DirectStatement
    /// The block that is being filled, and its text.
    private var block: Int64
    private var text: [UInt8] = []
    private var lines: Int64 = 0

    init(in database: Database) throws {
        self.database = database
        insert = try DirectStatement("INSERT INTO evidence (id, digest, substance) VALUES (?, ?, ?)", in: database)
        block = try (Int64.fetchOne(database, sql: "SELECT max(id) FROM evidence_block") ?? 0) + 1
    }

    /// - Parameters:
    ///   - content: on one line.
    ///   - digest: of the content.
    ///   - substance: a digest too.
    /// - Returns: the evidence's number.
    mutating func enter(_ content: String, digest: ContentDigest, substance: ContentDigest) throws -> Int64 {
        if lines == EvidenceBlock.lineCount || text.count > EvidenceBlock.byteLimit { try endBlock() }
        let number = block * EvidenceBlock.lineCount + lines
        if lines > 0 { text.append(UInt8(ascii: "\n")) }
        var content = content
        content.withUTF8 { text += $0 }
        lines += 1
        insert.bind(number, at: 1)
        insert.bind(digest, at: 2)
        insert.bind(substance, at: 3)
        try insert.run()
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
