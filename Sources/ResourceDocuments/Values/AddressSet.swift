/// A set of addresses: the union of ranges.
///
/// Two sets are equal when the same addresses belong to them, however they were written.
package struct AddressSet: Hashable, Sendable {
    /// In order, IPv4 before IPv6; at least one address lies between two neighbours.
    package let ranges: [AddressRange]

    /// O(n log n).
    package init(_ ranges: some Sequence<AddressRange>) {
        var joined: [AddressRange] = []
        for range in ranges.sorted(by: Self.startsEarlier) {
            guard let previous = joined.last, Self.isTouched(previous, by: range) else {
                joined.append(range)
                continue
            }
            joined[joined.count - 1] = AddressRange(
                isIPv6: previous.isIPv6, first: previous.first, last: max(previous.last, range.last))
        }
        self.ranges = joined
    }

    package var isEmpty: Bool { ranges.isEmpty }

    /// True when every address of `range` belongs to the set. O(log n).
    package func contains(_ range: AddressRange) -> Bool {
        ranges.withUnsafeBufferPointer { Self.contains(range, in: $0) }
    }

    /// The same of ranges that are in the order of a set's: where they stand, no array is retained.
    @inline(__always)
    package static func contains(_ range: AddressRange, in ranges: UnsafeBufferPointer<AddressRange>) -> Bool {
        let following = following(range, in: ranges)
        return following > 0 && ranges[following - 1].contains(range)
    }

    /// True when some address of `range` belongs to the set. O(log n).
    package func intersects(_ range: AddressRange) -> Bool {
        let following = ranges.withUnsafeBufferPointer { Self.following(range, in: $0) }
        return (following > 0 && ranges[following - 1].overlaps(range))
            || (following < ranges.count && ranges[following].overlaps(range))
    }

    /// O(n log m).
    package func isSubset(of other: AddressSet) -> Bool { ranges.allSatisfy { other.contains($0) } }

    /// O(n log m).
    package func intersects(_ other: AddressSet) -> Bool { ranges.contains { other.intersects($0) } }

    /// The index of the first range that starts behind the start of `range`.
    private static func following(_ range: AddressRange, in ranges: UnsafeBufferPointer<AddressRange>) -> Int {
        ranges.firstPlace { !startsEarlier(range, $0) }
    }

    private static func startsEarlier(_ left: AddressRange, _ right: AddressRange) -> Bool {
        left.isIPv6 == right.isIPv6 ? left.first < right.first : right.isIPv6
    }

    /// True when `range`, which does not start earlier, overlaps `previous` or follows without a gap.
    private static func isTouched(_ previous: AddressRange, by range: AddressRange) -> Bool {
        previous.isIPv6 == range.isIPv6 && (previous.last == .max || range.first <= previous.last + 1)
    }
}
