/// A set of addresses: the union of ranges.
package struct AddressSet: Hashable, Sendable {
    /// Sorted, apart, IPv4 before IPv6, neighbours joined.
    private let ranges: [AddressRange]

    /// O(n log n)
    package init(_ ranges: some Sequence<AddressRange>) {
        var joined: [AddressRange] = []
        let sorted = ranges.sorted { ($0.isIPv6 ? 1 : 0, $0.first) < ($1.isIPv6 ? 1 : 0, $1.first) }
        for range in sorted {
            if let last = joined.last, last.isIPv6 == range.isIPv6, last.last == .max || range.first <= last.last + 1 {
                joined[joined.count - 1] = AddressRange(
                    isIPv6: last.isIPv6, first: last.first, last: max(last.last, range.last))
            } else {
                joined.append(range)
            }
        }
        self.ranges = joined
    }

    package var isEmpty: Bool { ranges.isEmpty }

    /// True when every address of `range` belongs to the set. O(log n)
    package func contains(_ range: AddressRange) -> Bool {
        candidate(for: range).map { ranges[$0].contains(range) } ?? false
    }

    /// True when some address of `range` belongs to the set. O(log n)
    package func intersects(_ range: AddressRange) -> Bool {
        if let index = candidate(for: range), ranges[index].overlaps(range) { return true }
        let next = (candidate(for: range) ?? -1) + 1
        return next < ranges.count && ranges[next].overlaps(range)
    }

    package func isSubset(of other: AddressSet) -> Bool { ranges.allSatisfy { other.contains($0) } }

    package func intersects(_ other: AddressSet) -> Bool { ranges.contains { other.intersects($0) } }

    /// The last range that starts at or before `range`.
    private func candidate(for range: AddressRange) -> Int? {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            let other = ranges[middle]
            let isBefore = other.isIPv6 == range.isIPv6 ? other.first <= range.first : !other.isIPv6
            if isBefore { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? low - 1 : nil
    }
}
