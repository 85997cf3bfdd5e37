import ResourceDocuments
import RuleChecker
import RuleSyntax
import SourceText

/// What a quantifier says of resources that have one key, or of which its join cannot tell, where all else that it asks depends on them alone: the same for
/// whichever resource is traced.
struct SaidElements: Sendable {
    /// The quantifier, which of the resources, and what else its conditions read.
    struct Key: Hashable {
        enum Candidates: Hashable {
            case equal(StructuralKey)
            case uncertain(JoinIndex.Kind)
        }

        let place: SourcePlace
        let candidates: Candidates
        let parameters: [Value]
        let asOf: Instant?
        let isTraced: Bool
    }

    /// Of one of them.
    struct Said: Sendable {
        var truth: Truth
        /// Whether the `where` keeps it or may keep it, and whether it keeps it for certain.
        var isKept: Bool
        var isExample: Bool
        /// Why it is not known, where that is to be told.
        var reasons: [ReasonKind] = []

        var causes: UnknownCauses { Outcome(truth: truth).causes }
    }

    /// Positions of those that are asked, ascending, and what is said of each.
    let positions: [Int]
    let said: [Said]
    /// What one that decides says.
    private let answer: Truth
    /// Places among them: of those that are unknown, by the kinds of their reasons; of those that decide; and of the first few others that are examples.
    /// Reasons of the same kinds are told in the same places, whichever resource is traced.
    let unknown: [[Int]]
    let deciding: [Int]
    let examples: [Int]
    /// The same of those of which it is not known whether the `where` keeps them.
    let openExamples: [Int]
    /// The first few positions of the whole list that do not decide and are known, where there is no `where`.
    var othersFromStart: [Int]?

    init(_ positions: [Int], _ said: [Said], deciding answer: Truth, examples maximum: Int) {
        self.positions = positions
        self.said = said
        self.answer = answer
        total = Count(said[...], deciding: answer)
        unknown = Array(
            Dictionary(grouping: said.indices.filter { !said[$0].causes.isEmpty }) { said[$0].reasons }.values)
        deciding = said.indices.filter { said[$0].truth == answer }
        examples = Array(
            said.indices.lazy.filter { said[$0].causes.isEmpty && said[$0].truth != answer && said[$0].isExample }
                .prefix(maximum))
        openExamples = Array(
            said.indices.lazy.filter {
                said[$0].causes.isEmpty && said[$0].truth != answer && said[$0].isKept && !said[$0].isExample
            }.prefix(maximum))
    }

    /// Whether one neither decides nor is unknown, nor left out by the `where`.
    func isExample(_ place: Int) -> Bool {
        said[place].causes.isEmpty && said[place].truth != answer && said[place].isExample
    }

    /// How many there are from a place on is the total without those before.
    let total: Count

    struct Count: Sendable {
        var unknown = 0
        var causes = UnknownCauses()
        var kept = 0
        var openlyKept = 0
        var deciding = 0

        init(_ said: ArraySlice<Said>, deciding answer: Truth) {
            for one in said {
                if !one.causes.isEmpty { unknown += 1 }
                causes.formUnion(one.causes)
                if one.isKept { kept += 1 }
                if one.isKept, !one.isExample { openlyKept += 1 }
                if one.truth == answer { deciding += 1 }
            }
        }
    }
}

extension Evaluator {
    /// Of unknown elements so many are traced of each kind of reasons: a report names no more of other resources.
    private static let maximumOpen = 4

