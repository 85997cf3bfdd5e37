import ResourceDocuments

/// One side of `is within` and `overlaps`: an address, or a list that stands for the union of its ranges.
struct AddressUnion {
    /// The ranges of the elements that are addresses.
    private(set) var known: [AddressRange] = []
    /// What is not known of the others.
    private(set) var unknown: Unknown?

    /// nil when the value is neither an address nor a list.
    init?(_ value: TracedValue) {
        if case .address(let range) = value.content {
            known = [range]
            return
        }
        guard let list = value.list else { return nil }
        known.reserveCapacity(list.count)
        if case .constant(let elements) = list.storage {
            known = elements.compactMap { if case .address(let range) = $0 { range } else { nil } }
            if known.count == elements.count { return }
            known = []
        }
        for element in list {
            if case .address(let range) = element.content {
                known.append(range)
            } else {
                let problem = element.unknown ?? element.wrongType(wanted: "an address")
                unknown = unknown?.union(problem) ?? problem
            }
        }
    }

    /// Whether every known address of another one is known to belong to this one.
    func holds(_ other: AddressUnion) -> Bool {
        guard other.known.count == 1, let range = other.known.first else {
            return AddressSet(other.known).isSubset(of: AddressSet(known))
        }
        if known.contains(where: { $0.contains(range) }) { return true }
        // Several may hold it together, each a part.
        let parts = known.filter { $0.overlaps(range) }
        return parts.count > 1 && AddressSet(parts).contains(range)
    }

    /// Whether a known address belongs to both.
    func meets(_ other: AddressUnion) -> Bool {
        guard known.count == 1, let range = known.first else {
            return AddressSet(known).intersects(AddressSet(other.known))
        }
        return other.known.contains { $0.overlaps(range) }
    }

    /// What is not known of either side; nil when both are known.
    func openness(with other: AddressUnion) -> Unknown? {
        guard let unknown else { return other.unknown }
        return other.unknown.map(unknown.union) ?? unknown
    }
}

extension TracedValue {
    /// `is within S`
    func isWithin(_ range: TracedValue) -> Answer {
        if case .address(let own) = content, case .list(.constant(let elements)) = range.content,
            let isWithin = own.isWithin(elements)
        {
            return Answer(isWithin)
        }
        if let unknown = Self.unknown(among: self, range) { return .unknown(unknown) }
        guard let inner = AddressUnion(self) else { return .unknown(wrongType(wanted: "an address")) }
        guard let outer = AddressUnion(range) else { return .unknown(range.wrongType(wanted: "an address")) }
        if outer.holds(inner) {
            return inner.unknown.map(Answer.unknown) ?? .yes
        }
        return outer.unknown.map(Answer.unknown) ?? .no
    }

    /// `overlaps S`
    func overlaps(_ range: TracedValue) -> Answer {
        if let unknown = Self.unknown(among: self, range) { return .unknown(unknown) }
        guard let left = AddressUnion(self) else { return .unknown(wrongType(wanted: "an address")) }
        guard let right = AddressUnion(range) else { return .unknown(range.wrongType(wanted: "an address")) }
        if left.meets(right) { return .yes }
        return left.openness(with: right).map(Answer.unknown) ?? .no
    }
}

extension AddressRange {
    /// What most tests ask, of one address and a few ranges that the rule names; nil where several may hold it together, each a part, and where
    /// not all of them are addresses.
    fileprivate func isWithin(_ elements: [Value]) -> Bool? {
        var isHeld = false
        for element in elements {
            guard case .address(let range) = element else { return nil }
            if range.contains(self) { isHeld = true } else if range.overlaps(self) { return nil }
        }
        return isHeld
    }
}
