/// A regular expression in the narrow sense: what an automaton decides in one pass over the text. Its texts are ASCII.
indirect enum RegularExpression {
    /// One byte of a set.
    case byte(ByteSet)
    case sequence([RegularExpression])
    case choice([RegularExpression])
    /// - Parameter most: nil for any number.
    case repeated(RegularExpression, least: Int, most: Int?)
    /// The beginning of the text.
    case start
    /// The end of the text, or also what stands before a line feed that ends it.
    case end(allowsNewline: Bool)

    /// Whether it is found at the beginning of every text, at once and with nothing to try again: bytes that may be there, and no more.
    var asksNothing: Bool {
        switch self {
        case .sequence(let parts): parts.allSatisfy(\.asksNothing)
        case .repeated(.byte, least: 0, _), .start: true
        case .byte, .choice, .repeated, .end: false
        }
    }

    static func text(_ bytes: some Sequence<UInt8>) -> RegularExpression {
        .sequence(bytes.map { .byte(ByteSet([$0])) })
    }
}

/// A set of ASCII bytes; others are in none.
struct ByteSet: Hashable {
    private(set) var low: UInt64 = 0
    private(set) var high: UInt64 = 0

    static let all = ByteSet(0...127)
    static let digits = ByteSet(UInt8(ascii: "0")...UInt8(ascii: "9"))
    static let upper = ByteSet(UInt8(ascii: "A")...UInt8(ascii: "Z"))
    static let lower = ByteSet(UInt8(ascii: "a")...UInt8(ascii: "z"))
    static let word = digits.union(upper).union(lower).union(ByteSet([UInt8(ascii: "_")]))
    static let space = ByteSet([9, 10, 11, 12, 13, 32])

    init(_ bytes: some Sequence<UInt8>) { for byte in bytes { insert(byte) } }

    mutating func insert(_ byte: UInt8) {
        if byte < 64 { low |= 1 << UInt64(byte) } else if byte < 128 { high |= 1 << UInt64(byte - 64) }
    }

    func contains(_ byte: UInt8) -> Bool {
        byte < 64 ? low >> UInt64(byte) & 1 != 0 : byte < 128 && high >> UInt64(byte - 64) & 1 != 0
    }

    func union(_ other: ByteSet) -> ByteSet {
        var union = self
        union.low |= other.low
        union.high |= other.high
        return union
    }

    var complement: ByteSet {
        var complement = self
        complement.low = ~low
        complement.high = ~high
        return complement
    }

    /// With each letter in both cases.
    var foldingCase: ByteSet {
        var folded = self
        for (upper, lower) in zip(UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"))
        where contains(upper) || contains(lower) {
            folded.insert(upper)
            folded.insert(lower)
        }
        return folded
    }
}
