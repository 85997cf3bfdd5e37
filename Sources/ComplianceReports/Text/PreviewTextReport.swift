package import Compliance
import ResourceDocuments
import RuleChecker
import RuleSyntax
package import SourceText

/// What a scan would evaluate, as a person reads it before it does.
package struct PreviewTextReport {
    private let preview: ScanPreview
    private var report: ReportText

    package static func write(
        _ preview: ScanPreview, options: DiagnosticRenderer.Options = DiagnosticRenderer.Options(),
        to output: @escaping (String) -> Void
    ) {
        var writer = PreviewTextReport(preview: preview, report: ReportText(options: options, to: output))
        writer.writeHeader()
        for position in preview.plan.profiles.indices { writer.writeControls(of: position) }
        writer.writeRules()
        writer.writeKinds()
        writer.report.finish()
    }

    private mutating func writeHeader() {
        let scope = preview.scope
        report.line(("preview of attachment \(preview.plan.attachment.name): nothing is evaluated", .strong))
        var resources = "\(count(preview.resourceCount, "resource")) in scope"
        if scope.excludedCount > 0 { resources += ", \(scope.excludedCount) excluded" }
        if !scope.hidden.isEmpty { resources += " (\(scope.hidden.count) hidden)" }
        if scope.outsideCount > 0 { resources += ", \(scope.outsideCount) out of scope" }
        report.table(
            AttachmentText.rows(of: preview.plan) + [["inventory", resources], ["as of", preview.asOf.description]])
    }

    private mutating func writeControls(of position: Int) {
        let profile = preview.plan.profiles[position]
        let on = preview.plan.controls[profile.controls]
        let off = profile.disabledControls.count + profile.switchedOff.count
        report.heading("\(AttachmentText.title(of: profile.profile)): \(count(on.count, "control")) on, \(off) off")
        var rows = on.map { planned -> [(text: String, style: StyledLine.Style)] in
            [
                ("on", .help), (planned.control.name, .plain), (planned.control.description, .plain),
                (assessed(planned), .secondary),
            ]
        }
        let others =
            profile.switchedOff.map { ($0.control, "switched off: \($0.reason)") }
            + profile.disabledControls.map { ($0, "disabled in its library") }
        rows += others.map { control, why in
            [("off", .warning), (control.name, .plain), (control.description, .plain), (why, .secondary)]
        }
        report.table(rows)
    }

    private func assessed(_ planned: ScanPlan.PlannedControl) -> String {
        let rules = planned.rules.map { preview.plan.rules[$0].rule.name.text }
        return (rules + (planned.isForAPerson ? ["a person"] : [])).joined(separator: ", ")
    }

    /// Each with what it judges and its values; a rule that profiles bind differently stands once for each.
    private mutating func writeRules() {
        let rules = preview.plan.rules
        if rules.isEmpty { return }
        report.heading("rules (\(rules.count))")
        report.table(
            rules.flatMap { bound -> [[(text: String, style: StyledLine.Style)]] in
                let rule = bound.rule
                let row: [(text: String, style: StyledLine.Style)] = [
                    (rule.name.text, .plain), (rule.metadata.severity.rawValue, .plain),
                    (rule.kinds.map(\.text).joined(separator: ", "), .secondary),
                ]
                return [row]
                    + zip(rule.parameters, bound.parameters).enumerated().map { position, pair in
                        [
                            ("  \(pair.0.name.text)", .plain),
                            (bound.valueText(ofParameter: position), .plain), (pair.1.origin.phrase, .secondary),
                        ]
                    }
            })
    }

    private mutating func writeKinds() {
        report.heading("resources in scope (\(preview.resourceCount))")
        report.table(
            preview.kinds.map { kind in
                [
                    kind.kind, count(kind.resources, "resource"),
                    kind.rules == 0 ? "no rule" : count(kind.rules, "rule"),
                ]
            })
    }
}
