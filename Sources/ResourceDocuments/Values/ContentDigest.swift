/// A keyed 128-bit digest of content: equal content has equal digests, and without the key nobody can make two that collide.
///
/// SipHash-2-4 with 128 bits of output (Aumasson, Bernstein: "SipHash: a fast short-input PRF", and its reference code).
package struct ContentDigest: Hashable, Sendable {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Sixteen bytes: `low` and then `high`, each with its least byte first, as the reference code writes them.
    package var bytes: [UInt8] {
        withUnsafeBytes(of: (low.littleEndian, high.littleEndian)) { Array($0) }
    }

    /// nil of anything but sixteen bytes.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        var (low, high) = (UInt64(0), UInt64(0))
        for byte in bytes {
            // Sixteen bytes move through both words.
            low = low >> 8 | high << 56
            high = high >> 8 | UInt64(byte) << 56
        }
        self.init(high: high, low: low)
    }

    /// What is added up of things whose order does not matter.
    package static func + (left: ContentDigest, right: ContentDigest) -> ContentDigest {
        let (low, carries) = left.low.addingReportingOverflow(right.low)
        return ContentDigest(high: left.high &+ right.high &+ (carries ? 1 : 0), low: low)
    }
}

/// The secret that digests are made with; a store has its own.
package struct DigestKey: Hashable, Sendable {
    let first: UInt64
    let second: UInt64

    package init(_ first: UInt64, _ second: UInt64) {
        self.first = first
        self.second = second
    }

    package static func random(using random: inout some RandomNumberGenerator) -> DigestKey {
        DigestKey(random.next(), random.next())
    }

    package var words: (UInt64, UInt64) { (first, second) }

    /// O(bytes)
    package func digest(of text: String) -> ContentDigest {
        var text = text
        return text.withUTF8 { digest(of: UnsafeRawBufferPointer($0)) }
    }

    /// O(bytes)
    package func digest(of bytes: [UInt8]) -> ContentDigest { bytes.withUnsafeBytes { digest(of: $0) } }

    package func digest(of bytes: UnsafeRawBufferPointer) -> ContentDigest {
        var stream = DigestStream(self)
        stream.append(bytes)
        return stream.finish()
    }
}

/// The digest of bytes that come piece by piece: where they are cut does not matter.
package struct DigestStream {
    private var state: SipState
    /// The bytes behind the last whole word, the first of them lowest.
    private var rest: UInt64 = 0
    private var count = 0

    package init(_ key: DigestKey) { state = SipState(key) }

    package mutating func append(_ byte: UInt8) {
        rest |= UInt64(byte) &<< restBits
        count += 1
        if count & 7 == 0 {
            state.absorb(rest)
            rest = 0
        }
    }

    package mutating func append(_ bytes: UnsafeRawBufferPointer) {
        // Held in registers: through `self` each word would be a dozen loads and stores.
        var (state, rest) = (state, rest)
        let bits = restBits
        var offset = 0
        while offset + 8 <= bytes.count {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            state.absorb(rest | word &<< bits)
            rest = Self.behind(word, bits)
            offset += 8
        }
        (self.state, self.rest) = (state, rest)
        count += offset
        append(last: UnsafeRawBufferPointer(rebasing: bytes[offset...]))
    }

    /// Fewer than eight bytes.
    private mutating func append(last bytes: UnsafeRawBufferPointer) {
        guard !bytes.isEmpty else { return }
        var word = UInt64(0)
        for index in bytes.indices { word |= UInt64(bytes[index]) &<< (UInt64(index) &* 8) }
        let bits = restBits
        rest |= word &<< bits
        if count & 7 + bytes.count >= 8 {
            state.absorb(rest)
            rest = Self.behind(word, bits)
        }
        count += bytes.count
    }

    /// What of `word` does not fit into a word of which `bits` are taken: nothing where none is.
    private static func behind(_ word: UInt64, _ bits: UInt64) -> UInt64 { (word &>> 1) &>> (63 &- bits) }

    mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }

    /// Its length and then its bytes, so that texts behind one another cannot be cut otherwise.
    package mutating func append(measured text: String) {
        append(number: text.utf8.count)
        append(text)
    }

    /// In eight bytes, the least first.
    package mutating func append(number: Int) { append(UInt64(bitPattern: Int64(number))) }

    /// As its bytes.
    package mutating func append(_ digest: ContentDigest) {
        append(digest.low)
        append(digest.high)
    }

    private var restBits: UInt64 { UInt64(count & 7) &* 8 }

    private mutating func append(_ word: UInt64) {
        let bits = restBits
        state.absorb(rest | word &<< bits)
        rest = Self.behind(word, bits)
        count += 8
    }

    package consuming func finish() -> ContentDigest {
        state.absorb(rest | UInt64(truncatingIfNeeded: count) << 56)
        return state.finish()
    }
}

/// The four words of SipHash, with its names.
private struct SipState {
    private var v0: UInt64
    private var v1: UInt64
    private var v2: UInt64
    private var v3: UInt64

    init(_ key: DigestKey) {
        v0 = 0x736f_6d65_7073_6575 ^ key.first
        v1 = 0x646f_7261_6e64_6f6d ^ key.second ^ 0xee
        v2 = 0x6c79_6765_6e65_7261 ^ key.first
        v3 = 0x7465_6462_7974_6573 ^ key.second
    }

    @inline(__always)
    mutating func absorb(_ word: UInt64) {
        v3 ^= word
        round()
        round()
        v0 ^= word
    }

    consuming func finish() -> ContentDigest {
        v2 ^= 0xee
        for _ in 0..<4 { round() }
        let low = v0 ^ v1 ^ v2 ^ v3
        v1 ^= 0xdd
        for _ in 0..<4 { round() }
        return ContentDigest(high: v0 ^ v1 ^ v2 ^ v3, low: low)
    }

    @inline(__always)
    private mutating func round() {
        v0 = v0 &+ v1
        v1 = Self.rotate(v1, 13) ^ v0
        v0 = Self.rotate(v0, 32)
        v2 = v2 &+ v3
        v3 = Self.rotate(v3, 16) ^ v2
        v0 = v0 &+ v3
        v3 = Self.rotate(v3, 21) ^ v0
        v2 = v2 &+ v1
        v1 = Self.rotate(v1, 17) ^ v2
        v2 = Self.rotate(v2, 32)
    }

    private static func rotate(_ word: UInt64, _ bits: UInt64) -> UInt64 { word &<< bits | word &>> (64 &- bits) }
}
