import ResourceDocuments

/// A list, read element by element as it is asked.
struct TracedList: Sendable {
    enum Storage: Sendable {
        case document(DocumentNode)
        case constant([Value])
        /// From `[*]`, `let … each`, a conversion or a function. Its elements know where they come from.
        case derived([TracedValue])
    }

    let storage: Storage
    let origin: Origin

    init(_ storage: Storage, _ origin: Origin) {
        self.storage = storage
        self.origin = origin
    }

    /// What is not known of a derived list's elements: such a list has no certain length. nil of any other list, whose
    /// null elements are elements all the same.
    var unknownOfDerived: Unknown? {
        guard case .derived(let elements) = storage else { return nil }
        return elements.lazy.compactMap(\.unknown).reduce(nil) { $0?.union($1) ?? $1 }
    }

    /// The same of two lists.
    func unknownOfDerived(or other: TracedList) -> Unknown? {
        guard let unknown = unknownOfDerived else { return other.unknownOfDerived }
        return other.unknownOfDerived.map(unknown.union) ?? unknown
    }
}

extension TracedList: RandomAccessCollection {
    var startIndex: Int { 0 }

    var endIndex: Int {
        switch storage {
        case .document(let node): node.count ?? 0
        case .constant(let elements): elements.count
        case .derived(let elements): elements.count
        }
    }

    subscript(index: Int) -> TracedValue {
        switch storage {
        case .document(let node):
            let origin = origin.part(.index(index))
            return node[index].map { TracedValue($0, origin) }
                ?? .unknown(Unknown(.absent, .missing([]), at: origin.location), origin)
        case .constant(let elements): return TracedValue(constant: elements[index], origin.part(.index(index)))
        case .derived(let elements): return elements[index]
        }
    }
}
