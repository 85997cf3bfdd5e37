import RuleChecker
import RuleSyntax
package import SourceText

/// Guard rules to Norma rules, one Guard file to one Norma file.
package enum GuardImporter {
    /// What became of one Guard file.
    package struct Import: Sendable {
        /// The Norma file's text; nil where no rule could be carried over.
        package var text: String?
        /// Guard's test cases as the case file beside it; nil where there are none.
        package var cases: String?
        package var figures: GuardFigures
        /// Faults of the Guard text, and clauses that were left out.
        package var diagnostics: [Diagnostic]
        /// Guard's name of each rule that was carried over and the name it has now.
        package var names: [(guardName: String, name: String)]
        /// Guard's names of all rules in the file.
        var rules: [String]
    }

    /// - Parameters:
    ///   - tests: Guard's test files of these rules.
    ///   - name: what the Norma file will be called, for its cases to say.
    package static func importFile(_ source: SourceFile, tests: [SourceFile] = [], as name: String = "") -> Import {
        var result = importRules(source)
        var cases: [GuardTestCase] = []
        for file in tests.map(GuardTestFile.read) {
            result.diagnostics += file.diagnostics
            cases += file.cases
        }
        let known = Set(result.rules)
        for expectation in cases.flatMap(\.expectations) where !known.contains(expectation.rule) {
            guard let place = expectation.place else { continue }
            result.diagnostics.append(.guardUnknownName("rule", expectation.rule, at: place))
        }
        let names = Dictionary(grouping: result.names, by: \.guardName).mapValues { $0.map(\.name) }
        let writer = GuardCaseWriter(ruleFile: name, names: names)
        result.cases = writer.text(cases)
        result.figures.cases = cases.count
        result.figures.omittedCases = cases.count { !writer.isWritten($0) }
        return result
    }

    private static func importRules(_ source: SourceFile) -> Import {
        let (file, faults) = GuardParser.parse(source)
        var result = Import(
            figures: GuardFigures(files: 1, rules: file.rules.count { $0.parameters.isEmpty }), diagnostics: faults,
            names: [], rules: file.rules.map(\.name))
        let description = file.rules.count == 1 ? GuardHeader.description(of: file) : nil
        var rules: [RuleDeclaration] = []
        var defines = RuleDefines()
        var conditions: [RuleCondition] = []
        // A rule with parameters has no meaning of its own: it stands wherever it is asked for.
        for rule in file.rules where rule.parameters.isEmpty {
            var translator = RuleTranslator(file: file, rule: rule, defines: defines)
            let translated = translator.translate()
            defines = translator.defines
            // Two rules that ask for a third have its faults in common.
            result.diagnostics += translator.diagnostics.filter { !result.diagnostics.contains($0) }
            let clauseCount = (rule.condition?.groups.count ?? 0) + rule.body.clauses.groups.count
            result.figures.clauses += clauseCount
            result.figures.omittedClauses += translated == nil ? clauseCount : translator.omittedCount
            guard let translated else {
                result.figures.omittedRules += 1
                continue
            }
            if let fault = Self.fault(
                of: RuleWriter(translated, description: nil, earlier: 0).declaration(),
                with: defines.called(by: translated.allConditions))
            {
                result.diagnostics.append(
                    .guardUnfitRule(rule.name, fault, at: SourcePlace(source, rule.span)))
                result.figures.omittedRules += 1
                result.figures.omittedClauses += clauseCount - translator.omittedCount
                continue
            }
            let earlier = result.names.count { RuleWriter.name($0.guardName) == RuleWriter.name(rule.name) }
            let declaration = RuleWriter(translated, description: description, earlier: earlier).declaration()
            result.names.append((rule.name, declaration.name.text))
            rules.append(declaration)
            conditions += translated.allConditions
        }
        if !rules.isEmpty {
            result.text = withEmptyLines(text(of: rules, with: defines.called(by: conditions)))
        }
        return result
    }

    private static func text(of rules: [RuleDeclaration], with defines: [RuleDefine]) -> String {
        let declarations =
            defines.map { Declaration.define(RuleSyntaxBuilder.declaration($0)) } + rules.map { .rule($0) }
        return Formatter.format(RuleFile(source: SourceFile(name: "", text: ""), declarations: declarations))
    }

    /// What the checker finds wrong with a rule that was written; nil of a rule that can stand in a pack.
    private static func fault(of rule: RuleDeclaration, with defines: [RuleDefine]) -> String? {
        let parsed = Parser.parse(SourceFile(name: "", text: text(of: [rule], with: defines)))
        let checked = Checker.check([RuleModule(file: parsed.file)])
        return (parsed.diagnostics + checked.diagnostics).first(where: \.isError)?.message
    }

    /// An empty line in front of a rule's clauses and of its `fix`, as in the bundled rules.
    private static func withEmptyLines(_ text: String) -> String {
        var lines: [Substring] = []
        var isBehindClause = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let isClause = line.hasPrefix("  require ") || line.hasPrefix("  forbid ")
            if isClause && !isBehindClause || line.hasPrefix("  fix ") { lines.append("") }
            isBehindClause = isClause || isBehindClause && !line.hasPrefix("rule ")
            lines.append(line)
        }
        return lines.joined(separator: "\n")
    }
}
