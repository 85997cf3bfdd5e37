import ResourceDocuments
import RuleChecker
import RuleSyntax
import SourceText

/// What was found at the elements of a quantifier's domain.
private struct Survey {
    var tally = Tally()
    /// Of the elements that decide: the false ones of `every`, the true ones of all others.
    var decidingEvidence: [Evidence] = []
    /// Of the elements and sources that leave it open.
    var unknownEvidence: [Evidence] = []
    /// Elements that the `where` keeps or may keep.
    var keptCount = 0
    /// Those of which the body asks nothing, because there is nothing in it to ask.
    var idleCount = 0
    /// Those that do not decide, the first few.
    var examples: [Elements.Element] = []
    /// The first of its sources that has a place.
    var list: Location?
    /// What the rule calls it, where it is made from the list that stands there.
    var derivedListPlace: SourcePlace?

    /// A source and where its elements come from.
    mutating func add(_ source: CheckedSource, _ origin: Origin) {
        guard list == nil, let location = origin.location else { return }
        list = location
        if origin.isDerived, case .expression(let expression) = source { derivedListPlace = expression.place }
    }
}

extension Evaluator {
    /// Reasons that are kept of elements that do not decide.
    private static let maximumExamples = 3

    mutating func outcome(of quantified: CheckedQuantified) -> Outcome {
        let survey = survey(quantified)
        let truth = survey.tally.truth(of: quantified.quantifier)
        guard isTracing else { return Outcome(truth: truth) }
        if survey.tally.total > 0 || survey.tally.openCount == 0 {
            cover(.quantifier(quantified.place, isEmpty: survey.tally.total == 0))
        }
        return Outcome(truth: truth, evidence: evidence(of: survey, quantified, truth))
    }

    private mutating func survey(_ quantified: CheckedQuantified) -> Survey {
        var survey = Survey()
        let outer = frame
        for source in quantified.sources {
            let (elements, origin) = elements(of: source)
            survey.add(source, origin)
            switch elements {
            case .open(let unknown):
                survey.tally.addOpen(unknown)
                if isTracing { survey.unknownEvidence += evidence(of: unknown, in: nil, at: quantified.headPlace) }
            case .closed(let elements):
                for element in elements { add(element, to: &survey, quantified) }
            }
        }
        frame = outer
        return survey
    }

    private mutating func bind(_ element: Elements.Element, in quantified: CheckedQuantified) {
        frame[quantified.variable] = element.value
        if let keyVariable = quantified.keyVariable { frame[keyVariable] = element.key }
    }

    /// The elements of a source, and where the list comes from.
    mutating func elements(of source: CheckedSource) -> (Elements, Origin) {
        switch source {
        case .resources(let kind, _): return (elements(ofKind: kind), .rule)
        case .expression(let expression):
            let value = value(of: expression)
            return (value.elements, value.origin)
        }
    }

    private mutating func add(_ element: Elements.Element, to survey: inout Survey, _ quantified: CheckedQuantified) {
        bind(element, in: quantified)
        let isEvery = quantified.quantifier == .every
        // Most elements decide nothing, and need not say why.
        var said = skims ? skimming { $0.what(quantified) } : what(quantified)
        survey.tally.add(said.truth)
        if said.filter.truth != .false { survey.keptCount += 1 }
        guard isTracing else { return }
        if said.filter.truth != .false, said.body.isVacuous { survey.idleCount += 1 }
        switch said.truth {
        case .unknown:
            if skims { said = what(quantified) }
            let open = [said.filter, said.body].filter { !$0.causes.isEmpty }
            survey.unknownEvidence += open.flatMap(\.evidence).placed(at: element.value)
        case .true where !isEvery, .false where isEvery:
            if skims { said = what(quantified) }
            let deciding = quantified.body == nil ? said.filter : said.body
            survey.decidingEvidence += deciding.evidence.placed(at: element.value)
        case .true, .false:
            guard said.filter.truth == .true, survey.examples.count < Self.maximumExamples else { return }
            survey.examples.append(element)
        }
    }

    /// What the quantifier says of the element that is bound. What one that the `where` leaves out would say decides nothing, and
    /// nested quantifiers make it dear.
    private mutating func what(_ quantified: CheckedQuantified) -> (truth: Truth, filter: Outcome, body: Outcome) {
        let isEvery = quantified.quantifier == .every
        let filter = outcome(ofFilter: quantified.filter)
        guard filter.truth != .false else { return (isEvery ? .true : .false, filter, Outcome(truth: .true)) }
        let body = quantified.body.map { outcome(ofBody: $0) } ?? Outcome(truth: .true)
        return (isEvery ? (!filter.truth).or(body.truth) : filter.truth.and(body.truth), filter, body)
    }

