/// A point in time, in nanoseconds, on the proleptic Gregorian calendar.
package struct Instant: Hashable, Sendable {
    /// Since 1970-01-01T00:00:00Z.
    package let seconds: Int64
    /// 0 ..< 1,000,000,000
    package let nanoseconds: Int32

    package init(seconds: Int64, nanoseconds: Int32 = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// RFC 3339: `2026-01-31T12:00:00.5Z`, with an offset, `t` or a space for `T`; also without seconds, and a date alone (midnight UTC).
    /// Nil for anything else, for more than nine digits of a second, and for a day or hour that does not exist. A leap second
    /// `:60` is the second after `:59`.
    package init?(_ text: String) {
        var text = text
        guard let instant = text.withUTF8({ Instant($0) }) else { return nil }
        self = instant
    }

    /// The same over UTF-8 bytes.
    package init?(_ text: UnsafeBufferPointer<UInt8>) {
        var scanner = InstantScanner(text: text)
        guard let instant = scanner.instant() else { return nil }
        self = instant
    }

    /// The instant that lies `span` before; nil beyond what 64 bits of seconds hold.
    package static func - (instant: Instant, span: TimeSpan) -> Instant? {
        let (seconds, overflow) = instant.seconds.subtractingReportingOverflow(span.seconds)
        guard !overflow else { return nil }
        let nanoseconds = instant.nanoseconds - span.nanoseconds
        guard nanoseconds < 0 else { return Instant(seconds: seconds, nanoseconds: nanoseconds) }
        let (borrowed, underflow) = seconds.subtractingReportingOverflow(1)
        return underflow ? nil : Instant(seconds: borrowed, nanoseconds: nanoseconds + 1_000_000_000)
    }

    /// Days from 1970-01-01 to a date, after Howard Hinnant's `days_from_civil`.
    static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The date that lies so many days after 1970-01-01.
    private static func date(days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}

extension Instant: Comparable {
    package static func < (left: Instant, right: Instant) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}

extension Instant: CustomStringConvertible {
    /// RFC 3339 in UTC, with as many digits of a second as it has.
    package var description: String {
        let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let second = Int(seconds - day * 86_400)
        let date = Self.date(days: Int(day))
        func padded(_ number: Int, _ width: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, width - text.count)) + text
        }
        var text = "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))T"
        text += "\(padded(second / 3_600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
        if nanoseconds > 0 {
            var fraction = padded(Int(nanoseconds), 9)
            while fraction.hasSuffix("0") { fraction.removeLast() }
            text += ".\(fraction)"
        }
        return text + "Z"
    }
}

/// Reads an instant from bytes (RFC 3339, 5.6).
private struct InstantScanner {
    let text: UnsafeBufferPointer<UInt8>
    var position = 0

    init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

    mutating func instant() -> Instant? {
        guard let year = digits(4), take("-"), let month = digits(2), take("-"), let day = digits(2),
            (1...12).contains(month), day >= 1, day <= Self.length(of: month, in: year)
        else { return nil }
        let midnight = Instant.days(year: year, month: month, day: day) * 86_400
        if position == text.count { return Instant(seconds: Int64(midnight)) }
        guard take("T") || take("t") || take(" "), let hour = digits(2), hour < 24, take(":"), let minute = digits(2),
            minute < 60
        else { return nil }
        var second = 0
        var nanoseconds = 0
        if take(":") {
            guard let read = digits(2), read <= 60 else { return nil }
            second = read
            if take(".") {
                guard let fraction = fraction() else { return nil }
                nanoseconds = fraction
            }
        }
        guard let offset = offset(), position == text.count else { return nil }
        return Instant(
            seconds: Int64(midnight + hour * 3_600 + minute * 60 + second - offset), nanoseconds: Int32(nanoseconds))
    }

    private mutating func offset() -> Int? {
        if take("Z") || take("z") { return 0 }
        let sign = take("+") ? 1 : take("-") ? -1 : 0
        guard sign != 0, let hours = digits(2), hours < 24, take(":"), let minutes = digits(2), minutes < 60 else {
            return nil
        }
        return sign * (hours * 3_600 + minutes * 60)
    }

    private mutating func fraction() -> Int? {
        var value = 0
        var count = 0
        while position < text.count, text[position] >= 0x30, text[position] <= 0x39 {
            guard count < 9 else { return nil }
            value = value * 10 + Int(text[position] - 0x30)
            count += 1
            position += 1
        }
        guard count > 0 else { return nil }
        for _ in count..<9 { value *= 10 }
        return value
    }

    private mutating func digits(_ count: Int) -> Int? {
        guard position + count <= text.count else { return nil }
        var value = 0
        for index in position..<position + count {
            guard text[index] >= 0x30, text[index] <= 0x39 else { return nil }
            value = value * 10 + Int(text[index] - 0x30)
        }
        position += count
        return value
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard position < text.count, UInt32(text[position]) == scalar.value else { return false }
        position += 1
        return true
    }

    private static func length(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
