import ResourceDocuments

/// What a person says of a control that no rule answers, or of the part of it that none does.
package struct Attestation: Entered, Hashable {
    package enum Outcome: String, CaseIterable, Sendable {
        case compliant
        case notCompliant = "not_compliant"
        case notApplicable = "not_applicable"

        package var status: ComplianceStatus {
            switch self {
            case .compliant: .compliant
            case .notCompliant: .notCompliant
            case .notApplicable: .notApplicable
            }
        }
    }

    /// The file that shows it, as it was when the statement was made.
    package struct EvidenceFile: Hashable, Sendable {
        package let path: String
        /// SHA-256 of its bytes, in hexadecimal.
        package let digest: String

        package init(path: String, digest: String) {
            self.path = path
            self.digest = digest
        }
    }

    package let id: String
    /// By id or name.
    package let control: String
    /// Only in scans of this attachment; nil: in all.
    package let attachment: String?
    package let outcome: Outcome
    package let statement: String
    package let author: String
    package let evidence: EvidenceFile?
    package let validity: Validity

    package init(
        id: String, control: String, attachment: String? = nil, outcome: Outcome, statement: String, author: String,
        evidence: EvidenceFile? = nil, validity: Validity
    ) {
        self.id = id
        self.control = control
        self.attachment = attachment
        self.outcome = outcome
        self.statement = statement
        self.author = author
        self.evidence = evidence
        self.validity = validity
    }
}

extension Attestation {
    /// The one that speaks for a control in an attachment's scan: of those in force the last that was made, and of two of the same
    /// instant the later in the list.
    static func speaking(
        for control: Control, in attachment: String, among attestations: [Attestation], at instant: Instant
    ) -> Attestation? {
        attestations.filter { attestation in
            control.isNamed(attestation.control) && (attestation.attachment ?? attachment) == attachment
                && attestation.validity.state(at: instant) == .active
        }.max { $0.validity.createdAt < $1.validity.createdAt || $0.validity.createdAt == $1.validity.createdAt }
    }
}
