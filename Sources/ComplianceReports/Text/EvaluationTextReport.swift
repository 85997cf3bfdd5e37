package import Compliance
package import ResourceDocuments
package import SourceText

/// What rules say of resources, without an attachment, for a terminal: what fails, what is unknown, and a summary.
package enum EvaluationTextReport {
    /// - Parameters:
    ///   - diagnostics: of what was read; where there are errors, the summary says that it is not the whole answer.
    ///   - gaps: what could not be read; the same of the summary.
    ///   - narrowed: what a gate lets pass.
    package static func write(
        _ rules: [RuleEvaluations], resourceCount: Int, asOf: Instant, diagnostics: [Diagnostic] = [],
        gaps: ReadingGaps = .none, narrowed: NarrowedResults? = nil,
        options: DiagnosticRenderer.Options = DiagnosticRenderer.Options(),
        to output: @escaping (String) -> Void
    ) {
        var report = ReportText(options: options, to: output)
        for section in narrowed.map({ NarrowedText.sections(of: $0, rules) }) ?? [] {
            report.line((section.title, .strong))
            report.table(section.rows)
            report.blank()
        }
        for (position, rule) in rules.enumerated() {
            for (number, evaluation) in rule.openEvaluations.enumerated()
            where narrowed?.lets(pass: number, ofRule: position) != true {
                FindingText.write(
                    evaluation, of: rule.bound, controls: [], mark: narrowed?.mark,
                    known: narrowed?.knownFindings(of: number, ofRule: position) ?? [], to: &report)
                report.blank()
            }
        }
        let masked = MaskText.rows(of: rules)
        if !masked.isEmpty {
            report.line(("masked (\(masked.count))", .strong))
            report.table(masked)
            report.blank()
        }
        writeSummary(
            of: rules, resourceCount: resourceCount, asOf: asOf, errors: diagnostics.count(where: \.isError),
            gaps: gaps, masked: masked.count, to: &report)
        report.finish()
    }

    /// What was not judged is no pass: a summary of nothing, or of what is left beside errors, does not look like one.
    private static func writeSummary(
        of rules: [RuleEvaluations], resourceCount: Int, asOf: Instant, errors: Int, gaps: ReadingGaps, masked: Int,
        to report: inout ReportText
    ) {
        let summary = rules.reduce(EvaluationSummary()) { $0 + $1.summary }
        let notApplicable = rules.reduce(0) { $0 + $1.notApplicableCount }
        let subject = "\(count(rules.count, "rule")) on \(count(resourceCount, "resource")), as of \(asOf)"
        let reasons = [
            errors == 0 ? nil : "of \(count(errors, "error"))",
            gaps.kinds.isEmpty ? nil : "resources could not be read",
        ].compactMap(\.self)
        let reason = reasons.isEmpty ? "" : " because \(reasons.joined(separator: " and "))"
        if summary.total + masked + notApplicable == 0 {
            return report.line(("nothing was judged\(reason)", .warning), (": \(subject)", .plain))
        }
        report.line(
            (reason.isEmpty ? "" : "incomplete\(reason): ", .error),
            (
                "\(subject): \(summary.passed) pass, \(summary.failed) fail, \(summary.unknown) unknown, "
                    + "\(notApplicable) not applicable"
                    + (masked == 0 ? "" : ", \(masked) masked"),
                .plain
            ))
    }
}
