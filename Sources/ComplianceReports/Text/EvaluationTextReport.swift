package import Compliance
package import ResourceDocuments
package import SourceText

/// What rules say of resources, without an attachment, for a terminal: what fails, what is unknown, and a summary.
package enum EvaluationTextReport {
    package static func write(
        _ rules: [RuleEvaluations], resourceCount: Int, asOf: Instant,
        options: DiagnosticRenderer.Options = DiagnosticRenderer.Options(), to output: @escaping (String) -> Void
    ) {
        var report = ReportText(options: options, to: output)
        for rule in rules {
            for evaluation in rule.evaluations where evaluation.isOpen {
                FindingText.write(evaluation, of: rule.bound, controls: [], to: &report)
                report.blank()
            }
        }
        let masked = MaskText.rows(of: rules)
        if !masked.isEmpty {
            report.line(("masked (\(masked.count))", .strong))
            report.table(masked)
            report.blank()
        }
        let summary = rules.reduce(EvaluationSummary()) { $0 + $1.summary }
        let notApplicable = rules.reduce(0) { $0 + $1.notApplicableCount }
        report.line(
            "\(count(rules.count, "rule")) on \(count(resourceCount, "resource")), as of \(asOf): "
                + "\(summary.passed) pass, \(summary.failed) fail, \(summary.unknown) unknown, "
                + "\(notApplicable) not applicable"
                + (masked.isEmpty ? "" : ", \(masked.count) masked"))
        report.finish()
    }
}
