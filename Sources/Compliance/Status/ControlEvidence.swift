/// What is known of a control once its rules have run, and the status that follows from it.
///
/// The first line of this table that fits decides. SCC documents no derivation; the order is the one its samples
/// agree with, and a control is never compliant on what nobody could see.
///
/// | failed | unknown | unread kinds | manual assessments | passed | automated assessments | status |
/// |---|---|---|---|---|---|---|
/// | ≥ 1 | any | any | any | any | any | not_compliant |
/// | 0 | ≥ 1 | any | any | any | any | unable_to_perform |
/// | 0 | 0 | yes | any | any | any | unable_to_perform |
/// | 0 | 0 | no | ≥ 1 | any | any | user_evaluation_required |
/// | 0 | 0 | no | 0 | ≥ 1 | any | compliant |
/// | 0 | 0 | no | 0 | 0 | ≥ 1 | not_applicable |
/// | 0 | 0 | no | 0 | 0 | 0 | user_evaluation_required |
package struct ControlEvidence: Hashable, Sendable {
    /// Assessments that a rule makes.
    package var automatedAssessments: Int
    /// Assessments that a person makes.
    package var manualAssessments: Int
    package var evaluations: EvaluationSummary
    /// The inventory says that resources of a kind that the control's rules judge could not be read.
    package var hasUnreadKinds: Bool

    package init(
        automatedAssessments: Int, manualAssessments: Int = 0, evaluations: EvaluationSummary = EvaluationSummary(),
        hasUnreadKinds: Bool = false
    ) {
        self.automatedAssessments = automatedAssessments
        self.manualAssessments = manualAssessments
        self.evaluations = evaluations
        self.hasUnreadKinds = hasUnreadKinds
    }

    package var status: ComplianceStatus {
        if evaluations.failed > 0 { return .notCompliant }
        if evaluations.unknown > 0 || hasUnreadKinds { return .unableToPerform }
        if manualAssessments > 0 { return .userEvaluationRequired }
        if evaluations.passed > 0 { return .compliant }
        return automatedAssessments > 0 ? .notApplicable : .userEvaluationRequired
    }
}
