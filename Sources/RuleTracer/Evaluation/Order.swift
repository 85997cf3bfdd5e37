import ResourceDocuments
import RuleSyntax

extension TracedValue {
    /// `is at least V` and the like: numbers, timestamps, durations and versions have an order, each among their own.
    func isOrdered(_ order: PredicateSyntax.Order, _ bound: TracedValue) -> Answer {
        if let unknown = Self.unknown(among: self, bound) { return .unknown(unknown) }
        switch (content, bound.content) {
        case (.number(let left), .number(let right)): return Answer(order.holds(left, right))
        case (.instant(let left), .instant(let right)): return Answer(order.holds(left, right))
        case (.span(let left), .span(let right)): return Answer(order.holds(left, right))
        case (.version(let left), .version(let right)): return Answer(order.holds(left, right))
        case (_, _): return .unknown(withoutOrder(beside: bound))
        }
    }

    /// The side that is to blame: the one that has no order at all, else the subject.
    private func withoutOrder(beside bound: TracedValue) -> Unknown {
        guard let boundKind = bound.kind, boundKind.hasOrder else { return bound.wrongType(wanted: "a number") }
        return wrongType(wanted: boundKind.words)
    }

    /// `is between A and B`
    func isBetween(_ low: TracedValue, _ high: TracedValue) -> Answer {
        .all([isOrdered(.atLeast, low), isOrdered(.atMost, high)])
    }

    /// `is older than D`, `is newer than D`: D an instant, or a span before `asOf`.
    func isOlder(than age: TracedValue, asOf: TracedValue) -> Answer {
        compareAge(age, asOf: asOf) { $0 < $1 }
    }

    func isNewer(than age: TracedValue, asOf: TracedValue) -> Answer {
        compareAge(age, asOf: asOf) { $0 > $1 }
    }

    private func compareAge(
        _ age: TracedValue, asOf: TracedValue, _ compare: (Instant, Instant) -> Bool
    ) -> Answer {
        if let unknown = Self.unknown(among: self, age) { return .unknown(unknown) }
        guard case .instant(let instant) = content else { return .unknown(wrongType(wanted: "a timestamp")) }
        switch age.content {
        case .instant(let bound): return Answer(compare(instant, bound))
        case .span(let span):
            guard case .instant(let now) = asOf.content else {
                return .unknown(asOf.wrongType(wanted: "a timestamp"))
            }
            guard let bound = now - span else { return .unknown(age.badData(wanted: "a duration before as_of")) }
            return Answer(compare(instant, bound))
        case .unknown, .boolean, .number, .text, .list, .map, .address, .version, .pattern, .resource:
            return .unknown(age.wrongType(wanted: "a duration or a timestamp"))
        }
    }
}

extension ValueKind {
    fileprivate var hasOrder: Bool {
        switch self {
        case .number, .instant, .span, .version: true
        case .boolean, .text, .list, .map, .address, .pattern: false
        }
    }
}

extension PredicateSyntax.Order {
    fileprivate func holds<T: Comparable>(_ left: T, _ right: T) -> Bool {
        switch self {
        case .atLeast: left >= right
        case .atMost: left <= right
        case .moreThan: left > right
        case .lessThan: left < right
        }
    }
}
