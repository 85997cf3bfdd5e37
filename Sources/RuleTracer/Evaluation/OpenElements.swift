import ResourceDocuments
import RuleChecker
import RuleSyntax
import SourceText

/// What a quantifier says of resources of which its join cannot tell, where all else that it asks depends on them alone: the same for whichever
/// resource is traced, and none of them decides.
struct OpenElements: Sendable {
    /// The quantifier, and what else its conditions read.
    struct Key: Hashable {
        let place: SourcePlace
        /// Of the key; nil of one that is not known.
        let kind: ValueKind?
        /// Why it is not.
        let causes: UnknownCauses
        let parameters: [Value]
        let asOf: Instant?
        let isTraced: Bool
    }

    /// Of one of them.
    struct Said: Sendable {
        var causes: UnknownCauses
        /// Whether the `where` keeps it or may keep it, and whether it keeps it for certain.
        var isKept: Bool
        var isExample: Bool
        /// Whether something is told of it that stands not in the resource under test: looked for where that lacks the key, for then all have one
        /// reason in common.
        var hasOwnReason = false
        /// Whether that stands among other reasons in one.
        var isCompound = false

        var isUnknown: Bool { !causes.isEmpty }
    }

    /// By their place among the uncertain candidates.
    let said: [Said]
    /// The places of those that are unknown, and of the first few others that are examples.
    let unknown: [Int]
    let withOwnReason: [Int]
    let examples: [Int]

    init(_ said: [Said], examples maximum: Int) {
        self.said = said
        total = Count(said[...])
        unknown = said.indices.filter { said[$0].isUnknown }
        withOwnReason = unknown.filter { said[$0].hasOwnReason }
        examples = Array(said.indices.lazy.filter { !said[$0].isUnknown && said[$0].isExample }.prefix(maximum))
    }

    /// Whether what is told of all in common can be told from what is told of one.
    var isPlain: Bool { !said.contains(where: \.isCompound) }

    /// How many there are from a place on is the total without those before.
    let total: Count

    struct Count: Sendable {
        var unknown = 0
        var causes = UnknownCauses()
        var kept = 0

        init(_ said: ArraySlice<Said>) {
            for one in said {
                if one.isUnknown { unknown += 1 }
                causes.formUnion(one.causes)
                if one.isKept { kept += 1 }
            }
        }
    }
}

extension Evaluator {
    /// Of unknown elements so many are traced: a report names no more of other resources.
    private static let maximumOpen = 4

    /// The uncertain candidates of a join from `next` on, of which all that is not told one by one was found out before.
    mutating func addOpen(
        _ candidates: JoinIndex.Candidates, of key: OpenElements.Key, from next: Int, in resources: RangedResources,
        to survey: inout Survey, _ quantified: CheckedQuantified
    ) {
        let open = resources.list.openElements(key) {
            OpenElements(
                candidates.uncertain.map { position in
                    bind(resources[position], in: quantified)
                    askedElements += 1
                    let said = key.kind == nil ? what(quantified) : skimming { $0.what(quantified) }
                    let evidence = said.filter.evidence + said.body.evidence
                    return OpenElements.Said(
                        causes: Outcome(truth: said.truth).causes, isKept: said.filter.truth != .false,
                        isExample: said.filter.truth == .true,
                        hasOwnReason: evidence.contains { $0.place == nil || $0.reason.roots.count > 1 },
                        isCompound: evidence.contains { $0.reason.isCompound })
                }, examples: Self.maximumExamples)
        }
        if key.kind == nil, !open.isPlain {
            for position in candidates.uncertain where position >= next {
                add(resources[position], at: position, to: &survey, quantified)
            }
            return
        }
        let first = candidates.uncertain.firstIndex { $0 >= next } ?? candidates.uncertain.count
        let before = OpenElements.Count(open.said[..<first])
        let count = open.said.count - first
        let unknown = open.total.unknown - before.unknown
        if unknown > 0 { survey.tally.add(unknown: unknown, open.total.causes) }
        survey.keptCount += open.total.kept - before.kept
        if quantified.quantifier == .every {
            survey.tally.trueCount += count - unknown
        } else {
            survey.tally.falseCount += count - unknown
        }
        guard isTracing else { return }
        // What is told of the resource under test has a place there.
        let own = resources.testedPositions.compactMap { candidates.uncertain.firstIndex(of: $0) }
        let told =
            open.unknown.drop { $0 < first }.prefix(Self.maximumOpen)
            + open.withOwnReason.drop { $0 < first }.prefix(Self.maximumOpen) + own.filter { open.said[$0].isUnknown }
        for index in Set(told).sorted() where index >= first {
            let position = candidates.uncertain[index]
            askedElements += 1
            bind(resources[position], in: quantified)
            survey.addUnknown(what(quantified), at: position, resources[position])
        }
        for index in open.examples where index >= first && survey.examples.count < Self.maximumExamples {
            survey.examples.append(resources[candidates.uncertain[index]])
        }
    }

    /// nil where what else is asked may depend on more.
    func openKey(of join: CheckedJoin, _ key: TracedValue, _ quantified: CheckedQuantified) -> OpenElements.Key? {
        guard join.isOnlyTie else { return nil }
        let key = key.asValue
        return OpenElements.Key(
            place: quantified.place, kind: key.kind, causes: key.unknown?.causes ?? [],
            parameters: parameters.map(\.value), asOf: asOf,
            isTraced: isTracing)
    }
}

extension Reason {
    fileprivate var isCompound: Bool {
        switch self {
        case .each, .together: true
        case .test, .count, .unknown: false
        }
    }
}
