import ResourceDocuments
import RuleChecker
import RuleSyntax
import SourceText

extension Evaluator {
    /// Reasons that are kept of elements that do not decide.
    static let maximumExamples = 3

    mutating func outcome(of quantified: CheckedQuantified) -> Outcome {
        let survey = survey(quantified)
        let truth = survey.tally.truth(of: quantified.quantifier)
        guard isTracing else { return Outcome(truth: truth) }
        noteCount(quantified, survey.tally)
        if survey.tally.total > 0 || survey.tally.openCount == 0 {
            cover(.quantifier(quantified.place, isEmpty: survey.tally.total == 0))
        }
        return Outcome(truth: truth, evidence: evidence(of: survey, quantified, truth))
    }

    private mutating func survey(_ quantified: CheckedQuantified) -> Survey {
        var survey = Survey()
        let outer = frame
        for source in quantified.sources {
            switch source {
            case .resources(let kind, _): self.survey(kind, into: &survey, quantified)
            case .expression(let expression):
                let value = value(of: expression)
                survey.add(source, value.origin)
                switch value.elements {
                case .open(let unknown): addOpen(unknown, to: &survey, quantified)
                case .closed(let elements):
                    for (position, element) in elements.enumerated() {
                        if isExhausted { break }
                        add(element, at: position, to: &survey, quantified)
                    }
                    if let last = elements.last { bind(last, in: quantified) }
                    survey.pass(elements.count)
                }
            }
        }
        frame = outer
        return survey
    }

    mutating func addOpen(_ unknown: Unknown, to survey: inout Survey, _ quantified: CheckedQuantified) {
        survey.tally.addOpen(unknown)
        if isTracing { survey.addUnknown(evidence(of: unknown, in: nil, at: quantified.headPlace), at: 0) }
        survey.pass(1)
    }

    mutating func bind(_ element: Elements.Element, in quantified: CheckedQuantified) {
        frame[quantified.variable] = isTracing ? element.value : element.value.placeless
        if let keyVariable = quantified.keyVariable { frame[keyVariable] = element.key }
    }

    /// The element is no longer bound as it has to be where something is told of it.
    ///
    /// - Parameter position: in its source.
    mutating func add(
        _ element: Elements.Element, at position: Int, to survey: inout Survey, _ quantified: CheckedQuantified
    ) {
        askedElements += 1
        let isEvery = quantified.quantifier == .every
        // Most elements decide nothing, and need not say why.
        var said = skims ? skimming { $0.what(quantified, of: element) } : what(quantified, of: element)
        survey.tally.add(said.truth)
        if said.filter.truth != .false { survey.keptCount += 1 }
        if !said.filter.causes.isEmpty { survey.openlyKeptCount += 1 }
        guard isTracing else { return }
        if said.filter.truth != .false, said.body.isVacuous { survey.idleCount += 1 }
        switch said.truth {
        case .unknown:
            if skims { said = what(quantified, of: element) }
            survey.addUnknown(said, at: position, element)
        case .true where !isEvery, .false where isEvery:
            if skims { said = what(quantified, of: element) }
            survey.addDeciding(said, at: position, element, quantified)
        case .true, .false:
            if !said.filter.causes.isEmpty {
                survey.addOpenExample(element, at: position)
            } else if said.filter.truth == .true, survey.examples.count < Self.maximumExamples {
                survey.examples.append(element)
            }
        }
    }

    /// What the quantifier says of an element, which is bound from here on.
    mutating func what(
        _ quantified: CheckedQuantified, of element: Elements.Element
    ) -> (truth: Truth, filter: Outcome, body: Outcome) {
        bind(element, in: quantified)
        return what(quantified)
    }

    /// The same of the element that is bound. What one that the `where` leaves out would say decides nothing, and
    /// nested quantifiers make it dear.
    mutating func what(_ quantified: CheckedQuantified) -> (truth: Truth, filter: Outcome, body: Outcome) {
        let isEvery = quantified.quantifier == .every
        let filter = asking(against: quantified.quantifier.losesByFilter) { $0.outcome(ofFilter: quantified.filter) }
        guard filter.truth != .false else { return (isEvery ? .true : .false, filter, Outcome(truth: .true)) }
        let body = quantified.body.map { body in
            asking(against: quantified.quantifier.losesByBody) { $0.outcome(ofBody: body) }
        }
        let asked = body ?? Outcome(truth: .true)
        return (isEvery ? (!filter.truth).or(asked.truth) : filter.truth.and(asked.truth), filter, asked)
    }

