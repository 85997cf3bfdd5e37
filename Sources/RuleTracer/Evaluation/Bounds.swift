import ResourceDocuments
import RuleChecker
import RuleSyntax
package import SourceText

/// A value on a bound or right beside it, as close as one can be that is answered so: who has seen both answers has asked at the bound itself.
package struct BoundEvent: Hashable, Sendable {
    /// What is written as the bound, or the quantifier that counts.
    package var place: SourcePlace
    package var holds: Bool

    package init(_ place: SourcePlace, holds: Bool) {
        self.place = place
        self.holds = holds
    }
}

extension Evaluator {
    mutating func noteBound(
        _ subject: TracedValue, _ order: PredicateSyntax.Order, _ bound: TracedValue, at place: SourcePlace
    ) {
        guard recordsBounds, let holds = subject.isOrdered(order, bound).known else { return }
        // Whatever lies on the other side of a version, it may be the closest.
        let isClosest = subject.isNext(to: bound) ?? (bound.isOrdered(order, bound).known != holds)
        if isClosest { note(BoundEvent(place, holds: holds)) }
    }

    /// Of an age, the instant that it is counted back to.
    mutating func noteAge(_ subject: TracedValue, isOlder: Bool, _ age: TracedValue, at place: SourcePlace) {
        guard recordsBounds else { return }
        var bound = age
        if case (.span(let span), .instant(let now)) = (age.content, clock.content) {
            guard let instant = now - span else { return }
            bound.content = .instant(instant)
        }
        noteBound(subject, isOlder ? .lessThan : .moreThan, bound, at: place)
    }

    /// Of a quantifier that counts, where every element is known.
    mutating func noteCount(_ quantified: CheckedQuantified, _ tally: Tally) {
        guard recordsBounds, tally.unknownCount == 0, tally.openCount == 0, let bound = quantified.quantifier.bound,
            abs(tally.trueCount - bound) <= 1
        else { return }
        note(BoundEvent(quantified.headPlace, holds: tally.truth(of: quantified.quantifier) == .true))
    }
}

extension TracedValue {
    /// Whether it is the bound, or as close to it as one is written; nil of what has no distance.
    fileprivate func isNext(to bound: TracedValue) -> Bool? {
        switch (content, bound.content) {
        case (.number(let own), .number(let bound)): own == bound || bound.neighbours.contains(own)
        case (.instant(let own), .instant(let bound)): (own.seconds &- bound.seconds).magnitude <= 1
        case (.span(let own), .span(let bound)): (own.seconds &- bound.seconds).magnitude <= 1
        case (.version(let own), .version(let bound)): own == bound ? true : nil
        case (_, _): nil
        }
    }
}

extension Answer {
    /// nil where it is not known.
    fileprivate var known: Bool? {
        switch self {
        case .yes: true
        case .no: false
        case .unknown: nil
        }
    }
}
