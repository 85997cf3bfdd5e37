/// Takes a number in JSON's grammar (RFC 8259, 6) apart.
struct NumberScanner {
    let text: UnsafeBufferPointer<UInt8>
    private var position = 0

    private(set) var isNegative = false
    /// Digits from the first that is not zero on.
    private(set) var significantDigits = 0
    /// Their value, while there are at most 19.
    private(set) var shortValue: UInt64 = 0
    private(set) var fractionDigits = 0
    /// nil when the exponent does not fit an Int.
    private(set) var writtenExponent: Int? = 0

    init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

    /// True when the whole text is one number.
    mutating func scan() -> Bool {
        isNegative = take(0x2D)
        let start = position
        takeDigits(isFraction: false)
        guard position > start else { return false }
        if text[start] == 0x30, position > start + 1 { return false }
        if take(0x2E) {
            let first = position
            takeDigits(isFraction: true)
            guard position > first else { return false }
        }
        if take(0x65) || take(0x45) {
            let isDown = take(0x2D)
            if !isDown { _ = take(0x2B) }
            let first = position
            while position < text.count, let digit = digit(at: position) {
                if let exponent = writtenExponent {
                    let (product, tooLarge) = exponent.multipliedReportingOverflow(by: 10)
                    let (sum, overflow) = product.addingReportingOverflow(isDown ? -Int(digit) : Int(digit))
                    writtenExponent = tooLarge || overflow ? nil : sum
                }
                position += 1
            }
            guard position > first else { return false }
        }
        return position == text.count
    }

    /// Every significant digit, most significant first.
    var digits: [UInt8] {
        var digits: [UInt8] = []
        for byte in text {
            if byte == 0x65 || byte == 0x45 { break }
            guard byte >= 0x30, byte <= 0x39 else { continue }
            if byte != 0x30 || !digits.isEmpty { digits.append(byte - 0x30) }
        }
        return digits
    }

    private func digit(at index: Int) -> UInt8? {
        let byte = text[index]
        return byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : nil
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < text.count, text[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func takeDigits(isFraction: Bool) {
        while position < text.count, let digit = digit(at: position) {
            if significantDigits > 0 || digit != 0 {
                significantDigits += 1
                // Nineteen nines fit 64 bits; what is beyond is read again from the text.
                if significantDigits <= 19 { shortValue = shortValue * 10 + UInt64(digit) }
            }
            if isFraction { fractionDigits += 1 }
            position += 1
        }
    }
}
