package import ResourceDocuments
package import RuleChecker
package import RuleTracer
package import SourceText

/// Looks for a resource that shows something of some rules: draws samples of what they read, keeps those that make a rule answer in a way
/// it had not answered before, and goes on from these. The same seed gives the same samples.
package struct SampleSearch {
    /// What the rules say of one sample, in their order.
    package struct Answer {
        package var sample: Sample
        package var traces: [RuleTrace]

        package var verdicts: [Verdict] { traces.map(\.verdict) }
    }

    package let judges: [SampleJudge]
    private let shape: RuleShape
    private var maker: SampleMaker
    private var kept: [Sample]
    /// To be judged before others are drawn.
    private var waiting: ArraySlice<Sample> = []
    /// Of each clause that alone kept a rule from passing: the first sample of which it did.
    private var nearMisses: [(clause: SourcePlace, sample: Sample)] = []
    private var seenNearMisses: Set<NearMiss> = []
    /// What was asked of each place; nil where nobody wants to know.
    private var tally: PlaceTally?
    /// Every way in which the rules have answered so far.
    private var seen: Set<Feature> = []
    package private(set) var seenEvents: [Set<CoverageEvent>]
    package private(set) var seenBounds: [Set<BoundEvent>]
    /// How many samples were judged.
    package private(set) var count = 0

    private enum Feature: Hashable {
        case verdicts([Verdict])
        case event(Int, CoverageEvent)
        case bound(Int, BoundEvent)
    }

    private struct NearMiss: Hashable {
        var rule: Int
        var clause: Int
        var verdict: Verdict
    }

    /// - Parameter known: where to begin, such as the resources of cases.
    /// - Parameter countsPlaces: whether to keep which values were asked about at each place.
    package init(
        _ rules: [BoundRule], from known: [Sample] = [], seed: UInt64, asOf: Instant, countsPlaces: Bool = false
    ) {
        let keys = KeyTable()
        judges = rules.map { SampleJudge($0, keys: keys, asOf: asOf) }
        shape = RuleShape(rules, asOf: asOf)
        maker = SampleMaker(shape, random: SplitMix(seed: seed))
        tally = countsPlaces ? PlaceTally(shape) : nil
        kept = known
        seenEvents = rules.map { _ in [] }
        seenBounds = rules.map { _ in [] }
    }

    /// Judges samples until one does, or so many were judged in vain.
    package mutating func first(within limit: Int, where isWanted: (Answer) -> Bool) -> Answer? {
        var known = kept[...]
        for _ in 0..<limit {
            let sample = waiting.popFirst() ?? known.popFirst() ?? next()
            guard let answer = judge(sample) else { continue }
            count += 1
            tally?.add(sample)
            if note(answer) { kept.append(sample) }
            noteNearMisses(answer)
            if isWanted(answer) { return answer }
        }
        return nil
    }

    /// From now on looks first at what differs in one place from a sample that is known: those that every rule passes, then the others.
    package mutating func lookBeside() {
        look(beside: kept.filter { judge($0)?.verdicts.allSatisfy { $0 == .pass } == true } + kept)
    }

    /// From now on looks first at what differs in one place from a sample that one clause alone keeps from passing: what another version of that
    /// clause makes of it is then told by the verdict. Those of some clauses come before those of others.
    package mutating func lookBesideNearMisses(firstOf isWanted: (SourcePlace) -> Bool) {
        let wanted = nearMisses.filter { isWanted($0.clause) } + nearMisses.filter { !isWanted($0.clause) }
        look(beside: wanted.map(\.sample))
    }

    private mutating func look(beside samples: [Sample]) {
        let sweep = SampleSweep(shape)
        waiting = samples.unique.prefix(Self.maximumBases).flatMap { sweep.samples(beside: $0) }.unique[...]
    }

    private static let maximumBases = 24

    /// What was asked of each place so far.
    package var places: [PlaceCount] { tally?.counts ?? [] }

    package func judge(_ sample: Sample) -> Answer? {
        let traces = judges.compactMap { $0.trace(sample) }
        return traces.count == judges.count ? Answer(sample: sample, traces: traces) : nil
    }

    private mutating func next() -> Sample {
        guard let start = kept.randomElement(using: &maker.random), maker.random.chance(85) else {
            return maker.sample()
        }
        return maker.changed(start)
    }

    private mutating func noteNearMisses(_ answer: Answer) {
        for (index, trace) in answer.traces.enumerated() {
            let others = trace.clauses.indices.filter { trace.clauses[$0].verdict != .pass }
            guard others.count == 1, let clause = others.first else { continue }
            let miss = NearMiss(rule: index, clause: clause, verdict: trace.clauses[clause].verdict)
            if seenNearMisses.insert(miss).inserted { nearMisses.append((trace.clauses[clause].place, answer.sample)) }
        }
    }

    /// Whether something in the answer is new.
    private mutating func note(_ answer: Answer) -> Bool {
        var isNew = seen.insert(.verdicts(answer.verdicts)).inserted
        for (index, trace) in answer.traces.enumerated() {
            for event in trace.coverage where seenEvents[index].insert(event).inserted {
                isNew = seen.insert(.event(index, event)).inserted || isNew
            }
            for event in trace.bounds where seenBounds[index].insert(event).inserted {
                isNew = seen.insert(.bound(index, event)).inserted || isNew
            }
        }
        return isNew
    }
}
