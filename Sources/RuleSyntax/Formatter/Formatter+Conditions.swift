import SourceText

extension Formatter {
    /// A condition; the lines it is broken into stand deeper than the first.
    mutating func layout(_ condition: ConditionSyntax) -> Layout {
        switch condition {
        case .and(let operands, _): .group(chain(operands, "and", isIndented: true))
        case .or(let operands, _): .group(chain(operands, "or", isIndented: true))
        case .not(let operand, _): .sequence([.text("not "), layout(operand)])
        case .parenthesized(let inner, let span): parenthesized(inner, span)
        case .block(let kind, let conditions, let span): block(kind, conditions, span)
        case .quantified(let quantified): layout(quantified)
        case .test(let subject, let predicate, _): .sequence([layout(subject), .text(" "), layout(predicate)])
        case .expression(let expression): layout(expression)
        }
    }

    private mutating func chain(
        _ operands: [ConditionSyntax], _ connective: String, isIndented: Bool
    ) -> [Layout] {
        var rest: [Layout] = []
        let first = layout(operands[0])
        for operand in operands.dropFirst() {
            rest.append(comments.separator(.line, before: operand.span.start))
            rest.append(.text(connective + " "))
            rest.append(layout(operand))
        }
        return [first, isIndented ? .indented(rest) : .sequence(rest)]
    }

    private mutating func parenthesized(_ inner: ConditionSyntax, _ span: SourceSpan) -> Layout {
        let opening = comments.separator(.softLine, before: inner.span.start)
        let content: [Layout] =
            switch inner {
            case .and(let operands, _): chain(operands, "and", isIndented: false)
            case .or(let operands, _): chain(operands, "or", isIndented: false)
            case .not, .parenthesized, .block, .quantified, .test, .expression: [layout(inner)]
            }
        let rest = comments.remaining(before: span.end)
        return .group([
            .text("("), .indented([opening] + content + (rest.map { [$0] } ?? [])),
            rest == nil ? .softLine : .hardLine, .text(")"),
        ])
    }

    /// One condition a line, always.
    private mutating func block(
        _ kind: ConditionSyntax.BlockKind, _ conditions: [ConditionSyntax], _ span: SourceSpan
    ) -> Layout {
        var parts: [Layout] = []
        for (index, condition) in conditions.enumerated() {
            parts.append(comments.lineBreak(before: condition.span.start, isFirst: index == 0))
            parts.append(layout(condition))
        }
        if let rest = comments.remaining(before: span.end) { parts.append(rest) }
        return .group([.text("\(kind.rawValue) {"), .indented(parts), .hardLine, .text("}")])
    }

    private mutating func layout(_ quantified: QuantifiedSyntax) -> Layout {
        let second = quantified.secondVariable.map { ", \($0.text)" } ?? ""
        let words = "\(text(of: quantified.quantifier)) \(quantified.variable.text)\(second) in "
        var head: [Layout] = [.text(words), layout(quantified.domain)]
        if let filter = quantified.filter { head.append(.indented(clause("where", filter))) }
        switch quantified.body {
        case .nothing: return .group(head)
        case .predicate(let predicate): return .group(head + [.text(" "), layout(predicate)])
        case .satisfies(let condition):
            return .group([.group(head), .indented(clause("satisfies", condition))])
        }
    }

    private func text(of quantifier: QuantifiedSyntax.Quantifier) -> String {
        switch quantifier {
        case .every: "every"
        case .some: "some"
        case .no: "no"
        case .exactly(let count): "exactly \(count)"
        case .atLeast(let count): "at least \(count)"
        case .atMost(let count): "at most \(count)"
        }
    }

    mutating func layout(_ domain: DomainSyntax) -> Layout {
        let sources = sequence(domain.sources, \.span) { formatter, source in
            switch source {
            case .expression(let expression): formatter.layout(expression)
            case .resources(let kind, _): .text("resources of \(Self.text(of: kind))")
            }
        }
        return .group([.indented(sources)])
    }

    mutating func layout(_ predicate: PredicateSyntax) -> Layout {
        let be = predicate.negated ? "is not " : "is "
        let verb = { (third: String, base: String) in predicate.negated ? "does not \(base) " : "\(third) " }
        switch predicate.form {
        case .present: return .text(be + "present")
        case .absent: return .text(be + "absent")
        case .empty: return .text(be + "empty")
        case .undetermined: return .text(be + "undetermined")
        case .equal(let value): return words(be, value)
        case .oneOf(let value): return words(be + "one of ", value)
        case .ordered(let order, let value): return words("\(be)\(order.rawValue) ", value)
        case .between(let low, let high):
            return .sequence([words(be + "between ", low), words(" and ", high)])
        case .within(let value): return words(be + "within ", value)
        case .like(let value): return words(be + "like ", value)
        case .older(let value): return words(be + "older than ", value)
        case .newer(let value): return words(be + "newer than ", value)
        case .type(let type):
            let name = type.name.rawValue
            return .text("\(be)\(name.hasPrefix("i") ? "an" : "a") \(name)")
        case .contains(let amount, let value):
            return words(verb("contains", "contain") + text(of: amount), value)
        case .matches(let anyOf, let value): return words(verb("matches", "match") + (anyOf ? "any of " : ""), value)
        case .startsWith(let anyOf, let value):
            return words(verb("starts with", "start with") + (anyOf ? "any of " : ""), value)
        case .endsWith(let anyOf, let value):
            return words(verb("ends with", "end with") + (anyOf ? "any of " : ""), value)
        case .overlaps(let value): return words(verb("overlaps", "overlap"), value)
        }
    }

    private func text(of amount: PredicateSyntax.Amount) -> String {
        switch amount {
        case .one: ""
        case .all: "all of "
        case .any: "any of "
        }
    }

    private mutating func words(_ words: String, _ value: ExpressionSyntax) -> Layout {
        .sequence([.text(words), layout(value)])
    }
}
