/// A decimal number of any size, exact: every number that JSON can write.
///
/// `1`, `1.0` and `1e0` are equal and hash alike. The value is `±digits × 10^exponent` with neither leading nor trailing
/// zeros in the digits; up to 19 digits stand in one machine word.
package struct ExactNumber: Sendable {
    /// Above this exponent, either way, a number is not read: nothing that is configured is that large.
    package static let maximumExponent = 1_000_000_000

    private let isNegative: Bool
    private let exponent: Int
    /// The digits, where 19 hold them; else 0 and `longDigits` has them, most significant first.
    private let shortDigits: UInt64
    private let longDigits: [UInt8]

    package init(_ value: Int64) {
        self.init(isNegative: value < 0, digits: value.magnitude, exponent: 0)
    }

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
        longDigits = []
    }

    /// A number in JSON's grammar; nil for anything else, and beyond `maximumExponent`. O(length)
    package init?(_ text: String) {
        var text = text
        let number: ExactNumber? = text.withUTF8 { ExactNumber($0) }
        guard let number else { return nil }
        self = number
    }

    /// The same over UTF-8 bytes.
    package init?(_ text: UnsafeBufferPointer<UInt8>) {
        var scanner = NumberScanner(text: text)
        guard scanner.scan(), let written = scanner.writtenExponent else { return nil }
        let exponent = written - scanner.fractionDigits
        guard abs(written) <= Self.maximumExponent else { return nil }
        if scanner.significantDigits <= 19 {
            self.init(isNegative: scanner.isNegative, digits: scanner.shortValue, exponent: exponent)
            return
        }
        var digits = scanner.digits
        var shift = 0
        while digits.last == 0 {
            digits.removeLast()
            shift += 1
        }
        if digits.count <= 19 {
            let value = digits.reduce(UInt64(0)) { $0 * 10 + UInt64($1) }
            self.init(isNegative: scanner.isNegative, digits: value, exponent: exponent + shift)
            return
        }
        self.init(isNegative: scanner.isNegative, exponent: exponent + shift, shortDigits: 0, longDigits: digits)
    }

    private init(isNegative: Bool, exponent: Int, shortDigits: UInt64, longDigits: [UInt8]) {
        self.isNegative = isNegative
        self.exponent = exponent
        self.shortDigits = shortDigits
        self.longDigits = longDigits
    }

    package var isZero: Bool { shortDigits == 0 && longDigits.isEmpty }

    /// The value where it is a whole number of 64 bits.
    package var int64: Int64? {
        guard longDigits.isEmpty, exponent >= 0, exponent <= 19 else { return nil }
        var magnitude = shortDigits
        for _ in 0..<exponent {
            let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            magnitude = product
        }
        return isNegative ? Int64(exactly: -Int128(magnitude)) : Int64(exactly: magnitude)
    }

    /// The digits, most significant first.
    private var digits: [UInt8] {
        if !longDigits.isEmpty { return longDigits }
        return String(shortDigits).utf8.map { $0 - 0x30 }
    }

    private func isSmallerInMagnitude(than other: ExactNumber) -> Bool {
        if exponent == other.exponent, longDigits.isEmpty, other.longDigits.isEmpty {
            return shortDigits < other.shortDigits
        }
        if isZero || other.isZero { return isZero && !other.isZero }
        let (left, right) = (digits, other.digits)
        let (leftSize, rightSize) = (exponent + left.count, other.exponent + right.count)
        if leftSize != rightSize { return leftSize < rightSize }
        return left.lexicographicallyPrecedes(right)
    }

    /// This number times ten to the `power`.
    package func scaled(byPowerOfTen power: Int) -> ExactNumber {
        if isZero { return self }
        return ExactNumber(
            isNegative: isNegative, exponent: exponent + power, shortDigits: shortDigits, longDigits: longDigits)
    }
}

extension ExactNumber: Hashable {
    package static func == (left: ExactNumber, right: ExactNumber) -> Bool {
        left.isNegative == right.isNegative && left.exponent == right.exponent
            && left.shortDigits == right.shortDigits && left.longDigits == right.longDigits
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
}

extension ExactNumber: CustomStringConvertible {
    /// Plain where that takes at most 30 zeros: `1.5`, `100`; else `1e400`.
    package var description: String {
        let text = digits.map(String.init).joined()
        let sign = isNegative ? "-" : ""
        if exponent >= 0, exponent <= 30 { return sign + text + String(repeating: "0", count: exponent) }
        let point = text.count + exponent
        if exponent < 0, point > -30 {
            if point > 0 { return sign + text.prefix(point) + "." + text.suffix(-exponent) }
            return sign + "0." + String(repeating: "0", count: -point) + text
        }
        let rest = text.dropFirst()
        return sign + text.prefix(1) + (rest.isEmpty ? "" : ".\(rest)") + "e\(point - 1)"
    }
}
