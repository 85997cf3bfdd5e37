package import Compliance
package import SourceText

/// A gate's decision in a few lines.
package enum GateTextReport {
    package static func render(
        _ decision: GateDecision, options: DiagnosticRenderer.Options = DiagnosticRenderer.Options()
    ) -> String {
        var report = ReportText(options: options)
        switch decision {
        case .open: report.line(("gate open", .help))
        case .closed(let reasons):
            report.line(("gate closed", .error))
            report.table(reasons.map { [$0.description] })
        case .undecidable(let obstacle):
            report.line(("gate undecidable", .warning), (": \(obstacle)", .plain))
        }
        return report.text
    }
}
