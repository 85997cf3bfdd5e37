import Compliance
import RuleSyntax
import TestSupport
import Testing

/// Scores worked by hand.
@Suite struct ScoreTests {
    private func percent(_ summary: EvaluationSummary, _ model: ScoreModel = .scc, manual: Int = 0) -> Int? {
        let controls = (0..<manual).map { _ in ScoreBasis.ControlTally(specifications: [[nil]]) }
        let rule = ScoreBasis.RuleTally(severity: .high, evaluations: summary)
        return Score(model, of: ScoreBasis(rules: [rule], controls: controls)).percent
    }

    /// The sample of SCC's reports: 140 = 123 + 12 + 5, completed 135, 7 skipped outside. 100·123/140 = 87.857…
    @Test func addsUpAsInTheSample() {
        let summary = EvaluationSummary(passed: 123, failed: 12, unknown: 5, skipped: 7)
        #expect(summary.total == 140)
        #expect(summary.completed == 135)
        #expect(percent(summary) == 87)
    }

    @Test(arguments: [
        (1, 3, 0, 25),
        (2, 1, 0, 66),  // 66.67: never rounded up
        (199, 1, 0, 99),  // 99.5 is not all
        (1, 0, 1, 50),  // what is unknown did not pass
        (0, 0, 4, 0),
        (5, 0, 0, 100),
    ])
    func roundsDown(_ passed: Int, _ failed: Int, _ unknown: Int, _ wanted: Int) {
        let summary = EvaluationSummary(passed: passed, failed: failed, unknown: unknown)
        #expect(percent(summary, manual: 43) == wanted)
        #expect(percent(summary, .awsConfig, manual: 43) == wanted)
    }

    /// In no model is nothing a whole.
    @Test(arguments: ScoreModel.allCases)
    func nothingCountedHasNoScore(_ model: ScoreModel) {
        #expect(Score(model, of: ScoreBasis(rules: [], controls: [])).percent == nil)
        let nothing = EvaluationSummary(skipped: 1)
        let basis = ScoreBasis(
            rules: [ScoreBasis.RuleTally(severity: .high, evaluations: nothing)],
            controls: [ScoreBasis.ControlTally(specifications: [[0]])])
        #expect(Score(model, of: basis).percent == nil)
    }

    /// XCCDF leaves out what is notapplicable and counts an error as not passed: of a rule that met nothing because it could not be read,
    /// beside one that passes, 1 of 2; where nothing else was evaluated, nothing.
    @Test(arguments: [ScoreModel.xccdfDefault, .xccdfFlat, .xccdfFlatUnweighted, .xccdfAbsolute])
    func xccdfCountsErrorsBesideWhatWasEvaluated(_ model: ScoreModel) {
        let unread = ScoreBasis.RuleTally(severity: .high, evaluations: EvaluationSummary(), hasUnreadKinds: true)
        let absent = ScoreBasis.RuleTally(severity: .high, evaluations: EvaluationSummary(skipped: 1))
        let passing = ScoreBasis.RuleTally(severity: .high, evaluations: EvaluationSummary(passed: 2))
        func percent(_ rules: [ScoreBasis.RuleTally]) -> Int? {
            let controls = rules.indices.map { ScoreBasis.ControlTally(specifications: [[$0]]) }
            return Score(model, of: ScoreBasis(rules: rules, controls: controls)).percent
        }
        #expect(percent([unread, absent]) == nil)
        #expect(percent([passing, absent]) == 100)
        #expect(percent([passing, unread, absent]) == (model == .xccdfAbsolute ? 0 : 50))
    }

    /// 6 pass, 3 fail, 1 unknown and 2 manual controls: (6 + 2) / (10 + 2) = 66.67
    @Test func threatmapperCountsManualControlsAsShown() {
        #expect(percent(EvaluationSummary(passed: 6, failed: 3, unknown: 1), .threatmapper, manual: 2) == 66)
    }

    /// Nobody has looked at anything: three controls that wait for a person are no score. One that is attested is something to count.
    @Test func threatmapperHasNoScoreOfControlsThatNobodyEvaluated() {
        #expect(percent(EvaluationSummary(), .threatmapper, manual: 3) == nil)
        #expect(percent(EvaluationSummary(failed: 1), .threatmapper, manual: 3) == 75)
        func attested(_ outcome: Attestation.Outcome) -> Int? {
            let controls = [outcome, nil].map { ScoreBasis.ControlTally(specifications: [[nil]], attested: $0) }
            return Score(.threatmapper, of: ScoreBasis(rules: [], controls: controls)).percent
        }
        #expect(attested(.compliant) == 100)
        #expect(attested(.notCompliant) == 50)
        #expect(attested(.notApplicable) == nil)
    }

