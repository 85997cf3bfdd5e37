package import ResourceDocuments
package import RuleChecker
package import RuleTracer

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
            if isWanted(answer) { return answer }
        }
        return nil
    }

    /// From now on looks first at what differs in one place from a sample that is known: those that every rule passes, then the others.
    package mutating func lookBeside() {
        let sweep = SampleSweep(shape)
        let passing = kept.filter { judge($0)?.verdicts.allSatisfy { $0 == .pass } == true }
        let bases = (passing + kept).unique.prefix(Self.maximumBases)
        waiting = bases.flatMap { sweep.samples(beside: $0) }.unique[...]
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
