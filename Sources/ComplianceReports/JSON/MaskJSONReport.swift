package import Compliance
package import ResourceDocuments

/// Masks as JSON: `{masks}`, which a file of masks may hold too.
package enum MaskJSONReport {
    package static func render(_ masks: [Mask], at now: Instant) -> String {
        JSONWriter.report("masks", of: masks) { $0.members(of: $1, at: now) }
    }
}

/// An audit of masks as JSON: `{masks}`, each with its `concerns` and what lay beneath it.
package enum MaskAuditJSONReport {
    package static func render(_ audit: MaskAudit, at now: Instant) -> String {
        JSONWriter.report("masks", of: audit.entries) { writer, entry in
            writer.members(of: entry.mask, at: now)
            writer.member("concerns", entry.concerns.map(\.rawValue))
            writer.member("masked_by", entry.others)
            writer.member("beneath") { writer in
                guard let use = entry.use else { return writer.null() }
                writer.object { writer in
                    writer.member("pass", use.passed)
                    writer.member("fail", use.failed)
                    writer.member("unknown", use.unknown)
                }
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func members(of mask: Mask, at now: Instant) {
        member("id", mask.id)
        member("level", mask.target.level)
        member("target", mask.target.description)
        let subject: [(JSONKey, String?)] = [
            ("rule", mask.target.rule), ("resource", mask.target.resource?.id), ("kind", mask.target.resource?.kind),
            ("account", mask.target.resource?.account), ("control", mask.target.control),
            ("scope_type", mask.target.area?.level.rawValue), ("scope_id", mask.target.area?.id),
            ("profile", mask.target.profile),
        ]
        for case (let name, let value?) in subject { member(name, value) }
        member("category", mask.category.rawValue)
        member("justification", mask.justification)
        member("author", mask.author)
        member("ticket", mask.ticket)
        members(of: mask.validity, at: now)
    }

    mutating func members(of validity: Validity, at now: Instant) {
        member("state", validity.state(at: now).rawValue)
        member("created_at", validity.createdAt.description)
        member("expires_at", validity.expiresAt?.description)
        member("removed_at", validity.removal?.at.description)
        member("removed_by", validity.removal?.author)
        member("removal_reason", validity.removal?.reason)
    }
}