    /// Of other resources that are too few, the first few that there are: nothing else names them.
    private func tooFew(in survey: Survey, _ quantified: CheckedQuantified, _ truth: Truth) -> [Reason] {
        guard case .false = truth, quantified.rangesOverResources else { return [] }
        switch quantified.quantifier {
        case .atLeast, .exactly: return survey.decidingEvidence.prefix(Self.maximumExamples).map(\.reason)
        case .every, .some, .no, .atMost: return []
        }
    }

    /// Why the first few elements that do not decide are what they are; where the `where` keeps none of them for certain, of those that it may keep.
    private mutating func examples(of survey: Survey, _ quantified: CheckedQuantified) -> [Reason] {
        guard statedAbsences == nil, survey.gap != nil || showsExamples(of: survey.list) else { return [] }
        let outer = frame
        defer { frame = outer }
        if survey.examples.isEmpty, let filter = quantified.filter {
            return survey.openExamples.flatMap { example in
                bind(example.element, in: quantified)
                let open = outcome(ofFilter: filter).evidence.prefix(Self.maximumExamples)
                let body = quantified.body.map { outcome(of: $0).evidence.prefix(1) } ?? []
                return (open + body).map(\.reason)
            }
        }
        guard let body = quantified.body else { return [] }
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
        if case .unknown = truth { return survey.unknownEvidence.firstOfEachPlace(survey.openOthers) }
        switch (quantified.quantifier, truth == .true) {
        case (.every, false), (.some, true), (.no, false):
            return survey.decidingEvidence.firstOfEachPlace(survey.decidingOthers)
        case (.every, true), (.some, false), (.no, true), (.atLeast, _), (.atMost, _), (.exactly, _):
            return countEvidence(of: survey, quantified, truth)
        }
    }

    private mutating func countEvidence(
        of survey: Survey, _ quantified: CheckedQuantified, _ truth: Truth
    ) -> [Evidence] {
        let deciding = DecidingCount(
            quantified: quantified, truth: truth, hits: survey.tally.trueCount, kept: survey.keptCount,
            openlyKept: survey.openlyKeptCount, idle: survey.idleCount, total: survey.tally.total, list: survey.list,
            derivedList: survey.derivedList, gap: survey.gap,
            examples: examples(of: survey, quantified), tooFew: tooFew(in: survey, quantified, truth), frame: frame)
        let count = Reason.count(deciding)
        switch (quantified.quantifier, truth == .true) {
        case (.some, false), (.no, true), (.atLeast, false): return [shortfall(count, survey.list)]
        case (.exactly(let bound), false) where survey.tally.trueCount < bound: return [shortfall(count, survey.list)]
        case (.atMost, false), (.exactly, false):
            return survey.decidingEvidence.firstOfEachPlace(survey.decidingOthers).map { $0.because(deciding) }
        case (.atLeast(let bound), true) where bound > 0, (.exactly(let bound), true) where bound > 0:
            return survey.decidingEvidence.firstOfEachPlace(survey.decidingOthers).map { $0.because(deciding) }
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

extension QuantifiedSyntax.Quantifier {
    /// Whether it is the worse for a rule that asks for it when a `where` holds of an element.
    fileprivate var losesByFilter: Bool { self == .every || losesByBody }

    /// The same of a `satisfies`. Of `exactly` nobody can say.
    fileprivate var losesByBody: Bool {
        switch self {
        case .no, .atMost: true
        case .every, .some, .atLeast, .exactly: false
        }
    }
}

extension Evidence {
    /// The element counts, which shows why; that it is one of so many decides.
    fileprivate func because(_ count: DecidingCount) -> Evidence {
        var count = count
        count.examples = [reason]
        return Evidence(place: place, reason: .count(count), frame: frame, others: others.allTold)
    }
}
