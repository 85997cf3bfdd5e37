package import Compliance
package import ResourceDocuments

/// Attestations as JSON: `{attestations}`.
package enum AttestationJSONReport {
    package static func render(_ attestations: [Attestation], at now: Instant) -> String {
        JSONWriter.report("attestations", of: attestations) { $0.members(of: $1, at: now) }
    }
}

/// An audit of attestations as JSON: `{attestations}`, each with its `concerns`.
package enum AttestationAuditJSONReport {
    package static func render(_ audit: AttestationAudit, at now: Instant) -> String {
        JSONWriter.report("attestations", of: audit.entries) { writer, entry in
            writer.members(of: entry.attestation, at: now)
            writer.member("concerns", entry.concerns.map(\.rawValue))
        }
    }
}

extension JSONWriter {
    mutating func members(of attestation: Attestation, at now: Instant) {
        member("id", attestation.id)
        member("control", attestation.control)
        member("attachment", attestation.attachment)
        member("outcome", attestation.outcome.rawValue)
        member("statement", attestation.statement)
        member("author", attestation.author)
        member("evidence", attestation.evidence?.path)
        member("evidence_sha256", attestation.evidence?.digest)
        members(of: attestation.validity, at: now)
    }
}
