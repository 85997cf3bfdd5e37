package import ResourceDocuments

/// Attestations that somebody should look at.
package struct AttestationAudit: Sendable {
    package enum Concern: String, Hashable, CaseIterable, Sendable {
        case expired
        /// In force, and not for long.
        case expiring
        /// Its evidence is not where it was.
        case evidenceMissing = "evidence_missing"
        /// Its evidence is there, and is another file than the one that was attested.
        case evidenceChanged = "evidence_changed"
        /// No recorded scan had a control, or an attachment, of that name.
        case unknownControl = "unknown_control"
        case unknownAttachment = "unknown_attachment"
    }

    package struct Entry: Sendable {
        package let attestation: Attestation
        package let concerns: [Concern]
    }

    /// In the order of the attestations; those with no concern too, those that were taken back not.
    package let entries: [Entry]

    /// - Parameters:
    ///   - within: one that ends within so long is expiring.
    ///   - known: what recorded scans had; where there is none nothing is said of it.
    ///   - digest: of the bytes of the file at a path; nil where there is none.
    package init(
        _ attestations: [Attestation], at now: Instant, within: TimeSpan, among known: KnownNames,
        digest: (String) -> String?
    ) {
        entries = attestations.compactMap { attestation in
            var concerns: [Concern] = []
            switch attestation.validity.state(at: now) {
            case .removed: return nil
            case .expired: concerns.append(.expired)
            case .active, .pending: if attestation.validity.ends(within: within, of: now) { concerns.append(.expiring) }
            }
            if let evidence = attestation.evidence {
                let found = digest(evidence.path)
                if found == nil {
                    concerns.append(.evidenceMissing)
                } else if found != evidence.digest {
                    concerns.append(.evidenceChanged)
                }
            }
            if !known.isEmpty {
                if !known.controls.contains(attestation.control) { concerns.append(.unknownControl) }
                if let attachment = attestation.attachment, !known.attachments.contains(attachment) {
                    concerns.append(.unknownAttachment)
                }
            }
            return Entry(attestation: attestation, concerns: concerns)
        }
    }

    package var asksForAction: Bool { entries.contains { !$0.concerns.isEmpty } }
}
