package import ResourceDocuments
import RuleSyntax

/// An equality between a path on a variable over resources and something that does not read the variable: an index by the path tells of
/// which resources it can be other than false.
package struct CheckedJoin: Sendable {
    package enum Step: Hashable, Sendable {
        case attribute(ResourceAttribute)
        case member(String)
    }

    package let path: [Step]
    package let key: CheckedExpression

    /// nil where none of the conditions is false whenever such an equality is.
    ///
    /// Rather an equality with another resource than one with a constant, which half the resources may meet.
    package init?(on variable: Slot, in conditions: [CheckedCondition]) {
        let joins = conditions.flatMap { Self.joins(on: variable, in: $0) }
        guard let join = joins.first(where: { !$0.key.isConstant }) ?? joins.first else { return nil }
        self = join
    }

    private init(path: [Step], key: CheckedExpression) {
        self.path = path
        self.key = key
    }

    private static func joins(on variable: Slot, in condition: CheckedCondition) -> [CheckedJoin] {
        switch condition {
        case .all(let parts, _): return parts.flatMap { joins(on: variable, in: $0) }
        case .test(let test):
            guard !test.negated, case .equal(let operand, asAddresses: false) = test.predicate else { return [] }
            let sides = [(test.subject, operand), (operand, test.subject)]
            return sides.lazy.compactMap { join($0, with: $1, on: variable) }.first.map { [$0] } ?? []
        case .any, .not, .quantified, .call: return []
        }
    }

    private static func join(
        _ side: CheckedExpression, with key: CheckedExpression, on variable: Slot
    ) -> CheckedJoin? {
        guard let path = path(of: side, from: variable), !key.reads(variable) else { return nil }
        return CheckedJoin(path: path, key: key)
    }

    private static func path(of expression: CheckedExpression, from variable: Slot) -> [Step]? {
        guard case .path(let path) = expression.form, case .slot(variable) = path.root else { return nil }
        var steps: [Step] = []
        for step in path.steps {
            switch step {
            case .member(let name, _): steps.append(.member(name))
            case .attribute(let attribute, _): steps.append(.attribute(attribute))
            case .index, .elements: return nil
            }
        }
        return steps
    }
}

extension CheckedQuantified {
    /// Whether an element of which the `satisfies` is false does not count, as one of which the `where` is false never does.
    package var isLostByBody: Bool { quantifier != .every }
}

extension CheckedExpression {
    fileprivate var isConstant: Bool {
        switch form {
        case .literal, .parameter, .asOf: true
        case .convert(let inner, _): inner.isConstant
        case .slot, .path, .fallback, .call, .define, .resources: false
        }
    }

    fileprivate func reads(_ slot: Slot) -> Bool {
        var references = SlotReferences()
        references.visit(self)
        return references.slots.contains(slot.index)
    }
}
