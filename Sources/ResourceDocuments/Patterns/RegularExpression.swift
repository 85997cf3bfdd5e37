/// A regular expression in the narrow sense: what an automaton decides in one pass over the text.
indirect enum RegularExpression: Sendable {
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
    /// Where a word begins or ends, or where none does.
    case boundary(isNegated: Bool)

    /// Nothing, which stands everywhere.
    static let nothing = RegularExpression.sequence([])
    /// Whatever may stand in a text.
    static let anything = RegularExpression.repeated(.byte(.all), least: 0, most: nil)

    /// Whether it is found at the beginning of every text, at once and with nothing to try again: bytes that may be there, and no more.
    var asksNothing: Bool {
        switch self {
        case .sequence(let parts): parts.allSatisfy(\.asksNothing)
        case .repeated(.byte, least: 0, _), .start: true
        case .byte, .choice, .repeated, .end, .boundary: false
        }
    }

    static func text(_ text: String) -> RegularExpression {
        .sequence(text.unicodeScalars.map { .byte(ByteSet($0)) })
    }
}

/// A set of ASCII bytes, and whether characters beyond ASCII are in it.
struct ByteSet: Hashable, Sendable {
    /// Of characters beyond ASCII.
    enum Others: Hashable {
        case none, all
        /// It depends on the character.
        case some
    }

    private(set) var others = Others.none
    private(set) var low: UInt64 = 0
    private(set) var high: UInt64 = 0

    static let all = ByteSet([]).complement
    static let figures = ByteSet(UInt8(ascii: "0")...UInt8(ascii: "9"))
    /// Digits, letters and spaces there are in other scripts too.
    static let digits = figures.with(.some)
    static let upper = ByteSet(UInt8(ascii: "A")...UInt8(ascii: "Z"))
    static let lower = ByteSet(UInt8(ascii: "a")...UInt8(ascii: "z"))
    static let letters = upper.union(lower)
    static let hexadecimal = figures.union(ByteSet("abcdefABCDEF".utf8))
    static let word = digits.union(upper).union(lower).union(ByteSet([UInt8(ascii: "_")]))
    static let space = ByteSet([9, 10, 11, 12, 13, 32]).with(.some)

    init(_ bytes: some Sequence<UInt8>) { for byte in bytes { insert(byte) } }

    /// One character.
    init(_ scalar: UnicodeScalar) { insert(scalar.isASCII ? UInt8(scalar.value) : 128) }

    private func with(_ others: Others) -> ByteSet {
        var set = self
        set.others = others
        return set
    }

    mutating func insert(_ byte: UInt8) {
        // A byte alone is no character.
        if byte >= 128 {
            others = .some
            return
        }
        if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
    }

    /// - Parameter byte: 128 stands for all characters beyond ASCII.
    func contains(_ byte: UInt8) -> Bool {
        if byte >= 128 { return others == .all }
        return byte < 64 ? low >> UInt64(byte) & 1 != 0 : high >> UInt64(byte - 64) & 1 != 0
    }

    /// How many bytes there are.
    var count: Int { low.nonzeroBitCount + high.nonzeroBitCount }

    /// With all characters beyond ASCII where it depends on the character.
    var widened: ByteSet { others == .some ? with(.all) : self }

    /// Characters beyond ASCII alone.
    static let beyondASCII = ByteSet([]).with(.all)

    /// nil where there are none or more.
    var onlyByte: UInt8? {
        guard others == .none, count == 1 else { return nil }
        return UInt8(low != 0 ? low.trailingZeroBitCount : 64 + high.trailingZeroBitCount)
    }

    /// Ascending; none where there are more.
    func bytes(most maximum: Int) -> [UInt8] {
        guard others == .none, count <= maximum else { return [] }
        return (UInt8(0)...127).filter { contains($0) }
    }

    func union(_ other: ByteSet) -> ByteSet {
        var union = self
        union.low |= other.low
        union.high |= other.high
        if others == .all || other.others == .all {
            union.others = .all
        } else if others == .some || other.others == .some {
            union.others = .some
        }
        return union
    }

    var complement: ByteSet {
        var complement = self
        complement.low = ~low
        complement.high = ~high
        switch others {
        case .none: complement.others = .all
        case .all: complement.others = .none
        case .some: complement.others = .some
        }
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
        // The signs for kelvin and the long s are the only other characters that are letters of ASCII in another case.
        if folded.others == .none, folded.contains(UInt8(ascii: "k")) || folded.contains(UInt8(ascii: "s")) {
            folded.others = .some
        }
        return folded
    }
}
