import Compliance
import Testing

/// The truth table of `ControlEvidence`, over every combination of none, one and two of each count.
@Suite struct ControlStatusTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let failed: Int, unknown: Int, unread: Bool, manual: Int, passed: Int, automated: Int
        let status: ComplianceStatus

        var testDescription: String { "\(failed) \(unknown) \(unread) \(manual) \(passed) \(automated)" }
    }

    /// One row for each line of the table, and the rows that tell its lines apart.
    static let rows = [
        Row(failed: 1, unknown: 0, unread: false, manual: 0, passed: 0, automated: 1, status: .notCompliant),
        Row(failed: 1, unknown: 3, unread: true, manual: 1, passed: 9, automated: 2, status: .notCompliant),
        Row(failed: 0, unknown: 1, unread: false, manual: 0, passed: 9, automated: 1, status: .unableToPerform),
        Row(failed: 0, unknown: 1, unread: false, manual: 1, passed: 0, automated: 1, status: .unableToPerform),
        Row(failed: 0, unknown: 0, unread: true, manual: 0, passed: 9, automated: 1, status: .unableToPerform),
        Row(failed: 0, unknown: 0, unread: true, manual: 0, passed: 0, automated: 1, status: .unableToPerform),
        Row(failed: 0, unknown: 0, unread: false, manual: 1, passed: 9, automated: 1, status: .userEvaluationRequired),
        Row(failed: 0, unknown: 0, unread: false, manual: 1, passed: 0, automated: 0, status: .userEvaluationRequired),
        Row(failed: 0, unknown: 0, unread: false, manual: 0, passed: 1, automated: 1, status: .compliant),
        Row(failed: 0, unknown: 0, unread: false, manual: 0, passed: 9, automated: 2, status: .compliant),
        Row(failed: 0, unknown: 0, unread: false, manual: 0, passed: 0, automated: 1, status: .notApplicable),
        Row(failed: 0, unknown: 0, unread: false, manual: 0, passed: 0, automated: 0, status: .userEvaluationRequired),
    ]

    @Test(arguments: rows)
    func followsTheTable(_ row: Row) {
        let evidence = ControlEvidence(
            automatedAssessments: row.automated, manualAssessments: row.manual,
            evaluations: EvaluationSummary(passed: row.passed, failed: row.failed, unknown: row.unknown),
            hasUnreadKinds: row.unread)
        #expect(evidence.status == row.status)
    }

    @Test func isCompliantOnlyOnPassesAlone() {
        for failed in 0...1 {
            for unknown in 0...1 {
                for passed in 0...1 {
                    for manual in 0...1 {
                        for unread in [false, true] {
                            let evidence = ControlEvidence(
                                automatedAssessments: 1, manualAssessments: manual,
                                evaluations: EvaluationSummary(passed: passed, failed: failed, unknown: unknown),
                                hasUnreadKinds: unread)
                            let mayBe = passed == 1 && failed + unknown + manual == 0 && !unread
                            #expect((evidence.status == .compliant) == mayBe)
                        }
                    }
                }
            }
        }
    }

    /// The arithmetic of SCC's own sample: 150 = 130 + 5 + 5 + 10, and 7 that are not applicable outside it.
    @Test func controlSummaryAddsUpAsInTheSample() {
        var statuses = [ComplianceStatus](repeating: .compliant, count: 130)
        statuses += [ComplianceStatus](repeating: .notCompliant, count: 5)
        statuses += [ComplianceStatus](repeating: .unableToPerform, count: 5)
        statuses += [ComplianceStatus](repeating: .userEvaluationRequired, count: 10)
        statuses += [ComplianceStatus](repeating: .notApplicable, count: 7)
        let summary = ControlSummary(statuses)
        #expect(summary.total == 150)
        #expect(summary.notApplicable == 7)
        #expect(summary.status == .notCompliant)
    }

    @Test(arguments: [
        ([ComplianceStatus.compliant, .notApplicable], ComplianceStatus.compliant),
        ([.compliant, .userEvaluationRequired], .userEvaluationRequired),
        ([.userEvaluationRequired, .unableToPerform], .unableToPerform),
        ([.unableToPerform, .notCompliant, .compliant], .notCompliant),
        ([.notApplicable], .notApplicable),
        ([], .notApplicable),
    ])
    func wholeTakesTheWorstStatus(_ statuses: [ComplianceStatus], _ whole: ComplianceStatus) {
        #expect(ComplianceStatus.worst(of: statuses) == whole)
        #expect(ControlSummary(statuses).status == whole)
    }
}
