/// The head of a Zstandard frame (RFC 8878, 3.1.1.1), as far as it says how much memory its unpacking takes.
struct ZstdFrame {
    /// As long as a head can be.
    static let longestHead = 18

    /// In bytes; nil where the head does not say, or is none.
    let window: UInt64?

    init(head: [UInt8]) {
        window = Self.window(of: head)
    }

    private static func window(of head: [UInt8]) -> UInt64? {
        guard head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]), head.count > 5 else { return nil }
        let descriptor = head[4]
        let isSingleSegment = descriptor & 0x20 != 0
        if !isSingleSegment {
            let base = UInt64(1) << (10 + UInt64(head[5] >> 3))
            return base + base / 8 * UInt64(head[5] & 7)
        }
        // All of the content is the window: its size stands behind the number of a dictionary.
        let start = 5 + [0, 1, 2, 4][Int(descriptor & 3)]
        let count = [1, 2, 4, 8][Int(descriptor >> 6)]
        guard head.count >= start + count else { return nil }
        let size = head[start..<start + count].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return count == 2 ? size + 256 : size
    }
}
