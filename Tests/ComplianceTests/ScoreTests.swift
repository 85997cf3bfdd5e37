import Compliance
import Testing

/// Scores worked by hand.
@Suite struct ScoreTests {
    /// The sample of SCC's reports: 140 = 123 + 12 + 5, completed 135, 7 skipped outside. 100·123/140 = 87.857…
    @Test func addsUpAsInTheSample() {
        let summary = EvaluationSummary(passed: 123, failed: 12, unknown: 5, skipped: 7)
        #expect(summary.total == 140)
        #expect(summary.completed == 135)
        #expect(Score(.scc, evaluations: summary, manualControls: 0).percent == 87)
    }

    @Test(arguments: [
        (1, 3, 0, 25),
        (2, 1, 0, 66),  // 66.67: never rounded up
        (199, 1, 0, 99),  // 99.5 is not all
        (1, 0, 1, 50),  // what is unknown did not pass
        (0, 0, 4, 0),
        (5, 0, 0, 100),
    ])
    func roundsDown(_ passed: Int, _ failed: Int, _ unknown: Int, _ percent: Int) {
        let summary = EvaluationSummary(passed: passed, failed: failed, unknown: unknown)
        #expect(Score(.scc, evaluations: summary, manualControls: 43).percent == percent)
    }

    @Test func nothingEvaluatedHasNoScore() {
        let nothing = EvaluationSummary(skipped: 3)
        #expect(Score(.scc, evaluations: nothing, manualControls: 5).percent == nil)
        #expect(Score(.threatmapper, evaluations: nothing, manualControls: 0).percent == nil)
    }

    /// 6 pass, 3 fail, 1 unknown and 2 manual controls: (6 + 2) / (10 + 2) = 66.67
    @Test func threatmapperCountsManualControlsAsShown() {
        let summary = EvaluationSummary(passed: 6, failed: 3, unknown: 1)
        let score = Score(.threatmapper, evaluations: summary, manualControls: 2)
        #expect((score.passed, score.total, score.percent) == (8, 12, 66))
        #expect(Score(.threatmapper, evaluations: EvaluationSummary(), manualControls: 3).percent == 100)
    }
}
