import ComplianceReports
import RuleChecker
import RulePacks
import RuleSyntax
import SourceText

/// `norma check --format json`: `{rules: [{rule, rule_id, file, cost}], diagnostics}`.
enum CheckReport {
    static func json(_ library: RuleLibrary, diagnostics: [Diagnostic]) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.format("norma.rules")
            writer.member("rules") { writer in
                writer.array { writer in
                    for rule in library.rules {
                        writer.object { writer in
                            writer.member("rule", rule.name.text)
                            writer.member("rule_id", rule.metadata.id)
                            writer.member("file", rule.file.name)
                            writer.member("cost", rule.cost.description)
                        }
                    }
                }
            }
            writer.member("diagnostics", diagnostics: diagnostics)
        }
        return writer.text
    }
}
