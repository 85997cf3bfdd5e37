import CByteScan

/// A key's text in `KeyStorage`.
struct StoredKey {
    /// The first sixteen bytes, zeros behind a shorter key: they decide almost every comparison.
    var low: UInt64
    var high: UInt64
    /// Where the whole text stands in the arena.
    var offset: Int
    var length: Int
}

/// The hash table behind a `KeyTable`: open addressing over ids, the texts one behind another in an arena.
///
/// Invariants: `entries[1...count]` are initialised; `arena[0 ..< arenaCount]` holds their texts in the order of ids;
/// every bucket is 0 or an id in `1...count`; there are more than twice as many buckets as keys, so a probe always ends.
///
/// Unchecked because of the pointers: it has one owner, and where several threads share it, that owner holds a lock.
struct KeyStorage: ~Copyable, @unchecked Sendable {
    /// A key word has 28 bits for it.
    private static let largestID = (1 << 28) - 1

    private(set) var count = 0
    /// Counts the truncations: an id that was remembered elsewhere is good for one generation.
    private(set) var generation = 0

    private var entries: UnsafeMutablePointer<StoredKey>
    private var entryCapacity: Int
    private var buckets: UnsafeMutablePointer<UInt32>
    private var bucketCount: Int
    private var arena: UnsafeMutablePointer<UInt8>
    private var arenaCount = 0
    private var arenaCapacity: Int

    /// Unknown to whoever writes documents, so that no document can choose keys that all collide. Taken from Swift's own
    /// hashing, so that `SWIFT_DETERMINISTIC_HASHING` fixes it too; ids do not depend on it.
    private let seed: UInt64

    init(entryCapacity: Int = 256, arenaCapacity: Int = 4096) {
        self.entryCapacity = entryCapacity
        self.arenaCapacity = arenaCapacity
        bucketCount = entryCapacity * 4
        entries = .allocate(capacity: entryCapacity)
        buckets = .allocate(capacity: bucketCount)
        buckets.initialize(repeating: 0, count: bucketCount)
        arena = .allocate(capacity: arenaCapacity)
        seed = UInt64(truncatingIfNeeded: Hasher().finalize()) | 1
    }

    deinit {
        entries.deallocate()
        buckets.deallocate()
        arena.deallocate()
    }

    func copy() -> KeyStorage {
        var copy = KeyStorage(entryCapacity: entryCapacity, arenaCapacity: arenaCapacity)
        (copy.entries + 1).initialize(from: entries + 1, count: count)
        copy.arena.update(from: arena, count: arenaCount)
        copy.count = count
        copy.arenaCount = arenaCount
        copy.rebuildBuckets()
        return copy
    }

    func text(of id: UInt32) -> String {
        guard id >= 1, id <= count else { return "" }
        let entry = entries[Int(id)]
        return String(decoding: UnsafeBufferPointer(start: arena + entry.offset, count: entry.length), as: UTF8.self)
    }

    mutating func truncate(to limit: Int) {
        guard limit >= 0, limit < count else { return }
        arenaCount = entries[limit + 1].offset
        count = limit
        generation += 1
        rebuildBuckets()
    }

    /// Interns bytes that need not be padded.
    mutating func intern(copying bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        reserveArena(bytes.count)
        // A key that is new is already in its place; any other is overwritten by the next.
        let place = arena + arenaCount
        if let base = bytes.baseAddress { place.update(from: base, count: bytes.count) }
        return intern(place, length: bytes.count)
    }

    /// Interns `length` bytes at `key`, of which sixteen are readable even when the key is shorter.
    mutating func intern(_ key: UnsafePointer<UInt8>, length: Int) -> UInt32 {
        let head = cs_first16(key, UInt64(length))
        let mask = bucketCount &- 1
        var bucket = Int(truncatingIfNeeded: hash(head, key, length)) & mask
        while true {
            let id = buckets[bucket]
            if id == 0 { break }
            let entry = entries[Int(id)]
            if entry.low == head.low, entry.high == head.high, entry.length == length,
                cs_same(arena + entry.offset + 16, key + 16, length &- 16) != 0
            {
                return id
            }
            bucket = (bucket &+ 1) & mask
        }
        return add(key, length: length, head: head, bucket: bucket)
    }

    /// 0 when a tape word could not hold the id: such a key is one that no rule asks for.
    private mutating func add(
        _ key: UnsafePointer<UInt8>, length: Int, head: cs_bytes16, bucket: Int
    ) -> UInt32 {
        guard count < Self.largestID else { return 0 }
        let place = arena + arenaCount
        if UnsafePointer(place) != key {
            // `key` lies outside the arena, so growing the arena leaves it alone.
            reserveArena(length)
            (arena + arenaCount).update(from: key, count: length)
        }
        count += 1
        if count >= entryCapacity { growEntries() }
        (entries + count).initialize(
            to: StoredKey(low: head.low, high: head.high, offset: arenaCount, length: length))
        arenaCount += length
        if count * 2 >= bucketCount {
            growBuckets()
        } else {
            buckets[bucket] = UInt32(truncatingIfNeeded: count)
        }
        return UInt32(truncatingIfNeeded: count)
    }

    /// Folded 128-bit products over blocks of sixteen bytes, the last of which may overlap the one before it.
    @inline(__always)
    private func hash(_ head: cs_bytes16, _ key: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
        var hash = fold(
            head.low ^ seed, head.high ^ (seed &* 0x9E37_79B9_7F4A_7C15) ^ UInt64(truncatingIfNeeded: length))
        var offset = 16
        while offset < length {
            let block = cs_first16(key + min(offset, length &- 16), 16)
            hash = fold(block.low ^ hash, block.high ^ seed)
            offset &+= 16
        }
        return hash
    }

    @inline(__always)
    private func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }

    /// Room for `length` bytes and for sixteen to be read at any of them.
    private mutating func reserveArena(_ length: Int) {
        let needed = arenaCount + length + 16
        guard needed > arenaCapacity else { return }
        arenaCapacity = max(needed, arenaCapacity * 2)
        let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: arenaCapacity)
        grown.update(from: arena, count: arenaCount)
        arena.deallocate()
        arena = grown
    }

    private mutating func growEntries() {
        let grown = UnsafeMutablePointer<StoredKey>.allocate(capacity: entryCapacity * 2)
        (grown + 1).moveInitialize(from: entries + 1, count: count - 1)
        entries.deallocate()
        entries = grown
        entryCapacity *= 2
    }

    private mutating func growBuckets() {
        buckets.deallocate()
        bucketCount *= 2
        buckets = .allocate(capacity: bucketCount)
        rebuildBuckets()
    }

    private func rebuildBuckets() {
        buckets.initialize(repeating: 0, count: bucketCount)
        let mask = bucketCount - 1
        var id = 1
        while id <= count {
            let entry = entries[id]
            let head = cs_bytes16(low: entry.low, high: entry.high)
            var bucket = Int(truncatingIfNeeded: hash(head, arena + entry.offset, entry.length)) & mask
            while buckets[bucket] != 0 { bucket = (bucket + 1) & mask }
            buckets[bucket] = UInt32(truncatingIfNeeded: id)
            id += 1
        }
    }
}
