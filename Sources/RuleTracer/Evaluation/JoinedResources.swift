import ResourceDocuments
import RuleChecker

/// `resources of K`, of which a join's index leaves out those that are false by it.
extension Evaluator {
    /// Those that are left out count unasked: false by their `where`, or by what they had to satisfy.
    mutating func survey(_ kind: KindPattern, into survey: inout Survey, _ quantified: CheckedQuantified) {
        guard let resources = resources(of: kind) else { return addOpen(.notCollected(kind), to: &survey, quantified) }
        if let open = resources.list.open {
            addOpen(open, to: &survey, quantified)
            // It is not known at which places those stand that were read.
            if quantified.keyVariable != nil { return }
        }
        defer { survey.pass(resources.count) }
        let tie = asksAll ? nil : CheckedTie(of: quantified)
        guard let tie, let candidates = candidates(among: resources, by: tie) else {
            for position in 0..<resources.count where !isExhausted {
                add(resources[position], at: position, to: &survey, quantified)
            }
            if resources.count > 0 { bind(resources[resources.count - 1], in: quantified) }
            return
        }
        let kept = kept(candidates, by: tie, in: resources, quantified)
        var next = 0
        if isTracing, quantified.filter == nil {
            if let kept {
                survey.examples += (kept.said.othersFromStart ?? []).map { resources[$0] }
            } else if candidates.equal.isEmpty,
                let open = keptUncertain(candidates, by: tie, in: resources, quantified),
                let others = othersFromStart(resources, open)
            {
                survey.examples += others.map { resources[$0] }
            } else {
                // All are kept, and the first few that do not decide are examples.
                while next < resources.count, survey.examples.count < Self.maximumExamples {
                    add(resources[next], at: next, to: &survey, quantified)
                    next += 1
                }
            }
        }
        let equal = candidates.equal.drop { $0 < next }
        if let kept {
            add(kept.said, kept.key, from: 0, in: resources, to: &survey, quantified)
        } else {
            for position in equal where !isExhausted {
                add(resources[position], at: position, to: &survey, quantified)
            }
        }
        let uncertain = candidates.uncertain.drop { $0 < next }
        if survey.isDecided(for: quantified.quantifier) {
            // Nobody asks them.
        } else if let (key, said) = keptUncertain(candidates, by: tie, in: resources, quantified) {
            add(said, key, from: next, in: resources, to: &survey, quantified)
        } else {
            for position in uncertain where !isExhausted {
                add(resources[position], at: position, to: &survey, quantified)
            }
        }
        survey.leaveOut(resources.count - next - equal.count - uncertain.count, quantified)
        // As if all had been asked.
        if resources.count > 0 { bind(resources[resources.count - 1], in: quantified) }
    }

    /// So many resources with one key are worth keeping in mind what is said of them.
    private static let leastKept = 8

    private typealias Kept = (key: SaidElements.Key, said: SaidElements)

    /// What the quantifier says of those of which the join cannot tell; nil where each is asked.
    private mutating func keptUncertain(
        _ candidates: JoinIndex.Candidates, by tie: CheckedTie, in resources: RangedResources,
        _ quantified: CheckedQuantified
    ) -> Kept? {
        guard tie.isOnlyTie, let kind = candidates.kind else { return nil }
        let key = self.key(.uncertain(kind), quantified)
        return (key, said(candidates.uncertain, key, in: resources, quantified))
    }

    /// The same of those that have the key.
    private mutating func kept(
        _ candidates: JoinIndex.Candidates, by tie: CheckedTie, in resources: RangedResources,
        _ quantified: CheckedQuantified
    ) -> Kept? {
        guard case .one(let join) = tie, join.isOnlyTie, join.isLocal, let equalKey = candidates.key,
            candidates.equal.count >= Self.leastKept
        else { return nil }
        let key = self.key(.equal(equalKey), quantified)
        var equal = said(candidates.equal, key, in: resources, quantified)
        if isTracing, quantified.filter == nil, equal.othersFromStart == nil {
            let uncertain = keptUncertain(candidates, by: tie, in: resources, quantified)?.said
            equal.othersFromStart = othersFromStart(resources, [equal] + [uncertain].compactMap(\.self))
            if !isExhausted { resources.list.keep(equal, key) }
        }
        return (key, equal)
    }

