import ResourceDocuments
import RuleChecker
import RuleSyntax
import RuleTracer
import SourceText

/// Whether of a domain's elements a condition is true of at least so many: what every quantifier asks, once or twice.
///
/// It is true where so many are true, and false where no more than fewer are true or unknown, as a quantifier's count is.
struct CountedElements {
    let quantified: CheckedQuantified
    /// Of an element.
    let condition: CheckedCondition
    let least: Int
    /// What it ranges over.
    let domain: String
}

/// What the answers to two questions about one domain's elements, about them and whether there are any, or about the same two values, leave of
/// each other.
struct AnswerRelation {
    enum Kind {
        /// Where the first is true, so is the second.
        case truth
        /// Where the first is not false, the second is not either.
        case possibility
        /// Where there is an element, one of the two is not false.
        case oneOfTwo
        /// Where the first is true there is an element, and the second, whether there is none, is false.
        case presence
        /// Where the first is true there are so many elements that the second, about how many there are, is one of these or not known.
        case size(Set<Truth>)
        case compared(ComparedValues, ComparedValues)
    }

    let kind: Kind
    let first: Int
    let second: Int

    func allows(_ first: Truth, _ second: Truth) -> Bool {
        switch kind {
        case .truth: first != .true || second == .true
        case .possibility: first == .false || second != .false
        case .oneOfTwo: first != .false || second != .false
        case .presence: first != .true || second == .false
        case .size(let answers): first != .true || !second.isKnown || answers.contains(second)
        case .compared(let one, let other): one.allows(first, beside: other, second)
        }
    }
}

extension Question {
    /// What a test of how many elements its base has says where those are so many or more; nil of another test.
    ///
    /// - Parameter constants: what its subject is held against.
    func answers(ofAtLeast least: Int, among constants: [Value]) -> Set<Truth>? {
        guard let test, case .call(.count, let arguments)? = base?.test.subject.form, arguments.count == 1,
            arguments[0].readsPlace
        else { return nil }
        let named = constants.compactMap { if case .number(let number) = $0 { number.int64 } else { nil } }
        guard named.allSatisfy({ $0.magnitude < 1 << 40 }) else { return nil }
        let start = Int64(least)
        let sizes = Set(([start] + named.flatMap { [$0 - 1, $0, $0 + 1] }).filter { $0 >= start })
        return Set(
            sizes.map { size in
                let stand = Representative.Stand.value(.number(ExactNumber(size)))
                return Tracer.holds(.test(test), slots: [stand.slot], asOf: InstantSorts.asOf)
            })
    }
}

extension CheckedExpression {
    /// Whether no function stands between it and the place.
    fileprivate var readsPlace: Bool {
        switch form {
        case .path, .slot: true
        case .fallback(let inner, _, _), .convert(let inner, _): inner.readsPlace
        case .literal, .parameter, .asOf, .call, .define, .resources: false
        }
    }
}

extension CheckedQuantified {
    /// What it asks, as counts: `every x: A` is that not one is not A.
    ///
    /// - Parameter count: whether of at least so many a condition is true.
    func asCounts<Formula>(
        all: ([Formula]) -> Formula, not: (Formula) -> Formula, count: (Int, CheckedCondition) -> Formula
    ) -> Formula {
        let counted = CheckedCondition.all([filter, body].compactMap(\.self), place)
        func atLeast(_ bound: Int) -> Formula { bound > 0 ? count(bound, counted) : all([]) }
        func atMost(_ bound: Int) -> Formula { bound < .max ? not(atLeast(bound + 1)) : all([]) }
        switch quantifier {
        case .every:
            let others = body.map { CheckedCondition.not($0, place) }
            return not(count(1, .all([filter, others].compactMap(\.self), place)))
        case .some: return atLeast(1)
        case .no: return not(atLeast(1))
        case .atLeast(let bound): return atLeast(bound)
        case .atMost(let bound): return atMost(bound)
        case .exactly(let bound): return all([atLeast(bound), atMost(bound)])
        }
    }
}
