package import Compliance
import GRDB
import ResourceDocuments

extension ScanStore {
    /// Every attestation that was ever made, the oldest first.
    package func attestations() throws(StoreProblem) -> [Attestation] {
        try read { try Row.fetchAll($0, sql: "SELECT * FROM attestation ORDER BY number").compactMap(Self.attestation) }
    }

    package func add(_ attestation: Attestation) throws(StoreProblem) {
        try write { database in
            try database.execute(
                sql: """
                    INSERT INTO attestation (id, control, attachment, outcome, statement, author, evidence,
                        evidence_digest, created_at, expires_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: .stored([
                    attestation.id, attestation.control, attestation.attachment, attestation.outcome.rawValue,
                    attestation.statement, attestation.author, attestation.evidence?.path, attestation.evidence?.digest,
                    attestation.validity.createdAt.description, attestation.validity.expiresAt?.description,
                ]))
        }
    }

    /// Takes an attestation back. It stays in the store, with who did it and why.
    package func remove(_ attestation: Attestation, _ removal: Validity.Removal) throws(StoreProblem) {
        try remove(attestation.id, from: "attestation", removal)
    }

    /// One that was taken back before is left as it is.
    ///
    /// - Parameter table: one that has the columns of a removal.
    func remove(_ id: String, from table: String, _ removal: Validity.Removal) throws(StoreProblem) {
        try write { database in
            try database.execute(
                sql: """
                    UPDATE \(table) SET removed_at = ?, removed_by = ?, removal_reason = ?
                    WHERE id = ? AND removed_at IS NULL
                    """,
                arguments: .stored([removal.at.description, removal.author, removal.reason, id]))
        }
    }

    private static func attestation(_ row: Row) -> Attestation? {
        guard let outcome = Attestation.Outcome(rawValue: row["outcome"]), let validity = validity(row) else {
            return nil
        }
        let path: String? = row["evidence"]
        return Attestation(
            id: row["id"], control: row["control"], attachment: row["attachment"], outcome: outcome,
            statement: row["statement"], author: row["author"],
            evidence: path.map { Attestation.EvidenceFile(path: $0, digest: row["evidence_digest"] ?? "") },
            validity: validity)
    }
}
