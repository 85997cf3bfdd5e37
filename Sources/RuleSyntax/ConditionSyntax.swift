package import SourceText

/// Something that is true, false or unknown.
package indirect enum ConditionSyntax: Sendable {
    /// `a and b and c`: at least two.
    case and([ConditionSyntax], SourceSpan)
    /// `a or b or c`: at least two.
    case or([ConditionSyntax], SourceSpan)
    /// `not a`
    case not(ConditionSyntax, SourceSpan)
    /// `( a )`; kept, so that formatting never changes the tree.
    case parenthesized(ConditionSyntax, SourceSpan)
    /// `all { … }`, `any { … }`, `none { … }`
    case block(BlockKind, [ConditionSyntax], SourceSpan)
    case quantified(QuantifiedSyntax)
    /// `expression predicate`
    case test(ExpressionSyntax, PredicateSyntax, SourceSpan)
    /// A bare expression: only a call of a `define` may stand so, and the body of a `define`.
    case expression(ExpressionSyntax)

    package enum BlockKind: String, Sendable { case all, any, none }

    package var span: SourceSpan {
        switch self {
        case .and(_, let span), .or(_, let span), .not(_, let span), .parenthesized(_, let span),
            .block(_, _, let span), .test(_, _, let span):
            span
        case .quantified(let quantified): quantified.span
        case .expression(let expression): expression.span
        }
    }
}

/// `quantified = quantifier NAME [ "," NAME ] "in" domain ( predicate | "satisfies" condition | "where" … ) ;`
package struct QuantifiedSyntax: Sendable {
    package enum Quantifier: Hashable, Sendable {
        case every, some, no
        case exactly(Int)
        case atLeast(Int)
        case atMost(Int)

        /// What it counts up to; nil of those that do not count.
        package var bound: Int? {
            switch self {
            case .every, .some, .no: nil
            case .exactly(let count), .atLeast(let count), .atMost(let count): count
            }
        }
    }

    /// What each element is asked.
    package enum Body: Sendable {
        /// `… in rules is present`
        case predicate(PredicateSyntax)
        case satisfies(ConditionSyntax)
        /// only a `where`
        case nothing
    }

    package var quantifier: Quantifier
    /// The quantifier's words, as `at least 2`.
    package var quantifierSpan: SourceSpan
    package var variable: Name
    /// With two names the first is the key or index, the second the value.
    package var secondVariable: Name?
    package var domain: DomainSyntax
    package var filter: ConditionSyntax?
    package var body: Body
    package var span: SourceSpan

    package init(
        quantifier: Quantifier, quantifierSpan: SourceSpan, variable: Name, secondVariable: Name?,
        domain: DomainSyntax, filter: ConditionSyntax?, body: Body, span: SourceSpan
    ) {
        self.quantifier = quantifier
        self.quantifierSpan = quantifierSpan
        self.variable = variable
        self.secondVariable = secondVariable
        self.domain = domain
        self.filter = filter
        self.body = body
        self.span = span
    }
}

/// `domain = source { "," source } ;`
package struct DomainSyntax: Sendable {
    package var sources: [SourceSyntax]
    package var span: SourceSpan

    package init(sources: [SourceSyntax], span: SourceSpan) {
        self.sources = sources
        self.span = span
    }
}

/// `source = expression | "resources" "of" kind ;`
package enum SourceSyntax: Sendable {
    case expression(ExpressionSyntax)
    case resources(KindSyntax, SourceSpan)

    package var span: SourceSpan {
        switch self {
        case .expression(let expression): expression.span
        case .resources(_, let span): span
        }
    }
}

/// What is asked of a value; `negated` for `is not …` and `does not …`.
package struct PredicateSyntax: Sendable {
    package enum Form: Sendable {
        case present, absent, empty, undetermined
        case equal(ExpressionSyntax)
        case oneOf(ExpressionSyntax)
        /// `at least`, `at most`, `more than`, `less than`
        case ordered(Order, ExpressionSyntax)
        case between(ExpressionSyntax, ExpressionSyntax)
        case within(ExpressionSyntax)
        case like(ExpressionSyntax)
        case older(ExpressionSyntax)
        case newer(ExpressionSyntax)
        case type(TypeSyntax)
        case contains(Amount, ExpressionSyntax)
        case matches(anyOf: Bool, ExpressionSyntax)
        case startsWith(anyOf: Bool, ExpressionSyntax)
        case endsWith(anyOf: Bool, ExpressionSyntax)
        case overlaps(ExpressionSyntax)
    }

    package enum Order: String, CaseIterable, Sendable {
        case atLeast = "at least"
        case atMost = "at most"
        case moreThan = "more than"
        case lessThan = "less than"
    }

    package enum Amount: Sendable { case one, all, any }

    package var form: Form
    package var negated: Bool
    /// From `is`, `contains`, … to the end of the operand.
    package var span: SourceSpan

    package init(form: Form, negated: Bool, span: SourceSpan) {
        self.form = form
        self.negated = negated
        self.span = span
    }
}
