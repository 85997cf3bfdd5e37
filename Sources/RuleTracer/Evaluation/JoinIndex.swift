import ResourceDocuments
import RuleChecker

/// Resources by the value of one path: of which of them an equality can be true or unknown.
///
/// Texts, numbers and booleans are keys. Of a resource whose value is not known, or of another kind than the one asked for, the answer is
/// unknown.
struct JoinIndex: Sendable {
    /// Names are equal by their scalars, as everywhere.
    struct Path: Hashable {
        fileprivate enum Step: Hashable {
            case attribute(ResourceAttribute)
            case member(ScalarText)
        }

        fileprivate let steps: [Step]

        init(_ steps: [CheckedJoin.Step]) {
            self.steps = steps.map { step in
                switch step {
                case .attribute(let attribute): .attribute(attribute)
                case .member(let name): .member(ScalarText(name))
                }
            }
        }
    }

    /// Positions of resources, ascending; none is in both.
    struct Candidates {
        /// The equality is true of them.
        var equal: [Int]
        /// It is unknown of them.
        var uncertain: [Int]

        var all: [Int] { (equal + uncertain).sorted() }
    }

    private static let keyKinds: [ValueKind] = [.text, .number, .boolean]

    private var equal: [StructuralKey: [Int]] = [:]
    /// For each kind of key, the resources whose value is of no such kind.
    private var others: [ValueKind: [Int]] = [:]

    /// O(resources)
    init(_ resources: [TracedResource], by path: Path) {
        for (position, resource) in resources.enumerated() {
            let value = path.value(of: resource)
            for kind in Self.keyKinds where value.kind != kind { others[kind, default: []].append(position) }
            if let kind = value.kind, Self.keyKinds.contains(kind), let key = StructuralKey(value) {
                equal[key, default: []].append(position)
            }
        }
    }

    /// nil for a key that says nothing certain of any.
    func candidates(for key: TracedValue) -> Candidates? {
        guard let kind = key.kind, Self.keyKinds.contains(kind), let wanted = StructuralKey(key) else { return nil }
        return Candidates(equal: equal[wanted, default: []], uncertain: others[kind, default: []])
    }
}

extension JoinIndex.Path {
    fileprivate func value(of resource: TracedResource) -> TracedValue {
        steps.reduce(TracedValue(.resource(resource), .at(.properties(resource)))) { value, step in
            switch step {
            case .attribute(let attribute): value.attribute(attribute)
            case .member(let name): value.member(name.text)
            }
        }
    }
}
