/// What is known of one assessment once its rule has run, and the status that follows from it.
///
/// The first line of this table that fits decides. SCC documents no derivation; the order is the one its samples agree with, and
/// nothing is compliant on what nobody could see.
///
/// | method | failed | unknown | unread kinds | passed | status |
/// |---|---|---|---|---|---|
/// | manual, attested | – | – | – | – | as attested |
/// | manual | – | – | – | – | user_evaluation_required |
/// | automated | ≥ 1 | any | any | any | not_compliant |
/// | automated | 0 | ≥ 1 | any | any | unable_to_perform |
/// | automated | 0 | 0 | yes | any | unable_to_perform |
/// | automated | 0 | 0 | no | ≥ 1 | compliant |
/// | automated | 0 | 0 | no | 0 | not_applicable |
///
/// What is masked is none of these: a rule whose every evaluation is masked is not compliant, it is not applicable.
package struct AssessmentEvidence: Hashable, Sendable {
    package let method: Assessment.Method
    package var evaluations: EvaluationSummary
    /// The inventory says that resources of a kind that the rule judges could not be read.
    package var hasUnreadKinds: Bool

    /// What a person says of it; nil where nobody does.
    package let attested: Attestation.Outcome?

    package static func manual(_ attested: Attestation.Outcome? = nil) -> AssessmentEvidence {
        AssessmentEvidence(method: .manual, attested: attested)
    }

    package init(
        method: Assessment.Method = .automated, evaluations: EvaluationSummary = EvaluationSummary(),
        hasUnreadKinds: Bool = false, attested: Attestation.Outcome? = nil
    ) {
        self.method = method
        self.evaluations = evaluations
        self.hasUnreadKinds = hasUnreadKinds
        self.attested = attested
    }

    package var status: ComplianceStatus {
        switch method {
        case .manual: return attested?.status ?? .userEvaluationRequired
        case .automated: break
        }
        if evaluations.failed > 0 { return .notCompliant }
        if evaluations.unknown > 0 || hasUnreadKinds { return .unableToPerform }
        return evaluations.passed > 0 ? .compliant : .notApplicable
    }
}

/// What is known of one specification of a control: the worst of its assessments; one without any is for a person to judge,
/// as is a control without specifications.
package struct SpecificationEvidence: Hashable, Sendable {
    /// In the order of the specification.
    package let assessments: [AssessmentEvidence]

    package let attested: Attestation.Outcome?

    package init(_ assessments: [AssessmentEvidence], attested: Attestation.Outcome? = nil) {
        self.assessments = assessments
        self.attested = attested
    }

    package var status: ComplianceStatus {
        assessments.isEmpty
            ? attested?.status ?? .userEvaluationRequired : .worst(of: assessments.lazy.map(\.status))
    }
}
