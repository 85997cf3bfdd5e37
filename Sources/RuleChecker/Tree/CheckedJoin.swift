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
    var isAlone = true
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

    init(path: [Step], elements: [Step] = [], form: Form, key: CheckedExpression) {
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

    func reads(_ slot: Slot) -> Bool {
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
