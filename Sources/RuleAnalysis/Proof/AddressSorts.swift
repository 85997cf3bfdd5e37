import ResourceDocuments
import RuleChecker

/// The sorts of ranges, and of lists of ranges, that questions about some ranges can tell apart.
///
/// The ends of the ranges cut the addresses of each version into pieces. Where a range begins and ends, by pieces, says how it lies to every
/// one of them; which pieces a list has addresses of says the same of the list, which stands for their union.
struct AddressSorts {
    /// A range for each sort, and where it could be one that is named, another of its sort.
    let ranges: [AddressRange]
    /// A list for each sort, with and without an element that is no address; nil where there are too many.
    let lists: [Representative]?

    private struct Piece {
        let first: UInt128
        let last: UInt128
    }

    private static let maximumRanges = 8
    private static let maximumGroups = 8

    /// nil where there are too many to tell apart.
    init?(_ constants: [Value]) {
        let named = constants.compactMap { if case .address(let range) = $0 { range } else { nil } }
        guard Set(named).count <= Self.maximumRanges else { return nil }
        let pieces = [false, true].map { isIPv6 in
            (isIPv6: isIPv6, pieces: Self.pieces(of: named.filter { $0.isIPv6 == isIPv6 }, isIPv6: isIPv6))
        }
        ranges = pieces.flatMap { Self.ranges($0.pieces, isIPv6: $0.isIPv6) }
        let points = pieces.flatMap { isIPv6, pieces in
            pieces.map { AddressRange(isIPv6: isIPv6, first: $0.first, last: $0.first) }
        }
        // Pieces that belong to the same of the ranges are one.
        var seen: Set<[Bool]> = []
        lists = Self.lists(points.filter { point in seen.insert(named.map { $0.contains(point) }).inserted })
    }

    private static func pieces(of ranges: [AddressRange], isIPv6: Bool) -> [Piece] {
        let end = isIPv6 ? UInt128.max : UInt128(UInt32.max)
        let behind = ranges.filter { $0.last < end }.map { $0.last + 1 }
        let starts = Set([0] + ranges.map(\.first) + behind).sorted()
        return zip(starts, starts.dropFirst().map { $0 - 1 } + [end]).map(Piece.init)
    }

    private static func ranges(_ pieces: [Piece], isIPv6: Bool) -> [AddressRange] {
        pieces.indices.flatMap { low in
            pieces[low...].flatMap { end -> [AddressRange] in
                let start = pieces[low]
                let whole = AddressRange(isIPv6: isIPv6, first: start.first, last: end.last)
                if start.first < start.last {
                    return [whole, AddressRange(isIPv6: isIPv6, first: start.first + 1, last: end.last)]
                }
                if end.first < end.last, start.first < end.first {
                    return [whole, AddressRange(isIPv6: isIPv6, first: start.first, last: end.last - 1)]
                }
                return [whole]
            }
        }
    }

    private static func lists(_ points: [AddressRange]) -> [Representative]? {
        guard points.count <= maximumGroups else { return nil }
        let openings: [UnknownCauses?] = [nil, .badData, .absent]
        return (0..<(1 << points.count)).flatMap { mask -> [Representative] in
            let members = points.indices.filter { mask & (1 << $0) != 0 }.map { points[$0] }
            // The empty list is a value of its own.
            return openings.filter { !members.isEmpty || $0 != nil }.map { .addressList(members, open: $0) }
        }
    }
}
