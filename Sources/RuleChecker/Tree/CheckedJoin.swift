package import ResourceDocuments
import RuleSyntax
import SourceText

/// An equality between what follows from a variable over resources and constants alone, and something that does not read the variable: an index
/// by the former tells of which resources it can be other than false.
package struct CheckedJoin: Sendable {
    /// A constant that a step takes.
    package enum Constant: Hashable, Sendable {
        case literal(Value)
        case parameter(Int)
    }

    /// What leads from a resource to what it is known by.
    package enum Step: Hashable, Sendable {
        case attribute(ResourceAttribute)
        case member(String)
        case index(Constant)
        /// With a constant, where it takes two values.
        case call(BuiltinFunction, Constant?)
        case convert(Conversion)
        case fallback(Constant, CheckedExpression.Fallback)
    }

    /// How the two sides meet.
    package enum Form: Hashable, Sendable {
        /// `path is key`
        case equal
        /// `path is one of key`, `key contains path`
        case among
        /// `key is one of path`, `some e in path satisfies e is key`
        case containing
        /// `path contains key`, which a map does by its keys.
        case holding
    }

    package let path: [Step]
    /// Of `containing`: what leads from an element of the path's list to the key.
    package let elements: [Step]
    package let form: Form
    package let key: CheckedExpression
    /// Whether all else that is asked of an element depends on the element alone. Then of one of which the equality is unknown the same is
    /// unknown for every resource that asks with a key of one kind, and it decides for none; and those with one key say the same to each that asks
    /// with it.
    package private(set) var isOnlyTie = false
    /// Whether nothing is asked of other resources.
    package private(set) var isLocal = false
    /// Whether all else that is asked where it stands depends on the resource alone.
    fileprivate var isAlone = true
    /// Another equality that has to hold beside this one: both together tell more of it where each alone is of many resources.
    package private(set) var other: Other?

    package struct Other: Sendable {
        package let path: [Step]
        package let key: CheckedExpression
        /// Whether all else that is asked of an element depends on the element alone.
        package let isLastTie: Bool
    }

    /// nil where none of the conditions is false whenever such an equality is.
    ///
    /// Rather an equality with another resource than one with a constant, which half the resources may meet; rather not of what many resources
    /// have in common, such as their account; and rather of a property as it is.
    ///
    /// - Parameters:
    ///   - others: what else is asked of an element.
    ///   - isOfProperties: whether only a property or an attribute as it is will do.
    package init?(
        on variable: Slot, in conditions: [CheckedCondition], beside others: [CheckedCondition] = [],
        ofProperties isOfProperties: Bool = false
    ) {
        let parts = conditions.flatMap { Conjunct($0).parts }
        var joins = parts.enumerated().flatMap { position, part in
            part.joins(on: variable).map { (join: $0, position: position) }
        }
        if isOfProperties { joins.removeAll { !$0.join.isPlain } }
        func isOnlyTie(_ positions: Set<Int>) -> Bool {
            parts.enumerated().allSatisfy { positions.contains($0) || $1.depends(only: variable) }
                && others.allSatisfy { Conjunct($0).depends(only: variable) }
        }
        // The first of those that are worth the most.
        guard let found = joins.min(by: { $0.join.rank < $1.join.rank }) else { return nil }
        self = found.join
        self.isOnlyTie = found.join.isAlone && isOnlyTie([found.position])
        isLocal = (conditions + others).allSatisfy { !references(in: $0).readsInventory }
        guard form == .equal, !key.isConstant else { return }
        let second = joins.filter { other in
            other.position != found.position && other.join.form == .equal && !other.join.key.isConstant
                && other.join.path != path
        }.min { $0.join.rank < $1.join.rank }
        other = second.map {
            Other(path: $0.join.path, key: $0.join.key, isLastTie: isOnlyTie([found.position, $0.position]))
        }
    }

    fileprivate init(path: [Step], elements: [Step] = [], form: Form, key: CheckedExpression) {
        self.path = path
        self.elements = elements
        self.form = form
        self.key = key
    }

    /// Whether a property, or an attribute, is the key.
    private var isPlain: Bool {
        form == .equal
            && path.allSatisfy { step in
                switch step {
                case .attribute, .member: true
                case .index, .call, .convert, .fallback: false
                }
            }
    }

    /// Whether few resources have one key.
    var isOfFew: Bool { rank < 3 }

    /// The lower, the more it tells.
    var rank: Int {
        (key.isConstant ? 6 : 0) + (isOfMany ? 3 : 0) + (isPlain ? 0 : form == .equal ? 1 : 2)
    }

    /// Whether the key is what resources are grouped by, and not what one is known by.
    private var isOfMany: Bool {
        guard case .attribute(let attribute) = path.first else { return false }
        return switch attribute {
        case .id, .name: false
        case .kind, .account, .region, .location, .group, .tags, .source: true
        }
    }
}

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

extension CheckedQuantified {
    /// What the `satisfies` has to be of an element that matters, beside what the `where` asks: of one of which it is false the quantifier says what
    /// it says without it. Of an `every` that is what it asks to be false; with a `where` it counts too how many that keeps.
    package var mattersByBody: CheckedCondition? {
        if quantifier != .every { return body }
        return filter == nil ? body.map { .not($0, $0.place) } : nil
    }
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

private func references(in condition: CheckedCondition) -> SlotReferences {
    var references = SlotReferences()
    references.visit(condition)
    return references
}
