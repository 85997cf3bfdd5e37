import Compliance
import GRDB
import ResourceDocuments

/// Enters what findings show, each text once: scans of the same thing share it. Equal substance at other places is another text.
struct EvidenceWriter {
    private let key: DigestKey
    private let find: DirectStatement
    private var packing: EvidencePacking

    init(_ key: DigestKey, in database: Database) throws {
        self.key = key
        find = try DirectStatement("SELECT id FROM evidence WHERE digest = ?", in: database)
        packing = try EvidencePacking(in: database)
    }

    /// The number of the evidence, entered where it is new.
    mutating func number(of evidence: Evidence) throws -> Int64 {
        let digest = key.digest(of: evidence.content)
        find.bind(digest, at: 1)
        if let known = try find.number() { return known }
        return try packing.enter(evidence.content, digest: digest, substance: key.digest(of: evidence.substance))
    }

    /// The last step.
    mutating func finish() throws { try packing.finish() }
}
