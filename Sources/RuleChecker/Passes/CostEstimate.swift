import ResourceDocuments
import SourceText

/// The steps a condition can take at most, counted over the checked tree: one for each test, step and call, and
/// everything inside a quantifier once for each element.
enum CostEstimate {
    /// A rule above this is refused: only defines that call one another many times over come near it.
    static let maximumSize = 1_000_000
    /// How deep quantifiers may nest, defines included.
    static let maximumDegree = 8
    /// How many calls of defines may stand inside one another: checking and both evaluators descend into each.
    static let maximumCallDepth = 100

    static func of(_ condition: CheckedCondition) -> StaticCost {
        switch condition {
        case .all(let parts, _), .any(let parts, _):
            parts.reduce(into: StaticCost(constant: 1)) { $0 += of($1) }
        case .not(let part, _): of(part)
        case .quantified(let quantified):
            loop(
                quantified.sources,
                body: [quantified.filter, quantified.body].compactMap { $0 }.reduce(into: StaticCost(constant: 1)) {
                    $0 += of($1)
                })
        case .test(let test): StaticCost(constant: 1) + of(test.subject) + of(test.predicate)
        case .call(let call): of(call)
        }
    }

    static func of(_ binding: CheckedBinding) -> StaticCost {
        switch binding.form {
        case .expression(let expression): of(expression)
        case .each(_, let sources, let filter):
            loop(sources, body: StaticCost(constant: 1) + (filter.map { of($0) } ?? StaticCost()))
        }
    }

    static func of(_ expression: CheckedExpression) -> StaticCost {
        switch expression.form {
        case .literal, .parameter, .slot, .asOf: return StaticCost(constant: 1)
        case .path(let path):
            var cost = StaticCost(constant: 1)
            if case .expression(let root) = path.root { cost += of(root) }
            for step in path.steps {
                cost += StaticCost(constant: 1)
                if case .index(let index, _) = step { cost += of(index) }
                if case .elements = step { cost += StaticCost(constant: 1).times(expression.place.text) }
            }
            return cost
        case .fallback(let first, let second, _): return of(first) + of(second)
        case .call(_, let arguments): return arguments.reduce(into: StaticCost(constant: 1)) { $0 += of($1) }
        case .define(let call): return of(call)
        case .resources: return StaticCost(constant: 1)
        case .convert(let value, _): return of(value) + StaticCost(constant: 1)
        }
    }

    private static func of(_ call: CheckedDefineCall) -> StaticCost {
        call.arguments.reduce(into: call.define.cost) { $0 += of($1) }
    }

    private static func loop(_ sources: [CheckedSource], body: StaticCost) -> StaticCost {
        sources.reduce(into: StaticCost(constant: 1)) { cost, source in
            switch source {
            case .expression(let expression):
                if let count = expression.literalCount {
                    for _ in 0..<count { cost += body }
                } else {
                    cost += of(expression)
                    cost += body.times(expression.place.text)
                }
            case .resources(let kind, _): cost += body.times(StaticCost.resources(of: kind))
            }
        }
    }

    private static func of(_ predicate: CheckedPredicate) -> StaticCost {
        switch predicate {
        case .present, .empty, .undetermined, .type: StaticCost()
        case .equal(let operand, _), .oneOf(let operand), .ordered(_, let operand), .within(let operand),
            .overlaps(let operand), .like(let operand), .older(let operand), .newer(let operand),
            .contains(_, let operand), .matches(_, let operand), .startsWith(_, let operand), .endsWith(_, let operand):
            of(operand)
        case .between(let low, let high): of(low) + of(high)
        }
    }
}

extension CheckedExpression {
    /// How many elements a literal list has.
    fileprivate var literalCount: Int? {
        if case .literal(.list(let elements)) = form { elements.count } else { nil }
    }
}
