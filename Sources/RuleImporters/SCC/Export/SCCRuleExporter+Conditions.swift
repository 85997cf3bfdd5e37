import RuleSyntax
import SourceText

extension SCCRuleExporter {
    /// - Parameter negated: the condition's opposite is meant, as behind `not` and `forbid`.
    mutating func condition(_ syntax: ConditionSyntax, negated: Bool, _ scope: SCCScope) -> SCCCondition? {
        switch syntax {
        case .parenthesized(let inner, _): return condition(inner, negated: negated, scope)
        case .not(let inner, _): return condition(inner, negated: !negated, scope)
        case .and(let operands, _): return list(operands, isAll: true, negated, scope)
        case .or(let operands, _): return list(operands, isAll: false, negated, scope)
        case .block(.all, let operands, _): return list(operands, isAll: true, isBlock: true, negated, scope)
        case .block(.any, let operands, _): return list(operands, isAll: false, isBlock: true, negated, scope)
        case .block(.none, let operands, _): return list(operands, isAll: false, isBlock: true, !negated, scope)
        case .test(let subject, let predicate, let span): return test(subject, predicate, negated, span, scope)
        case .quantified(let quantified): return self.quantified(quantified, negated, scope)
        case .expression(let expression):
            cannotSay("it has no 'define'", expression.span)
            return nil
        }
    }

    /// By De Morgan, the opposite of an `and` is the `or` of the opposites.
    ///
    /// - Parameter isBlock: each operand has a line of its own, and the comment in front of it describes it.
    private mutating func list(
        _ operands: [ConditionSyntax], isAll: Bool, isBlock: Bool = false, _ negated: Bool, _ scope: SCCScope
    ) -> SCCCondition? {
        if !negated, operands.count == 2 {
            if let test = emptiness(operands, isAll: isAll, scope) { return .test(test) }
            if !isAll, let test = age(operands, scope) { return .test(test) }
            if let sub = pair(operands, isAll: isAll, scope) { return sub }
        }
        var conditions: [SCCCondition] = []
        for operand in operands {
            guard let condition = condition(operand, negated: negated, scope) else { continue }
            let description = isBlock ? comment(before: operand.span.start) : nil
            conditions.append(condition.describedFurther(by: description))
        }
        guard conditions.count == operands.count else { return nil }
        return SCCCondition.list(conditions, isAll: isAll != negated, description: nil)
    }

    /// `p is absent or p is empty`, `p is present and p is not empty`.
    private mutating func emptiness(_ operands: [ConditionSyntax], isAll: Bool, _ scope: SCCScope) -> SCCTest? {
        guard case .test(let first, let presence, _) = operands[0], case .test(let second, let empty, _) = operands[1],
            case .empty = empty.form, empty.negated == isAll
        else { return nil }
        switch presence.form {
        case .present: if presence.negated == isAll { return nil }
        case .absent: if presence.negated != isAll { return nil }
        case .empty, .undetermined, .equal, .oneOf, .ordered, .between, .within, .like, .older, .newer, .type,
            .contains, .matches,
            .startsWith, .endsWith, .overlaps:
            return nil
        }
        let silent = diagnostics
        guard let property = property(first, scope), self.property(second, scope) == property else {
            diagnostics = silent
            return nil
        }
        return SCCTest(
            description: nil, property: property, comparison: isAll ? .isNotEmpty : .isEmpty, operand: .nothing)
    }

    /// `(p is a numeric and p is less than 30) or (p is not a numeric and p is newer than 30d)`.
    private mutating func age(_ operands: [ConditionSyntax], _ scope: SCCScope) -> SCCTest? {
        guard case .and(let days, _) = operands[0].unwrapped, case .and(let instants, _) = operands[1].unwrapped,
            days.count == 2, instants.count == 2,
            case .test(let first, let isNumber, _) = days[0], case .test(let second, let less, _) = days[1],
            case .test(let third, let isOther, _) = instants[0], case .test(let fourth, let newer, _) = instants[1],
            case .type(let type) = isNumber.form, type.name == .numeric, !isNumber.negated,
            case .type(let sameType) = isOther.form, sameType.name == .numeric, isOther.negated,
            case .ordered(.lessThan, let number) = less.form, !less.negated,
            case .newer(let age) = newer.form, !newer.negated
        else { return nil }
        let silent = diagnostics
        let properties = [first, second, third, fourth].map { property($0, scope) }
        guard let property = properties[0], properties.allSatisfy({ $0 == property }),
            let operand = self.number(number, scope), self.days(age, scope) == operand
        else {
            diagnostics = silent
            return nil
        }
        return SCCTest(description: nil, property: property, comparison: .daysLessThan, operand: operand)
    }

