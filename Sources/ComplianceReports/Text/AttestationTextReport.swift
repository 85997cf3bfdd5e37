package import Compliance
package import ResourceDocuments
package import SourceText

/// Attestations for a terminal: of which control, what, by whom and until when.
package enum AttestationTextReport {
    package static func render(
        _ attestations: [Attestation], at now: Instant,
        options: DiagnosticRenderer.Options = DiagnosticRenderer.Options()
    ) -> String {
        var report = ReportText(options: options)
        if attestations.isEmpty { report.line("no attestations") }
        for attestation in attestations { write(attestation, at: now, to: &report) }
        return report.text
    }

    static func write(_ attestation: Attestation, at now: Instant, notes: [String] = [], to report: inout ReportText) {
        let state = attestation.validity.state(at: now)
        let words = [attestation.outcome.rawValue] + (state == .active || !notes.isEmpty ? notes : [state.rawValue])
        report.line(
            (attestation.id, .strong), ("  control \(attestation.control)", .plain),
            ("  \(words.joined(separator: ", "))", attestation.outcome.status.style))
        var rows = [["statement", attestation.statement]]
        if let attachment = attestation.attachment { rows.append(["in scans of", attachment]) }
        if let evidence = attestation.evidence {
            rows.append(["evidence", "\(evidence.path), sha256 \(evidence.digest)"])
        }
        report.table(rows + attestation.validity.rows(author: attestation.author))
    }
}

/// Attestations that somebody should look at, and how many need no look.
package enum AttestationAuditTextReport {
    package static func render(
        _ audit: AttestationAudit, at now: Instant,
        options: DiagnosticRenderer.Options = DiagnosticRenderer.Options()
    ) -> String {
        var report = ReportText(options: options)
        let concerning = audit.entries.filter { !$0.concerns.isEmpty }
        for entry in concerning {
            AttestationTextReport.write(entry.attestation, at: now, notes: entry.concerns.map(\.phrase), to: &report)
        }
        report.line(
            "\(count(audit.entries.count, "attestation")), \(audit.entries.count - concerning.count) as they should be")
        return report.text
    }
}

extension AttestationAudit.Concern {
    fileprivate var phrase: String {
        switch self {
        case .expired: "expired"
        case .expiring: "expires soon"
        case .evidenceMissing: "its evidence is gone"
        case .evidenceChanged: "its evidence is another file now"
        case .unknownControl: "no recorded scan has its control"
        case .unknownAttachment: "no scan of its attachment was recorded"
        }
    }
}
