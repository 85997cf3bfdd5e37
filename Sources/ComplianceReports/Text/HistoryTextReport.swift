package import Compliance
import ResourceDocuments
package import SourceText

/// Scans of the past, for a terminal: one line each, the newest first.
package enum HistoryTextReport {
    package static func render(
        _ scans: [ScanRecord], options: DiagnosticRenderer.Options = DiagnosticRenderer.Options()
    ) -> String {
        ReportText.list(scans, orElse: "no scan was recorded", options: options, row)
    }

    private static func row(_ scan: ScanRecord) -> [(text: String, style: StyledLine.Style)] {
        let controls = scan.controlSummary
        return [
            (String(scan.id.prefix(8)), .strong), (scan.startedAt.description, .plain), (scan.attachment, .plain),
            (scan.profileVersion.map { "\(scan.profile) \($0)" } ?? scan.profile, .plain),
            (scan.gaps.scoreText(scan.score) ?? "no score", controls.status.style),
            (
                "\(scan.evaluations.failed) failed, \(scan.evaluations.unknown) unknown, \(scan.evaluations.passed) passed",
                .plain
            ),
            (
                "\(controls.compliant) of \(controls.total) controls compliant"
                    + (scan.evaluations.masked > 0 ? "; \(count(scan.evaluations.masked, "evaluation")) masked" : "")
                    + note(scan.state), .secondary
            ),
        ]
    }

    private static func note(_ state: ScanRecord.State) -> String {
        switch state {
        case .completed: ""
        case .running: "; not written to its end"
        case .failed: "; failed: something could not be read"
        }
    }
}
