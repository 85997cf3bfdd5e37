import RuleSyntax

/// Conditions put together as a person would have: no question asked twice, alternatives for one value in one list.
extension RuleCondition {
    /// True when all are.
    static func all(_ operands: [RuleCondition]) -> RuleCondition {
        var flat: [RuleCondition] = []
        for operand in operands {
            switch operand {
            case .always(true): continue
            case .always(false): return .always(false)
            case .and(let inner): flat += inner
            case .or, .test, .quantified, .call: flat.append(operand)
            }
        }
        let typed = Set(flat.compactMap(\.typedTerm))
        let known = flat.reduce(into: Set<RuleTerm>()) { $0.formUnion($1.presentTerms) }
        let determined = Set(flat.compactMap(\.determinedTerm))
        var kept: [RuleCondition] = []
        for operand in flat {
            // Whatever is of a type is present.
            if let term = operand.presentTerm, typed.contains(term) { continue }
            let simple = (operand.isPresence ? operand : operand.assuming(known)).assuming(determined: determined)
            switch simple {
            case .always(true): continue
            case .always(false): return .always(false)
            case .and(let inner):
                for condition in inner { kept.appendMerging(condition, with: RuleCondition.mergedAnd) }
            case .or, .test, .quantified, .call: kept.appendMerging(simple, with: RuleCondition.mergedAnd)
            }
        }
        switch kept.count {
        case 0: return .always(true)
        case 1: return kept[0]
        default: return .and(kept)
        }
    }

    /// True when one is.
    static func any(_ operands: [RuleCondition]) -> RuleCondition {
        var flat: [RuleCondition] = []
        for operand in operands {
            switch operand {
            case .always(false): continue
            case .always(true): return .always(true)
            case .or(let inner): flat += inner
            case .and, .test, .quantified, .call: flat.append(operand)
            }
        }
        // Where a value's absence is enough, the other alternatives may take it for present.
        let known = Set(flat.compactMap(\.absentTerm))
        var kept: [RuleCondition] = []
        for operand in flat {
            let simple = operand.absentTerm == nil ? operand.assuming(known) : operand
            switch simple {
            case .always(false): continue
            case .always(true): return .always(true)
            case .or(let inner): for condition in inner { kept.appendMerging(condition, with: RuleCondition.mergedOr) }
            case .and, .test, .quantified, .call: kept.appendMerging(simple, with: RuleCondition.mergedOr)
            }
        }
        switch kept.count {
        case 0: return .always(false)
        case 1: return kept[0]
        default: return .or(kept)
        }
    }

    // MARK: What is known

    /// The value that `is a TYPE` is asked of.
    var typedTerm: RuleTerm? {
        if case .test(let term, let predicate) = self, case .type = predicate.form, !predicate.isNegated { return term }
        return nil
    }

    /// The value that is of a type, and so no function whose value is decided later: such a one is written as a map.
    private var determinedTerm: RuleTerm? {
        if case .test(_, RulePredicate(form: .type(.map))) = self { return nil }
        return typedTerm
    }

    /// This condition where the values are known not to be decided later.
    private func assuming(determined terms: Set<RuleTerm>) -> RuleCondition {
        if terms.isEmpty { return self }
        switch self {
        case .always, .call, .quantified: return self
        case .test(let term, let predicate):
            return predicate.form == .undetermined && terms.contains(term) ? .always(predicate.isNegated) : self
        case .and(let operands): return .all(operands.map { $0.assuming(determined: terms) })
        case .or(let operands): return .any(operands.map { $0.assuming(determined: terms) })
        }
    }

    /// The value that `is present` is asked of.
    private var presentTerm: RuleTerm? {
        if case .test(let term, RulePredicate(form: .present)) = self { return term }
        return nil
    }

    var absentTerm: RuleTerm? {
        if case .test(let term, RulePredicate(form: .present, isNegated: true)) = self { return term }
        return nil
    }

    private var isPresence: Bool { presentTerm != nil }

    /// The values that are present where this is true, with those that lead to them.
    private var presentTerms: Set<RuleTerm> {
        guard case .path(var path)? = typedTerm ?? presentTerm else { return [] }
        var terms: Set<RuleTerm> = [.path(path)]
        while path.steps.popLast() != nil, !path.steps.isEmpty { terms.insert(.path(path)) }
        return terms
    }

