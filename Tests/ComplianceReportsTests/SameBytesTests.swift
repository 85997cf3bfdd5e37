import ComplianceReports
import Testing

/// A report does not tell whether its scan was just made or is read from history.
@Suite struct SameBytesTests {
    @Test(arguments: ReportWorld.Sort.allCases) func historyGivesTheBytesOfTheScan(_ sort: ReportWorld.Sort) throws {
        let world = ReportWorld(sort: sort)
        let fresh = try world.results()
        let recorded = try world.recordedResults()
        for format in ReportFormat.allCases {
            #expect(format.text(fresh) == format.text(recorded), "\(format.rawValue)")
        }
    }

    @Test(arguments: ReportFormat.allCases) func equalScansGiveEqualBytes(_ format: ReportFormat) throws {
        #expect(format.text(try ReportWorld().results()) == format.text(try ReportWorld().results()))
    }

    /// Also with U+0000, at which whoever reads a text of SQLite as C does ends it.
    @Test func theHostileWorldSurvivesHistory() throws {
        let world = ReportWorld(word: HostileText.word)
        let fresh = try world.results()
        let recorded = try world.recordedResults()
        for format in ReportFormat.allCases {
            #expect(format.text(fresh) == format.text(recorded), "\(format.rawValue)")
        }
    }
}
