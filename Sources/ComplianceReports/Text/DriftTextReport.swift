package import Compliance
import ResourceDocuments
package import SourceText

/// How an attachment's scans moved, for a terminal: a line each, the oldest first.
package enum DriftTextReport {
    package static func render(
        _ drift: ScanDrift, options: DiagnosticRenderer.Options = DiagnosticRenderer.Options()
    ) -> String {
        var report = ReportText(options: options)
        if drift.points.isEmpty { report.line("no scan of these days") }
        report.table(drift.points.map(row))
        return report.text
    }

    private static func row(_ point: ScanDrift.Point) -> [(text: String, style: StyledLine.Style)] {
        let scan = point.scan
        let controls = scan.controlSummary
        return [
            (scan.startedAt.description, .plain), (String(scan.id.prefix(8)), .secondary),
            ("\(scan.gaps.scoreText(scan.score) ?? "no score")\(change(point.scoreChange))", .strong),
            ("\(scan.evaluations.failed) failed\(change(point.failureChange))", .plain),
            (
                "controls: \(controls.notCompliant) not_compliant, \(controls.unableToPerform) unable_to_perform, "
                    + "\(controls.compliant) of \(controls.total) compliant", controls.status.style
            ),
        ]
    }

    /// ` (+2)`; nothing where nothing moved.
    private static func change(_ amount: Int?) -> String {
        guard let amount, amount != 0 else { return "" }
        return amount > 0 ? " (+\(amount))" : " (\(amount))"
    }
}
