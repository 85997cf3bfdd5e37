package import ResourceDocuments
import ResourceReaders
package import RuleChecker
import RuleCompiler
import RuleMachine
import RuleTracer
package import SourceText

/// Bound rules on resources that come one after another and are not kept: no rule sees more than the one it judges.
///
/// What never changes of such a run; each worker has a `StreamJudge` of its own.
package final class StreamedRun: Sendable {
    package let rules: [BoundRule]
    /// Of a judge's first lines, as long as it is told of no other instant.
    package let asOf: Instant
    /// Rules that are too large to compile; they are not evaluated.
    package let diagnostics: [Diagnostic]
    let library: ProgramLibrary
    package let sensitive: SensitiveProperties
    package let limits: DocumentLimits
    private let words: [RuleWords]
    private let nothing = ResourcesByKind(Inventory(collectedKinds: []))

    /// - Parameters:
    ///   - rules: none that `seesMore` names.
    ///   - keys: those that the rules were checked with.
    ///   - sensitive: what no finding may show.
    package init(
        rules: [BoundRule], asOf: Instant, keys: KeyTable, sensitive: SensitiveProperties = SensitiveProperties(),
        limits: DocumentLimits = .default
    ) {
        self.rules = rules
        words = rules.map { _ in RuleWords() }
        self.asOf = asOf
        self.sensitive = sensitive
        self.limits = limits
        let compiled = ProgramCompiler.compile(rules, keys: keys)
        library = compiled.library
        diagnostics = compiled.diagnostics
    }

    /// The kinds of other resources that a rule has to see to judge one; empty where it can be judged in a stream.
    package static func kindsSeen(by rule: CheckedRule) -> [String] {
        let ranged = rule.inventoryKinds.map(\.text)
        // An account is a resource that an inventory's other resources make.
        return rule.kinds.contains { $0.text == AccountResources.kind } ? ranged + [AccountResources.kind] : ranged
    }

    func explain(
        _ rule: Int, on resource: Resource, asOf: Instant, decided: DecidedVerdict?
    ) -> RuleTrace {
        Tracer(rule: rules[rule], words: words[rule], resource: resource, inventory: nothing, asOf: asOf)
            .trace(.bare, decided: decided)
    }
}
