package import Compliance
import ResourceDocuments
package import SourceText

/// What `norma run` did: a line for each attachment.
package enum RunTextReport {
    package static func render(
        _ runs: [AttachmentRun], options: DiagnosticRenderer.Options = DiagnosticRenderer.Options()
    ) -> String {
        var report = ReportText(options: options)
        for run in runs {
            let (text, style) = words(of: run.outcome)
            report.line((run.attachment, .strong), (": ", .plain), (text, style))
        }
        return report.text
    }

    private static func words(of outcome: AttachmentRun.Outcome) -> (String, StyledLine.Style) {
        switch outcome {
        case .ran(let summary, let next):
            let controls = summary.controls
            let words =
                [
                    "ran as scan \(summary.scan.prefix(8)): \(summary.gaps.scoreText(summary.score) ?? "no score")",
                    "\(controls.notCompliant) of \(count(controls.total, "control")) not_compliant",
                    next.map { "next scan at \($0)" } ?? "no next scan",
                ]
                + (summary.evaluationsReused > 0
                    ? ["\(summary.evaluationsReused) of \(summary.evaluationCount) evaluations reused"] : [])
            return (words.joined(separator: ", "), controls.status.style)
        case .notDue(let until): return ("not due until \(until)", .secondary)
        case .paused: return ("paused: it is never due", .secondary)
        case .disabled: return ("disabled", .secondary)
        case .held: return ("held: another process scans it", .secondary)
        case .failed: return ("failed", .error)
        }
    }
}
