/// A length of time in whole nanoseconds: a day is 86,400 seconds.
package struct TimeSpan: Hashable, Sendable {
    package let seconds: Int64
    /// 0 ..< 1,000,000,000
    package let nanoseconds: Int32

    package init(seconds: Int64, nanoseconds: Int32 = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// `90d`, `1h30m`, `1.5h`, `250ms`, or of ISO 8601 weeks, days and times: `P90D`, `PT1H30M`. Nil for anything else, for months and
    /// years (they have no length), and for more than 292 years or less than a nanosecond.
    package init?(_ text: String) {
        let isISO = text.hasPrefix("P")
        var rest = Substring(isISO ? String(text.dropFirst()) : text)
        var total: Int128 = 0
        var isTime = !isISO
        guard !rest.isEmpty, rest != "T" else { return nil }
        while !rest.isEmpty {
            if isISO, rest.first == "T", !isTime {
                isTime = true
                rest = rest.dropFirst()
                if rest.isEmpty { return nil }
                continue
            }
            let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            rest = rest.dropFirst(number.count)
            let unit = rest.prefix { $0.isASCII && $0.isLetter && !(isISO && $0 == "T" && !isTime) }
            let name = isISO ? String(unit.prefix(1)) : String(unit)
            rest = rest.dropFirst(name.count)
            guard let length = isISO ? Self.isoUnit(name, isTime: isTime) : Self.unit(name),
                let part = Self.product(String(number), nanoseconds: length)
            else { return nil }
            total += part
            guard total <= Int128(Int64.max) else { return nil }
        }
        self.init(nanoseconds: total)
    }

    /// n days; nil where that is not a whole number of nanoseconds, or more than 292 years either way.
    package init?(days: ExactNumber) {
        let text = days.description
        let isNegative = text.hasPrefix("-")
        guard
            let magnitude = Self.product(isNegative ? String(text.dropFirst()) : text, nanoseconds: 86_400_000_000_000),
            magnitude <= Int128(Int64.max)
        else { return nil }
        self.init(nanoseconds: isNegative ? -magnitude : magnitude)
    }

    private init(nanoseconds total: Int128) {
        let (quotient, remainder) = total.quotientAndRemainder(dividingBy: 1_000_000_000)
        let borrow: Int128 = remainder < 0 ? 1 : 0
        seconds = Int64(quotient - borrow)
        nanoseconds = Int32(remainder + borrow * 1_000_000_000)
    }

    private static func unit(_ name: String) -> Int128? {
        switch name {
        case "ms": 1_000_000
        case "s": 1_000_000_000
        case "m": 60_000_000_000
        case "h": 3_600_000_000_000
        case "d": 86_400_000_000_000
        case "w": 604_800_000_000_000
        default: nil
        }
    }

    private static func isoUnit(_ name: String, isTime: Bool) -> Int128? {
        switch (name, isTime) {
        case ("W", false): unit("w")
        case ("D", false): unit("d")
        case ("H", true): unit("h")
        case ("M", true): unit("m")
        case ("S", true): unit("s")
        default: nil
        }
    }

    /// A plain decimal times a unit, exact.
    private static func product(_ number: String, nanoseconds unit: Int128) -> Int128? {
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = parts.first, !whole.isEmpty, whole.count <= 19,
            let integer = UInt64(whole)
        else { return nil }
        let (product, overflow) = Int128(integer).multipliedReportingOverflow(by: unit)
        guard !overflow else { return nil }
        guard parts.count == 2 else { return product }
        let fraction = parts[1]
        guard !fraction.isEmpty, fraction.count <= 18, let digits = UInt64(fraction) else { return nil }
        let scale = (0..<fraction.count).reduce(Int128(1)) { scale, _ in scale * 10 }
        let (part, remainder) = (Int128(digits) * unit).quotientAndRemainder(dividingBy: scale)
        return remainder == 0 ? product + part : nil
    }
}

extension TimeSpan: Comparable {
    package static func < (left: TimeSpan, right: TimeSpan) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}

extension TimeSpan: CustomStringConvertible {
    /// In the largest units: `90d`, `1h30m`, `250ms`.
    package var description: String {
        if seconds < 0 {
            return "-" + TimeSpan(nanoseconds: -(Int128(seconds) * 1_000_000_000 + Int128(nanoseconds))).description
        }
        var text = ""
        var rest = seconds
        for (name, length) in [("d", Int64(86_400)), ("h", 3_600), ("m", 60), ("s", 1)] where rest >= length {
            text += "\(rest / length)\(name)"
            rest %= length
        }
        if nanoseconds > 0 {
            let milliseconds = ExactNumber(Int64(nanoseconds)).scaled(byPowerOfTen: -6)
            text += "\(milliseconds)ms"
        }
        return text.isEmpty ? "0s" : text
    }
}
