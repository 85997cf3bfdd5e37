package import Compliance
package import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleSyntax
import RuleTracer
package import SourceText

/// Why rules say what they say of a resource, as JSON: `{as_of, explanations, diagnostics}`.
package enum ExplanationJSONReport {
    package static func render(
        _ evaluations: [ExplainedEvaluation], asOf: Instant, diagnostics: [Diagnostic]
    ) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.format("norma.explanation")
            writer.member("as_of", asOf.description)
            writer.member("explanations", array: evaluations) { $0.explanation($1) }
            writer.member("diagnostics", diagnostics: diagnostics)
        }
        return writer.text + "\n"
    }
}

extension JSONWriter {
    fileprivate mutating func explanation(_ evaluation: ExplainedEvaluation) {
        let (resource, rule) = (evaluation.resource, evaluation.bound.rule)
        let explanation = evaluation.explanation
        object { writer in
            writer.member("rule", rule.name.text)
            writer.member("rule_id", rule.metadata.id)
            writer.member("severity", rule.metadata.severity.rawValue)
            writer.member("controls", evaluation.controls)
            writer.member("resource", resource.id)
            writer.member("kind", resource.kind)
            writer.member("name", resource.name)
            writer.member("account", resource.account)
            writer.member("file", resource.document.source.name)
            writer.member("verdict", explanation.verdict.rawValue)
            writer.member("in_scope", evaluation.isInScope)
            writer.member("mask") { $0.mask(evaluation.mask) }
            writer.member("causes", explanation.causes.words)
            writer.member("not_applicable", explanation.inapplicability?.word)
            writer.member("conditions", array: explanation.conditions) { $0.condition($1, in: resource, of: rule) }
            writer.member("clauses", array: explanation.clauses) { $0.condition($1, in: resource, of: rule) }
            writer.member("absences", array: explanation.absences) { writer, absence in
                writer.object { writer in
                    writer.member("resource", absence.resource.id)
                    writer.member("path", absence.path.description)
                }
            }
        }
    }

    /// `{role, place, truth, verdict, vacuous, findings}`
    private mutating func condition(_ condition: ConditionExplanation, in resource: Resource, of rule: CheckedRule) {
        object { writer in
            writer.member("role", condition.role.word)
            writer.member("place", condition.place)
            writer.member("truth") { writer in
                switch condition.truth {
                case .true: writer.flag(true)
                case .false: writer.flag(false)
                case .unknown: writer.null()
                }
            }
            writer.member("verdict", condition.verdict?.rawValue)
            writer.member("vacuous", condition.isVacuous)
            writer.member("findings") { $0.findings(condition.findings, in: resource, of: rule) }
        }
    }
}

extension Inapplicability {
    fileprivate var word: String {
        switch self {
        case .kind: "kind"
        case .condition: "condition"
        }
    }
}

extension ConditionExplanation.Role {
    fileprivate var word: String {
        switch self {
        case .filter: "where"
        case .condition: "when"
        case .clause(let kind): kind.rawValue
        }
    }
}
