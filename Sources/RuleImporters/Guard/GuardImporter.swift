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
        guard !faults.isEmpty || file.rules.contains(where: \.parameters.isEmpty) else {
            return Import(
                figures: GuardFigures(files: 1), diagnostics: [.guardNoRules(at: SourcePlace(source, .empty(at: 0)))],
                names: [], rules: file.rules.map(\.name))
        }
        var draft = GuardFileDraft(file)
        // A rule that asks for nothing but another reads better with that one's clauses in their place.
        let alone = draft.defines.calledOnce(by: draft.translated)
        if !alone.isEmpty { draft = GuardFileDraft(file, inlining: alone) }
        var result = Import(
            figures: draft.figures, diagnostics: faults + draft.diagnostics, names: [], rules: file.rules.map(\.name))
        let description = draft.translated.count == 1 ? GuardHeader.description(of: file) : nil
        var rules: [RuleDeclaration] = []
        for rule in draft.translated {
            let earlier = result.names.count { RuleWriter.name($0.guardName) == RuleWriter.name(rule.name) }
            let declaration = RuleWriter(rule, description: description, earlier: earlier).declaration()
            result.names.append((rule.name, declaration.name.text))
            rules.append(declaration)
        }
        if !rules.isEmpty {
            let defines = draft.defines.called(by: draft.translated.flatMap(\.allConditions))
            result.text = withEmptyLines(RuleWriter.text(of: rules, with: defines))
        }
        return result
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
