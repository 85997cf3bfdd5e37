import ResourceDocuments
import RuleChecker

/// `resources of K`, of which a join's index leaves out those that are false by it.
extension Evaluator {
    /// Those that are left out count unasked: false by their `where`, or by what they had to satisfy.
    mutating func survey(_ kind: KindPattern, into survey: inout Survey, _ quantified: CheckedQuantified) {
        guard let resources = resources(of: kind) else { return addOpen(.notCollected(kind), to: &survey, quantified) }
        defer { survey.pass(resources.count) }
        let join = asksAll ? nil : CheckedJoin(of: quantified)
        guard let join, let (candidates, key) = candidates(among: resources, by: join) else {
            for position in 0..<resources.count { add(resources[position], at: position, to: &survey, quantified) }
            return
        }
        var next = 0
        if isTracing, quantified.filter == nil {
            // All are kept, and the first few that do not decide are examples.
            while next < resources.count, survey.examples.count < Self.maximumExamples {
                add(resources[next], at: next, to: &survey, quantified)
                next += 1
            }
        }
        let equal = candidates.equal.drop { $0 < next }
        for position in equal { add(resources[position], at: position, to: &survey, quantified) }
        let uncertain = candidates.uncertain.drop { $0 < next }
        if survey.isDecided(for: quantified.quantifier) {
            // Nobody asks them.
        } else if let key = openKey(of: join, key, quantified) {
            addOpen(candidates, of: key, from: next, in: resources, to: &survey, quantified)
        } else {
            for position in uncertain { add(resources[position], at: position, to: &survey, quantified) }
        }
        survey.leaveOut(resources.count - next - equal.count - uncertain.count, quantified)
        // As if all had been asked.
        if resources.count > 0 { bind(resources[resources.count - 1], in: quantified) }
    }

    /// With the key that they were looked up by; nil: the join says nothing of any.
    mutating func candidates(
        among resources: RangedResources, by join: CheckedJoin
    ) -> (JoinIndex.Candidates, key: TracedValue)? {
        let key = skimming { $0.value(of: join.key) }
        if join.isOnlyTie, resources.list.isIndexed, let unknown = key.asValue.unknown, unknown.decidedLater == nil {
            // Of none of them is it known whether it equals a key that is not.
            return (JoinIndex.Candidates(equal: [], uncertain: resources.list.positions), key)
        }
        return resources.list.candidates(by: join.path, for: key).map { ($0, key) }
    }
}

extension Evaluator {
    /// How many resources of a kind meet an equality whose other side is `key`; nil of a key that none is found by.
    mutating func partners(of kind: KindPattern, by join: CheckedJoin, _ key: TracedValue) -> Int? {
        resources(of: kind)?.list.partners(by: join.path, for: key)
    }
}

extension CheckedJoin {
    /// In the `where`; the `satisfies` of an element that a `where` keeps is another matter, for it tells of what was kept. A quantifier
    /// with a key variable has none.
    fileprivate init?(of quantified: CheckedQuantified) {
        guard quantified.keyVariable == nil,
            let condition = quantified.filter ?? (quantified.isLostByBody ? quantified.body : nil)
        else { return nil }
        let others = quantified.filter == nil ? [] : [quantified.body].compactMap(\.self)
        self.init(on: quantified.variable, in: [condition], beside: others)
    }
}
