package import RuleSyntax
package import SourceText

/// A condition with its names settled. `none { … }` is `not any { … }`; parentheses are gone.
package indirect enum CheckedCondition: Sendable {
    case all([CheckedCondition], SourcePlace)
    case any([CheckedCondition], SourcePlace)
    case not(CheckedCondition, SourcePlace)
    case quantified(CheckedQuantified)
    case test(CheckedTest)
    /// A define that answers yes or no.
    case call(CheckedDefineCall)

    package var place: SourcePlace {
        switch self {
        case .all(_, let place), .any(_, let place), .not(_, let place): place
        case .quantified(let quantified): quantified.place
        case .test(let test): test.place
        case .call(let call): call.place
        }
    }
}

/// `every`, `some`, `no`, `exactly`, `at least`, `at most`
package final class CheckedQuantified: Sendable {
    package let quantifier: QuantifiedSyntax.Quantifier
    /// Holds the element (or the value, of a map).
    package let variable: Slot
    package let variableName: String
    /// Holds the key or the index, where two names were given.
    package let keyVariable: Slot?
    package let sources: [CheckedSource]
    /// Whether schemas say of a source that it is a list with an element.
    package let isNeverEmpty: Bool
    package let filter: CheckedCondition?
    /// nil for a quantifier with only a `where`: every element that the filter keeps counts.
    package let body: CheckedCondition?
    /// The whole quantifier.
    package let place: SourcePlace
    /// From the quantifier's words to the end of the domain: what a report underlines.
    package let headPlace: SourcePlace

    package init(
        quantifier: QuantifiedSyntax.Quantifier, variable: Slot, variableName: String, keyVariable: Slot?,
        sources: [CheckedSource], isNeverEmpty: Bool, filter: CheckedCondition?, body: CheckedCondition?,
        place: SourcePlace,
        headPlace: SourcePlace
    ) {
        self.quantifier = quantifier
        self.variable = variable
        self.variableName = variableName
        self.keyVariable = keyVariable
        self.sources = sources
        self.isNeverEmpty = isNeverEmpty
        self.filter = filter
        self.body = body
        self.place = place
        self.headPlace = headPlace
    }

    /// The same quantifier over other sources, or asking something else.
    package func with(
        quantifier: QuantifiedSyntax.Quantifier? = nil, sources: [CheckedSource]? = nil, filter: CheckedCondition?,
        body: CheckedCondition?
    ) -> CheckedQuantified {
        CheckedQuantified(
            quantifier: quantifier ?? self.quantifier, variable: variable, variableName: variableName,
            keyVariable: keyVariable, sources: sources ?? self.sources, isNeverEmpty: isNeverEmpty, filter: filter,
            body: body, place: place, headPlace: headPlace)
    }
}

/// One source of a domain; a domain is their concatenation.
package enum CheckedSource: Sendable {
    case expression(CheckedExpression)
    case resources(KindPattern, SourcePlace)
}

/// A value and what is asked of it.
package final class CheckedTest: Sendable {
    package let subject: CheckedExpression
    package let predicate: CheckedPredicate
    package let negated: Bool
    package let place: SourcePlace
    package let predicatePlace: SourcePlace

    package init(
        subject: CheckedExpression, predicate: CheckedPredicate, negated: Bool, place: SourcePlace,
        predicatePlace: SourcePlace
    ) {
        self.subject = subject
        self.predicate = predicate
        self.negated = negated
        self.place = place
        self.predicatePlace = predicatePlace
    }

    /// Another test in the same place.
    package func with(
        subject: CheckedExpression? = nil, predicate: CheckedPredicate? = nil, negated: Bool? = nil
    ) -> CheckedTest {
        CheckedTest(
            subject: subject ?? self.subject, predicate: predicate ?? self.predicate,
            negated: negated ?? self.negated, place: place, predicatePlace: predicatePlace)
    }
}

/// What is asked. `is absent` is `present`, negated. Conversions that the types ask for already stand
/// around the operands, so an evaluator looks only at the kinds of the values it meets.
package enum CheckedPredicate: Sendable {
    case present
    case empty
    /// Decided later.
    case undetermined
    case type(TypeName)
    /// `asAddresses`: both sides are addresses, and two lists of them compare as sets.
    case equal(CheckedExpression, asAddresses: Bool)
    case oneOf(CheckedExpression)
    case ordered(PredicateSyntax.Order, CheckedExpression)
    case between(CheckedExpression, CheckedExpression)
    case within(CheckedExpression)
    case overlaps(CheckedExpression)
    case like(CheckedExpression)
    /// A span before `as_of`, or an instant.
    case older(CheckedExpression)
    case newer(CheckedExpression)
    case contains(PredicateSyntax.Amount, CheckedExpression)
    case matches(anyOf: Bool, CheckedExpression)
    case startsWith(anyOf: Bool, CheckedExpression)
    case endsWith(anyOf: Bool, CheckedExpression)

    /// What the subject is compared with.
    package var operands: [CheckedExpression] {
        switch self {
        case .present, .empty, .undetermined, .type: []
        case .between(let low, let high): [low, high]
        case .equal(let operand, _), .oneOf(let operand), .ordered(_, let operand), .within(let operand),
            .overlaps(let operand), .like(let operand), .older(let operand), .newer(let operand),
            .contains(_, let operand), .matches(_, let operand), .startsWith(_, let operand),
            .endsWith(_, let operand):
            [operand]
        }
    }
}
