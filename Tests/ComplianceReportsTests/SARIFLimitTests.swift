import Testing

@testable import ComplianceReports

/// What of SARIF is more than GitHub takes is counted as it is written.
@Suite struct SARIFLimitTests {
    private func excess(_ assessments: [AssessmentResults], runs: Int, results: Int) -> [SARIFExcess] {
        SARIFReport.write(assessments, limits: SARIFLimits(runs: runs, results: results)) { _ in }
    }

    @Test func everyResultCounts() throws {
        let (many, empty) = (try ReportWorld().results(), try ReportWorld(sort: .empty).results())
        var text = ""
        _ = SARIFReport.write([many]) { text += $0 }
        let count = text.split(separator: "\"ruleId\": ").count - 1
        #expect(count > 4)
        #expect(excess([many], runs: 1, results: count) == [])
        #expect(excess([many], runs: 1, results: count - 1) == [.results(count)])
        // Of the run that has the most.
        #expect(excess([empty, many, empty], runs: 2, results: count - 1) == [.runs(3), .results(count)])
        #expect(excess([empty], runs: 1, results: 25_000) == [])
    }

    /// What a baseline has and is gone counts too.
    @Test func whatIsGoneCounts() throws {
        let before = Baseline(try ReportWorld().results())
        let after = try ReportWorld(without: ["fails"]).results().compared(with: before)
        var text = ""
        _ = SARIFReport.write([after]) { text += $0 }
        let count = text.split(separator: "\"ruleId\": ").count - 1
        #expect(excess([after], runs: 1, results: count - 1) == [.results(count)])
    }

    @Test func theLimitsAreGitHubs() {
        #expect(SARIFLimits.gitHub.runs == 20)
        #expect(SARIFLimits.gitHub.results == 25_000)
    }
}
