import RuleChecker

extension CheckedExpression {
    /// The parameters, bindings, variables and paths that its value is made of; a path and its `default` are one.
    var parts: [CheckedExpression] {
        switch form {
        case .literal, .asOf, .resources: return []
        case .parameter, .slot, .fallback: return [self]
        case .path(let path):
            if case .expression(let root) = path.root { return root.parts }
            return [self]
        case .call(_, let arguments): return arguments.flatMap(\.parts)
        case .define(let call): return call.arguments.flatMap(\.parts)
        case .convert(let inner, _): return inner.parts
        }
    }
}

extension CheckedCondition {
    /// Those of all that it asks, of whatever frame.
    var parts: [CheckedExpression] {
        switch self {
        case .all(let conditions, _), .any(let conditions, _): conditions.flatMap(\.parts)
        case .not(let condition, _): condition.parts
        case .quantified(let quantified): quantified.parts
        case .test(let test): ([test.subject] + test.predicate.operands).flatMap(\.parts)
        case .call(let call): call.arguments.flatMap(\.parts)
        }
    }
}

extension CheckedCondition {
    /// The quantifiers in it, those in others too; not those of defines.
    var quantifiers: [CheckedQuantified] {
        switch self {
        case .all(let conditions, _), .any(let conditions, _): conditions.flatMap(\.quantifiers)
        case .not(let condition, _): condition.quantifiers
        case .quantified(let quantified): [quantified] + (quantified.body?.quantifiers ?? [])
        case .test, .call: []
        }
    }
}

extension CheckedQuantified {
    var parts: [CheckedExpression] {
        sources.flatMap(\.parts) + (filter?.parts ?? []) + (body?.parts ?? [])
    }
}

extension CheckedQuantified {
    /// What it ranges over that has a name: `let`s, and elements of other quantifiers.
    var listSlots: [Slot] {
        sources.compactMap { source in
            guard case .expression(let expression) = source, case .slot(let slot) = expression.form else { return nil }
            return slot
        }
    }

    var rangesOverResources: Bool {
        sources.contains { if case .resources = $0 { true } else { false } }
    }
}

extension CheckedSource {
    var parts: [CheckedExpression] {
        switch self {
        case .expression(let expression): expression.parts
        case .resources: []
        }
    }
}

extension CheckedBinding {
    var parts: [CheckedExpression] {
        switch form {
        case .expression(let expression): expression.parts
        case .each(_, let sources, let filter): sources.flatMap(\.parts) + (filter?.parts ?? [])
        }
    }
}

extension CheckedExpression {
    /// A path from the resource itself, which says the same of every element.
    var isOfResource: Bool {
        if case .path(let path) = form, case .this = path.root { true } else { false }
    }

    var isLiteral: Bool { if case .literal = form { true } else { false } }

    /// Whether it is the same whatever the resource, the element and the clock.
    var isConstant: Bool {
        switch form {
        case .literal, .parameter: true
        case .convert(let inner, _): inner.isConstant
        case .slot, .asOf, .path, .fallback, .call, .define, .resources: false
        }
    }

    /// The variables and bindings that it reads, those of its own frame.
    var slots: [Slot] {
        switch form {
        case .literal, .parameter, .asOf, .resources: []
        case .slot(let slot): [slot]
        case .path(let path): path.slots
        case .fallback(let first, let second, _): first.slots + second.slots
        case .call(_, let arguments): arguments.flatMap(\.slots)
        case .define(let call): call.arguments.flatMap(\.slots)
        case .convert(let inner, _): inner.slots
        }
    }
}

extension CheckedTest {
    /// Whether it holds what a variable stands for against something of a document that does not hang on that.
    func ties(_ variable: Slot) -> Bool {
        let sides = [subject] + predicate.operands
        return sides.contains { $0.slots.contains(variable) }
            && sides.contains { side in
                !side.slots.contains(variable) && side.parts.contains { $0.isOfDocument }
            }
    }
}

extension CheckedExpression {
    fileprivate var isOfDocument: Bool {
        switch form {
        case .path, .slot, .fallback: true
        case .literal, .parameter, .asOf, .call, .define, .resources, .convert: false
        }
    }
}

extension CheckedPath {
    fileprivate var slots: [Slot] {
        let indexes = steps.flatMap { step -> [Slot] in
            switch step {
            case .index(let index, _): index.slots
            case .member, .attribute, .elements: []
            }
        }
        switch root {
        case .this: return indexes
        case .slot(let slot): return [slot] + indexes
        case .expression(let expression): return expression.slots + indexes
        }
    }
}

extension CheckedPredicate {
    /// A span that is counted back from the clock; nil where no clock is read.
    var age: CheckedExpression? {
        switch self {
        case .older(let operand), .newer(let operand): operand.type == .duration ? operand : nil
        case .present, .empty, .undetermined, .type, .equal, .oneOf, .ordered, .between, .within, .overlaps, .like,
            .contains,
            .matches, .startsWith, .endsWith:
            nil
        }
    }
}
