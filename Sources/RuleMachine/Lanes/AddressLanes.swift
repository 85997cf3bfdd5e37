import ResourceDocuments

/// Which lanes' addresses contain all, or some, of those that a value is.
struct AddressLanes {
    /// Of IPv4, of IPv6: the lanes that hold an address, or for `overlaps` those that do not. No address of a range is held where the range
    /// does not overlap.
    private let short: RangedLanes<UInt64>
    private let long: RangedLanes<UInt128>
    private let isOverlap: Bool
    private let all: LaneSet

    /// - Parameter isOverlap: whether `overlaps` is asked, or `is within`.
    init(_ sets: [AddressSet], isOverlap: Bool) {
        self.isOverlap = isOverlap
        all = LaneSet(sets.indices)
        let before = isOverlap ? all : LaneSet()
        short = RangedLanes(SortedLanes(Self.steps(of: sets, isIPv6: false, isIn: !isOverlap), before: before))
        long = RangedLanes(SortedLanes(Self.steps(of: sets, isIPv6: true, isIn: !isOverlap), before: before))
    }

    /// Where each lane's addresses of one version begin and end.
    private static func steps<Bound: FixedWidthInteger>(
        of sets: [AddressSet], isIPv6: Bool, isIn: Bool
    ) -> [(bound: Bound, lane: Int, isIn: Bool)] {
        sets.enumerated().flatMap { lane, set in
            set.ranges.filter { $0.isIPv6 == isIPv6 }.flatMap { range in
                let start = [(bound: Bound(truncatingIfNeeded: range.first), lane: lane, isIn: isIn)]
                guard let end = Bound(exactly: range.last), end < .max else { return start }
                return start + [(bound: end + 1, lane: lane, isIn: !isIn)]
            }
        }
    }

    func deallocate() {
        short.deallocate()
        long.deallocate()
    }

    /// nil where the value is something else than addresses that are all known.
    @inline(__always) func lanes(of value: Register) -> LaneSet? {
        guard value.extraKind == .address else { return lanes(ofList: value) }
        let held = held(by: Operations.addressRange(value))
        return isOverlap ? all.subtracting(held) : held
    }

    @inline(never)
    private func lanes(ofList value: Register) -> LaneSet? {
        guard let addresses = Addresses(value), addresses.causes.isEmpty else { return nil }
        var held = all
        // The union of neighbours may lie inside where none of them does alone.
        for range in AddressSet(addresses.known).ranges { held = held.intersection(self.held(by: range)) }
        return isOverlap ? all.subtracting(held) : held
    }

    @inline(__always) private func held(by range: AddressRange) -> LaneSet {
        range.isIPv6
            ? long.lanes(from: range.first, through: range.last)
            : short.lanes(
                from: UInt64(truncatingIfNeeded: range.first), through: UInt64(truncatingIfNeeded: range.last))
    }
}
