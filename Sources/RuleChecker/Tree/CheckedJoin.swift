package import ResourceDocuments
import RuleSyntax
import SourceText

/// An equality between a path on a variable over resources and something that does not read the variable: an index by the path tells of
/// which resources it can be other than false.
package struct CheckedJoin: Sendable {
    package enum Step: Hashable, Sendable {
        case attribute(ResourceAttribute)
        case member(String)
    }

    package let path: [Step]
    package let key: CheckedExpression
    /// Whether all else that is asked of an element depends on the element alone. Then of one of which the equality is unknown the same is
    /// unknown for every resource that asks with a key of one kind, and it decides for none.
    package private(set) var isOnlyTie = false
    /// The equality, where it stands in the conditions themselves.
    private let place: SourcePlace?

    /// nil where none of the conditions is false whenever such an equality is.
    ///
    /// Rather an equality with another resource than one with a constant, which half the resources may meet.
    ///
    /// - Parameter others: what else is asked of an element.
    package init?(on variable: Slot, in conditions: [CheckedCondition], beside others: [CheckedCondition] = []) {
        let joins = conditions.flatMap { Self.joins(on: variable, in: $0, of: nil) }
        guard let join = joins.first(where: { !$0.key.isConstant }) ?? joins.first else { return nil }
        self = join
        isOnlyTie =
            place != nil
            && conditions.flatMap(\.conjuncts).allSatisfy { $0.isTest(at: place) || $0.depends(only: variable) }
            && others.allSatisfy { $0.depends(only: variable) }
    }

    private init(path: [Step], key: CheckedExpression, place: SourcePlace?) {
        self.path = path
        self.key = key
        self.place = place
    }

    /// - Parameter arguments: what the define whose body the condition stands in is called with; nil outside of defines.
    private static func joins(
        on variable: Slot, in condition: CheckedCondition, of arguments: [CheckedExpression?]?, depth: Int = 0
    ) -> [CheckedJoin] {
        switch condition {
        case .all(let parts, _): return parts.flatMap { joins(on: variable, in: $0, of: arguments, depth: depth) }
        case .test(let test):
            guard !test.negated, case .equal(let operand, asAddresses: false) = test.predicate,
                let left = test.subject.called(with: arguments), let right = operand.called(with: arguments)
            else { return [] }
            let place = depth == 0 ? test.place : nil
            let join =
                join(left, with: right, on: variable, at: place) ?? join(right, with: left, on: variable, at: place)
            return join.map { [$0] } ?? []
        case .call(let call):
            guard depth < maximumDepth, case .condition(let body) = call.define.body else { return [] }
            let inner = call.arguments.map { $0.called(with: arguments) }
            return joins(on: variable, in: body, of: inner, depth: depth + 1)
        case .any, .not, .quantified: return []
        }
    }

    /// Of calls within calls: defines that call one another several times each are as many conditions as no index is worth.
    private static let maximumDepth = 4

    private static func join(
        _ side: CheckedExpression, with key: CheckedExpression, on variable: Slot, at place: SourcePlace?
    ) -> CheckedJoin? {
        guard let path = path(of: side, from: variable), !key.reads(variable) else { return nil }
        return CheckedJoin(path: path, key: key, place: place)
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

extension CheckedCondition {
    /// The conditions that all have to be true.
    fileprivate var conjuncts: [CheckedCondition] {
        if case .all(let parts, _) = self { parts.flatMap(\.conjuncts) } else { [self] }
    }

    fileprivate func isTest(at place: SourcePlace?) -> Bool {
        guard case .test(let test) = self, let place else { return false }
        return test.place == place
    }

    /// Whether it reads nothing that is bound outside of it but `variable`. What a define reads is not looked at.
    fileprivate func depends(only variable: Slot) -> Bool {
        var references = SlotReferences()
        references.visit(self)
        return !references.readsResource && !references.callsDefines
            && references.slots.subtracting(references.boundSlots).isSubset(of: [variable.index])
    }
}

extension CheckedQuantified {
    /// Whether an element of which the `satisfies` is false does not count, as one of which the `where` is false never does.
    package var isLostByBody: Bool { quantifier != .every }
}

extension CheckedExpression {
    /// The same where the define is called that it stands in: for a formal what it is called with. nil where that cannot be said, as of
    /// `[*]` and `default`, to which it matters how a value is written.
    fileprivate func called(with arguments: [CheckedExpression?]?) -> CheckedExpression? {
        guard let arguments else { return self }
        func argument(_ slot: Slot) -> CheckedExpression? {
            arguments.indices.contains(slot.index) ? arguments[slot.index] : nil
        }
        switch form {
        case .literal, .parameter, .asOf: return self
        case .slot(let slot): return argument(slot)
        case .path(let path):
            guard path.steps.allSatisfy(\.isNamed) else { return nil }
            let root: CheckedPath
            switch path.root {
            case .this: return self
            case .slot(let slot):
                switch argument(slot)?.form {
                case .slot(let outer): root = CheckedPath(root: .slot(outer), steps: [])
                case .path(let outer) where !outer.isSpread: root = outer
                case .literal, .parameter, .asOf, .path, .fallback, .call, .define, .resources, .convert, nil:
                    return nil
                }
            case .expression: return nil
            }
            return CheckedExpression(
                .path(CheckedPath(root: root.root, steps: root.steps + path.steps)), type: type, place: place)
        case .call(let function, let parts):
            let called = parts.compactMap { $0.called(with: arguments) }
            guard called.count == parts.count else { return nil }
            return CheckedExpression(.call(function, called), type: type, place: place)
        case .convert(let value, let conversion):
            return value.called(with: arguments).map {
                CheckedExpression(.convert($0, conversion), type: type, place: place)
            }
        case .fallback, .define, .resources: return nil
        }
    }

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

extension CheckedPath.Step {
    /// Whether it asks for a name, which is the same wherever it stands.
    fileprivate var isNamed: Bool {
        switch self {
        case .member, .attribute: true
        case .index, .elements: false
        }
    }
}
