import ResourceDocuments
import RuleSyntax
import SourceText

/// Where two sides of a comparison meet: one type for both, and the conversions that lead there.
extension BodyChecker {
    typealias Pair = (left: CheckedExpression, right: CheckedExpression)

    /// Both sides as one type, or nil after reporting that there is none.
    mutating func unify(_ left: TypedExpression, _ right: TypedExpression, ordered: Bool) -> Pair? {
        if case .list = left.type, !isList(right.type), right.type != .any {
            report(.listWhereOneValue(ordered ? "an order" : "is", at: left.place))
            return nil
        }
        if isList(right.type), !isList(left.type), left.type != .any || ordered {
            report(.listOperand("is", at: right.place))
            return nil
        }
        if let target = readType(left.comparedType, right.comparedType) {
            if ordered, hasNoOrder(target) {
                report(.hasNoOrder(target, at: left.place))
                return nil
            }
            guard let first = convert(left, to: target), let second = convert(right, to: target) else { return nil }
            return (first, second)
        }
        guard areComparable(left.type, right.type) else {
            report(.cannotCompare(left.type, with: right.type, at: right.place))
            return nil
        }
        if ordered {
            for side in [left, right] where hasNoOrder(side.type) {
                report(.hasNoOrder(side.type, at: side.place))
                return nil
            }
        }
        return (readNumber(left), readNumber(right))
    }

    /// One value beside the elements of a list.
    mutating func unifyElements(_ left: TypedExpression, _ right: TypedExpression) -> Pair? {
        if let target = readType(left.comparedType, right.type.element) {
            guard let first = convert(left, to: target), let second = convert(right, to: target) else { return nil }
            return (first, second)
        }
        guard areComparable(left.type, right.type.element) else {
            report(.cannotCompare(left.type, with: right.type.element, at: right.place))
            return nil
        }
        return (readNumber(left), right.expression)
    }

    /// The type that text has to be read as when either side has it.
    private func readType(_ left: ValueType, _ right: ValueType) -> ValueType? {
        for type in [right.scalar, left.scalar] where Self.conversions[type] != nil && type != .pattern { return type }
        return nil
    }

    private static let conversions: [ValueType: Conversion] = [
        .ip: .address, .timestamp: .instant, .duration: .span, .version: .version, .quantity: .quantity,
        .pattern: .pattern,
    ]

    /// The expression read as `type`: literals at once, all else by a conversion when the rule runs.
    mutating func convert(_ value: TypedExpression, to type: ValueType) -> CheckedExpression? {
        guard let conversion = Self.conversions[type] else { return value.expression }
        let scalar = value.type.scalar
        if scalar == type { return value.expression }
        let result: ValueType = isList(value.type) ? .list(type) : type
        switch scalar {
        case .any, .string: break
        case .numeric where type == .quantity:
            return CheckedExpression(value.expression.form, type: result, place: value.place)
        case .numeric, .boolean, .timestamp, .duration, .version, .ip, .pattern, .map, .quantity, .resource, .list:
            report(.cannotReadAs(scalar, type, at: value.place))
            return nil
        }
        if case .literal(let literal) = value.expression.form {
            guard let read = readLiteral(literal, as: type, at: value.place) else { return nil }
            return CheckedExpression(.literal(read), type: result, place: value.place)
        }
        return CheckedExpression(.convert(value.expression, conversion), type: result, place: value.place)
    }

    /// A property that its schema declares numeric may hold its number as text.
    func readNumber(_ value: TypedExpression) -> CheckedExpression {
        guard value.type == .numeric, value.isRead, !value.view.isOpen else { return value.expression }
        return CheckedExpression(.convert(value.expression, .number), type: .numeric, place: value.place)
    }

    private func isList(_ type: ValueType) -> Bool { if case .list = type { true } else { false } }

    private func areComparable(_ left: ValueType, _ right: ValueType) -> Bool {
        switch (left, right) {
        case (.any, _), (_, .any): true
        case (.list(let first), .list(let second)): areComparable(first, second)
        case (.pattern, _), (_, .pattern), (.resource, _), (_, .resource): false
        default: left == right
        }
    }

    private func hasNoOrder(_ type: ValueType) -> Bool {
        switch type {
        case .string, .boolean, .map, .list, .ip, .pattern, .resource: true
        case .any, .numeric, .timestamp, .duration, .version, .quantity: false
        }
    }

    /// Literals that the subject's schema says can never occur.
    func reportImpossibleValues(_ subject: TypedExpression, _ operand: TypedExpression) {
        guard let possible = subject.view.values, case .literal(let literal) = operand.expression.form else { return }
        let written: [Value] = if case .list(let elements) = literal { elements } else { [literal] }
        for value in written where !possible.contains(value) {
            guard case .string(let text) = value else { continue }
            let names = possible.compactMap { if case .string(let name) = $0 { name } else { nil } }
            guard !names.isEmpty else { continue }
            report(.impossibleValue(text, possible: names, at: operand.place))
        }
    }
}
