import ResourceDocuments

/// `count`, `distinct`, `keys`, `values`, `entries`, `first`, `last`
extension TracedValue {
    var count: TracedValue {
        if let list {
            if let unknown = list.unknownOfDerived { return derived(unknown.propagated) }
            return derived(.number(ExactNumber(Int64(list.count))))
        }
        guard let map else { return derived(wrongType(wanted: "a list or a map")) }
        if let duplicate = map.duplicateKey { return derived(duplicate) }
        return derived(.number(ExactNumber(Int64(map.members.count))))
    }

    /// O(elements)
    var distinct: TracedValue {
        guard let list else { return derived(wrongType(wanted: "a list")) }
        var seen: Set<StructuralKey> = []
        return derivedList(
            list.filter { element in
                guard element.unknown == nil, let key = StructuralKey(element) else { return true }
                return seen.insert(key).inserted
            })
    }

    func onMembers(_ part: (String, TracedValue) -> TracedValue) -> TracedValue {
        guard let map else { return derived(wrongType(wanted: "a map")) }
        if let duplicate = map.duplicateKey { return derived(duplicate) }
        return derivedList(map.members.map { part($0.key, $0.value) })
    }

    /// A map of `key` and `value`.
    func entry(_ key: String, _ value: TracedValue) -> TracedValue {
        let name = TracedValue(.text(key), value.origin.derived)
        return TracedValue(.map(.entry(key: name, value: value)), value.origin.derived)
    }

    /// `first`, `last`
    func element(_ choose: (TracedList) -> TracedValue?) -> TracedValue {
        guard let list else { return derived(wrongType(wanted: "a list")) }
        let problem: UnknownRoot.Problem = origin.isDerived ? .notInDerived : .emptyList
        return choose(list) ?? derived(Unknown(.absent, problem, at: origin.location))
    }
}
