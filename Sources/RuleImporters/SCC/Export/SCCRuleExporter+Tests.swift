import RuleSyntax
import SourceText

extension SCCRuleExporter {
    mutating func test(
        _ subject: ExpressionSyntax, _ predicate: PredicateSyntax, _ negated: Bool, _ span: SourceSpan,
        _ scope: SCCScope
    ) -> SCCCondition? {
        let isNot = predicate.negated != negated
        if !isNot, case .contains(.any, let value) = predicate.form, subject.isListCall {
            return containsOne(subject, value, scope)
        }
        let comparison: (operator: SCCOperator, operand: SCCOperand?)
        switch predicate.form {
        case .equal(let value): comparison = equal(value, isNot, scope)
        case .oneOf(let values): comparison = oneOf(values, isNot, scope)
        case .ordered(let order, let value): comparison = (SCCOperator(order, isNot: isNot), number(value, scope))
        case .like(let value): comparison = (isNot ? .stringNotMatch : .stringMatch, text(value, scope))
        case .contains(let amount, let value): comparison = contains(subject, amount, value, isNot, scope)
        case .within(let value) where !isNot: comparison = (.addressesInRange, addresses(value, scope))
        case .newer(let value) where !isNot: comparison = (.daysLessThan, days(value, scope))
        case .present, .absent:
            cannotSay(
                "it does not tell what is absent from what is empty", predicate.span,
                hint: "write both: 'p is present and p is not empty', 'p is absent or p is empty'")
            return nil
        case .empty:
            cannotSay(
                "to SCC what is absent is empty", predicate.span,
                hint: "say so: 'p is absent or p is empty', 'p is present and p is not empty'")
            return nil
        case .undetermined, .between, .within, .older, .newer, .type, .matches, .startsWith, .endsWith, .overlaps:
            cannotSay("it has no such operator", predicate.span)
            return nil
        }
        guard let property = property(subject, scope), let operand = comparison.operand else { return nil }
        return .test(
            SCCTest(description: nil, property: property, comparison: comparison.operator, operand: operand))
    }

    // MARK: Properties

    /// The names between the dots, of `p` and of `list(p)`.
    mutating func property(_ expression: ExpressionSyntax, _ scope: SCCScope) -> [String]? {
        switch expression {
        case .path(let path):
            guard let names = names(path) else { return nil }
            switch (scope.subject, path.root) {
            case (nil, .this): return names
            case (nil, .name(let name)) where parameters[name] == nil: return [name] + names
            case (.some(let subject), .name(let name)) where subject == name && !names.isEmpty: return names
            case (_, .this), (_, .name), (_, .attribute):
                cannotSay("a property of the target stands on the left", path.span)
                return nil
            }
        case .call(let call):
            if call.isCall(of: "list"), case .expression(let inner)? = call.arguments.first {
                return property(inner, scope)
            }
            cannotSay("it has no functions", call.span)
        case .literal(let literal): cannotSay("a property of the target stands on the left", literal.span)
        case .fallback(_, _, let span): cannotSay("it has no 'default'", span)
        }
        return nil
    }

    private mutating func names(_ path: PathSyntax) -> [String]? {
        var names: [String] = []
        for accessor in path.accessors {
            guard case .member(let name, _) = accessor.form, SCCConditionReader.isPropertyName(name),
                !name.contains(".")
            else {
                cannotSay("a path is names with dots between them", accessor.span)
                return nil
            }
            names.append(name)
        }
        return names
    }

    // MARK: Comparisons

    private mutating func equal(
        _ value: ExpressionSyntax, _ isNot: Bool, _ scope: SCCScope
    ) -> (SCCOperator, SCCOperand?) {
        if case .literal(let literal) = value, case .boolean(let flag) = literal.form {
            return (flag != isNot ? .isTrue : .isFalse, .nothing)
        }
        switch form(of: value) {
        case .numbers, .number: return (isNot ? .numberNotEquals : .numberEquals, number(value, scope))
        case .addresses: return (isNot ? .addressesNotEqual : .addressesEqual, addresses(value, scope))
        case .texts: return (isNot ? .stringNotEquals : .stringEquals, text(value, scope))
        case .textList, .nothing:
            cannotSay("it compares with texts, numbers and addresses", value.span)
            return (.stringEquals, nil)
        }
    }