    /// Why the first few elements that do not decide are what they are.
    private mutating func examples(of survey: Survey, _ quantified: CheckedQuantified) -> [Reason] {
        guard let body = quantified.body, statedAbsences == nil else { return [] }
        let outer = frame
        defer { frame = outer }
        return survey.examples.flatMap { element in
            bind(element, in: quantified)
            return outcome(of: body).evidence.prefix(1).map(\.reason)
        }
    }

    /// What a quantifier asks, or what a define says.
    mutating func outcome(ofBody body: CheckedCondition) -> Outcome {
        let outcome = outcome(of: body)
        if outcome.causes.isEmpty { cover(.body(body.place, holds: outcome.truth == .true)) }
        return outcome
    }

    /// A `where`; none keeps every element.
    mutating func outcome(ofFilter filter: CheckedCondition?) -> Outcome {
        guard let filter else { return Outcome(truth: .true) }
        let outcome = outcome(of: filter)
        if outcome.causes.isEmpty { cover(.filter(filter.place, holds: outcome.truth == .true)) }
        return outcome
    }

    /// Elements decide by failing `every`, or by being too many; else the list does.
    private mutating func evidence(
        of survey: Survey, _ quantified: CheckedQuantified, _ truth: Truth
    ) -> [Evidence] {
        if case .unknown = truth { return survey.unknownEvidence.firstOfEachPlace }
        switch (quantified.quantifier, truth == .true) {
        case (.every, false), (.some, true), (.no, false): return survey.decidingEvidence.firstOfEachPlace
        case (.every, true), (.some, false), (.no, true), (.atLeast, _), (.atMost, _), (.exactly, _):
            return countEvidence(of: survey, quantified, truth)
        }
    }

    private mutating func countEvidence(
        of survey: Survey, _ quantified: CheckedQuantified, _ truth: Truth
    ) -> [Evidence] {
        let deciding = DecidingCount(
            quantified: quantified, truth: truth, hits: survey.tally.trueCount, kept: survey.keptCount,
            idle: survey.idleCount, total: survey.tally.total, list: survey.list,
            derivedListPlace: survey.derivedListPlace,
            examples: examples(of: survey, quantified), frame: frame)
        let count = Reason.count(deciding)
        switch (quantified.quantifier, truth == .true) {
        case (.some, false), (.no, true), (.atLeast, false): return [shortfall(count, survey.list)]
        case (.exactly(let bound), false) where survey.tally.trueCount < bound: return [shortfall(count, survey.list)]
        case (.atMost, false), (.exactly, false):
            return survey.decidingEvidence.firstOfEachPlace.map { $0.because(deciding) }
        case (.atLeast(let bound), true) where bound > 0, (.exactly(let bound), true) where bound > 0:
            return survey.decidingEvidence.firstOfEachPlace.map { $0.because(deciding) }
        case (.every, _), (.some, true), (.no, false), (.atLeast, true), (.atMost, true), (.exactly, true):
            return [Evidence(place: nil, reason: count, frame: frame)]
        }
    }

    /// Too few elements count: the list is the one place.
    private func shortfall(_ count: Reason, _ list: Location?) -> Evidence {
        var place: EvidencePlace?
        if let list, list.resource.isTested { place = EvidencePlace(path: list.path, isList: true) }
        return Evidence(place: place, reason: count, frame: frame)
    }
}

extension Evidence {
    /// The element counts, which shows why; that it is one of so many decides.
    fileprivate func because(_ count: DecidingCount) -> Evidence {
        var count = count
        count.examples = [reason]
        return Evidence(place: place, reason: .count(count), frame: frame)
    }
}

/// `let x = each v in … where c`
extension Evaluator {
    mutating func elements(
        _ variable: Slot, in sources: [CheckedSource], where filter: CheckedCondition?
    ) -> TracedValue {
        let outer = frame[variable]
        var kept: [TracedValue] = []
        var list: Location?
        for source in sources {
            let (elements, origin) = elements(of: source)
            list = list ?? origin.location
            switch elements {
            case .open(let unknown): kept.append(.unknown(unknown.unsettled))
            case .closed(let elements):
                for element in elements { kept += keep(element.value, variable, filter) }
            }
        }
        frame[variable] = outer
        return .derivedList(kept, list.map(Origin.from) ?? .rule)
    }

    /// The element, nothing, or one that may or may not belong to the list.
    private mutating func keep(
        _ element: TracedValue, _ variable: Slot, _ filter: CheckedCondition?
    ) -> [TracedValue] {
        frame[variable] = element
        let outcome = outcome(ofFilter: filter)
        switch outcome.truth {
        case .true: return [element]
        case .false: return []
        case .unknown(let causes):
            return [.unknown(Unknown(causes, roots: outcome.evidence.flatMap(\.reason.roots)).unsettled)]
        }
    }
}
