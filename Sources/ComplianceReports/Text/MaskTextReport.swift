package import Compliance
package import ResourceDocuments
package import SourceText

/// Masks for a terminal: what each lies on, until when, who says so and why.
package enum MaskTextReport {
    package static func render(
        _ masks: [Mask], at now: Instant, options: DiagnosticRenderer.Options = DiagnosticRenderer.Options()
    ) -> String {
        var report = ReportText(options: options)
        if masks.isEmpty { report.line("no masks") }
        for mask in masks { write(mask, state: mask.validity.state(at: now), to: &report) }
        return report.text
    }

    static func write(_ mask: Mask, state: Validity.State, notes: [String] = [], to report: inout ReportText) {
        let words = [mask.category.rawValue] + (state == .active ? [] : [state.rawValue]) + notes
        report.line((mask.id, .strong), ("  \(mask.target)", .plain), ("  \(words.joined(separator: ", "))", .warning))
        var rows = [["why", mask.justification]]
        if let ticket = mask.ticket { rows.append(["ticket", ticket]) }
        report.table(rows + mask.validity.rows(author: mask.author))
    }
}

/// Masks that somebody should look at, and how many need no look.
package enum MaskAuditTextReport {
    package static func render(
        _ audit: MaskAudit, options: DiagnosticRenderer.Options = DiagnosticRenderer.Options()
    ) -> String {
        var report = ReportText(options: options)
        let concerning = audit.entries.filter { !$0.concerns.isEmpty }
        for entry in concerning {
            let notes = entry.concerns.map { $0.phrase(entry.others) }
            MaskTextReport.write(entry.mask, state: .active, notes: notes, to: &report)
        }
        report.line(
            "\(count(audit.entries.count, "mask")), \(audit.entries.count - concerning.count) as they should be")
        return report.text
    }
}

extension MaskAudit.Concern {
    /// - Parameter others: the masks that it is also masked by.
    fileprivate func phrase(_ others: [String]) -> String {
        switch self {
        case .expired: "expired"
        case .expiring: "expires soon"
        case .matchesNothing: "matches nothing"
        case .matchesOnlyPasses: "everything beneath it passes"
        case .alsoMasked: "also masked by \(others.joined(separator: ", "))"
        case .notYetApplied: "no scan since it was entered"
        }
    }
}

extension Validity {
    /// Who entered it and when, until when it counts, and who took it back.
    func rows(author: String) -> [[String]] {
        var rows = [["by", "\(author), at \(createdAt)"], ["until", expiresAt?.description ?? "no end"]]
        if let removal { rows.append(["taken back", "by \(removal.author), at \(removal.at): \(removal.reason)"]) }
        return rows
    }
}
