import ResourceDocuments

/// A map. Members whose value is null are not members.
struct TracedMap: Sendable {
    enum Storage: Sendable {
        case document(DocumentNode)
        case constant([MapEntry])
        /// What `entries` makes: a map of `key` and `value`.
        indirect case entry(key: TracedValue, value: TracedValue)
    }

    let storage: Storage
    let origin: Origin

    init(_ storage: Storage, _ origin: Origin) {
        self.storage = storage
        self.origin = origin
    }

    /// As it stands there: members that are null too. O(members)
    var written: [(key: String, value: TracedValue)] {
        guard case .document(let node) = storage else { return members }
        return node.entries.map { key, value in (key, TracedValue(value, origin.part(.key(key)))) }
    }

    /// Of all members, those that are null too, in the order of the document. O(members)
    var keys: [String] {
        switch storage {
        case .document(let node): node.entries.map(\.key)
        case .constant(let entries): entries.map(\.key)
        case .entry: members.map(\.key)
        }
    }

    /// The value behind one of these keys, as it stands there.
    ///
    /// INVARIANT: `position` is below their number.
    func writtenValue(at position: Int, _ key: String) -> TracedValue {
        switch storage {
        case .document(let node):
            let part = origin.part(.key(key))
            guard let value = node.member(at: position)?.value else { return .unknown(Unknown(.absent, .null), part) }
            return TracedValue(value, part)
        case .constant(let entries): return TracedValue(constant: entries[position].value, origin.part(.key(key)))
        case .entry: return members[position].value
        }
    }

    /// All members in document order. O(members)
    var members: [(key: String, value: TracedValue)] {
        switch storage {
        case .document(let node):
            node.entries.filter { !$0.value.isNull }.map { key, value in
                (key, TracedValue(value, origin.part(.key(key))))
            }
        case .constant(let entries):
            entries.map { ($0.key, TracedValue(constant: $0.value, origin.part(.key($0.key)))) }
        case .entry(let key, let value): [("key", key), ("value", value)]
        }
    }

    /// Why the whole map cannot be used: a key occurs twice. O(members) when one does.
    var duplicateKey: Unknown? {
        switch storage {
        case .document(let node):
            guard node.hasDuplicateKeys else { return nil }
            return Self.firstDuplicate(node.entries.map(\.key)).map(duplicate)
        case .constant(let entries): return Self.firstDuplicate(entries.map(\.key)).map(duplicate)
        case .entry: return nil
        }
    }

    private static func firstDuplicate(_ keys: [String]) -> String? {
        var seen: Set<ScalarText> = []
        return keys.first { !seen.insert(ScalarText($0)).inserted }
    }

    private func duplicate(_ key: String) -> Unknown {
        Unknown(.badData, .duplicateKey(key), at: origin.location)
    }

    /// The member with that key; Unknown when there is none, when it is null, and when the key occurs twice. O(members)
    subscript(key: String) -> TracedValue {
        let part = origin.part(.key(key))
        if let duplicate = duplicate(of: key) { return .unknown(duplicate, part) }
        let found: TracedValue?
        switch storage {
        case .document(let node): found = node[key].map { TracedValue($0, part) }
        case .constant, .entry: found = members.first { ScalarText($0.key) == ScalarText(key) }?.value
        }
        if let found { return found }
        let problem: UnknownRoot.Problem = origin.isDerived ? .notInDerived : .missing([.key(key)])
        return .unknown(Unknown(.absent, problem, at: origin.location), part)
    }

    /// Whether the key has a value; Unknown when it occurs twice.
    func contains(_ key: String) -> Answer {
        if let duplicate = duplicate(of: key) { return .unknown(duplicate) }
        return Answer(self[key].unknown?.causes != .absent)
    }

    private func duplicate(of key: String) -> Unknown? {
        let occursTwice: Bool
        switch storage {
        case .document(let node): occursTwice = node.isDuplicated(key)
        case .constant(let entries):
            occursTwice = entries.lazy.filter { ScalarText($0.key) == ScalarText(key) }.dropFirst().first != nil
        case .entry: occursTwice = false
        }
        return occursTwice ? duplicate(key) : nil
    }
}
