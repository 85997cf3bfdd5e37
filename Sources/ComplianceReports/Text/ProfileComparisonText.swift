package import Compliance
import ResourceDocuments
import RuleChecker
import RulePacks
import RuleSyntax
package import SourceText

/// What changed between two versions of a profile, for a terminal: `+` added, `-` removed, `~` changed.
package enum ProfileComparisonText {
    package static func render(_ comparison: ProfileComparison, options: DiagnosticRenderer.Options) -> String {
        var report = ReportText(options: options)
        report.line(("\(comparison.current.title) → \(comparison.latest.title)", .strong))
        if comparison.isEmpty {
            report.line("nothing changed")
            return report.text
        }
        writeControls(comparison, to: &report)
        writeParameters(comparison, to: &report)
        report.blank()
        report.line(
            "controls: \(counts(comparison.addedControls.count, comparison.removedControls.count, comparison.changedControls.count))"
        )
        report.line(
            "parameters: \(counts(comparison.addedParameters.count, comparison.removedParameters.count, comparison.changedParameters.count))"
        )
        return report.text
    }

    private static func counts(_ added: Int, _ removed: Int, _ changed: Int) -> String {
        "\(added) added, \(removed) removed, \(changed) changed"
    }

    private static func writeControls(_ comparison: ProfileComparison, to report: inout ReportText) {
        if comparison.addedControls.isEmpty, comparison.removedControls.isEmpty, comparison.changedControls.isEmpty {
            return
        }
        report.heading("Controls")
        for added in comparison.addedControls { write("+", added.control, to: &report) }
        for removed in comparison.removedControls { write("-", removed.control, to: &report) }
        for change in comparison.changedControls {
            write("~", change.latest.control, to: &report)
            write(change.fields, to: &report)
            write(change.specifications, "specification", to: &report)
            write(change.assessments, "assessment", to: &report)
        }
    }

    private static func write(_ sign: String, _ control: Control, to report: inout ReportText) {
        report.line(("  \(sign) ", style(sign)), (control.name, .strong), ("  \(control.description)", .plain))
    }

    private static func write(
        _ difference: ProfileComparison.Difference, _ noun: String, to report: inout ReportText
    ) {
        for text in difference.added { report.line(("      + ", style("+")), ("\(noun) \(text)", .plain)) }
        for text in difference.removed { report.line(("      - ", style("-")), ("\(noun) \(text)", .plain)) }
    }

    private static func write(_ fields: [ProfileComparison.ChangedField], to report: inout ReportText) {
        for field in fields {
            report.line("      \(field.name): \(field.current ?? "(none)") → \(field.latest ?? "(none)")")
        }
    }

    private static func style(_ sign: String) -> StyledLine.Style {
        switch sign {
        case "+": .help
        case "-": .error
        default: .warning
        }
    }

    private static func writeParameters(_ comparison: ProfileComparison, to report: inout ReportText) {
        if comparison.addedParameters.isEmpty, comparison.removedParameters.isEmpty,
            comparison.changedParameters.isEmpty
        {
            return
        }
        report.heading("Parameters")
        for added in comparison.addedParameters {
            write("+", added, " = \(added.shownDefault ?? "(none)")", to: &report)
        }
        for removed in comparison.removedParameters { write("-", removed, "", to: &report) }
        for change in comparison.changedParameters {
            write("~", change.latest, "", to: &report)
            write(change.fields, to: &report)
        }
    }

    private static func write(
        _ sign: String, _ parameter: ProfileParameter, _ value: String, to report: inout ReportText
    ) {
        let rule = parameter.rule?.name.text ?? parameter.assessment
        report.line(("  \(sign) ", style(sign)), ("\(rule).\(parameter.name)", .strong), (value, .plain))
    }
}
