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

extension CheckedPredicate {
    /// What the subject is compared with.
    var operands: [CheckedExpression] {
        switch self {
        case .present, .empty, .undetermined, .type: []
        case .between(let low, let high): [low, high]
        case .equal(let operand, _), .oneOf(let operand), .ordered(_, let operand), .within(let operand),
            .overlaps(let operand), .like(let operand), .older(let operand), .newer(let operand),
            .contains(_, let operand), .matches(_, let operand), .startsWith(_, let operand),
            .endsWith(_, let operand):
            [operand]
        }
    }

    var readsClock: Bool {
        switch self {
        case .older(let operand), .newer(let operand): operand.type == .duration
        case .present, .empty, .undetermined, .type, .equal, .oneOf, .ordered, .between, .within, .overlaps, .like,
            .contains,
            .matches, .startsWith, .endsWith:
            false
        }
    }
}
