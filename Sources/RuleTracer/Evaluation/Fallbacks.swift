import ResourceDocuments
import RuleChecker

/// `a default b`
extension Evaluator {
    mutating func value(
        of first: CheckedExpression, else second: CheckedExpression, _ fallback: CheckedExpression.Fallback
    ) -> TracedValue {
        let value = value(of: first)
        if let unknown = value.unknown {
            guard fallback.answers(unknown) else { return value }
            noteAbsence(unknown)
            return replacement(second, for: unknown)
        }
        guard first.isSpread, let branches = value.list,
            branches.contains(where: { $0.unknown.map(fallback.answers) == true })
        else { return value }
        let replacement = second.isEmptyList ? nil : self.value(of: second)
        let settled = branches.compactMap { branch in
            guard let unknown = branch.unknown, fallback.answers(unknown) else { return branch }
            noteAbsence(unknown)
            return replacement.map { $0.standingIn(for: unknown) }
        }
        return .derivedList(settled, value.origin)
    }

    /// What stands behind `default`. Where that is missing too, a report names the one of both that the kind has: they are spellings of one
    /// property.
    private mutating func replacement(_ expression: CheckedExpression, for unknown: Unknown) -> TracedValue {
        let value = value(of: expression)
        if let other = value.unknown, spelling(of: unknown.roots, isBetterThan: other.roots) {
            return .unknown(Unknown(other.causes, roots: unknown.roots), value.origin)
        }
        return value.standingIn(for: unknown)
    }
}

extension TracedValue {
    /// A constant, which counts as made from where the other value should have stood; anything else as it is.
    fileprivate func standingIn(for unknown: Unknown) -> TracedValue {
        guard case .rule = origin, let root = unknown.roots.first, let location = root.location else { return self }
        return TracedValue(content, Gap(root).map(Origin.standIn) ?? .from(location))
    }
}

extension CheckedExpression.Fallback {
    /// Whether what stands behind `default` takes the place of a value that is not known for these causes.
    func answers(_ unknown: Unknown) -> Bool {
        switch self {
        case .ownEnd: unknown.causes == .absent
        case .anywhere: unknown.causes.isSubset(of: .notThere)
        }
    }
}

extension CheckedExpression {
    /// A path with `[*]`, with or without defaults of its own: its `default` answers branch by branch.
    fileprivate var isSpread: Bool {
        switch form {
        case .path(let path): path.isSpread
        case .fallback(let first, _, _): first.isSpread
        case .convert(let inner, _): inner.isSpread
        case .literal, .parameter, .slot, .asOf, .call, .define, .resources: false
        }
    }

    /// `[]`, which drops the branches that it answers for.
    fileprivate var isEmptyList: Bool {
        if case .literal(.list(let elements)) = form { elements.isEmpty } else { false }
    }
}