    /// This condition where the values are known to be present.
    private func assuming(_ present: Set<RuleTerm>) -> RuleCondition {
        if present.isEmpty { return self }
        switch self {
        case .always, .call: return self
        case .test(let term, let predicate):
            return predicate.form == .present && present.contains(term) ? .always(!predicate.isNegated) : self
        case .and(let operands): return .all(operands.map { $0.assuming(present) })
        case .or(let operands): return .any(operands.map { $0.assuming(present) })
        case .quantified(var quantified):
            quantified.filter = quantified.filter?.assuming(present).unlessTrue
            quantified.body = quantified.body?.assuming(present).unlessTrue
            return .quantified(quantified)
        }
    }

    private var unlessTrue: RuleCondition? { self == .always(true) ? nil : self }

    // MARK: Two as one

    /// `x is "a" or x is "b"` as `x is one of ["a", "b"]`, with the same guard in front of both or none.
    private static func mergedOr(_ first: RuleCondition, _ second: RuleCondition) -> RuleCondition? {
        switch (first, second) {
        case (.test(let term, let left), .test(let otherTerm, let right)) where term == otherTerm:
            return left.merged(with: right, negated: false).map { .test(term, $0) }
        case (.and(let left), .and(let right))
        where left.count == 2 && right.count == 2 && left[0] == right[0] && left[0].typedTerm != nil:
            return .and([left[0], any([left[1], right[1]])])
        default: return nil
        }
    }

    /// `x is not "a" and x is not "b"` as `x is not one of ["a", "b"]`; a resource that is there and of which something
    /// holds as one of which it holds.
    private static func mergedAnd(_ first: RuleCondition, _ second: RuleCondition) -> RuleCondition? {
        switch (first, second) {
        case (.test(let term, let left), .test(let otherTerm, let right)) where term == otherTerm:
            return left.merged(with: right, negated: true).map { .test(term, $0) }
        case (.quantified(let some), .quantified(var every)):
            guard some.quantifier == .some, some.body == nil, every.quantifier == .every, every.namesOneResource,
                some.domains == every.domains, some.variables == every.variables, some.filter == every.filter
            else { return nil }
            every.quantifier = .some
            return .quantified(every)
        default: return nil
        }
    }
}

extension RuleQuantified {
    /// It ranges over the resources that have one id.
    fileprivate var namesOneResource: Bool {
        guard case .resources? = domains.first, let variable = variables.last, let filter else { return false }
        let id = RuleTerm.path(RulePath(root: .name(variable), steps: [.attribute("id")]))
        let operands: [RuleCondition] = if case .and(let operands) = filter { operands } else { [filter] }
        return operands.contains {
            if case .test(id, let predicate) = $0, case .equal = predicate.form { !predicate.isNegated } else { false }
        }
    }
}

extension [RuleCondition] {
    fileprivate mutating func appendMerging(
        _ condition: RuleCondition, with merge: (RuleCondition, RuleCondition) -> RuleCondition?
    ) {
        if contains(condition) { return }
        for index in indices {
            if let merged = merge(self[index], condition) {
                self[index] = merged
                return
            }
        }
        append(condition)
    }
}

extension RulePredicate {
    fileprivate func merged(with other: RulePredicate, negated: Bool) -> RulePredicate? {
        guard isNegated == negated, other.isNegated == negated else { return nil }
        if case .matches(let left) = form, case .matches(let right) = other.form {
            // A list of patterns is spelled out; what a name holds cannot stand in it.
            guard (left + right).allSatisfy({ if case .literal = $0 { true } else { false } }) else { return nil }
            return RulePredicate(form: .matches(left + right), isNegated: negated)
        }
        guard let left = alternatives, let right = other.alternatives, Self.areAlike(left + right) else { return nil }
        return RulePredicate(form: .oneOf(.literal(.list(left + right))), isNegated: negated)
    }

    private var alternatives: [RuleLiteral]? {
        switch form {
        case .equal(.literal(let literal)): [literal]
        case .oneOf(.literal(.list(let literals))): literals
        case .present, .empty, .undetermined, .type, .equal, .oneOf, .ordered, .between, .matches, .contains: nil
        }
    }

    private static func areAlike(_ literals: [RuleLiteral]) -> Bool {
        literals.allSatisfy { if case .string = $0 { true } else { false } }
            || literals.allSatisfy { if case .number = $0 { true } else { false } }
    }
}
