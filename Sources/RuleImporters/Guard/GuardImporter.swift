import RuleSyntax
package import SourceText

/// Guard rules to Norma rules, one Guard file to one Norma file.
package enum GuardImporter {
    /// What became of one Guard file.
    package struct Import: Sendable {
        /// The Norma file's text; nil where no rule could be carried over.
        package var text: String?
        package var figures: GuardFigures
        /// Faults of the Guard text, and clauses that were left out.
        package var diagnostics: [Diagnostic]
        /// Guard's name of each rule that was carried over and the name it has now.
        package var names: [(guardName: String, name: String)]
    }

    package static func importFile(_ source: SourceFile) -> Import {
        let (file, faults) = GuardParser.parse(source)
        var result = Import(figures: GuardFigures(files: 1, rules: file.rules.count), diagnostics: faults, names: [])
        let description = file.rules.count == 1 ? GuardHeader.description(of: file) : nil
        var declarations: [Declaration] = []
        // A rule with parameters has no meaning of its own: it stands wherever it is asked for.
        for rule in file.rules where rule.parameters.isEmpty {
            var translator = RuleTranslator(file: file, rule: rule)
            let translated = translator.translate()
            result.diagnostics += translator.diagnostics
            result.figures.clauses += translator.clauseCount
            result.figures.omittedClauses += translator.omittedCount
            guard let translated else {
                result.figures.omittedRules += 1
                continue
            }
            let declaration = RuleWriter(translated, description: description).declaration()
            result.names.append((rule.name, declaration.name.text))
            declarations.append(.rule(declaration))
        }
        if !declarations.isEmpty {
            let text = Formatter.format(
                RuleFile(source: SourceFile(name: source.name, text: ""), declarations: declarations))
            result.text = withEmptyLines(text)
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

/// What an import came to, in numbers.
package struct GuardFigures: Hashable, Sendable {
    package var files = 0
    package var rules = 0
    package var omittedRules = 0
    /// The clauses of rules, those joined by `or` as one.
    package var clauses = 0
    package var omittedClauses = 0

    package init(
        files: Int = 0, rules: Int = 0, omittedRules: Int = 0, clauses: Int = 0, omittedClauses: Int = 0
    ) {
        self.files = files
        self.rules = rules
        self.omittedRules = omittedRules
        self.clauses = clauses
        self.omittedClauses = omittedClauses
    }

    package static func + (left: Self, right: Self) -> Self {
        Self(
            files: left.files + right.files, rules: left.rules + right.rules,
            omittedRules: left.omittedRules + right.omittedRules, clauses: left.clauses + right.clauses,
            omittedClauses: left.omittedClauses + right.omittedClauses)
    }
}
