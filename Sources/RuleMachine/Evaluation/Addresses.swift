package import ResourceDocuments

/// One side of `is within` and `overlaps`: an address, or a list that stands for the union of its ranges.
struct Addresses {
    private(set) var known: [AddressRange] = []
    private(set) var causes = UnknownCauses()

    /// nil when `value` is neither an address nor a list.
    init?(_ value: Register) {
        if value.extraKind == .address {
            known = [Operations.addressRange(value)]
            return
        }
        guard let elements = ListElements(value) else { return nil }
        known.reserveCapacity(elements.count)
        for index in 0..<elements.count {
            let element = elements[index]
            if element.extraKind == .address {
                known.append(Operations.addressRange(element))
            } else {
                causes.formUnion(element.isUnknown ? element.causes : .wrongType)
            }
        }
    }
}

extension Operations {
    /// INVARIANT: `value` is an address.
    static func addressRange(_ value: Register) -> AddressRange {
        value.pointer.assumingMemoryBound(to: AddressRange.self).pointee
    }

    /// `value is within range`
    @inline(never)
    func within(_ value: Register, _ range: Register) -> Answer {
        let causes = value.causes.union(range.causes)
        if !causes.isEmpty { return Answer(causes) }
        guard let inner = Addresses(value), let outer = Addresses(range) else { return .wrongType }
        return Self.within(inner, AddressSet(outer.known), outer.causes)
    }

    /// `value is within set`, the set prepared when the rule was bound.
    @inline(never)
    func within(_ value: Register, _ set: borrowing AddressSet) -> Answer {
        if value.isUnknown { return Answer(value.causes) }
        guard let inner = Addresses(value) else { return .wrongType }
        return Self.within(inner, set, [])
    }

    private static func within(
        _ inner: Addresses, _ outer: borrowing AddressSet, _ outerCauses: UnknownCauses
    ) -> Answer {
        var isSubset = true
        // The union of neighbours may lie inside where none of them does alone, so the set is made first.
        if inner.known.count == 1 {
            isSubset = outer.contains(inner.known[0])
        } else {
            let union = AddressSet(inner.known)
            isSubset = union.isSubset(of: outer)
        }
        if isSubset { return inner.causes.isEmpty ? .true : Answer(inner.causes) }
        return outerCauses.isEmpty ? .false : Answer(outerCauses)
    }

    /// `value overlaps range`
    @inline(never)
    func overlaps(_ value: Register, _ range: Register) -> Answer {
        let causes = value.causes.union(range.causes)
        if !causes.isEmpty { return Answer(causes) }
        guard let first = Addresses(value), let second = Addresses(range) else { return .wrongType }
        if AddressSet(first.known).intersects(AddressSet(second.known)) { return .true }
        let open = first.causes.union(second.causes)
        return open.isEmpty ? .false : Answer(open)
    }

    /// `left is right`, both lists of addresses: the sets they cover.
    @inline(never)
    func equalAddresses(_ left: Register, _ right: Register) -> Answer {
        let causes = left.causes.union(right.causes)
        if !causes.isEmpty { return Answer(causes) }
        guard ListElements(left) != nil, ListElements(right) != nil else { return equal(left, right) }
        guard let first = Addresses(left), let second = Addresses(right) else { return .wrongType }
        let open = first.causes.union(second.causes)
        if !open.isEmpty { return Answer(open) }
        return Answer(AddressSet(first.known) == AddressSet(second.known))
    }
}

extension Value {
    /// The set of an address or of a list of nothing else.
    package var addresses: AddressSet? {
        switch self {
        case .address(let range): return AddressSet([range])
        case .list(let elements):
            let ranges = elements.compactMap { if case .address(let range) = $0 { range } else { nil } }
            return ranges.count == elements.count ? AddressSet(ranges) : nil
        case .boolean, .number, .string, .map, .instant, .span, .version, .pattern: return nil
        }
    }
}
