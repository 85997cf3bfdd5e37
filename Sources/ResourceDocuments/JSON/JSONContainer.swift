import CByteScan

/// A list or map that is being read.
struct JSONContainer {
    /// The first of its words on the stack.
    var base: UnsafeMutablePointer<UInt64>
    /// The key whose value it is, or in whose value's lists it stands.
    var key: UnsafeMutablePointer<KnownKey>
    /// One of 64 bits for each key seen: as long as no bit comes twice, no key did.
    var seen: UInt64 = 0
    var offset: UInt32
    var closer: UInt8
    var mayHoldDuplicates = false

    static let listEnd = UInt8(ascii: "]")
    static let mapEnd = UInt8(ascii: "}")

    @inline(__always) var isMap: Bool { closer == Self.mapEnd }

    /// A key of it.
    @inline(__always) mutating func note(_ key: TapeWord) {
        let bit = 1 &<< UInt64(truncatingIfNeeded: key.low)
        mayHoldDuplicates = mayHoldDuplicates || seen & bit != 0
        seen |= bit
    }
}

extension JSONParser {
    /// True when a key occurs twice among `words[index ..< index + count]`. Each id is marked with the number of this search. O(count).
    @inline(never)
    mutating func hasDuplicates(from index: Int, count: Int) -> Bool {
        mapMark &+= 1
        if mapMark == 0 {
            // The counter came round: forget the marks of 2^32 maps ago.
            marks.removeAll()
            mapMark = 1
        }
        var offset = index
        while offset < index &+ count {
            let id = TapeWord(rawValue: words[offset]).low
            if id >= marks.count { marks.append(contentsOf: repeatElement(0, count: id + 1)) }
            if marks[id] == mapMark { return true }
            marks[id] = mapMark
            offset &+= 2
        }
        return false
    }
}
