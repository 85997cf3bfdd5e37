package import Compliance
package import ResourceDocuments
import RuleChecker
import RuleSyntax
import RuleTracer
package import SourceText

/// Why a rule says what it says of a resource, condition by condition: also of what holds.
package enum ExplanationTextReport {
    package static func render(
        _ evaluations: [ExplainedEvaluation], asOf: Instant,
        options: DiagnosticRenderer.Options = DiagnosticRenderer.Options()
    ) -> String {
        var report = ReportText(options: options)
        for evaluation in evaluations {
            write(evaluation, to: &report)
            report.blank()
        }
        report.line("as of \(asOf)")
        return report.text
    }

    private static func write(_ evaluation: ExplainedEvaluation, to report: inout ReportText) {
        let (resource, rule) = (evaluation.resource, evaluation.bound.rule)
        let explanation = evaluation.explanation
        let title = ResourceTitle.heading(
            id: resource.id, name: resource.name, kind: resource.kind, account: resource.account)
        report.line(
            (explanation.verdict.words, explanation.verdict.style), ("  \(rule.name.text)", .strong),
            ("  \(rule.metadata.severity.rawValue)  \(title)", .plain))
        if explanation.inapplicability == .kind { write(otherKindThan: rule, resource, to: &report) }
        for condition in explanation.conditions + explanation.clauses {
            write(condition, in: explanation, of: resource, to: &report)
        }
        writeUnasked(rule, explanation, to: &report)
        let absences = explanation.absences.map { $0.words(beside: resource) }
        if !absences.isEmpty {
            report.blank()
            let more = absences.count - maximumAbsences
            let shown = absences.prefix(maximumAbsences) + (more > 0 ? ["\(more) more"] : [])
            report.line("  not there, and the rule says what that means: \(shown.joined(separator: ", "))")
        }
        writeEnd(of: evaluation, to: &report)
    }

    private static let maximumAbsences = 8

    private static func write(otherKindThan rule: CheckedRule, _ resource: Resource, to report: inout ReportText) {
        report.blank()
        let kinds = rule.kinds.map(\.text).joined(separator: ", ")
        report.line("  does not apply: the rule judges \(kinds), and the resource is of the kind \(resource.kind)")
        report.blank()
        let path = resource.attributePaths[.kind] ?? resource.attributePaths[.id] ?? resource.propertiesPath
        let excerpts =
            [resource.document.nearestPlace(of: path).map { Excerpt($0, "of the kind \(resource.kind)") }].compactMap(
                \.self)
            + [Excerpt(SourcePlace(rule.file, rule.name.span), "judges \(kinds)")]
        report.append(drawn: DiagnosticRenderer(options: report.options).render(excerpts: excerpts))
    }

    /// The clauses of a rule that does not apply, or of which nobody knows whether it does.
    private static func writeUnasked(_ rule: CheckedRule, _ explanation: RuleExplanation, to report: inout ReportText) {
        if explanation.applies || explanation.inapplicability == .kind || rule.clauses.isEmpty { return }
        let reason =
            explanation.inapplicability == nil ? "nobody knows whether the rule applies" : "the rule does not apply"
        report.blank()
        report.line("  not asked: \(count(rule.clauses.count, "clause")), for \(reason)")
    }

    private static func write(
        _ condition: ConditionExplanation, in explanation: RuleExplanation, of resource: Resource,
        to report: inout ReportText
    ) {
        let renderer = DiagnosticRenderer(options: report.options)
        let texts = ReadTexts()
        for finding in condition.findings {
            report.blank()
            report.line(
                ("  \(condition.words(for: finding, in: explanation))", condition.style),
                (": \(finding.message)", .plain))
            report.blank()
            report.append(drawn: renderer.render(excerpts: finding.excerpts(in: resource, reading: texts)))
        }
    }

    private static func writeEnd(of evaluation: ExplainedEvaluation, to report: inout ReportText) {
        if evaluation.explanation.verdict == .fail, let fix = evaluation.bound.rule.metadata.fix {
            report.line(("  fix", .help), (": \(fix)", .plain))
        }
        if !evaluation.controls.isEmpty {
            report.line(
                ("  \(evaluation.controls.count == 1 ? "control" : "controls")", .help),
                (": \(evaluation.controls.joined(separator: ", "))", .plain))
        }
        if let mask = evaluation.mask { report.line(("  masked", .help), (": \(MaskText.phrase(mask))", .plain)) }
        if !evaluation.isInScope {
            report.line(("  not judged", .warning), (": the resource is outside of the attachment's scope", .plain))
        }
    }
}

extension RuleExplanation {
    fileprivate var applies: Bool { inapplicability == nil && conditions.allSatisfy { $0.truth == .true } }
}

extension ConditionExplanation {
    /// What it means for the verdict.
    fileprivate func words(for finding: Finding, in explanation: RuleExplanation) -> String {
        guard let verdict else {
            let role =
                switch role {
                case .filter: "where"
                case .condition, .clause: "when"
                }
            switch truth {
            // Each of them has to hold: one alone says of the rule only that it does not apply.
            case .true: return explanation.applies ? "applies (\(role))" : "holds (\(role))"
            case .false: return "does not apply (\(role))"
            case .unknown:
                return explanation.inapplicability == nil ? "unknown whether it applies (\(role))" : "unknown (\(role))"
            }
        }
        if isVacuous { return "\(verdict.words) (vacuous)" }
        return finding.verdict.words
    }

    fileprivate var style: StyledLine.Style {
        if let verdict { return verdict.style }
        return switch truth {
        case .true: .help
        case .false: .secondary
        case .unknown: .warning
        }
    }
}

extension Verdict {
    fileprivate var words: String {
        switch self {
        case .pass, .fail, .unknown: rawValue
        case .notApplicable: "not applicable"
        }
    }
}

extension StatedAbsence {
    fileprivate func words(beside resource: Resource) -> String {
        let isOwn = self.resource.document === resource.document && self.resource.properties == resource.properties
        return isOwn ? "\(path)" : "\(path) of \(self.resource.id)"
    }
}
