import SourceText

/// What the conditions of a loop ask and is the same for each element: lists that `[*]` makes of what is bound outside. Made once, such a list costs what the
/// resource is long, and not its square.
package struct LoopInvariants {
    /// The largest such expressions, in the order in which they stand.
    package private(set) var expressions: [CheckedExpression] = []
    private let isBound: (Slot) -> Bool

    /// - Parameter isBound: whether a slot has its value before the loop begins.
    ///
    /// O(conditions); what a define says is its own
    package init(of conditions: [CheckedCondition], isBound: @escaping (Slot) -> Bool) {
        self.isBound = isBound
        for condition in conditions { visit(condition) }
    }

    private mutating func visit(_ condition: CheckedCondition) {
        switch condition {
        case .all(let parts, _), .any(let parts, _): for part in parts { visit(part) }
        case .not(let part, _): visit(part)
        case .quantified(let quantified):
            for case .expression(let source) in quantified.sources { visit(source) }
            for condition in [quantified.filter, quantified.body].compactMap(\.self) { visit(condition) }
        case .test(let test):
            visit(test.subject)
            for operand in test.predicate.operands { visit(operand) }
        case .call(let call): for argument in call.arguments { visit(argument) }
        }
    }

    private mutating func visit(_ expression: CheckedExpression) {
        guard expression.hasSpread else { return }
        if expression.isInvariant(where: isBound) {
            expressions.append(expression)
        } else {
            for part in expression.subexpressions { visit(part) }
        }
    }
}

/// By what an expression is found again: a conversion has the place of what it converts.
package struct ExpressionKey: Hashable {
    private let place: SourcePlace
    private let conversion: Conversion?

    package init(_ expression: CheckedExpression) {
        place = expression.place
        conversion = if case .convert(_, let conversion) = expression.form { conversion } else { nil }
    }
}

extension CheckedExpression {
    /// Whether it reads nothing but the resource, constants and slots that are bound.
    package func isInvariant(where isBound: (Slot) -> Bool) -> Bool {
        let slot: Slot? =
            switch form {
            case .slot(let slot): slot
            case .path(let path): path.root.slot
            case .literal, .parameter, .asOf, .fallback, .call, .define, .resources, .convert: nil
            }
        return slot.map(isBound) ?? true && subexpressions.allSatisfy { $0.isInvariant(where: isBound) }
    }

    /// The same of one with a `[*]`.
    package func isInvariantList(where isBound: (Slot) -> Bool) -> Bool {
        hasSpread && isInvariant(where: isBound)
    }

    /// Asked wherever an expression is evaluated, and so without a list of its parts.
    fileprivate var hasSpread: Bool {
        switch form {
        case .literal, .parameter, .slot, .asOf, .resources: return false
        case .path(let path):
            if path.isSpread { return true }
            guard case .expression(let root) = path.root else { return false }
            return root.hasSpread
        case .fallback(let first, let second, _): return first.hasSpread || second.hasSpread
        case .call(_, let arguments): return arguments.contains(where: \.hasSpread)
        case .define(let call): return call.arguments.contains(where: \.hasSpread)
        case .convert(let value, _): return value.hasSpread
        }
    }

    /// The expressions that it is made of.
    fileprivate var subexpressions: [CheckedExpression] {
        switch form {
        case .literal, .parameter, .slot, .asOf, .resources: return []
        case .path(let path):
            let indices = path.steps.compactMap { if case .index(let index, _) = $0 { index } else { nil } }
            guard case .expression(let root) = path.root else { return indices }
            return [root] + indices
        case .fallback(let first, let second, _): return [first, second]
        case .call(_, let arguments): return arguments
        case .define(let call): return call.arguments
        case .convert(let value, _): return [value]
        }
    }
}

extension CheckedPath.Root {
    fileprivate var slot: Slot? { if case .slot(let slot) = self { slot } else { nil } }
}
