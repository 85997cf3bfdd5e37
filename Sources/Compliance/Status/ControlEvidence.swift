/// What is known of a control once its rules have run: the worst of its specifications. One without any is for a person to judge.
package struct ControlEvidence: Hashable, Sendable {
    /// In the order of the control.
    package let specifications: [SpecificationEvidence]
    /// Of the control's rules, each once, however many of its assessments use it.
    package let evaluations: EvaluationSummary
    /// What a person says of what no rule answers; nil where nobody does.
    package let attested: Attestation.Outcome?

    package init(
        _ specifications: [SpecificationEvidence], evaluations: EvaluationSummary = EvaluationSummary(),
        attested: Attestation.Outcome? = nil
    ) {
        self.specifications = specifications
        self.evaluations = evaluations
        self.attested = attested
    }

    package var assessments: [AssessmentEvidence] { specifications.flatMap(\.assessments) }

    package var hasUnreadKinds: Bool { assessments.contains(where: \.hasUnreadKinds) }

    package var status: ComplianceStatus {
        specifications.isEmpty
            ? attested?.status ?? .userEvaluationRequired : .worst(of: specifications.lazy.map(\.status))
    }
}
