import Compliance
import GRDB
import ResourceDocuments

/// Enters what findings show, each text once: scans of the same thing share it. Equal substance at other places is another text.
///
/// What is in the store is referred to where it is what it was. A text whose block is damaged or gone is written again in its old place, so that
/// every scan that shows it has it back.
struct EvidenceWriter {
    private let key: DigestKey
    private let database: Database
    private let find: DirectStatement
    private let stored: EvidenceLines
    private var packing: EvidencePacking
    /// The blocks that were there before and were looked at: a bit for each line that is what it was.
    private var whole: [Int64: UInt64] = [:]
    /// By block and line: what is written again.
    private var mended: [Int64: [Int: String]] = [:]

    init(_ key: DigestKey, in database: Database) throws {
        self.key = key
        self.database = database
        find = try DirectStatement("SELECT id FROM evidence WHERE digest = ?", in: database)
        stored = try EvidenceLines(key, in: database)
        packing = try EvidencePacking(key, in: database)
    }

    /// The number of the evidence, entered where it is new.
    mutating func number(of evidence: Evidence) throws -> Int64 {
        let digest = key.digest(of: evidence.content)
        find.bind(digest, at: 1)
        guard let known = try find.number() else {
            return try packing.enter(evidence.content, digest: digest, substance: key.digest(of: evidence.substance))
        }
        if try !holds(known) {
            mended[EvidenceBlock.block(of: known), default: [:]][EvidenceBlock.line(of: known)] = evidence.content
        }
        return known
    }

    /// Whether the store has what was entered under a number, as it was entered.
    mutating func holds(_ evidence: Int64) throws -> Bool {
        let block = EvidenceBlock.block(of: evidence)
        // What is being entered is not in the store yet.
        if block >= packing.firstBlock { return true }
        let lines = try whole[block] ?? bits(ofBlock: block)
        whole[block] = lines
        return lines & 1 << EvidenceBlock.line(of: evidence) != 0
    }

    private func bits(ofBlock block: Int64) throws -> UInt64 {
        if try stored.isSealed(block: block) { return .max }
        return try stored.read(block: block).enumerated().reduce(0) { $1.element == nil ? $0 : $0 | 1 << $1.offset }
    }

    /// The last step.
    mutating func finish() throws {
        try packing.finish()
        for (block, mended) in mended.sorted(by: { $0.key < $1.key }) {
            var lines = try stored.read(block: block)
            let count = max(lines.lastIndex { $0 != nil } ?? 0, mended.keys.max() ?? 0) + 1
            lines = (0..<count).map { mended[$0] ?? (lines.indices.contains($0) ? lines[$0] : nil) }
            // Of a line that nobody wrote again the digest says that this is not it.
            try packing.write(
                Array(lines.map { $0 ?? "" }.joined(separator: "\n").utf8), toBlock: block,
                isWhole: !lines.contains(nil))
        }
        mended = [:]
    }
}
