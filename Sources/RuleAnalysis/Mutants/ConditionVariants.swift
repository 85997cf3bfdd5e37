import ResourceDocuments
import RuleChecker
import RuleSyntax
import SourceText

extension CheckedCondition {
    /// The condition with one thing changed: an operator, a bound, a quantifier, a `not`, a part.
    var variants: [Variant<CheckedCondition>] {
        switch self {
        case .not(let part, let place):
            [Variant(part: part, place: place, change: "without 'not'")]
                + part.variants.map { variant in variant.map { .not($0, place) } }
        case .test(let test): test.variants.map { variant in variant.map { .test($0) } }
        case .quantified(let quantified): quantified.variants.map { variant in variant.map { .quantified($0) } }
        case .call(let call):
            [Variant(part: .not(self, place), place: place, change: "negated")]
                + call.variants.map { variant in variant.map { .call($0) } }
        case .all(let parts, let place):
            Self.variants(of: parts, place) { .all($0, place) }
                + Self.swap(of: parts, Variant(part: .any(parts, place), place: place, change: "'any' for 'all'"))
        case .any(let parts, let place):
            Self.variants(of: parts, place) { .any($0, place) }
                + Self.swap(of: parts, Variant(part: .all(parts, place), place: place, change: "'all' for 'any'"))
        }
    }

    /// Of one part `all` and `any` say the same.
    private static func swap(
        of parts: [CheckedCondition], _ swapped: Variant<CheckedCondition>
    ) -> [Variant<CheckedCondition>] { parts.count > 1 ? [swapped] : [] }

    /// Each part changed, and each left out.
    private static func variants(
        of parts: [CheckedCondition], _ place: SourcePlace, _ whole: ([CheckedCondition]) -> CheckedCondition
    ) -> [Variant<CheckedCondition>] {
        parts.indices.flatMap { index -> [Variant<CheckedCondition>] in
            var rest = parts
            rest.remove(at: index)
            let dropped = Variant(part: whole(rest), place: parts[index].place, change: "left out")
            let changed = parts[index].variants.map { variant in
                variant.map { whole(parts.replacing(index, with: $0)) }
            }
            return changed + [dropped]
        }
    }
}

extension CheckedTest {
    fileprivate var variants: [Variant<CheckedTest>] {
        var all = [Variant(part: with(negated: !negated), place: place, change: "negated")]
        all += predicate.variants(of: subject).map { change, predicate in
            Variant(part: with(predicate: predicate), place: place, change: change)
        }
        all += subject.variants.map { variant in variant.map { with(subject: $0) } }
        all += predicate.operandVariants.map { variant in variant.map { with(predicate: $0) } }
        return all
    }
}

extension CheckedPredicate {
    /// The other operators and bounds, each with what it changes. What is asked of no size that there is changes nothing.
    fileprivate func variants(of subject: CheckedExpression) -> [(change: String, predicate: CheckedPredicate)] {
        func moved(
            _ bound: CheckedExpression, _ move: BoundMove, _ name: String,
            _ predicate: (CheckedExpression) -> CheckedPredicate
        ) -> [(String, CheckedPredicate)] {
            guard let other = bound.shifted(by: move.step), let newlyDecided = bound.shifted(by: move.decides),
                !subject.isSize || !newlyDecided.isBelowZero
            else { return [] }
            return [("\(name) one \(move.step > 0 ? "higher" : "lower")", predicate(other))]
        }
        switch self {
        case .ordered(let order, let bound):
            // Of whole numbers this moves the bound already, one way or the other.
            return [("'\(order.neighbour.rawValue)' for '\(order.rawValue)'", .ordered(order.neighbour, bound))]
                + moved(bound, order.otherMove, "the bound") { .ordered(order, $0) }
        case .between(let low, let high):
            let isOneValue = low.literalValue != nil && low.literalValue == high.literalValue
            return moved(low, BoundMove(step: 1, decides: 0), "the lower bound") { .between($0, high) }
                + moved(low, BoundMove(step: -1, decides: -1), "the lower bound") { .between($0, high) }
                + (isOneValue
                    ? [] : moved(high, BoundMove(step: -1, decides: 0), "the upper bound") { .between(low, $0) })
                + moved(high, BoundMove(step: 1, decides: 1), "the upper bound") { .between(low, $0) }
        case .oneOf(let list):
            return list.withoutOneElement.map { ("without \($0.element) in the list", .oneOf($0.list)) }
        case .contains(.all, let list): return [("'any of' for 'all of'", .contains(.any, list))]
        case .contains(.any, let list): return [("'all of' for 'any of'", .contains(.all, list))]
        case .older(let age): return [("'newer' for 'older'", .newer(age))]
        case .newer(let age): return [("'older' for 'newer'", .older(age))]
        case .within(let range): return [("'overlaps' for 'within'", .overlaps(range))]
        case .overlaps(let range): return [("'within' for 'overlaps'", .within(range))]
        case .matches(anyOf: true, let list):
            return list.withoutOneElement.map { ("without \($0.element)", .matches(anyOf: true, $0.list)) }
        case .startsWith(anyOf: true, let list):
            return list.withoutOneElement.map { ("without \($0.element)", .startsWith(anyOf: true, $0.list)) }
        case .endsWith(anyOf: true, let list):
            return list.withoutOneElement.map { ("without \($0.element)", .endsWith(anyOf: true, $0.list)) }
        case .present, .empty, .undetermined, .type, .equal, .like, .contains(.one, _), .matches(anyOf: false, _),
            .startsWith(anyOf: false, _), .endsWith(anyOf: false, _):
            return []
        }
    }
}

/// A bound moved by one.
private struct BoundMove {
    let step: Int64
    /// How far from the bound the one whole number lies of which the answer then is another.
    let decides: Int64
}

extension PredicateSyntax.Order {
    /// The bound moved the other way than `neighbour` moves it among whole numbers.
    fileprivate var otherMove: BoundMove {
        switch self {
        case .atLeast, .lessThan: BoundMove(step: -1, decides: -1)
        case .moreThan, .atMost: BoundMove(step: 1, decides: 1)
        }
    }

    /// The same way, with the bound or without it.
    fileprivate var neighbour: PredicateSyntax.Order {
        switch self {
        case .atLeast: .moreThan
        case .moreThan: .atLeast
        case .atMost: .lessThan
        case .lessThan: .atMost
        }
    }
}

extension CheckedExpression {
    /// A whole number that is written, with another beside it.
    func shifted(by step: Int64) -> CheckedExpression? {
        guard case .literal(.number(let number)) = form, let whole = number.int64 else { return nil }
        let (sum, isTooLarge) = whole.addingReportingOverflow(step)
        return isTooLarge ? nil : CheckedExpression(.literal(.number(ExactNumber(sum))), type: type, place: place)
    }

    fileprivate var isBelowZero: Bool {
        if case .number(let number)? = literalValue { number < ExactNumber(0) } else { false }
    }

    /// Whether it is never below zero, whatever the resource.
    fileprivate var isSize: Bool {
        guard case .call(let function, _) = form else { return false }
        return [.count, .length, .prefixLength].contains(function)
    }

    /// Lists of a few elements, each without one of them.
    fileprivate var withoutOneElement: [(element: String, list: CheckedExpression)] {
        guard case .literal(.list(let elements)) = form, (2...8).contains(elements.count) else { return [] }
        return elements.indices.map { index in
            var rest = elements
            let element = rest.remove(at: index)
            return (element.quoted, CheckedExpression(.literal(.list(rest)), type: type, place: place))
        }
    }
}
