package import ResourceDocuments
package import RuleChecker
package import RulePacks
import RuleSyntax
import RuleTesting
package import RuleTracer
package import SourceText

/// Where two versions of one rule were found to differ, and how far that was looked for.
package struct RuleComparison: Sendable {
    package let name: String
    /// One for each pair of verdicts, the first that was found, made small.
    package private(set) var differences: [RuleDifference] = []
    /// How many resources both versions were asked about.
    package private(set) var count = 0
    /// How many clauses both have together.
    package private(set) var clauseCount = 0
    /// Those of them that were not seen to hold and not to hold.
    package private(set) var unseenClauses: [SourcePlace] = []
    /// How many constants of both versions have two sides.
    package private(set) var boundCount = 0
    /// Those of them that were not asked on both sides, with the values closest to them.
    package private(set) var unseenBounds: [SourcePlace] = []
    /// Each place that either version reads, and how many values they were asked about there.
    package private(set) var places: [PlaceCount] = []
    /// Whether it is proved of the text that both say the same of every resource: then none was asked.
    package private(set) var isProvedSame = false
    /// What the two say of themselves in other words.
    package let metadata: [MetadataDifference]
    /// Both say the same in the same words.
    package let isSameText: Bool
    /// Parameters that have to be given a value to ask a version anything, and for which none was found.
    package private(set) var unboundRules: [String] = []

    /// More pairs are rarely worth a look.
    private static let maximumDifferences = 6

    /// - Parameter limit: how many resources to try.
    package init(
        _ old: CheckedRule, _ new: CheckedRule, from known: [Sample], seed: UInt64, limit: Int,
        asOf: Instant
    ) {
        name = new.name.text
        metadata = MetadataDifference.all(between: old, and: new)
        isSameText = old.canonicalMeaning == new.canonicalMeaning
        guard !isSameText else { return }
        let bound = [old, new].map { rule in
            (rule: rule, bound: ParameterBinder.bind(rule, settings: SampleParameters.settings(for: rule)).rule)
        }
        unboundRules = bound.filter { $0.bound == nil }.map(\.rule.file.name)
        let rules = bound.compactMap(\.bound)
        guard rules.count == 2 else { return }
        isProvedSame = RuleEquality.isProved(old, new)
        guard !isProvedSame else { return }
        var search = SampleSearch(rules, from: known, seed: seed, asOf: asOf, countsPlaces: true)
        let clock = rules.contains { $0.rule.readsClock } ? asOf : nil
        look(with: &search, upTo: limit / 3, clock)
        search.lookBeside()
        look(with: &search, upTo: limit, clock)
        count = search.count
        places = search.places
        for (index, rule) in rules.enumerated() {
            clauseCount += rule.rule.clauses.count
            unseenClauses += rule.rule.clauses.map(\.place).filter { place in
                ![.true, .false].allSatisfy { search.seenEvents[index].contains(.clause(place, $0)) }
            }
        }
        for (index, rule) in rules.enumerated() {
            let bounds = RuleContents(of: rule.rule).bounds
            boundCount += bounds.count
            unseenBounds += bounds.filter { place in
                ![true, false].allSatisfy { search.seenBounds[index].contains(BoundEvent(place, holds: $0)) }
            }
        }
    }

    private mutating func look(with search: inout SampleSearch, upTo limit: Int, _ clock: Instant?) {
        while search.count < limit, differences.count < Self.maximumDifferences {
            let before = search.count
            let known = Set(differences.map { [$0.old.verdict, $0.new.verdict] })
            let answer = search.first(within: limit - search.count) {
                $0.verdicts[0] != $0.verdicts[1] && !known.contains($0.verdicts)
            }
            guard let answer else { return }
            let judge = search
            let sample = SampleReduction.reduced(answer.sample) { judge.judge($0)?.verdicts == answer.verdicts }
            guard let small = search.judge(sample), search.count > before else { return }
            differences.append(
                RuleDifference(
                    sample: sample, asOf: clock, collected: sample.collectedKinds(for: search.judges.map(\.rule.rule)),
                    old: small.traces[0], new: small.traces[1]))
        }
    }
}

/// A resource of which two versions of a rule say different things.
package struct RuleDifference: Sendable {
    package let sample: Sample
    /// What `as_of` was; nil where neither version reads it.
    package let asOf: Instant?
    /// Kinds that have to be collected, and of which there is none.
    package let collected: [String]
    package let old: RuleTrace
    package let new: RuleTrace
}

extension RuleTrace {
    /// The clause that the verdict comes from; nil where all pass or none was asked.
    package var decidingClause: ClauseTrace? { clauses.first { $0.verdict == verdict && verdict != .pass } }
}

/// The rules of two packs, paired by their ids, else by their names; where each has one rule only, these two.
package struct RulePairing {
    package private(set) var pairs: [(old: CheckedRule, new: CheckedRule)] = []
    package private(set) var onlyOld: [CheckedRule] = []
    package private(set) var onlyNew: [CheckedRule] = []
    /// Whether they have neither an id nor a name in common.
    package private(set) var isOfOtherNames = false

    package init() {}

    package init(_ old: RuleLibrary, _ new: RuleLibrary) {
        var paired: Set<ObjectIdentifier> = []
        for rule in old.rules {
            let counterpart =
                rule.metadata.id.flatMap { id in new.rules.first { $0.metadata.id == id } }
                ?? new.rules.first { $0.name.text == rule.name.text }
            if let counterpart, paired.insert(ObjectIdentifier(counterpart)).inserted {
                pairs.append((rule, counterpart))
            } else {
                onlyOld.append(rule)
            }
        }
        onlyNew = new.rules.filter { !paired.contains(ObjectIdentifier($0)) }
        // Two files of one rule each are two versions of it, whatever they call it.
        if pairs.isEmpty, onlyOld.count == 1, onlyNew.count == 1 {
            pairs = [(onlyOld[0], onlyNew[0])]
            isOfOtherNames = true
            onlyOld = []
            onlyNew = []
        }
    }
}
