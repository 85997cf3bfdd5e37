/// A point in time, to the nanosecond, on the proleptic Gregorian calendar and without leap seconds.
package struct Instant: Hashable, Sendable {
    /// Since 1970-01-01T00:00:00Z.
    package let seconds: Int64
    /// 0 ..< 1,000,000,000, forward from `seconds`.
    package let nanoseconds: Int32

    package init(seconds: Int64, nanoseconds: Int32 = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// A date and time of RFC 3339 (5.6): `2026-01-31T12:00:00.5+01:00`, with `t` or a space for `T` and `z` for `Z`.
    ///
    /// Beyond the RFC: a date alone, which is its midnight in UTC, and a time without seconds, which IBM Cloud's
    /// `last_authn` has. A leap second `:60` is the second after `:59`. Nil for anything else: a day or an hour that does not
    /// exist, a time without an offset, an hour 24, more than nine digits of a second, a year before 0000.
    package init?(_ text: String) {
        guard let instant = text.read({ Instant($0) }) else { return nil }
        self = instant
    }

    /// The same over UTF-8 bytes. No allocation.
    package init?(_ text: UnsafeBufferPointer<UInt8>) {
        var scanner = ByteScanner(text)
        guard let midnight = scanner.midnight() else { return nil }
        if scanner.isAtEnd {
            self.init(seconds: midnight)
            return
        }
        guard scanner.take("T") || scanner.take("t") || scanner.take(" "), let time = scanner.timeOfDay(),
            let offset = scanner.offset(), scanner.isAtEnd
        else { return nil }
        self.init(seconds: midnight + Int64(time.seconds - offset), nanoseconds: time.nanoseconds)
    }

    /// The instant that lies `span` before; nil beyond what 64 bits of seconds hold.
    package static func - (instant: Instant, span: TimeSpan) -> Instant? {
        let nanoseconds = instant.nanoseconds - span.nanoseconds
        let borrow: Int64 = nanoseconds < 0 ? 1 : 0
        let (difference, overflow) = instant.seconds.subtractingReportingOverflow(span.seconds)
        let (seconds, underflow) = difference.subtractingReportingOverflow(borrow)
        if overflow || underflow { return nil }
        return Instant(seconds: seconds, nanoseconds: nanoseconds + Int32(borrow) * 1_000_000_000)
    }
}

extension Instant: Comparable {
    package static func < (left: Instant, right: Instant) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}

extension Instant: CustomStringConvertible {
    /// RFC 3339 in UTC, with as many digits of a second as it has. A year beyond four digits has as many as it needs.
    package var description: String {
        let (days, second) = seconds.flooredQuotientAndRemainder(dividingBy: 86_400)
        let date = CalendarDate(daysSince1970: days)
        let time = [second / 3_600, second / 60 % 60, second % 60].map { Self.padded($0, 2) }.joined(separator: ":")
        var fraction = nanoseconds > 0 ? "." + Self.padded(Int64(nanoseconds), 9) : ""
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return "\(date)T\(time)\(fraction)Z"
    }

    static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number.magnitude)
        return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

extension ByteScanner {
    /// `2026-01-31`, as seconds since 1970-01-01.
    fileprivate mutating func midnight() -> Int64? {
        guard let year = digits(4), take("-"), let month = digits(2), take("-"), let day = digits(2),
            let date = CalendarDate(year: Int64(year), month: Int64(month), day: Int64(day))
        else { return nil }
        return date.daysSince1970 * 86_400
    }

    fileprivate mutating func timeOfDay() -> (seconds: Int, nanoseconds: Int32)? {
        guard let hour = digits(2), hour < 24, take(":"), let minute = digits(2), minute < 60 else { return nil }
        let minutes = hour * 60 + minute
        guard take(":") else { return (minutes * 60, 0) }
        guard let second = digits(2), second <= 60 else { return nil }
        guard take(".") else { return (minutes * 60 + second, 0) }
        guard let fraction = nanoseconds() else { return nil }
        return (minutes * 60 + second, fraction)
    }

    /// The digits behind a second's point, one to nine.
    private mutating func nanoseconds() -> Int32? {
        var nanoseconds: Int32 = 0
        var unit: Int32 = 1_000_000_000
        while let digit {
            unit /= 10
            guard unit > 0 else { return nil }
            nanoseconds += Int32(digit) * unit
            advance()
        }
        return unit < 1_000_000_000 ? nanoseconds : nil
    }

    /// `Z` or `+01:00`, in seconds.
    fileprivate mutating func offset() -> Int? {
        if take("Z") || take("z") { return 0 }
        let sign = take("+") ? 1 : take("-") ? -1 : 0
        guard sign != 0, let hours = digits(2), hours < 24, take(":"), let minutes = digits(2), minutes < 60 else {
            return nil
        }
        return sign * (hours * 3_600 + minutes * 60)
    }
}