    /// The same where no resource has the key, for it may be open of all of them; nil where too few are found and some of them are among those that are open.
    private func othersFromStart(_ resources: RangedResources, _ open: Kept) -> [Int]? {
        var said = open.said
        let others = said.othersFromStart ?? othersFromStart(resources, [said])
        if said.othersFromStart == nil {
            said.othersFromStart = others
            resources.list.keep(said, open.key)
        }
        return others.count == Self.maximumExamples || said.examples.isEmpty ? others : nil
    }

    /// Resources that do not decide, and of which that is known: those among the candidates, and all others.
    private func othersFromStart(_ resources: RangedResources, _ candidates: [SaidElements]) -> [Int] {
        var found: [Int] = []
        for position in 0..<resources.count where found.count < Self.maximumExamples {
            let said = candidates.lazy.compactMap { set in
                set.positions.place(ofAscending: position).map { (set, $0) }
            }.first
            guard let (set, place) = said else {
                found.append(position)
                continue
            }
            if set.isExample(place) { found.append(position) }
        }
        return found
    }

    /// nil: the join says nothing of any.
    mutating func candidates(among resources: RangedResources, by tie: CheckedTie) -> JoinIndex.Candidates? {
        switch tie {
        case .one(let join): return candidates(among: resources, by: join, isOnlyTie: join.isOnlyTie)
        case .oneOf(let alternatives):
            var found: [JoinIndex.Candidates] = []
            for join in alternatives.joins {
                let own = candidates(among: resources, by: join, isOnlyTie: alternatives.isOnlyTie)
                guard let own else { return nil }
                found.append(own)
            }
            return resources.list.candidates(
                by: alternatives.joins.map { JoinIndex.Path($0, parameters: parameters) }, found)
        }
    }

    private mutating func candidates(
        among resources: RangedResources, by join: CheckedJoin, isOnlyTie: Bool
    ) -> JoinIndex.Candidates? {
        let key = skimming { $0.value(of: join.key) }
        if isOnlyTie, resources.list.isIndexed, let unknown = key.asValue.unknown, unknown.decidedLater == nil {
            // Of none of them is it known whether it has a key that is not.
            return JoinIndex.Candidates(
                equal: [], uncertain: resources.list.positions, kind: .unknown(unknown.causes))
        }
        let path = JoinIndex.Path(join, parameters: parameters)
        let candidates = resources.list.candidates(by: path, for: key)
        if let candidates, candidates.equal.count + candidates.uncertain.count < Self.leastKept { return candidates }
        guard let other = join.other else { return candidates }
        let otherKey = skimming { $0.value(of: other.key) }
        let otherPath = JoinIndex.Path(other, parameters: parameters)
        if key.asValue.isUnknown { return resources.list.candidates(by: otherPath, for: otherKey) ?? candidates }
        return resources.list.candidates(
            by: CompositeJoinIndex.Paths(first: path, second: otherPath), for: key, otherKey) ?? candidates
    }
}

extension Evaluator {
    /// How many resources of a kind meet an equality whose other side is `key`, and of how many that is open; nil of a key that none is found by, and where not all of the kind were read.
    mutating func partners(of kind: KindPattern, by join: CheckedJoin, _ key: TracedValue) -> (count: Int, open: Int)? {
        guard let list = resources(of: kind)?.list, list.open == nil else { return nil }
        return list.partners(by: JoinIndex.Path(join, parameters: parameters), for: key)
    }
}

extension CheckedTie {
    /// Of the one equality, or of all.
    fileprivate var isOnlyTie: Bool {
        switch self {
        case .one(let join): join.isOnlyTie
        case .oneOf(let alternatives): alternatives.isOnlyTie
        }
    }

    /// In the `where`; the `satisfies` of an element that a `where` keeps is another matter, for it tells of what was kept. A quantifier
    /// with a key variable has none.
    fileprivate init?(of quantified: CheckedQuantified) {
        guard quantified.keyVariable == nil,
            let condition = quantified.filter ?? quantified.mattersByBody
        else { return nil }
        let others = quantified.filter == nil ? [] : [quantified.body].compactMap(\.self)
        self.init(on: quantified.variable, in: [condition], beside: others)
    }
}
