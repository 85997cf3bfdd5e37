/// Takes a number in JSON's grammar (RFC 8259, 6) apart.
struct NumberScanner {
    private(set) var isNegative = false
    /// Digits from the first that is not zero on.
    private(set) var significantDigits = 0
    /// Their value, while there are at most 19.
    private(set) var shortValue: UInt64 = 0
    private(set) var fractionDigits = 0
    private(set) var writtenExponent = 0

    private var bytes: ByteScanner

    init(text: UnsafeBufferPointer<UInt8>) { bytes = ByteScanner(text) }

    /// True when the whole text is one number, its exponent no larger than `ExactNumber.maximumExponent`.
    mutating func scan() -> Bool {
        isNegative = bytes.take("-")
        let startsWithZero = bytes.next == UInt8(ascii: "0")
        let wholeDigits = takeDigits()
        guard wholeDigits > 0, wholeDigits == 1 || !startsWithZero else { return false }
        if bytes.take(".") {
            fractionDigits = takeDigits()
            guard fractionDigits > 0 else { return false }
        }
        if bytes.take("e") || bytes.take("E") {
            let isDown = bytes.take("-")
            if !isDown { _ = bytes.take("+") }
            guard let exponent = takeExponent() else { return false }
            writtenExponent = isDown ? -exponent : exponent
        }
        return bytes.isAtEnd
    }

    /// Every significant digit, most significant first.
    var digits: [UInt8] {
        let mantissa = bytes.text.prefix { $0 | 0x20 != UInt8(ascii: "e") }
        let digits = mantissa.lazy.map { $0 &- UInt8(ascii: "0") }.filter { $0 < 10 }
        return Array(digits.drop { $0 == 0 })
    }

    private mutating func takeDigits() -> Int {
        let start = bytes.position
        while let digit = bytes.digit {
            bytes.advance()
            if significantDigits == 0, digit == 0 { continue }
            significantDigits += 1
            // Nineteen nines fit 64 bits; what is longer is read again from the text.
            if significantDigits <= 19 { shortValue = shortValue * 10 + UInt64(digit) }
        }
        return bytes.position - start
    }

    private mutating func takeExponent() -> Int? {
        guard bytes.digit != nil else { return nil }
        var exponent = 0
        while let digit = bytes.digit {
            bytes.advance()
            exponent = exponent * 10 + Int(digit)
            if exponent > ExactNumber.maximumExponent { return nil }
        }
        return exponent
    }
}
