import ResourceDocuments

/// How many elements a counting quantifier found for each lane, and for each lane how many of which that is Unknown.
struct LaneCounter {
    var known = LaneSum()
    var unknown = LaneSum()
    /// A lane with so many known ones is counted no further.
    private(set) var stop: UInt64 = 0

    @inline(__always) mutating func begin(stop: UInt64) {
        self.stop = stop
        known.clear()
        unknown.clear()
    }

    func deallocate() {
        known.deallocate()
        unknown.deallocate()
    }
}

/// A number for each lane. What all lanes add is added at once: each set holds one bit of every number.
struct LaneSum {
    /// No list is as long as what so many bits count.
    private static let maximumBits = 32

    /// Beginning with the lowest.
    private let bits: UnsafeMutablePointer<LaneSet>
    /// Those above it are 0 for every lane.
    private var bitCount = 0

    init() { bits = .allocate(capacity: Self.maximumBits) }

    func deallocate() { bits.deallocate() }

    @inline(__always) mutating func clear() { bitCount = 0 }

    /// Whether each number is 0.
    @inline(__always) var isZero: Bool { bitCount == 0 }

    /// One more for each of `lanes`.
    @inline(__always) mutating func add(_ lanes: LaneSet) {
        var carry = lanes
        var index = 0
        while !carry.isEmpty, index < Self.maximumBits {
            if index == bitCount {
                bits[index] = carry
                bitCount &+= 1
                return
            }
            let both = bits[index].intersection(carry)
            bits[index] = bits[index].union(carry).subtracting(both)
            carry = both
            index &+= 1
        }
    }

    /// Those of `lanes` with at least `count`.
    @inline(__always) func lanes(withAtLeast count: UInt64, among lanes: LaneSet) -> LaneSet {
        if count &>> UInt64(bitCount) != 0 { return LaneSet() }
        var more = LaneSet()
        var equal = lanes
        var index = bitCount &- 1
        while index >= 0 {
            if count &>> UInt64(index) & 1 != 0 {
                equal = equal.intersection(bits[index])
            } else {
                more = more.union(equal.intersection(bits[index]))
                equal = equal.subtracting(bits[index])
            }
            index &-= 1
        }
        return more.union(equal)
    }

    func count(of lane: Int) -> UInt64 {
        (0..<bitCount).reduce(0) { $0 | (bits[$1].contains(lane) ? 1 &<< UInt64($1) : 0) }
    }
}
