import Compliance
import ResourceDocuments
import Testing

@Suite struct ScanScheduleTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let schedule: ScanSchedule
        let last: String?
        let now: String
        /// `due` and the instant that the scan is for, `not due until` and one, or `paused`.
        let expected: String
        var testDescription: String { "\(schedule.rawValue), last \(last ?? "never"), now \(now)" }
    }

    static let cases: [Case] = [
        // The first scan is due at once, and the others follow on it.
        .init(schedule: .daily, last: nil, now: "2026-01-31T10:00:00Z", expected: "due 2026-01-31T10:00:00Z"),
        .init(
            schedule: .daily, last: "2026-01-31T10:00:00Z", now: "2026-01-31T10:00:00Z",
            expected: "not due until 2026-02-01T10:00:00Z"),
        .init(
            schedule: .daily, last: "2026-01-31T10:00:00Z", now: "2026-02-01T09:59:59.999Z",
            expected: "not due until 2026-02-01T10:00:00Z"),
        .init(
            schedule: .daily, last: "2026-01-31T10:00:00Z", now: "2026-02-01T10:00:00Z",
            expected: "due 2026-02-01T10:00:00Z"),
        // A run that comes late moves nothing.
        .init(
            schedule: .daily, last: "2026-01-31T10:00:00Z", now: "2026-02-01T13:21:09Z",
            expected: "due 2026-02-01T10:00:00Z"),
        // Five missed days are one scan.
        .init(
            schedule: .daily, last: "2026-01-31T10:00:00Z", now: "2026-02-05T13:00:00Z",
            expected: "due 2026-02-05T10:00:00Z"),
        // Parts of a second count.
        .init(
            schedule: .daily, last: "2026-01-31T10:00:00.5Z", now: "2026-02-01T10:00:00.4Z",
            expected: "not due until 2026-02-01T10:00:00.5Z"),
        .init(
            schedule: .daily, last: "2026-01-31T10:00:00.5Z", now: "2026-02-01T10:00:00.5Z",
            expected: "due 2026-02-01T10:00:00.5Z"),
        // Days, not calendar months: over the ends of months, of a leap February and of a year.
        .init(
            schedule: .everyThirtyDays, last: "2026-01-31T00:00:00Z", now: "2026-03-01T23:59:59Z",
            expected: "not due until 2026-03-02T00:00:00Z"),
        .init(
            schedule: .everyThirtyDays, last: "2028-01-31T00:00:00Z", now: "2028-03-01T00:00:00Z",
            expected: "due 2028-03-01T00:00:00Z"),
        .init(
            schedule: .everyThirtyDays, last: "2026-12-15T12:00:00Z", now: "2027-03-20T00:00:00Z",
            expected: "due 2027-03-15T12:00:00Z"),
        .init(
            schedule: .everySevenDays, last: "2026-12-28T06:00:00Z", now: "2027-01-04T05:00:00Z",
            expected: "not due until 2027-01-04T06:00:00Z"),
        .init(
            schedule: .everySevenDays, last: "2026-02-26T06:00:00Z", now: "2026-03-05T06:00:00Z",
            expected: "due 2026-03-05T06:00:00Z"),
        // Across the change to summer time in Europe: 24 hours are a day.
        .init(
            schedule: .daily, last: "2026-03-28T02:30:00+01:00", now: "2026-03-29T03:29:59+02:00",
            expected: "not due until 2026-03-29T01:30:00Z"),
        // The clock was set back by an hour: nothing runs twice.
        .init(
            schedule: .daily, last: "2026-02-01T10:00:00Z", now: "2026-02-01T09:00:00Z",
            expected: "not due until 2026-02-02T10:00:00Z"),
        .init(
            schedule: .daily, last: "2026-02-01T10:00:00Z", now: "2026-01-31T10:00:00Z",
            expected: "not due until 2026-02-02T10:00:00Z"),
        // It was years ahead when the last scan ran: nobody waits for that day again.
        .init(
            schedule: .daily, last: "2031-02-01T10:00:00Z", now: "2026-02-01T12:00:00Z",
            expected: "due 2026-02-01T10:00:00Z"),
        .init(
            schedule: .everySevenDays, last: "2026-02-20T10:00:00Z", now: "2026-02-12T10:00:00Z",
            expected: "due 2026-02-06T10:00:00Z"),
        .init(schedule: .none, last: nil, now: "2026-02-01T12:00:00Z", expected: "paused"),
        .init(schedule: .paused, last: nil, now: "2026-02-01T12:00:00Z", expected: "paused"),
        .init(schedule: .none, last: "2026-01-01T12:00:00Z", now: "2026-02-01T12:00:00Z", expected: "paused"),
    ]

    private func words(_ decision: ScheduleDecision) -> String {
        switch decision {
        case .due(let scheduled): "due \(scheduled)"
        case .notDue(let until): "not due until \(until)"
        case .paused: "paused"
        case .disabled: "disabled"
        }
    }

    @Test(arguments: cases)
    func decisionsAreThoseOfTheTable(_ expected: Case) throws {
        let last = try expected.last.map { try #require(Instant($0)) }
        let now = try #require(Instant(expected.now))
        #expect(words(expected.schedule.decision(after: last, now: now)) == expected.expected)
    }

    /// A year of hourly runs on a machine that is off for two or three days every now and then: as many scans as there are days on
    /// which it ran at all, each for the same time of the day.
    @Test func instantsKeepTheirPhaseOverAYear() throws {
        let start = try #require(Instant("2026-01-01T06:00:00Z"))
        var last: Instant?
        var scans: [Instant] = []
        var days: Set<Int> = []
        for hour in 0..<(365 * 24) where hour % 1000 >= 60 || hour == 0 {
            let now = Instant(seconds: start.seconds + Int64(hour) * 3_600 + Int64(hour % 7) * 60)
            days.insert((hour * 60 + hour % 7) / (24 * 60))
            if case .due(let scheduled) = ScanSchedule.daily.decision(after: last, now: now) {
                scans.append(scheduled)
                last = scheduled
            }
        }
        #expect(scans.map { ($0.seconds - start.seconds) % 86_400 } == scans.map { _ in 0 })
        #expect(Set(scans.map { Int($0.seconds - start.seconds) / 86_400 }) == days)
        #expect(scans.count == days.count)
        #expect(days.count < 365)
    }

    @Test func extremesDoNotTrap() {
        for seconds in [Int64.min, -1, 0, .max] {
            for other in [Int64.min, -1, 0, .max] {
                let decision = ScanSchedule.everyThirtyDays.decision(
                    after: Instant(seconds: seconds), now: Instant(seconds: other))
                #expect(decision != .paused)
            }
        }
        #expect(ScanSchedule.daily.next(after: Instant(seconds: .max)) == Instant(seconds: .max))
    }

    @Test func aDisabledAttachmentIsNeverDue() throws {
        let attachment = try #require(
            try ExampleWorld.attachment(
                "profile_id: CIS\nstatus: disabled\nschedule: daily\nscope: { scope_type: account, scope_id: acc1 }\n"
            ).attachment)
        #expect(attachment.decision(after: nil, now: Instant(seconds: 0)) == .disabled)
    }
}
