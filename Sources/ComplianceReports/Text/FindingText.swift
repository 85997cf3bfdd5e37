import Compliance
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleSyntax
import RuleTracer
import SourceText

/// Why a rule fails on a resource or cannot be decided, in the form of `language.md` 4: a line that says what of what,
/// each finding with the places in both texts, and the fix.
enum FindingText {
    /// - Parameters:
    ///   - mark: ends the line that says what of what.
    ///   - known: the numbers of the findings that a baseline knows.
    static func write(
        _ evaluation: Evaluation, of bound: BoundRule, controls: [String], mark: String? = nil,
        known: Set<Int> = [], to report: inout ReportText
    ) {
        guard let (resource, trace) = evaluation.explained(.excerpts) else { return }
        let rule = bound.rule
        let title = ResourceTitle.heading(
            id: resource.id, name: resource.name, kind: resource.kind, account: resource.account)
        report.line(
            (evaluation.verdict.rawValue, evaluation.verdict.style), ("  \(rule.name.text)", .strong),
            ("  \(rule.metadata.severity.rawValue)  \(title)", .plain), (mark.map { "  \($0)" } ?? "", .strong))
        let renderer = DiagnosticRenderer(options: report.options)
        let texts = ReadTexts()
        for (number, finding) in (trace?.findings ?? []).enumerated() {
            report.blank()
            // An unknown finding beside a failing one says so itself.
            let prefix = finding.verdict == evaluation.verdict ? "" : "\(finding.verdict.rawValue): "
            let novelty = known.contains(number) ? "\(NarrowedResults.knownPhrase): " : ""
            report.line("  \(novelty)\(prefix)\(finding.message)")
            report.blank()
            report.append(drawn: renderer.render(excerpts: finding.excerpts(in: resource, reading: texts)))
        }
        if let fix = rule.metadata.fix { report.line(("  fix", .help), (": \(fix)", .plain)) }
        if !controls.isEmpty {
            report.line(
                ("  \(controls.count == 1 ? "control" : "controls")", .help),
                (": \(controls.joined(separator: ", "))", .plain))
        }
    }
}
