import ResourceDocuments
import RuleSyntax

/// A condition that has to be true, or false, and what the define is called with that it is written in.
struct Conjunct {
    /// What stands in the slot of a formal.
    private struct Argument {
        /// As outside of all defines; nil where that cannot be said.
        let expression: CheckedExpression?
        let references: SlotReferences
    }

    /// Of calls within calls: defines that call one another several times each are as many conditions as no index is worth.
    private static let maximumDepth = 4

    private let condition: CheckedCondition
    /// It has to be false.
    private let isNegated: Bool
    /// nil outside of defines.
    private let arguments: [Argument]?
    private let depth: Int

    init(_ condition: CheckedCondition) { self.init(condition, isNegated: false, nil, 0) }

    private init(_ condition: CheckedCondition, isNegated: Bool, _ arguments: [Argument]?, _ depth: Int) {
        self.condition = condition
        self.isNegated = isNegated
        self.arguments = arguments
        self.depth = depth
    }

    private func inside(_ part: CheckedCondition, isNegated: Bool) -> Conjunct {
        Conjunct(part, isNegated: isNegated, arguments, depth)
    }

    /// The conditions that all have to be so for this one to be.
    var parts: [Conjunct] {
        switch condition {
        case .all(let parts, _) where !isNegated, .any(let parts, _) where isNegated:
            return parts.flatMap { inside($0, isNegated: isNegated).parts }
        case .not(let part, _): return inside(part, isNegated: !isNegated).parts
        case .call(let call):
            guard depth < Self.maximumDepth, case .condition(let body) = call.define.body else { return [self] }
            let inner = call.arguments.map { argument in
                Argument(expression: called(argument), references: references { $0.visit(argument) })
            }
            return Conjunct(body, isNegated: isNegated, inner, depth + 1).parts
        case .all, .any, .quantified, .test: return [self]
        }
    }

    /// The conditions of which one has to be so for this one to be; itself where there are not several.
    var branches: [Conjunct] {
        switch condition {
        case .any(let parts, _) where !isNegated, .all(let parts, _) where isNegated:
            return parts.flatMap { inside($0, isNegated: isNegated).branches }
        case .not(let part, _): return inside(part, isNegated: !isNegated).branches
        case .all, .any, .call, .quantified, .test: return [self]
        }
    }

    /// Whether it reads nothing that is bound outside of it but `variable`. A define sees nothing but what it is called with.
    func depends(only variables: Slot...) -> Bool {
        let references = self.references { $0.visit(condition) }
        return !references.readsResource && references.freeSlots.isSubset(of: variables.map(\.index))
    }

    /// What is read outside of all defines.
    private func references(_ visit: (inout SlotReferences) -> Void) -> SlotReferences {
        var references = SlotReferences()
        visit(&references)
        guard let arguments else { return references }
        var outer = SlotReferences()
        for slot in references.freeSlots where arguments.indices.contains(slot) {
            outer.formUnion(arguments[slot].references)
        }
        return outer
    }

    private func called(_ expression: CheckedExpression) -> CheckedExpression? {
        guard let arguments else { return expression }
        return expression.called(with: arguments.map(\.expression))
    }

    func joins(on variable: Slot) -> [CheckedJoin] {
        if case .quantified(let inner) = condition { return tiesByElements(of: inner, on: variable) }
        guard case .test(let test) = condition, test.negated == isNegated, let subject = called(test.subject) else {
            return []
        }
        func joins(_ operand: CheckedExpression, _ form: CheckedJoin.Form, _ exchanged: CheckedJoin.Form)
            -> [CheckedJoin]
        {
            guard let operand = called(operand) else { return [] }
            return [
                CheckedJoin(of: subject, form, with: operand, on: variable),
                CheckedJoin(of: operand, exchanged, with: subject, on: variable),
            ].compactMap(\.self)
        }
        switch test.predicate {
        case .equal(let operand, _): return joins(operand, .equal, .equal)
        case .oneOf(let operand): return joins(operand, .among, .containing)
        case .contains(.one, let operand): return joins(operand, .holding, .among)
        case .present, .empty, .undetermined, .type, .ordered, .between, .within, .overlaps, .like, .older, .newer,
            .contains, .matches, .startsWith, .endsWith:
            return []
        }
    }
}

extension Conjunct {
    /// Of a quantifier over a list of the resource's own: none of its elements meets what it asks where none meets an equality that it asks of each.
    private func tiesByElements(of inner: CheckedQuantified, on variable: Slot) -> [CheckedJoin] {
        // Within a define its slots are others.
        guard arguments == nil, inner.keyVariable == nil, let conditions = inner.asksOfSome(negated: isNegated),
            inner.sources.count == 1, case .expression(let list) = inner.sources[0],
            let path = list.steps(from: variable)
        else { return [] }
        let parts = conditions.flatMap(\.parts)
        return parts.enumerated().flatMap { position, part in
            part.joins(on: inner.variable).compactMap { join in
                guard join.form == .equal, !join.key.reads(variable) else { return nil }
                var tie = CheckedJoin(path: path, elements: join.path, form: .containing, key: join.key)
                tie.isAlone = parts.indices.allSatisfy {
                    $0 == position || parts[$0].depends(only: variable, inner.variable)
                }
                return tie
            }
        }
    }
}

extension CheckedQuantified {
    /// The conditions that have to hold of one element at least where this holds, or where its contrary does; nil where no element has to meet any.
    fileprivate func asksOfSome(negated isNegated: Bool) -> [Conjunct]? {
        let kept = [filter].compactMap(\.self)
        return switch quantifier {
        case .some where !isNegated, .no where isNegated: (kept + [body].compactMap(\.self)).map { Conjunct($0) }
        case .every where isNegated: (kept + [body.map { .not($0, $0.place) }].compactMap(\.self)).map { Conjunct($0) }
        case .every, .some, .no, .exactly, .atLeast, .atMost: nil
        }
    }
}

extension CheckedJoin {
    fileprivate init?(
        of side: CheckedExpression, _ form: Form, with key: CheckedExpression, on variable: Slot
    ) {
        guard !key.reads(variable) else { return nil }
        if let path = side.steps(from: variable) {
            self.init(path: path, form: form, key: key)
        } else if form == .containing || form == .holding, let (path, elements) = side.spreadSteps(from: variable) {
            // What `[*]` gives is a list.
            self.init(path: path, elements: elements, form: .containing, key: key)
        } else {
            return nil
        }
    }
}
