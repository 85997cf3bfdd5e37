package import Compliance
package import ResourceDocuments
import RuleChecker
import RuleSyntax
package import SourceText

/// What rules say of resources, without an attachment, as JSON: `{as_of, rules, evaluations, diagnostics, summary}`.
package enum EvaluationJSONReport {
    package static func write(
        _ rules: [RuleEvaluations], resourceCount: Int, asOf: Instant, diagnostics: [Diagnostic],
        to output: @escaping (String) -> Void
    ) {
        var writer = JSONWriter(to: output)
        writer.object { writer in
            writer.format("norma.evaluations")
            writer.member("as_of", asOf.description)
            writer.member("rules", array: rules.map(\.rule)) { writer, rule in
                writer.object { writer in
                    writer.member("rule", rule.name.text)
                    writer.member("rule_id", rule.metadata.id)
                    writer.member("digest", Fingerprint.digest(of: rule))
                }
            }
            writer.member("evaluations") { writer in
                writer.array { writer in
                    for rule in rules {
                        for evaluation in rule.evaluations { writer.evaluation(evaluation, of: rule.bound) }
                    }
                }
            }
            writer.member("diagnostics", diagnostics: diagnostics)
            writer.member("summary") { writer in
                let summary = rules.reduce(EvaluationSummary()) { $0 + $1.summary }
                writer.object { writer in
                    writer.member("rules", rules.count)
                    writer.member("resources", resourceCount)
                    writer.member("evaluations", summary.total)
                    writer.member("pass", summary.passed)
                    writer.member("fail", summary.failed)
                    writer.member("unknown", summary.unknown)
                    writer.member("not_applicable", rules.reduce(0) { $0 + $1.notApplicableCount })
                    writer.member("masked", summary.masked)
                }
            }
        }
        writer.finish()
    }
}
