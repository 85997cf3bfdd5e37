import Compliance

extension JSONWriter {
    /// `format`, `format_version`: what a document is, and by which version of its schema. A version with another first number may be
    /// read otherwise; one with another second number has more keys.
    package mutating func format(_ name: String) {
        member("format", name)
        member("format_version", Self.formatVersion)
    }

    /// Of all that Norma writes as JSON of its own.
    static let formatVersion = "1.0"

    /// The first number of a version: where it is another, a document may mean something else.
    static func major(of version: String) -> Substring { version.prefix { $0 != "." } }

    /// A count, or a mean to two decimals.
    mutating func number(_ value: Double) { scalar(ReportNumber.text(of: value)) }

    /// SCC's `EvalStats`.
    ///
    /// - Parameter hasUnread: some of what was to be evaluated could not be read: that the rest passes is no pass.
    mutating func evaluationSummary(_ summary: EvaluationSummary, hasUnread: Bool) {
        let evidence = AssessmentEvidence(evaluations: summary, hasUnreadKinds: hasUnread)
        object { writer in
            writer.member("status", evidence.status.rawValue)
            writer.member("total_count", summary.total)
            writer.member("pass_count", summary.passed)
            writer.member("failure_count", summary.failed)
            writer.member("error_count", summary.unknown)
            writer.member("skipped_count", summary.skipped)
            writer.member("completed_count", summary.completed)
            writer.member("masked_count", summary.masked)
            writer.member("hidden_count", summary.hidden)
        }
    }

    /// SCC's `ComplianceStats`.
    mutating func controlSummary(_ summary: ControlSummary) {
        object { writer in
            writer.member("status", summary.status.rawValue)
            writer.member("total_count", summary.total)
            writer.member("compliant_count", summary.compliant)
            writer.member("not_compliant_count", summary.notCompliant)
            writer.member("unable_to_perform_count", summary.unableToPerform)
            writer.member("user_evaluation_required_count", summary.userEvaluationRequired)
            writer.member("not_applicable_count", summary.notApplicable)
        }
    }

    /// SCC's `ComplianceScore`, the model and its formula. `percent` is null where nothing was counted.
    ///
    /// - Parameter gaps: where there are any, it is of what could be read.
    mutating func score(_ score: Score, without gaps: ReadingGaps) {
        object { writer in
            writer.member("model", score.model.rawValue)
            writer.member("formula", score.model.formula)
            writer.member("passed") { $0.number(score.passed) }
            writer.member("total_count") { $0.number(score.total) }
            writer.member("percent", score.percent)
            writer.member("complete", gaps.isEmpty)
        }
    }
}
