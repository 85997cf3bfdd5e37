import RuleSyntax

/// Equalities of which one has to be true: a resource that none of their indexes names is false by all of them.
package struct CheckedAlternatives: Sendable {
    /// More are as good as none.
    private static let maximumCount = 8

    package let joins: [CheckedJoin]
    /// Whether all else that is asked of an element depends on the element alone, as `CheckedJoin.isOnlyTie`.
    package let isOnlyTie: Bool

    /// nil where none of the conditions is an `or` of which each part is false whenever such an equality is.
    fileprivate init?(on variable: Slot, in conditions: [CheckedCondition], beside others: [CheckedCondition]) {
        let parts = conditions.flatMap { Conjunct($0).parts }
        let found = parts.enumerated().lazy.compactMap { position, part in
            Self.joins(on: variable, in: part).map { (position: position, joins: $0.joins, isOnlyTie: $0.isOnlyTie) }
        }
        guard let first = found.first else { return nil }
        joins = first.joins
        isOnlyTie =
            first.isOnlyTie
            && parts.enumerated().allSatisfy { $0 == first.position || $1.depends(only: variable) }
            && others.allSatisfy { Conjunct($0).depends(only: variable) }
    }

    private static func joins(on variable: Slot, in part: Conjunct) -> (joins: [CheckedJoin], isOnlyTie: Bool)? {
        let branches = part.branches
        guard branches.count > 1, branches.count <= maximumCount else { return nil }
        var joins: [CheckedJoin] = []
        var isOnlyTie = true
        for parts in branches.map(\.parts) {
            let found = parts.enumerated().flatMap { position, part in
                part.joins(on: variable).map { (join: $0, position: position) }
            }
            guard let best = found.min(by: { $0.join.rank < $1.join.rank }) else { return nil }
            joins.append(best.join)
            isOnlyTie =
                isOnlyTie && parts.enumerated().allSatisfy { $0 == best.position || $1.depends(only: variable) }
        }
        return (joins, isOnlyTie)
    }
}

/// How an index tells of which resources conditions can be other than false.
package enum CheckedTie: Sendable {
    case one(CheckedJoin)
    case oneOf(CheckedAlternatives)

    /// nil where none does. Rather an equality that holds in any case, unless it is of what many resources have in common.
    ///
    /// - Parameter others: what else is asked of an element.
    package init?(on variable: Slot, in conditions: [CheckedCondition], beside others: [CheckedCondition] = []) {
        let join = CheckedJoin(on: variable, in: conditions, beside: others)
        if let join, join.isOfFew {
            self = .one(join)
        } else if let alternatives = CheckedAlternatives(on: variable, in: conditions, beside: others),
            join == nil || alternatives.joins.allSatisfy(\.isOfFew)
        {
            self = .oneOf(alternatives)
        } else {
            guard let join else { return nil }
            self = .one(join)
        }
    }
}
