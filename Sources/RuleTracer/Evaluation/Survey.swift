import ResourceDocuments
import RuleChecker
import RuleSyntax
import SourceText

/// What was found at the elements of a quantifier's domain.
struct Survey {
    var tally = Tally()
    /// Of the elements that decide: the false ones of `every`, the true ones of all others.
    var decidingEvidence: [Evidence] = []
    /// Of the elements and sources that leave it open, each with its position in the domain: they are not met in order.
    private var openEvidence: [(position: Int, evidence: [Evidence])] = []
    /// Those that decide, and those that leave it open, without a place in the resource under test.
    private(set) var decidingOthers = MetElements()
    private(set) var openOthers = MetElements()
    /// Elements of the sources before; one of those that nobody knows.
    private var passedCount = 0
    /// Elements that the `where` keeps or may keep.
    var keptCount = 0
    /// Those of them that it may keep.
    var openlyKeptCount = 0
    /// Those of which the body asks nothing, because there is nothing in it to ask.
    var idleCount = 0
    /// Those that do not decide, the first few.
    var examples: [Elements.Element] = []
    /// The same of those of which it is not known whether the `where` keeps them.
    private(set) var openExamples: [(position: Int, element: Elements.Element)] = []
    /// The first of its sources that has a place.
    var list: Location?
    /// What the rule calls it, where it is made from the list that stands there.
    var derivedList: CheckedExpression?
    /// What is missing, where that list only stands in for it.
    var gap: Gap?

    var unknownEvidence: [Evidence] { openEvidence.sorted { $0.position < $1.position }.flatMap(\.evidence) }

    /// - Parameter position: in the source.
    mutating func addUnknown(_ evidence: [Evidence], at position: Int) {
        openEvidence.append((passedCount + position, evidence))
    }

    /// What the quantifier says of an element that it cannot tell of.
    mutating func addUnknown(
        _ said: (truth: Truth, filter: Outcome, body: Outcome), at position: Int, _ element: Elements.Element
    ) {
        let open = [said.filter, said.body].filter { !$0.causes.isEmpty }
        var evidence = open.flatMap(\.evidence).placed(at: element.value)
        let position = passedCount + position
        Self.meet(element, at: position, in: &evidence, &openOthers)
        openEvidence.append((position, evidence))
    }

    /// The same of one that decides.
    mutating func addDeciding(
        _ said: (truth: Truth, filter: Outcome, body: Outcome), at position: Int, _ element: Elements.Element,
        _ quantified: CheckedQuantified
    ) {
        var deciding = quantified.body == nil ? said.filter.evidence : said.body.evidence
        let lists = quantified.listSlots
        if !lists.isEmpty {
            for index in deciding.indices { deciding[index].reason = deciding[index].reason.found(in: lists) }
        }
        if quantified.body != nil, quantified.rangesOverResources {
            let ties = said.filter.evidence.flatMap { $0.reason.ties(on: quantified.variable) }
            for index in deciding.indices { deciding[index].reason = deciding[index].reason.tied(by: ties) }
        }
        deciding = deciding.placed(at: element.value)
        Self.meet(element, at: passedCount + position, in: &deciding, &decidingOthers)
        decidingEvidence += deciding
    }

    /// What an element without a place says is known by the element; what decides inside of it is its matter.
    private static func meet(
        _ element: Elements.Element, at position: Int, in evidence: inout [Evidence], _ met: inout MetElements
    ) {
        var isOther = false
        for index in evidence.indices where evidence[index].place == nil {
            evidence[index].element = position
            evidence[index].others = .none
            isOther = true
        }
        if isOther { met.add(at: position, element.value) }
    }

    /// So many other resources that decide or leave it open, of which nothing is told.
    ///
    /// - Parameter first: the first of them, by their positions.
    mutating func addUntold(_ count: Int, _ first: [(position: Int, element: TracedValue)], areOpen: Bool) {
        var met = areOpen ? openOthers : decidingOthers
        for (position, element) in first { met.add(at: passedCount + position, element) }
        met.addUnnamed(count - first.count)
        if areOpen { openOthers = met } else { decidingOthers = met }
    }

    /// - Parameter position: in the source.
    mutating func addOpenExample(_ element: Elements.Element, at position: Int) {
        let position = passedCount + position
        let place = openExamples.lastIndex { $0.position < position }.map { $0 + 1 } ?? 0
        openExamples.insert((position, element), at: place)
        if openExamples.count > Evaluator.maximumExamples { openExamples.removeLast() }
    }

    mutating func pass(_ count: Int) { passedCount += count }

    /// Whether it is certain what the quantifier says, and by which elements, whatever may be unknown of others.
    func isDecided(for quantifier: QuantifiedSyntax.Quantifier) -> Bool {
        switch quantifier {
        case .every: tally.falseCount > 0
        case .some, .no: tally.trueCount > 0
        case .atLeast, .atMost, .exactly: false
        }
    }

    /// A source and where its elements come from.
    mutating func add(_ source: CheckedSource, _ origin: Origin) {
        guard list == nil, let location = origin.location else { return }
        list = location
        gap = origin.gap
        if origin.isDerived, case .expression(let expression) = source { derivedList = expression }
    }

    /// Elements that are false unasked: by the `where`, or without one by the `satisfies`.
    mutating func leaveOut(_ count: Int, _ quantified: CheckedQuantified) {
        if quantified.quantifier == .every { tally.trueCount += count } else { tally.falseCount += count }
        if quantified.filter == nil { keptCount += count }
    }
}
