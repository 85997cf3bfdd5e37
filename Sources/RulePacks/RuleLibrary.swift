package import ResourceDocuments
package import RuleChecker
import RuleCompiler
import RuleSyntax
package import SourceText

/// Rules that are ready to be bound, compiled and traced, with the schemas they were checked against.
package struct RuleLibrary: Sendable {
    package let rules: [CheckedRule]
    package let schemas: KindSchemas
    /// What is wrong with the files; rules with an error are not among `rules`.
    package let diagnostics: [Diagnostic]
    /// The rule files that were named or found, in order; those reached only by `use` are not among them.
    package let files: [String]
    /// The folders of the packs that they belong to, and of those these use, sorted.
    package let packs: [String]
    /// Whether nothing says what the rules' kinds can have.
    private let standsInNoPack: Bool
    private let indexes: [String: Int]

    package init(
        rules: [CheckedRule], schemas: KindSchemas, diagnostics: [Diagnostic], files: [String], packs: [String] = [],
        standsInNoPack: Bool = false
    ) {
        self.rules = rules
        self.schemas = schemas
        self.diagnostics = diagnostics
        self.files = files
        self.packs = packs
        self.standsInNoPack = standsInNoPack
        var indexes: [String: Int] = [:]
        for (index, rule) in rules.enumerated() {
            indexes[rule.name.text] = index
            if let id = rule.metadata.id { indexes[id] = indexes[id] ?? index }
        }
        self.indexes = indexes
    }

    /// Says once that rules in no pack are checked without a schema.
    package var schemaNotes: [Diagnostic] {
        guard standsInNoPack, !rules.isEmpty, !hasErrors else { return [] }
        return [.noSchemas(kinds: Set(rules.flatMap { $0.kinds.map(\.text) }).sorted())]
    }

    package var hasErrors: Bool { diagnostics.contains { $0.isError } }

    /// The rule with this id or name; ids are tried first.
    package subscript(idOrName: String) -> CheckedRule? { index(of: idOrName).map { rules[$0] } }

    package func index(of idOrName: String) -> Int? { indexes[idOrName] }

    /// Every id and name, sorted, for "did you mean".
    package var names: [String] { indexes.keys.sorted() }

    /// The rules that run on their own defaults, and why others do not.
    package func boundToDefaults() -> (rules: [BoundRule], diagnostics: [Diagnostic]) {
        let bindings = rules.map { ParameterBinder.bind($0) }
        return (bindings.compactMap(\.rule), bindings.flatMap(\.diagnostics))
    }

    /// The rules that are too large to compile, of those that run on their own defaults.
    package func compilerDiagnostics(keys: KeyTable) -> [Diagnostic] {
        ProgramCompiler.diagnostics(of: boundToDefaults().rules, keys: keys)
    }
}
