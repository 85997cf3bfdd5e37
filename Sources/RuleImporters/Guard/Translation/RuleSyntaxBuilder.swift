import RuleSyntax
import SourceText

/// The syntax tree of what was translated. Its spans are empty: the text is what the formatter makes of it.
struct RuleSyntaxBuilder {
    static let nowhere = SourceSpan(0, 0)

    /// The names that a property in front of a path must not be mistaken for.
    let names: Set<String>

    ///
    /// - Parameter isFilter: it stands behind `where`, and a quantifier there stands in parentheses.
    func condition(_ condition: RuleCondition, isFilter: Bool = false) -> ConditionSyntax {
        switch condition {
        // Every resource has a kind.
        case .always(let value):
            return test(.path(RulePath(root: .attribute("kind"))), RulePredicate(form: .present, isNegated: !value))
        case .and(let operands): return .and(chain(operands, isFilter: isFilter), Self.nowhere)
        case .or(let operands): return .or(chain(operands, isFilter: isFilter), Self.nowhere)
        case .test(let term, let predicate): return test(term, predicate)
        case .quantified(let quantified) where quantified.asksNothing: return presence(quantified)
        case .quantified(let quantified) where isFilter:
            return .parenthesized(.quantified(self.quantified(quantified)), Self.nowhere)
        case .quantified(let quantified): return .quantified(self.quantified(quantified))
        case .call(let call):
            let answer = ConditionSyntax.expression(.call(self.call(call.name, call.arguments)))
            return call.isNegated ? .not(answer, Self.nowhere) : answer
        }
    }

    /// That there is an element at all: a quantifier has to ask something of it.
    private func presence(_ quantified: RuleQuantified) -> ConditionSyntax {
        let isAsked = quantified.quantifier == .some
        switch quantified.domains.first {
        case .resources(let kind)?:
            let count = CallSyntax(
                module: nil, name: Name("count", Self.nowhere), arguments: [.resources(self.kind(kind), Self.nowhere)],
                accessors: [], span: Self.nowhere)
            let form: RulePredicate.Form =
                isAsked ? .ordered(.atLeast, .literal(.number("1"))) : .equal(.literal(.number("0")))
            return .test(.call(count), predicate(RulePredicate(form: form)), Self.nowhere)
        case .term(let term)?: return test(term, RulePredicate(form: .empty, isNegated: isAsked))
        case nil: return self.condition(.always(!isAsked))
        }
    }

    /// A quantifier reaches as far right as it can, so one in front stands in parentheses, as does a mixed connective.
    private func chain(_ operands: [RuleCondition], isFilter: Bool) -> [ConditionSyntax] {
        operands.enumerated().map { index, operand in
            switch operand {
            case .and, .or: .parenthesized(condition(operand), Self.nowhere)
            case .quantified where isFilter || index < operands.count - 1:
                .parenthesized(condition(operand), Self.nowhere)
            case .quantified, .test, .always, .call: condition(operand)
            }
        }
    }

    /// The whole of a clause or a define, its conditions one a line where they are many.
    ///
    /// - Parameter isRequired: what is forbidden is read as one sentence, however long.
    func layout(_ whole: RuleCondition, isRequired: Bool = true) -> ConditionSyntax {
        switch whole {
        case .and(let operands) where isRequired && (operands.count > 2 || operands.contains(where: \.isCompound)):
            .block(.all, operands.map { condition($0) }, Self.nowhere)
        case .or(let operands) where operands.count > 2 || operands.contains(where: \.isCompound):
            .block(.any, operands.map { condition($0) }, Self.nowhere)
        case .always, .and, .or, .test, .quantified, .call: condition(whole)
        }
    }

    static func declaration(_ define: RuleDefine) -> DefineDeclaration {
        let names = RuleNames([define.condition]).variables.union(define.formals.map(\.name))
        return DefineDeclaration(
            name: Name(define.name, nowhere),
            formals: define.formals.map { formal in
                FormalSyntax(name: Name(formal.name, nowhere), type: formal.type.map { TypeSyntax($0, nowhere) })
            },
            body: RuleSyntaxBuilder(names: names).layout(define.condition), span: nowhere)
    }

    private func quantified(_ quantified: RuleQuantified) -> QuantifiedSyntax {
        let quantifier: QuantifiedSyntax.Quantifier =
            switch quantified.quantifier {
            case .every: .every
            case .some: .some
            case .no: .no
            case .atLeast(let number): .atLeast(number)
            case .atMost(let number): .atMost(number)
            case .exactly(let number): .exactly(number)
            }
        let sources = quantified.domains.map { domain -> SourceSyntax in
            switch domain {
            case .term(let term): .expression(expression(term))
            case .resources(let kind): .resources(self.kind(kind), Self.nowhere)
            }
        }
        var body = QuantifiedSyntax.Body.nothing
        if case .test(.path(let path), let predicate)? = quantified.body, quantified.filter == nil,
            quantified.variables.last.map({ path == RulePath(root: .name($0)) }) == true
        {
            body = .predicate(self.predicate(predicate))
        } else if let condition = quantified.body {
            body = .satisfies(self.condition(condition))
        }
        let filter = quantified.filter.map { condition($0, isFilter: true) }
        return QuantifiedSyntax(
            quantifier: quantifier, quantifierSpan: Self.nowhere,
            variable: Name(quantified.variables.first ?? "it", Self.nowhere),
            secondVariable: quantified.variables.count > 1 ? Name(quantified.variables[1], Self.nowhere) : nil,
            domain: DomainSyntax(sources: sources, span: Self.nowhere), filter: filter, body: body,
            span: Self.nowhere)
    }

    func kind(_ text: String) -> KindSyntax { KindSyntax(text: text, isQuoted: true, span: Self.nowhere) }

    private func test(_ term: RuleTerm, _ predicate: RulePredicate) -> ConditionSyntax {
        .test(expression(term), self.predicate(predicate), Self.nowhere)
    }

    private func predicate(_ predicate: RulePredicate) -> PredicateSyntax {
        var isNegated = predicate.isNegated
        let form: PredicateSyntax.Form
        switch predicate.form {
        case .present:
            form = isNegated ? .absent : .present
            isNegated = false
        case .empty: form = .empty
        case .undetermined: form = .undetermined
        case .type(let type): form = .type(TypeSyntax(type, Self.nowhere))
        case .equal(let value): form = .equal(operand(value))
        case .oneOf(let values): form = .oneOf(operand(values))
        case .ordered(let order, let value): form = .ordered(order, operand(value))
        case .between(let low, let high): form = .between(expression(low), expression(high))
        case .matches(let patterns):
            let patternList = patterns.compactMap { if case .literal(let literal) = $0 { literal } else { nil } }
            form =
                patterns.count > 1 && patternList.count == patterns.count
                ? .matches(anyOf: true, expression(.literal(.list(patternList))))
                : .matches(anyOf: false, expression(patterns.first ?? .string("")))
        case .contains(let value): form = .contains(.one, operand(value))
        }
        return PredicateSyntax(form: form, negated: isNegated, span: Self.nowhere)
    }
}

extension RuleCondition {
    fileprivate var isCompound: Bool {
        switch self {
        case .and, .or, .quantified: true
        case .always, .test, .call: false
        }
    }
}
