import RuleChecker

extension CheckedPredicate {
    /// The same of other operands; nil where one of them has none.
    func mapping(_ change: (CheckedExpression) -> CheckedExpression?) -> CheckedPredicate? {
        switch self {
        case .present, .empty, .undetermined, .type: self
        case .equal(let operand, let asAddresses): change(operand).map { .equal($0, asAddresses: asAddresses) }
        case .oneOf(let list): change(list).map { .oneOf($0) }
        case .ordered(let order, let bound): change(bound).map { .ordered(order, $0) }
        case .between(let low, let high):
            change(low).flatMap { low in change(high).map { .between(low, $0) } }
        case .within(let range): change(range).map { .within($0) }
        case .overlaps(let range): change(range).map { .overlaps($0) }
        case .like(let glob): change(glob).map { .like($0) }
        case .older(let age): change(age).map { .older($0) }
        case .newer(let age): change(age).map { .newer($0) }
        case .contains(let amount, let operand): change(operand).map { .contains(amount, $0) }
        case .matches(let anyOf, let pattern): change(pattern).map { .matches(anyOf: anyOf, $0) }
        case .startsWith(let anyOf, let edge): change(edge).map { .startsWith(anyOf: anyOf, $0) }
        case .endsWith(let anyOf, let edge): change(edge).map { .endsWith(anyOf: anyOf, $0) }
        }
    }
}
