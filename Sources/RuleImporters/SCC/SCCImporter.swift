package import ResourceDocuments
package import SourceText

/// Rules of SCC as Norma's rules.
package enum SCCImporter {
    /// One rule, and the cases that show what it decides.
    package struct ImportedRule: Sendable {
        /// The rule's name in Norma, made from its description.
        package var name: String
        package var rule: SCCRule
        package var text: String
        /// The file of cases beside it: what SCC decides where each condition holds, does not hold, and finds nothing.
        package var cases: String
    }

    /// - Parameter taken: names that other files have given already.
    package static func importFile(
        _ source: SourceFile, keys: KeyTable, taken: Set<String> = []
    ) -> (rules: [ImportedRule], diagnostics: [Diagnostic], figures: SCCFigures) {
        let document: Document
        do throws(DocumentError) {
            document = try JSONParser.document(source, keys: keys, limits: .default)
        } catch {
            return ([], [error.diagnostic(in: source)], SCCFigures())
        }
        let read = SCCRuleReader.read(document)
        var diagnostics = read.diagnostics
        var taken = taken
        var imported: [ImportedRule] = []
        var figures = SCCFigures()
        for reading in read.rules {
            figures.rules += 1
            figures.conditions += reading.conditions
            guard let rule = reading.rule else {
                figures.omittedRules += 1
                figures.omittedConditions += reading.conditions
                continue
            }
            let name = name(of: rule, taken: taken)
            guard let text = SCCRuleWriter(rule: rule, name: name).text() else {
                figures.omittedRules += 1
                figures.omittedConditions += reading.conditions
                diagnostics.append(.sccTooDeep(at: reading.place))
                continue
            }
            taken.insert(name)
            let cases = SCCCaseWriter(rule: rule, name: name).text()
            imported.append(ImportedRule(name: name, rule: rule, text: text, cases: cases))
        }
        return (imported, diagnostics, figures)
    }

    /// What the description says, without the words that begin every second one.
    private static func name(of rule: SCCRule, taken: Set<String>) -> String {
        var slug = RuleName.slug(rule.description, limit: 200) ?? ""
        for opening in ["check_whether_", "check_that_", "check_if_", "ensure_that_", "ensure_"]
        where slug.hasPrefix(opening) {
            slug = String(slug.dropFirst(opening.count))
            break
        }
        let stem =
            RuleName.slug(slug, limit: 48) ?? rule.id.flatMap { RuleName.slug($0, limit: 48) }
            ?? RuleName.slug("rule_\(slug)", limit: 48) ?? "rule"
        if !taken.contains(stem) { return stem }
        var number = 2
        while taken.contains("\(stem)_\(number)") { number += 1 }
        return "\(stem)_\(number)"
    }
}
