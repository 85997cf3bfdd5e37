import RuleChecker
import RuleSyntax
import SourceText

/// A Guard file's rules, translated and not yet written.
struct GuardFileDraft {
    /// Those that can stand in a pack.
    private(set) var translated: [TranslatedRule] = []
    private(set) var defines: RuleDefines
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var figures: GuardFigures

    /// - Parameter inlining: Guard's names of rules with parameters that stand where they are asked for.
    init(_ file: GuardFile, inlining: Set<String> = []) {
        // A rule with parameters has no meaning of its own.
        let rules = file.rules.filter(\.parameters.isEmpty)
        figures = GuardFigures(files: 1, rules: rules.count)
        defines = RuleDefines(of: file, inlining: inlining)
        for rule in rules { add(rule, of: file) }
    }

    private mutating func add(_ rule: GuardRule, of file: GuardFile) {
        var translator = RuleTranslator(file: file, rule: rule, defines: defines)
        let translation = translator.translate()
        // Two rules that ask for a third have its faults in common.
        diagnostics += (translator.diagnostics + translator.notes).filter { !diagnostics.contains($0) }
        let clauseCount = (rule.condition?.groups.count ?? 0) + rule.body.clauses.groups.count
        figures.clauses += clauseCount
        guard let translation else {
            figures.omittedRules += 1
            figures.omittedClauses += clauseCount
            return
        }
        if let fault = Self.fault(of: translation, with: translator.defines) {
            diagnostics.append(.guardUnfitRule(rule.name, fault, at: SourcePlace(file.source, rule.span)))
            figures.omittedRules += 1
            figures.omittedClauses += clauseCount
            return
        }
        figures.omittedClauses += translator.omittedCount
        defines = translator.defines
        translated.append(translation)
    }

    /// What the checker finds wrong with a rule and the defines that it calls; nil of one that can stand in a pack.
    private static func fault(of rule: TranslatedRule, with defines: RuleDefines) -> String? {
        let text = RuleWriter.text(
            of: [RuleWriter(rule, description: nil, earlier: 0).declaration()],
            with: defines.called(by: rule.allConditions))
        let parsed = Parser.parse(SourceFile(name: "", text: text))
        let checked = Checker.check([RuleModule(file: parsed.file)])
        return (parsed.diagnostics + checked.diagnostics).first(where: \.isError)?.message
    }
}
