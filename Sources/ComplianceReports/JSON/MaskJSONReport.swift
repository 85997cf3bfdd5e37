package import Compliance
package import ResourceDocuments

/// Masks as JSON: `{masks}`.
package enum MaskJSONReport {
    package static func render(_ masks: [Mask], at now: Instant) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("masks", array: masks) { writer, mask in
                writer.object { $0.members(of: mask, at: now) }
            }
        }
        return writer.text + "\n"
    }
}

/// An audit of masks as JSON: `{masks}`, each with its `concerns` and what lay beneath it.
package enum MaskAuditJSONReport {
    package static func render(_ audit: MaskAudit, at now: Instant) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("masks", array: audit.entries) { writer, entry in
                writer.object { writer in
                    writer.members(of: entry.mask, at: now)
                    writer.member("concerns", entry.concerns.map(\.rawValue))
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
        return writer.text + "\n"
    }
}

extension JSONWriter {
    fileprivate mutating func members(of mask: Mask, at now: Instant) {
        member("id", mask.id)
        member("level", mask.target.level)
        member("target", mask.target.description)
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
