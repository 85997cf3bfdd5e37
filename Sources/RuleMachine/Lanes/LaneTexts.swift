import ResourceDocuments

/// Texts of constants, each with the lanes whose constant it is or in whose constant it stands. Open addressing.
struct LaneTexts {
    private struct Bucket {
        var offset: Int32
        var count: Int32
        /// Below 0 in an empty one.
        var number: Int32
    }

    private let buckets: UnsafeMutablePointer<Bucket>
    private let mask: Int
    private let text: UnsafeMutablePointer<UInt8>
    private let sets: UnsafeMutablePointer<LaneSet>
    /// How many texts there are; they are numbered from 0 in the order in which they first come.
    let count: Int

    /// `texts` are not more than 2³¹ bytes together. O(bytes)
    init(_ texts: [(text: String, lane: Int)]) {
        var order: [[UInt8]] = []
        var lanes: [[UInt8]: LaneSet] = [:]
        for (text, lane) in texts {
            let bytes = Array(text.utf8)
            if lanes[bytes] == nil { order.append(bytes) }
            lanes[bytes, default: LaneSet()].insert(lane)
        }
        count = order.count
        var size = 8
        while size < count * 2 { size *= 2 }
        mask = size - 1
        buckets = .allocate(capacity: size)
        buckets.initialize(repeating: Bucket(offset: 0, count: 0, number: -1), count: size)
        let byteCount = order.reduce(0) { $0 + $1.count }
        text = .allocate(capacity: byteCount + PaddedBytes.padding)
        text.initialize(repeating: 0, count: byteCount + PaddedBytes.padding)
        sets = .allocate(capacity: max(count, 1))
        var offset = 0
        for (number, bytes) in order.enumerated() {
            for (index, byte) in bytes.enumerated() { text[offset + index] = byte }
            sets[number] = lanes[bytes] ?? LaneSet()
            let hash = Texts.hash(UnsafeBufferPointer(start: text + offset, count: bytes.count))
            var place = Int(truncatingIfNeeded: hash) & mask
            while buckets[place].number >= 0 { place = (place + 1) & mask }
            buckets[place] = Bucket(
                offset: Int32(truncatingIfNeeded: offset), count: Int32(truncatingIfNeeded: bytes.count),
                number: Int32(truncatingIfNeeded: number))
            offset += bytes.count
        }
    }

    func deallocate() {
        buckets.deallocate()
        text.deallocate()
        sets.deallocate()
    }

    @inline(__always) subscript(number: Int) -> LaneSet { sets[number] }

    /// The number of a text that has eight readable bytes behind it; nil where no constant has it.
    @inline(__always) func number(of bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let start = bytes.baseAddress else { return nil }
        var place = Int(truncatingIfNeeded: Texts.hash(bytes)) & mask
        while true {
            let bucket = buckets[place]
            if bucket.number < 0 { return nil }
            if Int(bucket.count) == bytes.count, Texts.areEqual(text + Int(bucket.offset), start, count: bytes.count) {
                return Int(bucket.number)
            }
            place = (place &+ 1) & mask
        }
    }

    @inline(__always) func lanes(of bytes: UnsafeBufferPointer<UInt8>) -> LaneSet {
        number(of: bytes).map { sets[$0] } ?? LaneSet()
    }
}
