import ResourceDocuments
import RuleChecker
import RuleSyntax

/// What quantifiers ask and is the same for each of their elements: a list that `[*]` makes of the resource is made once, and equalities with its elements are
/// looked up. Without that, `every e in l satisfies e.n is one of l[*].n` grows with the square of `l`, and what is told of it with the cube.
extension Evaluator {
    /// After so many elements it pays to keep something for the next.
    static let fewElements = 16

    /// The value of a list that hangs on no element; nil of anything else.
    mutating func invariant(_ expression: CheckedExpression) -> TracedValue? {
        guard askedElements > Self.fewElements, !isMakingInvariant, isInvariantList(expression) else { return nil }
        let key = ExpressionKey(expression)
        if let known = invariants[key] { return known }
        isMakingInvariant = true
        defer { isMakingInvariant = false }
        let value = whole { $0.value(of: expression) }
        invariants[key] = value
        return value
    }

    private func isInvariantList(_ expression: CheckedExpression) -> Bool {
        guard frame.isRule else { return false }
        return expression.isInvariantList { isBinding($0) }
    }

    /// What `subject is one of list` and `list contains operand` say of a list that hangs on no element; nil where that has to be asked.
    mutating func lookedUp(_ test: CheckedTest, of subject: TracedValue) -> Answer? {
        guard askedElements > Self.fewElements, frame.isRule else { return nil }
        switch test.predicate {
        case .oneOf(let list) where isInvariant(list): return elements(of: list)?.answer(for: subject)
        case .contains(.one, let operand) where isInvariant(test.subject):
            return elements(of: test.subject)?.answer(for: value(of: operand))
        case .oneOf, .contains, .present, .empty, .undetermined, .type, .equal, .ordered, .between, .within, .overlaps,
            .like, .older, .newer, .matches, .startsWith, .endsWith:
            return nil
        }
    }

    private mutating func elements(of list: CheckedExpression) -> ElementSet? {
        let key = ExpressionKey(list)
        if let known = elementSets[key] { return known }
        let elements = whole { $0.value(of: list) }.list.flatMap { ElementSet($0) }
        elementSets[key] = .some(elements)
        return elements
    }

    private func isInvariant(_ list: CheckedExpression) -> Bool {
        switch list.form {
        case .literal(let value): value.elementCount > Self.fewElements
        case .parameter(let index):
            parameters.indices.contains(index) && parameters[index].value.elementCount > Self.fewElements
        case .slot, .asOf, .path, .fallback, .call, .define, .resources, .convert: list.isInvariant { isBinding($0) }
        }
    }
}

/// The elements of a list that are known, all of one kind, and what is not known of the others.
struct ElementSet {
    private static let kinds: [ValueKind] = [.text, .number, .boolean, .address, .instant, .span]

    /// nil where none is known.
    private let kind: ValueKind?
    private let keys: Set<StructuralKey>
    private let unknown: Unknown?

    /// nil of what has to be asked element by element. O(elements)
    init?(_ list: TracedList) {
        var kind: ValueKind?
        var keys: Set<StructuralKey> = []
        var unknown: Unknown?
        for element in list {
            if let open = element.unknown {
                unknown = unknown?.union(open) ?? open
                continue
            }
            guard let own = element.kind, Self.kinds.contains(own), own == kind ?? own, let key = StructuralKey(element)
            else { return nil }
            kind = own
            keys.insert(key)
        }
        (self.kind, self.keys, self.unknown) = (kind, keys, unknown)
    }

    /// Whether one is equal to the value; nil where that has to be asked. O(1)
    func answer(for value: TracedValue) -> Answer? {
        guard let own = value.kind, own == kind ?? own, let key = StructuralKey(value) else { return nil }
        return keys.contains(key) ? .yes : unknown.map(Answer.unknown) ?? .no
    }
}

extension Value {
    /// 1 of what is no list.
    fileprivate var elementCount: Int { if case .list(let elements) = self { elements.count } else { 1 } }
}
