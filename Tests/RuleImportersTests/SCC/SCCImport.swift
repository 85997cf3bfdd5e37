import Foundation
import ResourceDocuments
import RuleImporters
import RuleSyntax
import RuleTesting
import SourceText
import TestSupport
import Testing

/// An import, and what Norma itself says about it.
struct SCCImport {
    let rules: [SCCImporter.ImportedRule]
    let diagnostics: [Diagnostic]
    let figures: SCCFigures

    init(_ json: String) {
        let imported = SCCImporter.importFile(SourceFile(name: "rules.json", text: json), keys: KeyTable())
        (rules, diagnostics, figures) = (imported.rules, imported.diagnostics, imported.figures)
    }

    static let samples = ProjectFolder.root.appending(path: "Tests/RuleImportersTests/SCC/Samples")

    /// What is wrong with the texts, when the layout, the checker and the generated cases have been asked.
    func faults() -> [String] {
        rules.flatMap { rule -> [String] in
            let parsed = Parser.parse(SourceFile(name: rule.name, text: rule.text))
            var faults = parsed.diagnostics.filter(\.isError).map(\.message)
            if RuleSyntax.Formatter.format(parsed.file) != rule.text { faults.append("the layout would change") }
            return faults + Self.failures(rule, cases: rule.cases)
        }
    }

    /// How the rule fails cases.
    static func failures(_ rule: SCCImporter.ImportedRule, cases: String) -> [String] {
        let files = ImportedFiles(texts: ["\(rule.name).norma": rule.text, "\(rule.name).cases.yaml": cases])
        let suite = TestSuite.run(["."], files: files, keys: KeyTable())
        let failures = suite.files.flatMap(\.results).flatMap { result in
            result.failures.map { "\(result.testCase.name): \($0.reason)" }
        }
        let none = suite.caseCount == 0 ? ["no case ran"] : []
        return none + suite.diagnostics.map(\.message) + failures
    }
}
