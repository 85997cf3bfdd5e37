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
    /// Why those do not decide, of the first few.
    var examples: [Reason] = []
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
            coverage.insert(.quantifier(quantified.place, isEmpty: survey.tally.total == 0))
        }
        return Outcome(truth: truth, evidence: evidence(of: survey, quantified, truth))
    }

    private mutating func survey(_ quantified: CheckedQuantified) -> Survey {
        var survey = Survey()
        let outer = (value: frame[quantified.variable], key: quantified.keyVariable.flatMap { frame[$0] })
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
        frame[quantified.variable] = outer.value
        if let keyVariable = quantified.keyVariable { frame[keyVariable] = outer.key }
        return survey
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
        frame[quantified.variable] = element.value
        if let keyVariable = quantified.keyVariable { frame[keyVariable] = element.key }
        let isEvery = quantified.quantifier == .every
        let filter = outcome(ofFilter: quantified.filter)
        // What an element that the `where` leaves out would say decides nothing, and nested quantifiers make it dear.
        guard filter.truth != .false else { return survey.tally.add(isEvery ? .true : .false) }
        survey.keptCount += 1
        let body = quantified.body.map { outcome(ofBody: $0) } ?? Outcome(truth: .true)
        let truth = isEvery ? (!filter.truth).or(body.truth) : filter.truth.and(body.truth)
        survey.tally.add(truth)
        guard isTracing else { return }
        switch truth {
        case .unknown:
            let open = [filter, body].filter { !$0.causes.isEmpty }
            survey.unknownEvidence += open.flatMap(\.evidence).placed(at: element.value)
        case .true where !isEvery, .false where isEvery:
            let deciding = quantified.body == nil ? filter : body
            survey.decidingEvidence += deciding.evidence.placed(at: element.value)
        case .true, .false:
            guard filter.truth == .true, survey.examples.count < Self.maximumExamples else { return }
            survey.examples += body.evidence.prefix(1).map(\.reason)
        }
    }

    /// What a quantifier asks, or what a define says.
    mutating func outcome(ofBody body: CheckedCondition) -> Outcome {
        let outcome = outcome(of: body)
        if isTracing, outcome.causes.isEmpty { coverage.insert(.body(body.place, holds: outcome.truth == .true)) }
        return outcome
    }

    /// A `where`; none keeps every element.
    mutating func outcome(ofFilter filter: CheckedCondition?) -> Outcome {
        guard let filter else { return Outcome(truth: .true) }
        let outcome = outcome(of: filter)
        if isTracing, outcome.causes.isEmpty {
            coverage.insert(.filter(filter.place, holds: outcome.truth == .true))
        }
        return outcome
    }

    /// Elements decide by failing `every`, or by being too many; else the list does.
    private func evidence(of survey: Survey, _ quantified: CheckedQuantified, _ truth: Truth) -> [Evidence] {
        if case .unknown = truth { return survey.unknownEvidence.firstOfEachPlace }
        let deciding = DecidingCount(
            quantified: quantified, truth: truth, hits: survey.tally.trueCount, kept: survey.keptCount,
            total: survey.tally.total, list: survey.list, derivedListPlace: survey.derivedListPlace,
            examples: survey.examples)
        let count = Reason.count(deciding)
        switch (quantified.quantifier, truth == .true) {
        case (.every, false), (.some, true), (.no, false): return survey.decidingEvidence.firstOfEachPlace
        case (.some, false), (.no, true), (.atLeast, false): return [shortfall(count, survey.list)]
        case (.exactly(let bound), false) where survey.tally.trueCount < bound: return [shortfall(count, survey.list)]
        case (.atMost, false), (.exactly, false):
            return survey.decidingEvidence.firstOfEachPlace.map { $0.because(deciding) }
        case (.atLeast(let bound), true) where bound > 0, (.exactly(let bound), true) where bound > 0:
            return survey.decidingEvidence.firstOfEachPlace.map { $0.because(deciding) }
        case (.every, true), (.atLeast, true), (.atMost, true), (.exactly, true):
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
