package import ResourceDocuments
import ResourceReaders
package import RuleChecker
package import RuleTracer

/// Asks one rule about samples, as the tracing evaluator answers.
package struct SampleJudge {
    package let rule: BoundRule
    private let keys: KeyTable
    private let asOf: Instant

    package init(_ rule: BoundRule, keys: KeyTable, asOf: Instant) {
        self.rule = rule
        self.keys = keys
        self.asOf = asOf
    }

    /// nil for what is no resource. Every kind that the rule ranges over counts as collected.
    package func trace(_ sample: Sample) -> RuleTrace? { tracer(sample)?.trace() }

    package func verdict(_ sample: Sample) -> Verdict? { tracer(sample)?.verdict().verdict }

    /// The verdict, and every text that the rule asks of a pattern; nil for what is no resource.
    package func patternQuestions(
        _ sample: Sample
    ) -> (asked: Set<PatternQuestion>, verdict: Verdict, causes: UnknownCauses)? {
        tracer(sample)?.patternQuestions()
    }

    private func tracer(_ sample: Sample) -> Tracer? {
        guard let tested = sample.tested.resource(keys: keys) else { return nil }
        var resources = [tested] + sample.others.compactMap { $0.resource(keys: keys) }
        resources += AccountResources.added(to: resources, keys: keys)
        let inventory = Inventory(
            resources: resources, collectedKinds: rule.rule.inventoryKinds.map(\.text) + resources.map(\.kind))
        return Tracer(rule: rule, resource: tested, inventory: inventory, asOf: asOf)
    }
}
