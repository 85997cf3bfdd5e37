import CByteScan

/// A key of one map, as documents of one shape have it: how it is written, and which keys came behind it.
///
/// One cache line, so that a guess costs one load: 32 bytes of text, compared at once.
struct KnownKey {
    /// From the opening quote to the first byte of the value, white space included.
    private var text: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    /// A bit for each byte of it.
    private(set) var mask: UInt32 = 0
    /// The bytes of it. No text is as long as `never`, which stands where there is none or where it is longer than 32 bytes.
    private(set) var extent = Self.never
    let id: UInt32
    /// The number of the place where a map in its value begins; 0 before there was one.
    fileprivate(set) var inside: UInt32 = 0
    /// The numbers of keys that came next, the last one first; 0 for none.
    fileprivate(set) var next: SIMD4<UInt32> = .zero

    private static let never = UInt32.max
    private static let longest = 32

    init(id: UInt32) { self.id = id }

    /// Whether this key is written at `place`, and a byte more before `end`. 32 bytes are readable at `place`.
    @inline(__always)
    static func isWritten(
        _ key: UnsafePointer<KnownKey>, at place: UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>
    ) -> Bool {
        // The text is the first of a key's properties.
        let equal = UInt32(
            truncatingIfNeeded: cs_equal32(place, UnsafeRawPointer(key).assumingMemoryBound(to: UInt8.self)))
        return ~equal & key.pointee.mask == 0 && end - place > Int(key.pointee.extent)
    }

    /// Guesses what is written at `place`, of which 32 bytes are readable.
    mutating func guess(_ place: UnsafePointer<UInt8>, extent: Int) {
        guard extent <= Self.longest, id != 0 else { return }
        text = UnsafeRawPointer(place).loadUnaligned(as: (UInt64, UInt64, UInt64, UInt64).self)
        mask = UInt32(truncatingIfNeeded: (1 << UInt64(extent)) - 1)
        self.extent = UInt32(extent)
    }
}

/// The keys of documents by the maps they stand in, so that where documents are of one shape, each key foretells the next.
///
/// A map is known by the key whose value it is, or in whose value's lists it stands; so there are as many known keys as a
/// document's shape has paths. Never more than `capacity` of them are remembered: when they are full, all are forgotten.
struct KnownKeys: ~Copyable {
    private static let capacity = 1 << 14
    /// What neither foretells nor is foretold: for keys that are too many.
    private static let nowhere = 0
    private static let root = 1

    /// Never moves.
    let base: UnsafeMutablePointer<KnownKey>
    private var count = 0
    /// Of each key, by the number of the place that its map begins with in the high half, and its id in the low one.
    private var numbers: [UInt64: UInt32] = [:]

    init() {
        base = UnsafeMutableRawPointer.allocate(
            byteCount: Self.capacity * MemoryLayout<KnownKey>.stride, alignment: MemoryLayout<KnownKey>.stride
        ).bindMemory(to: KnownKey.self, capacity: Self.capacity)
        forgetAll()
    }

    deinit { base.deallocate() }

    var isFull: Bool { count == Self.capacity }

    mutating func forgetAll() {
        numbers.removeAll()
        (base + Self.nowhere).initialize(to: KnownKey(id: 0))
        (base + Self.root).initialize(to: KnownKey(id: 0))
        (base + Self.root).pointee.inside = UInt32(Self.root)
        count = 2
    }

    /// Where a text begins. The place where a map begins stands in front of its first key, as that does in front of its second.
    var beginning: UnsafeMutablePointer<KnownKey> { base + Self.root }

    /// Where a map begins that is in the value of `key`.
    @inline(never)
    mutating func makeInside(of key: UnsafeMutablePointer<KnownKey>) -> UnsafeMutablePointer<KnownKey> {
        guard key != base + Self.nowhere, !isFull else { return base + Self.nowhere }
        let place = add(id: 0)
        // Lists in lists hold maps of one shape.
        place.pointee.inside = UInt32(truncatingIfNeeded: place - base)
        key.pointee.inside = place.pointee.inside
        return place
    }

    /// The key that is written at `place`, when it came behind `previous` before the last time.
    mutating func otherGuess(
        after previous: UnsafeMutablePointer<KnownKey>, at place: UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>
    ) -> UnsafeMutablePointer<KnownKey>? {
        for rank in 1..<4 {
            let other = base + Int(previous.pointee.next[rank])
            if KnownKey.isWritten(other, at: place, before: end) {
                foretell(previous, rank: rank)
                return other
            }
        }
        return nil
    }

    /// What the key `id` is known as in the maps of `outer`; it comes behind `previous` from now on.
    mutating func key(
        _ id: UInt32, after previous: UnsafeMutablePointer<KnownKey>, in outer: UnsafeMutablePointer<KnownKey>
    ) -> UnsafeMutablePointer<KnownKey> {
        guard previous != base + Self.nowhere, id != 0 else { return base + Self.nowhere }
        for rank in 0..<4 where base[Int(previous.pointee.next[rank])].id == id {
            let known = base + Int(previous.pointee.next[rank])
            foretell(previous, rank: rank)
            return known
        }
        let name = UInt64(outer.pointee.inside) << 32 | UInt64(id)
        let known: UnsafeMutablePointer<KnownKey>
        if let number = numbers[name] {
            known = base + Int(number)
        } else {
            guard !isFull else { return base + Self.nowhere }
            known = add(id: id)
            numbers[name] = UInt32(truncatingIfNeeded: known - base)
        }
        previous.pointee.next[3] = UInt32(truncatingIfNeeded: known - base)
        foretell(previous, rank: 3)
        return known
    }

    private mutating func add(id: UInt32) -> UnsafeMutablePointer<KnownKey> {
        let key = base + count
        key.initialize(to: KnownKey(id: id))
        count += 1
        return key
    }

    /// Puts one of the next keys first.
    private func foretell(_ key: UnsafeMutablePointer<KnownKey>, rank: Int) {
        var next = key.pointee.next
        let first = next[rank]
        for place in stride(from: rank, to: 0, by: -1) { next[place] = next[place - 1] }
        next[0] = first
        key.pointee.next = next
    }
}
