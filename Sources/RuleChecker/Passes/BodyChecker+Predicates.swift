import ResourceDocuments
import RuleSyntax
import SourceText

extension BodyChecker {
    typealias CheckedForm = (subject: CheckedExpression, predicate: CheckedPredicate, negated: Bool)

    /// `predicate`, with the conversions that the types on both sides ask for. Without a subject (it has an error of
    /// its own) only the operands are checked.
    mutating func predicate(_ syntax: PredicateSyntax, of subject: TypedExpression?) -> CheckedForm? {
        if let subject, subject.type == .resource {
            report(.resourceAsValue(at: subject.place))
            return predicate(syntax, of: nil)
        }
        switch syntax.form {
        case .present: return form(.present, subject, syntax.negated)
        case .absent: return form(.present, subject, !syntax.negated)
        case .empty:
            guard let subject, holds(subject, in: [.string, .list(.any), .map], for: "is empty", syntax) else {
                return nil
            }
            return form(.empty, subject, syntax.negated)
        case .undetermined: return form(.undetermined, subject, syntax.negated)
        case .type(let type): return form(.type(type.name), subject, syntax.negated)
        case .equal(let operand):
            return compare(subject, operand, syntax) { .equal($0, asAddresses: $1) }
        case .ordered(let order, let operand):
            return compare(subject, operand, syntax, ordered: true) { right, _ in .ordered(order, right) }
        case .between(let low, let high): return between(subject, low, high, syntax)
        case .oneOf(let operand): return oneOf(subject, operand, syntax)
        case .within(let operand):
            return addresses(subject, operand, syntax) { .within($0) }
        case .overlaps(let operand):
            return addresses(subject, operand, syntax) { .overlaps($0) }
        case .like(let operand): return like(subject, operand, syntax)
        case .older(let operand): return age(subject, operand, syntax) { .older($0) }
        case .newer(let operand): return age(subject, operand, syntax) { .newer($0) }
        case .contains(let amount, let operand): return contains(subject, amount, operand, syntax)
        case .matches(let anyOf, let operand): return matches(subject, anyOf, operand, syntax)
        case .startsWith(let anyOf, let operand):
            return edge(subject, anyOf, operand, syntax) { .startsWith(anyOf: anyOf, $0) }
        case .endsWith(let anyOf, let operand):
            return edge(subject, anyOf, operand, syntax) { .endsWith(anyOf: anyOf, $0) }
        }
    }

    private func form(_ predicate: CheckedPredicate, _ subject: TypedExpression?, _ negated: Bool) -> CheckedForm? {
        guard let subject else { return nil }
        return (subject.expression, predicate, negated)
    }

    /// Reports a subject whose static type a predicate can never apply to.
    func holds(
        _ subject: TypedExpression, in allowed: [ValueType], for words: String, _ syntax: PredicateSyntax
    ) -> Bool {
        let fits = allowed.contains { allowed in
            switch (allowed, subject.type) {
            case (_, .any), (.list, .list): true
            default: allowed == subject.type
            }
        }
        if fits { return true }
        if case .list = subject.type {
            report(.listWhereOneValue(words, at: subject.place))
        } else {
            report(.wrongSubject(words, subject.type, at: subject.place))
        }
        return false
    }

    /// `is V`, `is at least V` …
    private mutating func compare(
        _ subject: TypedExpression?, _ operand: ExpressionSyntax, _ syntax: PredicateSyntax,
        ordered: Bool = false, _ make: (CheckedExpression, Bool) -> CheckedPredicate
    ) -> CheckedForm? {
        let right = expression(operand, .operand)
        guard let subject, let right else { return nil }
        if !ordered { reportImpossibleValues(subject, right) }
        guard let pair = unify(subject, right, ordered: ordered) else { return nil }
        // A property without a schema beside an ip_list is read as addresses, and may be a list of them.
        let types = [pair.left.type, pair.right.type]
        let addresses = types.allSatisfy { $0.scalar == .ip } && types.contains(.list(.ip))
        return form(
            make(pair.right, addresses), TypedExpression(expression: pair.left, view: subject.view), syntax.negated)
    }

    private mutating func between(
        _ subject: TypedExpression?, _ low: ExpressionSyntax, _ high: ExpressionSyntax, _ syntax: PredicateSyntax
    ) -> CheckedForm? {
        let low = expression(low, .operand)
        let high = expression(high, .operand)
        guard let subject, let low, let high, let lower = unify(subject, low, ordered: true),
            let upper = unify(subject, high, ordered: true)
        else { return nil }
        return form(
            .between(lower.right, upper.right),
            TypedExpression(expression: lower.left.form.isConversion ? lower.left : upper.left, view: subject.view),
            syntax.negated)
    }

    private mutating func oneOf(
        _ subject: TypedExpression?, _ operand: ExpressionSyntax, _ syntax: PredicateSyntax
    ) -> CheckedForm? {
        guard let right = expression(operand, .operand) else { return nil }
        guard let subject else { return nil }
        switch right.type {
        case .list, .any: break
        case .string, .numeric, .boolean, .timestamp, .duration, .version, .ip, .pattern, .map, .quantity, .resource:
            report(.notAList(right.type, at: right.place))
            return nil
        }
        guard !isList(subject, "is one of") else { return nil }
        reportImpossibleValues(subject, right)
        guard let pair = unifyElements(subject, right) else { return nil }
        return form(
            .oneOf(pair.right), TypedExpression(expression: pair.left, view: subject.view), syntax.negated)
    }

    /// A list where one value is due is nearly always a forgotten quantifier.
    private func isList(_ subject: TypedExpression, _ words: String) -> Bool {
        guard case .list = subject.type else { return false }
        report(.listWhereOneValue(words, at: subject.place))
        return true
    }

