import Foundation
import GRDB
import ResourceDocuments

/// What a block of evidence says, line by line: each line is held against the digest that its evidence was entered with, under the store's
/// secret. One that is not what it was, or of which nothing says what it was, is nil.
struct EvidenceLines {
    private let key: DigestKey
    private let block: Statement
    private let seal: Statement
    private let digests: Statement

    init(_ key: DigestKey, in database: Database) throws {
        self.key = key
        block = try database.cachedStatement(sql: "SELECT size, content FROM evidence_block WHERE id = ?")
        seal = try database.cachedStatement(sql: "SELECT size, content, seal FROM evidence_block WHERE id = ?")
        digests = try database.cachedStatement(sql: "SELECT id, digest FROM evidence WHERE id BETWEEN ? AND ?")
    }

    /// Whether a block is as it was written; false also of one that was written before blocks were sealed.
    func isSealed(block number: Int64) throws -> Bool {
        guard let row = try Row.fetchOne(seal, arguments: [number]), let size = Int.fromDatabaseValue(row[0]),
            let packed = Data.fromDatabaseValue(row[1]),
            let seal = Data.fromDatabaseValue(row[2]).flatMap({ ContentDigest(bytes: $0) })
        else { return false }
        return EvidenceBlock.seal(key, number, size: size, packed) == seal
    }

    /// As many as evidence was entered of; none of a block that is not there.
    func read(block number: Int64) throws -> [String?] {
        guard let row = try Row.fetchOne(block, arguments: [number]), let size = Int.fromDatabaseValue(row[0]),
            let packed = Data.fromDatabaseValue(row[1])
        else { return [] }
        let written = EvidenceBlock.unpack(packed, size: size)
        let first = number * EvidenceBlock.lineCount
        var lines = [String?](repeating: nil, count: Int(EvidenceBlock.lineCount))
        for row in try Row.fetchAll(digests, arguments: [first, first + EvidenceBlock.lineCount - 1]) {
            guard let evidence = Int64.fromDatabaseValue(row[0]),
                let digest = Data.fromDatabaseValue(row[1]).flatMap({ ContentDigest(bytes: $0) })
            else { continue }
            let line = EvidenceBlock.line(of: evidence)
            if written.indices.contains(line), key.digest(of: written[line]) == digest { lines[line] = written[line] }
        }
        return lines
    }
}
