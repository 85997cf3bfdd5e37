package import ResourceDocuments

/// How many evaluations there were, by result: SCC's `EvalStats`.
///
/// An evaluation is one rule on one resource. A resource to which a rule does not apply is none.
package struct EvaluationSummary: Hashable, Sendable {
    /// `pass_count`
    package var passed: Int
    /// `failure_count`
    package var failed: Int
    /// `error_count`: evaluations that started and ended without an answer. Norma's `unknown`.
    package var unknown: Int
    /// `skipped_count`: assessments without a single evaluation. Outside the total.
    package var skipped: Int
    /// Evaluations under a mask, whatever they say. Outside the total: nothing of them counts as passed.
    package var masked: Int
    /// Evaluations that a subscope's exclusion hides, whatever they say. Outside the total.
    package var hidden: Int

    package init(
        passed: Int = 0, failed: Int = 0, unknown: Int = 0, skipped: Int = 0, masked: Int = 0, hidden: Int = 0
    ) {
        self.passed = passed
        self.failed = failed
        self.unknown = unknown
        self.skipped = skipped
        self.masked = masked
        self.hidden = hidden
    }

    /// `total_count`
    package var total: Int { passed + failed + unknown }
    /// `completed_count`: evaluations that ended with an answer.
    package var completed: Int { passed + failed }
    /// All that were made, also those that do not count.
    package var made: Int { total + masked + hidden }

    package mutating func count(_ verdict: Verdict) {
        switch verdict {
        case .pass: passed += 1
        case .fail: failed += 1
        case .unknown: unknown += 1
        case .notApplicable: break
        }
    }

    package static func + (left: EvaluationSummary, right: EvaluationSummary) -> EvaluationSummary {
        EvaluationSummary(
            passed: left.passed + right.passed, failed: left.failed + right.failed,
            unknown: left.unknown + right.unknown, skipped: left.skipped + right.skipped,
            masked: left.masked + right.masked, hidden: left.hidden + right.hidden)
    }

    /// What these evaluations alone say of a rule or a resource.
    package var status: ComplianceStatus {
        if failed > 0 { return .notCompliant }
        if unknown > 0 { return .unableToPerform }
        return passed > 0 ? .compliant : .notApplicable
    }
}