    /// `some … where F` and `every … where F satisfies C`; `no … where F` or `some … where F satisfies C`.
    private mutating func pair(_ operands: [ConditionSyntax], isAll: Bool, _ scope: SCCScope) -> SCCCondition? {
        guard case .quantified(let second) = operands[1].unwrapped, second.quantifier == (isAll ? .every : .some),
            case .sub(let sub) = quantified(second, false, scope)
        else { return nil }
        // Nothing reads the `ref` in the first of the two.
        var wanted = sub.target
        wanted.reference = nil
        switch operands[0].unwrapped {
        case .quantified(let first) where first.quantifier == (isAll ? .some : .no):
            guard case .nothing = first.body, let kind = resourceKind(of: first) else { return nil }
            var inner = scope
            inner.subject = first.variable.text
            inner.variables.insert(first.variable.text)
            guard let exists = target(kind, first.filter, inner), exists == wanted else { return nil }
        case .test(.call(let call), let predicate, _):
            guard call.name.text == "count", call.module == nil, case .resources(let kind, _)? = call.arguments.first,
                SCCTarget(kindName: kind.text, services: services) == wanted, asksForNone(predicate) == !isAll
            else { return nil }
        case .and, .or, .not, .parenthesized, .block, .quantified, .test, .expression: return nil
        }
        var paired = sub
        paired.quantifier = isAll ? .all : .anyIfExists
        return .sub(paired)
    }

    /// True of `is 0`, false of `is more than 0`, `is at least 1` and `is not 0`; nil of anything else.
    private func asksForNone(_ predicate: PredicateSyntax) -> Bool? {
        switch predicate.form {
        case .equal(.literal(let literal)):
            if case .number("0") = literal.form { return !predicate.negated }
        case .ordered(.moreThan, .literal(let literal)):
            if case .number("0") = literal.form, !predicate.negated { return false }
        case .ordered(.atLeast, .literal(let literal)):
            if case .number("1") = literal.form, !predicate.negated { return false }
        case .present, .absent, .empty, .undetermined, .equal, .oneOf, .ordered, .between, .within, .like, .older,
            .newer, .type, .contains, .matches, .startsWith, .endsWith, .overlaps:
            break
        }
        return nil
    }

    // MARK: Quantifiers

    private func resourceKind(of quantified: QuantifiedSyntax) -> KindSyntax? {
        guard quantified.domain.sources.count == 1, quantified.secondVariable == nil,
            case .resources(let kind, _)? = quantified.domain.sources.first
        else { return nil }
        return kind
    }

    private mutating func quantified(
        _ quantified: QuantifiedSyntax, _ negated: Bool, _ scope: SCCScope
    ) -> SCCCondition? {
        if negated {
            cannotSay("a quantifier cannot be denied", quantified.quantifierSpan)
            return nil
        }
        guard let kind = resourceKind(of: quantified) else { return elements(quantified, scope) }
        let quantifier: SCCSubRule.Quantifier
        switch quantified.quantifier {
        case .some: quantifier = .any
        case .every: quantifier = .allIfExists
        case .no, .exactly, .atLeast, .atMost:
            cannotSay("a sub-rule asks for one resource or for all", quantified.quantifierSpan)
            return nil
        }
        guard case .satisfies(let condition) = quantified.body else {
            cannotSay("a sub-rule says what its resources satisfy", quantified.span)
            return nil
        }
        let variable = quantified.variable.text
        if variable == Self.ruleReference {
            cannotSay("'\(variable)' names the rule's own target", quantified.variable.span)
        }
        var inner = scope
        inner.subject = variable
        inner.variables.insert(variable)
        let outerUses = usedVariables
        usedVariables.remove(variable)
        defer { usedVariables.formUnion(outerUses) }
        let target = target(kind, quantified.filter, inner)
        guard let condition = self.condition(condition, negated: false, inner), var target else { return nil }
        if usedVariables.contains(variable) { target.reference = variable }
        usedVariables.remove(variable)
        return .sub(SCCSubRule(description: nil, quantifier: quantifier, target: target, condition: condition))
    }

    /// `every value in list(p) is one of L`
    private mutating func elements(_ quantified: QuantifiedSyntax, _ scope: SCCScope) -> SCCCondition? {
        guard quantified.quantifier == .every, quantified.filter == nil, quantified.secondVariable == nil,
            quantified.domain.sources.count == 1, case .expression(let domain)? = quantified.domain.sources.first,
            case .predicate(let predicate) = quantified.body, case .oneOf(let list) = predicate.form, !predicate.negated
        else {
            cannotSay("of a list it asks only whether each element is one of some texts", quantified.quantifierSpan)
            return nil
        }
        guard let property = property(domain, scope), let operand = textList(list, scope) else { return nil }
        return .test(SCCTest(description: nil, property: property, comparison: .stringsAllowed, operand: operand))
    }
}

extension ConditionSyntax {
    /// Without the parentheses around it.
    fileprivate var unwrapped: ConditionSyntax {
        if case .parenthesized(let inner, _) = self { inner.unwrapped } else { self }
    }
}
