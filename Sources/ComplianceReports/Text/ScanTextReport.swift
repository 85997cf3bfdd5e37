package import Compliance
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleSyntax
package import SourceText

/// A scan as a person reads it at a terminal: what was scanned, how each control stands, why not, and the score.
package struct ScanTextReport {
    let scan: Scan
    let model: ScoreModel
    let narrowed: NarrowedResults?
    /// By a control's position, how many masked results of it do not pass; nil where none is such.
    let masked: [Int: Int]
    var report: ReportText

    /// - Parameter narrowed: what a gate lets pass.
    package static func write(
        _ scan: Scan, model: ScoreModel = .scc, narrowed: NarrowedResults? = nil,
        options: DiagnosticRenderer.Options = DiagnosticRenderer.Options(), to output: @escaping (String) -> Void
    ) {
        var writer = ScanTextReport(
            scan: scan, model: model, narrowed: narrowed, masked: scan.openUnderMasks,
            report: ReportText(options: options, to: output))
        writer.writeHeader()
        writer.writeProfiles()
        writer.writeControls()
        writer.writeFamilies()
        writer.writeFindings()
        writer.writeParameters()
        writer.writeMasks()
        writer.writeHidden()
        writer.writeAttestations()
        writer.writeNotEvaluated()
        writer.writeSummary()
        writer.report.finish()
    }

    /// What several scans have in common, in a line.
    package static func summary(of batch: ScanBatch) -> String {
        "\(count(batch.scans.count, "attachment")): \(count(batch.evaluationsRun, "evaluation")) run, "
            + (batch.evaluationsReused > 0 ? "\(batch.evaluationsReused) taken over from the last scans, " : "")
            + "applied \(times(batch.evaluationsApplied))"
    }

    private mutating func writeHeader() {
        let attachment = scan.plan.attachment
        report.line(("scan of attachment \(attachment.name)", .strong))
        var rows = AttachmentText.rows(of: scan.plan)
        var resources = "\(count(scan.resourceCount, "resource")) in scope"
        if scan.scope.excludedCount > 0 { resources += ", \(scan.scope.excludedCount) excluded" }
        if !scan.scope.hidden.isEmpty { resources += " (\(scan.scope.hidden.count) hidden)" }
        if scan.scope.outsideCount > 0 { resources += ", \(scan.scope.outsideCount) out of scope" }
        if let collectedAt = scan.collectedAt { resources += "; collected at \(collectedAt)" }
        rows.append(["inventory", resources])
        rows.append(["as of", scan.asOf.description])
        if attachment.availability == .disabled { rows.append(["status", "disabled: 'norma run' leaves it alone"]) }
        report.table(rows)
    }

    private mutating func writeFindings() {
        for section in narrowed.map({ NarrowedText.sections(of: $0, scan.rules.map(\.evaluations)) }) ?? [] {
            report.heading(section.title)
            report.table(section.rows)
        }
        for (position, rule) in scan.rules.enumerated() {
            let controls = scan.controlTitles(ofRule: position)
            for (number, evaluation) in rule.evaluations.openEvaluations.enumerated()
            where narrowed?.lets(pass: number, ofRule: position) != true {
                report.blank()
                FindingText.write(
                    evaluation, of: rule.evaluations.bound, controls: controls, mark: narrowed?.mark,
                    known: narrowed?.knownFindings(of: number, ofRule: position) ?? [], to: &report)
            }
        }
    }

    private mutating func writeParameters() {
        let rows = scan.rules.flatMap { rule in
            let bound = rule.evaluations.bound
            return zip(bound.rule.parameters, bound.parameters).enumerated().map { position, pair in
                [bound.rule.name.text, pair.0.name.text, bound.valueText(ofParameter: position), pair.1.origin.phrase]
            }
        }
        if rows.isEmpty { return }
        report.heading("parameters")
        report.table(rows)
    }

}

extension BoundRule {
    /// A parameter's value as somebody wrote it, else as the language has it.
    func valueText(ofParameter position: Int) -> String {
        written(parameter: position) ?? parameters[position].value.quoted
    }
}

extension BoundParameter.Origin {
    /// Who set a value.
    var phrase: String {
        switch self {
        case .ruleDefault: "the rule's default"
        case .profile(let name): "set by profile \(name)"
        case .attachment(let name): "set by attachment \(name)"
        case .testCase(let name): "set by case \(name)"
        }
    }
}
