import Foundation
import GRDB
import ResourceDocuments

/// What a block of evidence says, line by line, as it was entered. A block whose seal holds is what was written; of any other each line is held
/// against the digest that its evidence was entered with. Both are made under the store's secret. A line that is not what it was, or of which
/// nothing says what it was, is nil.
struct EvidenceLines {
    private let key: DigestKey
    private let blocks: Statement
    private let digests: Statement

    private struct Block {
        let size: Int
        let packed: Data
        let isSealed: Bool

        var lines: [String] { EvidenceBlock.unpack(packed, size: size) }
    }

    init(_ key: DigestKey, in database: Database) throws {
        self.key = key
        blocks = try database.cachedStatement(sql: "SELECT size, content, seal FROM evidence_block WHERE id = ?")
        digests = try database.cachedStatement(sql: "SELECT id, digest FROM evidence WHERE id BETWEEN ? AND ?")
    }

    /// nil of one that is not there.
    private func block(_ number: Int64) throws -> Block? {
        guard let row = try Row.fetchOne(blocks, arguments: [number]), let size = Int.fromDatabaseValue(row[0]),
            let packed = Data.fromDatabaseValue(row[1])
        else { return nil }
        let seal = Data.fromDatabaseValue(row[2]).flatMap { ContentDigest(bytes: $0) }
        let isSealed = seal.map { EvidenceBlock.seal(key, number, size: size, packed) == $0 } ?? false
        return Block(size: size, packed: packed, isSealed: isSealed)
    }

    /// Whether a block is as it was written; false also of one that was written before blocks were sealed.
    func isSealed(block number: Int64) throws -> Bool { try block(number)?.isSealed ?? false }

    /// None of a block that is not there.
    func read(block number: Int64) throws -> [String?] {
        guard let block = try block(number) else { return [] }
        let written = block.lines
        if block.isSealed { return written }
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