    private mutating func oneOf(
        _ values: ExpressionSyntax, _ isNot: Bool, _ scope: SCCScope
    ) -> (SCCOperator, SCCOperand?) {
        if case .literal(let literal) = values, case .list(let elements) = literal.form, let first = elements.first,
            case .number = first.form
        {
            return (isNot ? .numberNotEquals : .numberEquals, numbers(elements))
        }
        if case .path(let path) = values, parameter(path) == nil {
            cannotSay("the texts are written out, or stand in a parameter", values.span)
            return (.stringEquals, nil)
        }
        return (isNot ? .stringNotEquals : .stringEquals, textList(values, scope))
    }

    private mutating func contains(
        _ subject: ExpressionSyntax, _ amount: PredicateSyntax.Amount, _ value: ExpressionSyntax, _ isNot: Bool,
        _ scope: SCCScope
    ) -> (SCCOperator, SCCOperand?) {
        let isList = subject.isListCall
        switch amount {
        case .all where !isNot: return (.stringsRequired, textList(value, scope))
        case .one where isList && !isNot: return (.stringsRequired, text(value, scope))
        case .one where !isList: return (isNot ? .stringNotContains : .stringContains, text(value, scope))
        case .any where !isList: return (isNot ? .stringNotContains : .stringContains, textList(value, scope))
        case .one, .all, .any:
            cannotSay("of a list it asks whether all of some texts are in it", value.span)
            return (.stringsRequired, nil)
        }
    }

    /// `list(p) contains any of [a, b]`: one of them is required, or the other.
    private mutating func containsOne(
        _ subject: ExpressionSyntax, _ values: ExpressionSyntax, _ scope: SCCScope
    ) -> SCCCondition? {
        guard let property = property(subject, scope), let operand = textList(values, scope) else { return nil }
        guard case .texts(let texts) = operand else {
            cannotSay("of a list it asks whether all of some texts are in it, not whether one is", values.span)
            return nil
        }
        let tests = texts.map { text in
            SCCCondition.test(
                SCCTest(
                    description: nil, property: property, comparison: .stringsRequired, operand: .texts([text])))
        }
        return SCCCondition.list(tests, isAll: false, description: nil)
    }

    /// What a value behind `is` is compared as.
    private func form(of value: ExpressionSyntax) -> SCCOperator.OperandForm {
        switch value {
        case .literal(let literal):
            switch literal.form {
            case .string: return .texts
            case .number: return .number
            case .boolean, .duration, .pattern, .list: return .nothing
            }
        case .call(let call):
            if call.isCall(of: "text") { return .texts }
            if call.isCall(of: "number") { return .number }
            return call.isCall(of: "ip") ? .addresses : .nothing
        case .path(let path):
            switch parameter(path) {
            case nil, .string?: return .texts
            case .numeric?: return .number
            case .ipList?: return .addresses
            case .stringList?: return .textList
            case .boolean?, .general?, .timestamp?, .numericList?, .duration?, .version?, .ip?, .pattern?, .quantity?,
                .list?, .map?:
                return .nothing
            }
        case .fallback: return .nothing
        }
    }
}

extension ExpressionSyntax {
    /// `list(p)`
    fileprivate var isListCall: Bool { if case .call(let call) = self { call.isCall(of: "list") } else { false } }
}

extension CallSyntax {
    func isCall(of function: String) -> Bool {
        module == nil && name.text == function && arguments.count == 1 && accessors.isEmpty
    }
}

extension SCCOperator {
    fileprivate init(_ order: PredicateSyntax.Order, isNot: Bool) {
        switch (order, isNot) {
        case (.atLeast, false), (.lessThan, true): self = .numberGreaterThanOrEquals
        case (.atMost, false), (.moreThan, true): self = .numberLessThanOrEquals
        case (.moreThan, false), (.atMost, true): self = .numberGreaterThan
        case (.lessThan, false), (.atLeast, true): self = .numberLessThan
        }
    }
}
