import ResourceDocuments
import Testing

@Suite struct TimeTests {
    /// Seconds by hand: RFC 3339's own examples (5.8), the epoch, both ends of the years, leap days.
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0, 0), ("1970-01-01", 0, 0), ("1969-12-31T23:59:59Z", -1, 0),
        ("1985-04-12T23:20:50.52Z", 482_196_050, 520_000_000), ("1996-12-19T16:39:57-08:00", 851_042_397, 0),
        ("1990-12-31T23:59:60Z", 662_688_000, 0), ("1990-12-31T15:59:60-08:00", 662_688_000, 0),
        ("1937-01-01T12:00:27.87+00:20", -1_041_337_173, 870_000_000), ("2000-02-29", 951_782_400, 0),
        ("2026-11-01T00:00Z", 1_793_491_200, 0), ("2026-11-01t00:00:00z", 1_793_491_200, 0),
        ("2026-11-01 00:00:00Z", 1_793_491_200, 0),
        ("2001-09-09T01:46:40.000000001Z", 1_000_000_000, 1), ("0001-01-01T00:00:00Z", -62_135_596_800, 0),
        ("0000-01-01T00:00:00Z", -62_167_219_200, 0), ("9999-12-31T23:59:59.999999999Z", 253_402_300_799, 999_999_999),
        ("2026-01-01T00:00:00+23:59", 1_767_139_260, 0), ("2026-01-01T00:00:00-00:00", 1_767_225_600, 0),
    ])
    func isRead(_ text: String, _ seconds: Int64, _ nanoseconds: Int32) {
        #expect(Instant(text) == Instant(seconds: seconds, nanoseconds: nanoseconds))
    }

    @Test(arguments: [
        "", "2026", "2026-1-1", "2026-13-01", "2026-00-01", "2026-01-00", "2026-01-32", "2026-04-31", "2026-02-29",
        "1900-02-29", "2100-02-29",
        "2026-01-01T24:00:00Z", "2026-01-01T23:60:00Z", "2026-01-01T23:59:61Z", "2026-01-01T00:00:00",
        "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00.1234567891Z", "2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00+01",
        "2026-01-01T00:00:00+0100",
        "2026-01-01T00Z", "2026-01-01Z", "-2026-01-01", "+2026-01-01", "12026-01-01", "2026-01-01T00:00:00Z ",
        " 2026-01-01", "2026/01/01",
        "20260101", "2026-01-01T00:00:00,5Z", "1793491200", "yesterday",
    ])
    func isNoInstant(_ text: String) { #expect(Instant(text) == nil) }

    @Test(arguments: [
        "2026-01-31T12:00:00Z", "1985-04-12T23:20:50.52Z", "0000-03-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z",
        "1600-02-29T23:59:59Z",
        "1969-12-31T23:59:59.5Z",
    ])
    func isWrittenAsItWasRead(_ text: String) { #expect(Instant(text)?.description == text) }

    @Test func lengthsOfMonths() throws {
        for (year, february) in [(2024, 29), (2025, 28), (2000, 29), (1900, 28), (2400, 29)] {
            let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            for (month, length) in zip(1..., lengths) {
                let prefix = "\(year)-\(month < 10 ? "0" : "")\(month)-"
                #expect(Instant("\(prefix)\(length)") != nil)
                #expect(Instant("\(prefix)\(length + 1)") == nil)
            }
        }
    }

    /// Every day of 400 years and some follows the one before, in text and in seconds.
    @Test func daysFollowEachOther() throws {
        var seconds = try #require(Instant("1895-12-31")).seconds
        var previous = ""
        for _ in 0..<150_000 {
            let text = String(Instant(seconds: seconds).description.prefix(10))
            // Many times cheaper than an expectation for each day.
            if text <= previous || Instant(text)?.seconds != seconds { Issue.record("\(text) behind \(previous)") }
            previous = text
            seconds += 86_400
        }
        #expect(previous == "2306-09-07")
    }

    @Test func instantsAreOrderedAndMoved() throws {
        let instant = try #require(Instant("2026-03-01T00:00:00.25Z"))
        let difference = instant - TimeSpan(seconds: 86_400, nanoseconds: 500_000_000)
        let earlier = try #require(difference)
        #expect(earlier.description == "2026-02-27T23:59:59.75Z")
        #expect(earlier < instant)
        let inBerlin = try #require(Instant("2026-01-01T00:00:00+01:00"))
        #expect(try #require(Instant("2025-12-31T22:59:59Z")) < inBerlin)
        #expect(try #require(Instant("2026-01-01")) > inBerlin)
        #expect(Instant(seconds: .min) - TimeSpan(seconds: 1) == nil)
        #expect(Instant(seconds: .min) - TimeSpan(seconds: 0, nanoseconds: 1) == nil)
        #expect(Instant(seconds: .max) - TimeSpan(seconds: -1) == nil)
    }

    /// Far from every calendar, and still no stop.
    @Test func theEndsOfTimeHaveAText() {
        #expect(Instant(seconds: .min).description == "-292277022657-01-27T08:29:52Z")
        #expect(Instant(seconds: .max).description == "292277026596-12-04T15:30:07Z")
    }
}

@Suite struct TimeSpanTests {
    @Test(arguments: [
        ("90d", 7_776_000, 0), ("1h30m", 5_400, 0), ("1.5h", 5_400, 0), ("250ms", 0, 250_000_000), ("1w", 604_800, 0),
        ("0s", 0, 0),
        ("1w2d3h4m5s6ms", 788_645, 6_000_000), ("0.000001ms", 0, 1), ("P90D", 7_776_000, 0), ("PT1H30M", 5_400, 0),
        ("P1DT12H", 129_600, 0), ("P2W", 1_209_600, 0), ("PT0.5S", 0, 500_000_000), ("PT36H", 129_600, 0),
        ("090d", 7_776_000, 0),
        ("106751d", 9_223_286_400, 0),
    ])
    func isRead(_ text: String, _ seconds: Int64, _ nanoseconds: Int32) {
        #expect(TimeSpan(text) == TimeSpan(seconds: seconds, nanoseconds: nanoseconds))
    }

    @Test(arguments: [
        "", "90", "d", "90 d", "-1d", "+1d", "1D", "1y", "1mo", "1h1h", "1m1h", "1.d", ".5d", "1..5d", "1,5h", "P",
        "PT", "P1Y", "P1M", "P1DT", "PT1D",
        "P1H", "p1d", "1dT1h", "0.0000001ms", "106752d", "99999999999999999999d", "P1D ", "1e3s", "PT1M1H", "T1H",
        "1d90",
    ])
    func isNoSpan(_ text: String) { #expect(TimeSpan(text) == nil) }

    @Test(arguments: ["90d", "1h30m", "250ms", "1d1ms", "0s", "2h5s", "0.5ms", "1s0.000001ms"])
    func isWrittenAsItWasRead(_ text: String) throws { #expect(try #require(TimeSpan(text)).description == text) }

    @Test func daysAreExact() throws {
        #expect(TimeSpan(days: ExactNumber(90)) == TimeSpan("90d"))
        #expect(TimeSpan(days: try #require(ExactNumber("0.5"))) == TimeSpan("12h"))
        #expect(TimeSpan(days: ExactNumber(-1))?.description == "-1d")
        #expect(TimeSpan(days: try #require(ExactNumber("-0.5"))) == TimeSpan(seconds: -43_200))
        #expect(TimeSpan(days: try #require(ExactNumber("1e-20"))) == nil)
        #expect(TimeSpan(days: ExactNumber(106_752)) == nil)
        #expect(TimeSpan(days: try #require(ExactNumber("1e1000000000"))) == nil)
        let day = try #require(TimeSpan("1d"))
        #expect(try #require(TimeSpan("25h")) > day)
    }
}
