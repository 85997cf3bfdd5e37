/// A decimal number of any size, exact: every number that JSON can write.
///
/// `1`, `1.0` and `1e0` are equal and hash alike. The value is `±digits × 10^exponent`, the digits without zeros at either end:
/// so a value has one form, and equality compares fields.
package struct ExactNumber: Sendable {
    /// Beyond this exponent, either way, a number is not read: nothing that is configured is that large, and the sums
    /// of exponents below stay far from overflow.
    package static let maximumExponent = 1_000_000_000
    /// As many digits always fit 64 bits.
    private static let wordDigits = 19

    private let isNegative: Bool
    private let exponent: Int
    /// The digits where 19 hold them, and 0 for zero; else 0 and `longDigits` has them.
    private let shortDigits: UInt64
    /// Most significant first, more than 19; nil for nearly every number there is.
    private let longDigits: [UInt8]?

    package init(_ value: Int64) {
        self.init(isNegative: value < 0, digits: value.magnitude, exponent: 0)
    }

    /// A number in JSON's grammar (RFC 8259, 6); nil for anything else, and beyond `maximumExponent`. O(length).
    package init?(_ text: String) {
        guard let number = text.read({ ExactNumber($0) }) else { return nil }
        self = number
    }

    /// The same over UTF-8 bytes; no allocation up to 19 significant digits.
    package init?(_ text: UnsafeBufferPointer<UInt8>) {
        var scanner = NumberScanner(text: text)
        guard scanner.scan() else { return nil }
        let exponent = scanner.writtenExponent - scanner.fractionDigits
        if scanner.significantDigits <= Self.wordDigits {
            self.init(isNegative: scanner.isNegative, digits: scanner.shortValue, exponent: exponent)
        } else {
            self.init(isNegative: scanner.isNegative, digits: scanner.digits, exponent: exponent)
        }
    }

    /// `digits` is below 10^19.
    private init(isNegative: Bool, digits: UInt64, exponent: Int) {
        var digits = digits
        var exponent = exponent
        while digits != 0, digits.isMultiple(of: 10) {
            digits /= 10
            exponent += 1
        }
        self.isNegative = isNegative && digits != 0
        self.exponent = digits == 0 ? 0 : exponent
        shortDigits = digits
        longDigits = nil
    }

    /// Any digits, most significant first, none of them in front being zero.
    private init(isNegative: Bool, digits: [UInt8], exponent: Int) {
        let zeros = digits.reversed().prefix { $0 == 0 }.count
        let significant = digits.dropLast(zeros)
        if significant.count <= Self.wordDigits {
            let value = significant.reduce(UInt64(0)) { $0 * 10 + UInt64($1) }
            self.init(isNegative: isNegative, digits: value, exponent: exponent + zeros)
        } else {
            self.init(isNegative: isNegative, exponent: exponent + zeros, short: 0, long: Array(significant))
        }
    }

    private init(isNegative: Bool, exponent: Int, short: UInt64, long: [UInt8]?) {
        self.isNegative = isNegative
        self.exponent = exponent
        shortDigits = short
        longDigits = long
    }

    package var isZero: Bool { shortDigits == 0 && longDigits == nil }

    /// So large that other programs read infinity: nobody configures it.
    package var isBeyondDoubles: Bool { Double(description)?.isInfinite ?? true }

    /// Without a fraction, however large.
    package var isWhole: Bool { exponent >= 0 }

    /// The value where it is a whole number of 64 bits.
    package var int64: Int64? {
        guard longDigits == nil, exponent >= 0, exponent <= Self.wordDigits else { return nil }
        var magnitude = shortDigits
        for _ in 0..<exponent {
            let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            magnitude = product
        }
        return isNegative ? Int64(exactly: -Int128(magnitude)) : Int64(exactly: magnitude)
    }

    private var digits: [UInt8] { longDigits ?? Self.digits(of: shortDigits) }

    private static func digits(of value: UInt64) -> [UInt8] { String(value).utf8.map { $0 - UInt8(ascii: "0") } }
}

// MARK: Arithmetic of units

