import Compliance
import Foundation
import GRDB
import ResourceDocuments

/// Enters what findings show, each text once: scans of the same thing share it. Equal substance at other places is another text.
struct EvidenceWriter {
    private let key: DigestKey
    private let find: Statement
    private var packing: EvidencePacking

    init(_ key: DigestKey, in database: Database) throws {
        self.key = key
        find = try database.cachedStatement(sql: "SELECT id FROM evidence WHERE digest = ?")
        packing = try EvidencePacking(in: database)
    }

    /// The number of the evidence, entered where it is new.
    mutating func number(of evidence: Evidence) throws -> Int64 {
        let digest = Data(key.digest(of: evidence.content).bytes)
        if let known = try Int64.fetchOne(find, arguments: [digest]) { return known }
        return try packing.enter(
            evidence.content, digest: digest, substance: Data(key.digest(of: evidence.substance).bytes))
    }

    /// The last step.
    mutating func finish() throws { try packing.finish() }
}
