import Foundation
import GRDB
import ResourceDocuments

/// Puts evidence into blocks, in the order in which it is entered.
struct EvidencePacking {
    private let database: Database
    /// What blocks are sealed with; nil where their table has no seals yet.
    private let key: DigestKey?
    private let insert: DirectStatement
    /// The one that is filled first: what stands in it and behind it is being entered.
    let firstBlock: Int64
    /// The block that is being filled, and its text.
    private var block: Int64
    private var text: [UInt8] = []
    private var lines: Int64 = 0

    init(_ key: DigestKey?, in database: Database) throws {
        self.key = key
        self.database = database
        insert = try DirectStatement("INSERT INTO evidence (id, digest, substance) VALUES (?, ?, ?)", in: database)
        // Evidence may be left of a block that is gone: its place is its own.
        let last = try Int64.fetchOne(database, sql: "SELECT max(id) FROM evidence_block") ?? 0
        let entered = try Int64.fetchOne(database, sql: "SELECT max(id) FROM evidence") ?? 0
        block = max(last, EvidenceBlock.block(of: entered)) + 1
        firstBlock = block
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
        try write(text, toBlock: block)
        block += 1
        lines = 0
        text.removeAll(keepingCapacity: true)
    }

    /// - Parameters:
    ///   - text: of the whole block, which need not be new.
    ///   - isWhole: whether all of it is what was entered.
    func write(_ text: [UInt8], toBlock block: Int64, isWhole: Bool = true) throws {
        guard let content = EvidenceBlock.pack(text) else {
            throw DatabaseError(resultCode: .SQLITE_NOMEM, message: "evidence cannot be packed")
        }
        guard let key else {
            return try database.execute(
                sql: "INSERT INTO evidence_block (id, size, content) VALUES (?, ?, ?)",
                arguments: [block, text.count, content])
        }
        let seal = isWhole ? Data(EvidenceBlock.seal(key, block, size: text.count, content).bytes) : nil
        try database.execute(
            sql: "INSERT OR REPLACE INTO evidence_block (id, size, content, seal) VALUES (?, ?, ?, ?)",
            arguments: [block, text.count, content, seal])
    }
}