extension ExactNumber {
    /// This number times ten to the `power`.
    package func scaled(byPowerOfTen power: Int) -> ExactNumber {
        if isZero { return self }
        return ExactNumber(isNegative: isNegative, exponent: exponent + power, short: shortDigits, long: longDigits)
    }

    /// The exact product. O(digits).
    package func multiplied(by factor: UInt64) -> ExactNumber {
        var product: [UInt8] = []
        var carry: UInt128 = 0
        for digit in digits.reversed() {
            carry += UInt128(digit) * UInt128(factor)
            product.append(UInt8(truncatingIfNeeded: carry % 10))
            carry /= 10
        }
        while carry > 0 {
            product.append(UInt8(truncatingIfNeeded: carry % 10))
            carry /= 10
        }
        while product.last == 0 { product.removeLast() }
        return ExactNumber(isNegative: isNegative, digits: product.reversed(), exponent: exponent)
    }
}

// MARK: Equality and order

extension ExactNumber: Hashable {
    package static func == (left: ExactNumber, right: ExactNumber) -> Bool {
        left.shortDigits == right.shortDigits && left.exponent == right.exponent
            && left.isNegative == right.isNegative && left.longDigits == right.longDigits
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(isNegative)
        hasher.combine(exponent)
        hasher.combine(shortDigits)
        hasher.combine(longDigits)
    }
}

extension ExactNumber: Comparable {
    package static func < (left: ExactNumber, right: ExactNumber) -> Bool {
        if left.isNegative != right.isNegative { return left.isNegative }
        return left.isNegative ? right.isSmallerInMagnitude(than: left) : left.isSmallerInMagnitude(than: right)
    }

    private func isSmallerInMagnitude(than other: ExactNumber) -> Bool {
        guard longDigits == nil, other.longDigits == nil else { return isSmallerDigitByDigit(than: other) }
        if exponent == other.exponent || isZero || other.isZero { return shortDigits < other.shortDigits }
        let (size, otherSize) = (exponent + Self.count(shortDigits), other.exponent + Self.count(other.shortDigits))
        if size != otherSize { return size < otherSize }
        // Both have the same number of digits before the point, so 10^18 at most makes the exponents equal.
        let difference = exponent - other.exponent
        let left = difference > 0 ? UInt128(shortDigits) * Self.powerOfTen(difference) : UInt128(shortDigits)
        let right =
            difference < 0 ? UInt128(other.shortDigits) * Self.powerOfTen(-difference) : UInt128(other.shortDigits)
        return left < right
    }

    private func isSmallerDigitByDigit(than other: ExactNumber) -> Bool {
        if isZero || other.isZero { return isZero && !other.isZero }
        let (left, right) = (digits, other.digits)
        let (size, otherSize) = (exponent + left.count, other.exponent + right.count)
        return size == otherSize ? left.lexicographicallyPrecedes(right) : size < otherSize
    }

    private static func count(_ digits: UInt64) -> Int {
        var count = 1
        var rest = digits / 10
        while rest > 0 {
            count += 1
            rest /= 10
        }
        return count
    }

    private static func powerOfTen(_ power: Int) -> UInt128 {
        var result: UInt128 = 1
        for _ in 0..<power { result *= 10 }
        return result
    }
}

extension ExactNumber: CustomStringConvertible {
    /// Plain where that takes at most thirty zeros, `1.5`, `100`; else with an exponent, `1e400`. Reads as the same number.
    package var description: String {
        if let int64 { return String(int64) }
        let text = String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
        let sign = isNegative ? "-" : ""
        if exponent >= 0, exponent <= 30 { return sign + text + String(repeating: "0", count: exponent) }
        let point = text.utf8.count + exponent
        if exponent < 0, point > 0 { return sign + text.prefix(point) + "." + text.suffix(-exponent) }
        if exponent < 0, point > -30 { return sign + "0." + String(repeating: "0", count: -point) + text }
        let rest = text.dropFirst()
        return sign + text.prefix(1) + (rest.isEmpty ? "" : ".\(rest)") + "e\(point - 1)"
    }
}