    /// A critical rule with 1 of 4 passing, a low one with 3 of 3, an informational one that is unknown on its one resource, and a
    /// medium one without a resource. Family A holds control 1 (critical, low) and control 2 (low); family B control 3 (informational,
    /// and a person's), control 4 (medium); control 5 is a person's and in no family.
    private static let basis = ScoreBasis(
        rules: [
            ScoreBasis.RuleTally(severity: .critical, evaluations: EvaluationSummary(passed: 1, failed: 3)),
            ScoreBasis.RuleTally(severity: .low, evaluations: EvaluationSummary(passed: 3)),
            ScoreBasis.RuleTally(severity: .informational, evaluations: EvaluationSummary(unknown: 1)),
            ScoreBasis.RuleTally(severity: .medium, evaluations: EvaluationSummary(skipped: 1)),
        ],
        controls: [
            ScoreBasis.ControlTally(families: ["A"], specifications: [[0], [1]]),
            ScoreBasis.ControlTally(families: ["A"], specifications: [[1]]),
            ScoreBasis.ControlTally(families: ["B"], specifications: [[2, nil]]),
            ScoreBasis.ControlTally(families: ["B"], specifications: [[3]]),
            ScoreBasis.ControlTally(specifications: [[nil]]),
        ])

    @Test(arguments: [
        // 4 of 8 evaluations.
        (ScoreModel.scc, 4.0, 8.0, 50),
        (.awsConfig, 4, 8, 50),
        // Control 5 is for a person; control 3 is unable to perform first.
        (.threatmapper, 5, 9, 55),
        // Weights 16·1 + 2·3 of 16·4 + 2·3 + 1·1.
        (.weighted, 22, 71, 30),
        // Assessments that count: critical fails, low passes, low passes, informational is unknown.
        (.xccdfFlatUnweighted, 2, 4, 50),
        // 2 + 2 of 16 + 2 + 2 + 1.
        (.xccdfFlat, 4, 21, 19),
        (.xccdfAbsolute, 0, 1, 0),
        // Control 1: 2·100/18 = 11.11; control 2: 100; A: 55.56. Control 3: 0; B: 0. Both: 27.78.
        (.xccdfDefault, 27.0 + 7.0 / 9.0, 100, 27),
    ])
    func isCountedByHand(_ model: ScoreModel, _ passed: Double, _ total: Double, _ percent: Int) {
        let score = Score(model, of: Self.basis)
        #expect(abs(score.passed - passed) < 1e-9)
        #expect(score.total == total)
        #expect(score.percent == percent)
    }

    /// All pass: 100 in every model, though weights and means are fractions.
    @Test(arguments: ScoreModel.allCases)
    func allIsAHundred(_ model: ScoreModel) {
        let severities: [SeverityLevel] = [.critical, .low, .low, .medium, .informational, .high, .low]
        let basis = ScoreBasis(
            rules: severities.map {
                ScoreBasis.RuleTally(severity: $0, evaluations: EvaluationSummary(passed: 7))
            },
            controls: severities.indices.map { rule in
                ScoreBasis.ControlTally(families: ["\(rule % 3)"], specifications: [[rule], [0, rule]])
            })
        #expect(Score(model, of: basis).percent == 100)
    }

    /// Whatever the parts: their sums have the score of the whole.
    @Test func scoresOfPartsAddUp() throws {
        var random = SeededGenerator(seed: 20_261_121)
        for _ in 0..<200 {
            let severities = (0..<5).map { _ in SeverityLevel.allCases.randomElement(using: &random) ?? .low }
            // The verdict of each rule on each resource; nil where it does not apply.
            let verdicts = (0..<12).map { _ in (0..<5).map { _ in Int.random(in: 0...3, using: &random) } }
            let controls = (0..<4).map { index in
                ScoreBasis.ControlTally(
                    families: index < 2 ? ["A", "B"] : [],
                    specifications: [[Int.random(in: 0..<5, using: &random), index == 3 ? nil : 0]])
            }
            func basis(_ part: ArraySlice<[Int]>) -> ScoreBasis {
                ScoreBasis(
                    rules: severities.indices.map { rule in
                        var summary = EvaluationSummary(
                            passed: part.count { $0[rule] == 0 }, failed: part.count { $0[rule] == 1 },
                            unknown: part.count { $0[rule] == 2 })
                        summary.skipped = summary.total == 0 ? 1 : 0
                        return ScoreBasis.RuleTally(severity: severities[rule], evaluations: summary)
                    },
                    controls: controls)
            }
            let cut = Int.random(in: 0...12, using: &random)
            let other = Int.random(in: cut...12, using: &random)
            let merged = try #require(
                basis(verdicts[..<cut]).merged(with: basis(verdicts[cut..<other]))?
                    .merged(with: basis(verdicts[other...])))
            for model in ScoreModel.allCases {
                #expect(Score(model, of: merged) == Score(model, of: basis(verdicts[...])), "\(model)")
            }
        }
    }

    @Test func partsOfDifferentPlansAreNotAddedUp() {
        let other = ScoreBasis(rules: Self.basis.rules, controls: [])
        #expect(Self.basis.merged(with: other) == nil)
    }
}
