import ResourceDocuments
import RuleChecker

/// Resources by the values of two paths: of which of them two equalities can both be true or unknown. Where each value is many resources', both together are
/// few.
struct CompositeJoinIndex: Sendable {
    struct Paths: Hashable {
        let first: JoinIndex.Path
        let second: JoinIndex.Path
    }

    /// nil where a resource has none.
    private struct Keys: Hashable {
        let first: StructuralKey?
        let second: StructuralKey?
    }

    /// The kind of all keys of each path; nil where they have none, or several.
    private let kinds: (ValueKind?, ValueKind?)
    private let positions: [Keys: [Int]]

    /// O(resources)
    init(_ resources: [TracedResource], by paths: Paths) {
        let firsts = resources.map { Key(paths.first.value(of: $0)) }
        let seconds = resources.map { Key(paths.second.value(of: $0)) }
        kinds = (Self.onlyKind(firsts), Self.onlyKind(seconds))
        positions = Dictionary(grouping: resources.indices) { position in
            Keys(first: firsts[position]?.key, second: seconds[position]?.key)
        }
    }

    /// What a resource is known by; nil of what is no key.
    private struct Key {
        let kind: ValueKind
        let key: StructuralKey

        init?(_ value: TracedValue) {
            let value = value.asValue
            guard JoinIndex.isKey(value), let kind = value.kind, let key = StructuralKey(value) else { return nil }
            self.kind = kind
            self.key = key
        }
    }

    private static func onlyKind(_ keys: [Key?]) -> ValueKind? {
        let kinds = Set(keys.compactMap { $0?.kind })
        return kinds.count == 1 ? kinds.first : nil
    }

    /// nil for keys that say nothing certain of any, or of another kind than the index's.
    func candidates(for first: TracedValue, _ second: TracedValue) -> JoinIndex.Candidates? {
        guard let first = Key(first), let second = Key(second), first.kind == kinds.0, second.kind == kinds.1 else {
            return nil
        }
        let asked: [(StructuralKey?, StructuralKey?)] = [
            (first.key, second.key), (first.key, nil), (nil, second.key), (nil, nil),
        ]
        let found = asked.flatMap { positions[Keys(first: $0.0, second: $0.1), default: []] }
        return JoinIndex.Candidates(equal: found.sorted(), uncertain: [], kind: JoinIndex.Kind.none)
    }
}