    private mutating func addresses(
        _ subject: TypedExpression?, _ operand: ExpressionSyntax, _ syntax: PredicateSyntax,
        _ make: (CheckedExpression) -> CheckedPredicate
    ) -> CheckedForm? {
        let right = expression(operand, .operand)
        guard let subject, let right, let left = convert(subject, to: .ip), let range = convert(right, to: .ip)
        else { return nil }
        return form(make(range), TypedExpression(expression: left, view: subject.view), syntax.negated)
    }

    private mutating func like(
        _ subject: TypedExpression?, _ operand: ExpressionSyntax, _ syntax: PredicateSyntax
    ) -> CheckedForm? {
        let right = expression(operand, .operand)
        guard let subject, let right, holds(subject, in: [.string], for: "is like", syntax) else { return nil }
        guard right.type == .string || right.type == .any else {
            report(.wrongOperand("is like", "a string", right.type, at: right.place))
            return nil
        }
        return form(.like(right.expression), subject, syntax.negated)
    }

    private mutating func age(
        _ subject: TypedExpression?, _ operand: ExpressionSyntax, _ syntax: PredicateSyntax,
        _ make: (CheckedExpression) -> CheckedPredicate
    ) -> CheckedForm? {
        let right = expression(operand, .operand)
        readsClock = true
        guard let subject, let right, let left = convert(subject, to: .timestamp) else { return nil }
        switch right.type {
        case .duration, .timestamp:
            return form(make(right.expression), TypedExpression(expression: left), syntax.negated)
        case .string where right.isLiteral:
            guard let instant = convert(right, to: .timestamp) else { return nil }
            return form(make(instant), TypedExpression(expression: left), syntax.negated)
        case .any, .string, .numeric, .boolean, .version, .ip, .pattern, .map, .quantity, .list, .resource:
            report(.ageWithoutUnit(right.type, at: right.place))
            return nil
        }
    }

    private mutating func contains(
        _ subject: TypedExpression?, _ amount: PredicateSyntax.Amount, _ operand: ExpressionSyntax,
        _ syntax: PredicateSyntax
    ) -> CheckedForm? {
        guard let right = expression(operand, .operand), let subject else { return nil }
        guard holds(subject, in: [.string, .list(.any), .map], for: "contains", syntax) else { return nil }
        var right2 = right
        if amount != .one {
            switch right.type {
            case .list, .any: break
            case .string, .numeric, .boolean, .timestamp, .duration, .version, .ip, .pattern, .map, .quantity,
                .resource:
                report(.notAList(right.type, at: right.place))
                return nil
            }
            right2.expression = right.expression.with(type: right.type.element)
        }
        switch subject.type {
        case .list(let element):
            let one = TypedExpression(
                expression: CheckedExpression(subject.expression.form, type: element, place: subject.place),
                view: subject.view.elements)
            reportImpossibleValues(one, right)
            let pair = amount == .one ? unify(one, right, ordered: false) : unifyElements(one, right)
            guard let pair else { return nil }
            let list = pair.left.with(type: .list(pair.left.type))
            return form(
                .contains(amount, pair.right), TypedExpression(expression: list, view: subject.view), syntax.negated)
        case .string, .map:
            guard right2.type == .string || right2.type == .any else {
                report(.wrongOperand("contains", "a string", right2.type, at: right.place))
                return nil
            }
            return form(.contains(amount, right.expression), subject, syntax.negated)
        case .any, .numeric, .boolean, .timestamp, .duration, .version, .ip, .pattern, .quantity, .resource:
            return form(.contains(amount, right.expression), subject, syntax.negated)
        }
    }

    private mutating func matches(
        _ subject: TypedExpression?, _ anyOf: Bool, _ operand: ExpressionSyntax, _ syntax: PredicateSyntax
    ) -> CheckedForm? {
        let right = expression(operand, .operand)
        guard let subject, let right, holds(subject, in: [.string], for: "matches", syntax) else { return nil }
        if anyOf, right.type != .any, right.type == right.type.scalar {
            report(.notAList(right.type, at: right.place))
            return nil
        }
        if !anyOf, right.type != .any, right.type != right.type.scalar {
            report(.listOperand("matches", at: right.place))
            return nil
        }
        guard let pattern = convert(right, to: .pattern) else { return nil }
        return form(.matches(anyOf: anyOf, pattern), subject, syntax.negated)
    }

    /// `starts with`, `ends with`
    private mutating func edge(
        _ subject: TypedExpression?, _ anyOf: Bool, _ operand: ExpressionSyntax, _ syntax: PredicateSyntax,
        _ make: (CheckedExpression) -> CheckedPredicate
    ) -> CheckedForm? {
        let right = expression(operand, .operand)
        let words = "starts with, ends with"
        guard let subject, let right, holds(subject, in: [.string, .list(.any)], for: words, syntax) else {
            return nil
        }
        let one = anyOf ? right.type.element : right.type
        if anyOf, right.type != .any, right.type == right.type.scalar {
            report(.notAList(right.type, at: right.place))
            return nil
        }
        switch (subject.type, one) {
        case (_, .any), (.any, .string), (.any, .list), (.string, .string), (.list, .list): break
        default:
            report(.wrongOperand(words, subject.type == .string ? "a string" : "a list", one, at: right.place))
            return nil
        }
        return form(make(right.expression), subject, syntax.negated)
    }
}

extension CheckedExpression.Form {
    var isConversion: Bool { if case .convert = self { true } else { false } }
}

extension ValueType {
    /// The type itself, or what a list of it holds at the innermost.
    var scalar: ValueType { if case .list(let element) = self { element.scalar } else { self } }
}
