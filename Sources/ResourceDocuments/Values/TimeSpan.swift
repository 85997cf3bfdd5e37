/// A length of time in whole nanoseconds: a day is 86,400 seconds, a week seven days.
package struct TimeSpan: Hashable, Sendable {
    package let seconds: Int64
    /// 0 ..< 1,000,000,000, forward from `seconds`.
    package let nanoseconds: Int32

    package init(seconds: Int64, nanoseconds: Int32 = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// `90d`, `1h30m`, `1.5h`, `250ms`; or weeks, days and times of ISO 8601: `P90D`, `PT1H30M`.
    ///
    /// Each unit at most once, the larger ones first. Nil for anything else: months and years, which have no length, signs,
    /// white space, more than 292 years, less than a nanosecond.
    package init?(_ text: String) {
        guard let span = text.read({ TimeSpan($0) }) else { return nil }
        self = span
    }

    /// The same over UTF-8 bytes. No allocation.
    package init?(_ text: UnsafeBufferPointer<UInt8>) {
        var scanner = ByteScanner(text)
        let isISO = scanner.take("P")
        var isTime = false
        var smallest = Int128.max
        var total: Int128 = 0
        repeat {
            if isISO, !isTime { isTime = scanner.take("T") }
            guard let number = scanner.decimalNumber(),
                let unit = isISO ? scanner.isoUnit(isTime: isTime) : scanner.unit(), unit < smallest
            else { return nil }
            smallest = unit
            let (length, remainder) = (number.digits * unit).quotientAndRemainder(dividingBy: number.scale)
            total += length
            guard remainder == 0, total <= Int128(Int64.max) else { return nil }
        } while !scanner.isAtEnd
        self.init(nanoseconds: Int64(total))
    }

    /// n days; nil where that is not a whole number of nanoseconds, or more than 292 years either way.
    package init?(days: ExactNumber) {
        guard let nanoseconds = days.multiplied(by: 86_400_000_000_000).int64 else { return nil }
        self.init(nanoseconds: nanoseconds)
    }

    private init(nanoseconds total: Int64) {
        let (seconds, rest) = total.flooredQuotientAndRemainder(dividingBy: 1_000_000_000)
        self.init(seconds: seconds, nanoseconds: Int32(rest))
    }
}

extension ByteScanner {
    /// A plain decimal as `digits / scale`, each of at most 18 digits.
    fileprivate mutating func decimalNumber() -> (digits: Int128, scale: Int128)? {
        var digits: Int128 = 0
        var scale: Int128 = 1
        func takeDigits(_ scanner: inout ByteScanner, scaledBy factor: Int128) -> Bool {
            let start = scanner.position
            while let digit = scanner.digit, digits < 100_000_000_000_000_000, scale < 1_000_000_000_000_000_000 {
                digits = digits * 10 + Int128(digit)
                scale *= factor
                scanner.advance()
            }
            return scanner.position > start && scanner.digit == nil
        }
        guard takeDigits(&self, scaledBy: 1) else { return nil }
        if take("."), !takeDigits(&self, scaledBy: 10) { return nil }
        return (digits, scale)
    }

    /// In nanoseconds.
    fileprivate mutating func unit() -> Int128? {
        if take("w") { return 604_800_000_000_000 }
        if take("d") { return 86_400_000_000_000 }
        if take("h") { return 3_600_000_000_000 }
        if take("m") { return take("s") ? 1_000_000 : 60_000_000_000 }
        if take("s") { return 1_000_000_000 }
        return nil
    }

    fileprivate mutating func isoUnit(isTime: Bool) -> Int128? {
        if isTime {
            if take("H") { return 3_600_000_000_000 }
            if take("M") { return 60_000_000_000 }
            if take("S") { return 1_000_000_000 }
        } else {
            if take("W") { return 604_800_000_000_000 }
            if take("D") { return 86_400_000_000_000 }
        }
        return nil
    }
}

extension TimeSpan: Comparable {
    package static func < (left: TimeSpan, right: TimeSpan) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}

extension TimeSpan: CustomStringConvertible {
    /// In the largest units: `90d`, `1h30m`, `250ms`. Without a minus sign it reads as the same span.
    package var description: String {
        let isNegative = seconds < 0
        let total = Int128(seconds) * 1_000_000_000 + Int128(nanoseconds)
        let (whole, fraction) = total.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
        var rest = whole
        var text = ""
        for (unit, length) in [("d", UInt128(86_400)), ("h", 3_600), ("m", 60), ("s", 1)] where rest >= length {
            text += "\(rest / length)\(unit)"
            rest %= length
        }
        if fraction > 0 {
            let milliseconds = ExactNumber(Int64(fraction)).scaled(byPowerOfTen: -6)
            text += "\(milliseconds)ms"
        }
        return (isNegative ? "-" : "") + (text.isEmpty ? "0s" : text)
    }
}
