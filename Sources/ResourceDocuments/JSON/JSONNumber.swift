/// A number as the tape keeps it.
enum JSONNumber: Hashable {
    /// At most 17 digits: it fits the 60 bits of a tape word.
    case integer(Int64)
    /// Any other: fractions, exponents, long integers and -0, which stay the text that was written.
    case decimal

    /// Digits of an integer that always fits a tape word.
    static let inlineDigits = 17

    enum Fault: Hashable {
        /// `-`, `1.`, `1e`, `.5`, `+1`: a digit is due at the offset.
        case digitExpected
        case leadingZero
        case exponentTooLarge
    }

    /// Nil when the whole of `text` is not a number in JSON's grammar.
    init?(_ text: String) {
        var text = text
        let scanned = text.withUTF8 { Self.scan($0, from: 0) }
        guard case .number(let number, let end) = scanned, end == text.utf8.count else { return nil }
        self = number
    }

    enum Scan {
        case number(JSONNumber, end: Int)
        case fault(Fault, at: Int)
    }

    /// Reads the longest number that begins at `start`. RFC 8259, section 6.
    static func scan(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Scan {
        var offset = start
        func digit(_ offset: Int) -> UInt8? {
            guard offset < text.count else { return nil }
            let digit = text[offset] &- UInt8(ascii: "0")
            return digit < 10 ? digit : nil
        }

        let isNegative = offset < text.count && text[offset] == UInt8(ascii: "-")
        if isNegative { offset += 1 }
        let firstDigit = offset
        guard let first = digit(offset) else { return .fault(.digitExpected, at: offset) }
        var magnitude = Int64(first)
        offset += 1
        while let next = digit(offset) {
            if first == 0 { return .fault(.leadingZero, at: firstDigit) }
            if offset - firstDigit < inlineDigits { magnitude = magnitude * 10 + Int64(next) }
            offset += 1
        }
        var isInline = offset - firstDigit <= inlineDigits && !(isNegative && magnitude == 0)

        if offset < text.count, text[offset] == UInt8(ascii: ".") {
            isInline = false
            offset += 1
            guard digit(offset) != nil else { return .fault(.digitExpected, at: offset) }
            while digit(offset) != nil { offset += 1 }
        }
        if offset < text.count, text[offset] | 0x20 == UInt8(ascii: "e") {
            isInline = false
            offset += 1
            if offset < text.count, text[offset] == UInt8(ascii: "+") || text[offset] == UInt8(ascii: "-") {
                offset += 1
            }
            let firstExponentDigit = offset
            guard digit(offset) != nil else { return .fault(.digitExpected, at: offset) }
            var exponent = 0
            while let next = digit(offset) {
                exponent = min(exponent * 10 + Int(next), ExactNumber.maximumExponent + 1)
                offset += 1
            }
            if exponent > ExactNumber.maximumExponent { return .fault(.exponentTooLarge, at: firstExponentDigit) }
        }
        return .number(isInline ? .integer(isNegative ? -magnitude : magnitude) : .decimal, end: offset)
    }

    /// The value of the digits at `place`, which moves behind them; good for `inlineDigits` digits.
    ///
    /// Seven at once, after Lemire's parsing of eight digits: which of the bytes are digits is one sum, their value three products, and no
    /// branch has to foretell how many there are. Up to seven digits may stand behind `end`: the caller asks whether `place` passed it.
    @inline(__always)
    static func magnitude(at place: inout UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>) -> UInt64 {
        let zeros: UInt64 = 0x3030_3030_3030_3030
        let block = UInt64(littleEndian: UnsafeRawPointer(place).loadUnaligned(as: UInt64.self)) ^ zeros
        // The lowest bit set is in the first byte that is not 0 ... 9: below it no sum carries.
        let others = ((block &+ 0x7676_7676_7676_7676) | block) & 0x8080_8080_8080_8080
        if others == 0 { return longMagnitude(at: &place, before: end) }
        let bits = UInt64(truncatingIfNeeded: others.trailingZeroBitCount) & ~7
        place += Int(truncatingIfNeeded: bits &>> 3)
        // The digits at the high end, zeros in front of them. None at all shift by 64, which is by 0: the caller asks.
        let eight = block &<< (64 &- bits)
        let pairs = ((eight &* (1 + 10 << 8)) &>> 8) & 0x00FF_00FF_00FF_00FF
        let fours = ((pairs &* (1 + 100 << 16)) &>> 16) & 0x0000_FFFF_0000_FFFF
        return (fours &* (1 + 10_000 << 32)) &>> 32
    }

    /// The same of any number of digits.
    @inline(never)
    private static func longMagnitude(
        at place: inout UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>
    ) -> UInt64 {
        var magnitude: UInt64 = 0
        while place < end {
            let digit = place.pointee &- UInt8(ascii: "0")
            if digit > 9 { break }
            magnitude = magnitude &* 10 &+ UInt64(digit)
            place += 1
        }
        return magnitude
    }
}