    /// Candidates of a join from `next` on, of which all that is not told one by one was found out before.
    mutating func add(
        _ elements: SaidElements, _ key: SaidElements.Key, from next: Int, in resources: RangedResources,
        to survey: inout Survey, _ quantified: CheckedQuantified
    ) {
        let answer = quantified.decidingAnswer
        let first = elements.positions.firstIndex { $0 >= next } ?? elements.positions.count
        let before = SaidElements.Count(elements.said[..<first], deciding: answer)
        let count = elements.said.count - first
        let unknown = elements.total.unknown - before.unknown
        let deciding = elements.total.deciding - before.deciding
        if unknown > 0 { survey.tally.add(unknown: unknown, elements.total.causes) }
        survey.keptCount += elements.total.kept - before.kept
        survey.openlyKeptCount += elements.total.openlyKept - before.openlyKept
        let others = count - unknown - deciding
        survey.tally.trueCount += quantified.quantifier == .every ? others : deciding
        survey.tally.falseCount += quantified.quantifier == .every ? deciding : others
        guard isTracing else { return }
        // What is told of the resource under test has a place there.
        let own = resources.testedPositions.compactMap { elements.positions.place(ofAscending: $0) }
        let told =
            elements.unknown.flatMap { $0.first(Self.maximumOpen, from: first) }
            + elements.deciding.first(Self.maximumOpen, from: first)
            + own.filter { !elements.said[$0].causes.isEmpty || elements.said[$0].truth == answer }
        // Those of which what is said has no place in the resource under test.
        var placeless: Set<Int> = []
        for index in Set(told).sorted() where index >= first {
            let position = elements.positions[index]
            askedElements += 1
            let said = what(quantified, of: resources[position])
            let met = survey.decidingOthers.count + survey.openOthers.count
            if elements.said[index].causes.isEmpty {
                survey.addDeciding(said, at: position, resources[position], quantified)
            } else {
                survey.addUnknown(said, at: position, resources[position])
            }
            if survey.decidingOthers.count + survey.openOthers.count > met { placeless.insert(index) }
        }
        for (group, areOpen) in [(elements.deciding, false)] + elements.unknown.map({ ($0, true) }) {
            // What one of them says has a place where that of the others has one.
            guard placeless.contains(where: { group.place(ofAscending: $0) != nil }) else { continue }
            let rest = group[group.firstPlace { $0 < first }...]
            let toldOfRest = Set(told).count { rest.place(ofAscending: $0) != nil }
            let untold = rest.lazy.filter { !told.contains($0) }.prefix(OtherElements.maximumNames)
            survey.addUntold(
                rest.count - toldOfRest,
                untold.map { index in
                    let position = elements.positions[index]
                    return (position, resources[position].value)
                }, areOpen: areOpen)
        }
        for index in elements.examples where index >= first && survey.examples.count < Self.maximumExamples {
            survey.examples.append(resources[elements.positions[index]])
        }
        for index in elements.openExamples where index >= first {
            survey.addOpenExample(resources[elements.positions[index]], at: elements.positions[index])
        }
    }

    /// What a quantifier says of these candidates of its join.
    mutating func said(
        _ positions: [Int], _ key: SaidElements.Key, in resources: RangedResources, _ quantified: CheckedQuantified
    ) -> SaidElements {
        if let known = resources.list.saidElements(key) { return known }
        let own = Set(resources.testedPositions)
        let said = positions.prefix { _ in !isExhausted }.map { position in
            askedElements += 1
            let element = resources[position]
            var said = skimming { $0.what(quantified, of: element) }
            if isTracing, case .unknown = said.truth { said = what(quantified, of: element) }
            let evidence = [said.filter, said.body].filter { !$0.causes.isEmpty }.flatMap(\.evidence)
            return SaidElements.Said(
                truth: said.truth, isKept: said.filter.truth != .false, isExample: said.filter.truth == .true,
                reasons: evidence.map { ReasonKind($0, isOwn: own.contains(position)) })
        }
        let elements = SaidElements(
            Array(positions.prefix(said.count)), said, deciding: quantified.decidingAnswer,
            examples: Self.maximumExamples)
        // What was given up says nothing to others.
        if !isExhausted { resources.list.keep(elements, key) }
        return elements
    }

    func key(_ candidates: SaidElements.Key.Candidates, _ quantified: CheckedQuantified) -> SaidElements.Key {
        SaidElements.Key(
            place: quantified.place, candidates: candidates, parameters: parameters.map(\.value), asOf: asOf,
            isTraced: isTracing)
    }
}

extension CheckedQuantified {
    /// What an element that decides says.
    var decidingAnswer: Truth { quantifier == .every ? .false : .true }
}

extension [Int] {
    /// Of ascending numbers the first few that are not below `start`.
    fileprivate func first(_ count: Int, from start: Int) -> ArraySlice<Int> { drop { $0 < start }.prefix(count) }
}
