import ComplianceReports
import RuleChecker
import RulePacks
import RuleSyntax
import SourceText

/// `norma check --format json`: `{rules: [{name, id, file, cost}], diagnostics}`.
enum CheckReport {
    static func json(_ library: RuleLibrary, diagnostics: [Diagnostic], withCost: Bool) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("rules") { writer in
                writer.array { writer in
                    for rule in library.rules {
                        writer.object { writer in
                            writer.member("name", rule.name.text)
                            if let id = rule.metadata.id { writer.member("id", id) }
                            writer.member("file", rule.file.name)
                            if withCost { writer.member("cost", rule.cost.description) }
                        }
                    }
                }
            }
            writer.member("diagnostics", diagnostics: diagnostics)
        }
        return writer.text
    }
}
