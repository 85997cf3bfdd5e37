package import RuleSyntax

/// What scores are counted from: sums that add up, so that the score of an inventory equals that of its parts taken together.
package struct ScoreBasis: Hashable, Sendable {
    /// One rule with its parameters' values, once, however many controls use it.
    package struct RuleTally: Hashable, Sendable {
        package let severity: SeverityLevel
        package var evaluations: EvaluationSummary
        package var hasUnreadKinds: Bool

        package init(severity: SeverityLevel, evaluations: EvaluationSummary, hasUnreadKinds: Bool = false) {
            self.severity = severity
            self.evaluations = evaluations
            self.hasUnreadKinds = hasUnreadKinds
        }

        var evidence: AssessmentEvidence {
            AssessmentEvidence(evaluations: evaluations, hasUnreadKinds: hasUnreadKinds)
        }
    }

    /// One control: the rules that assess it, and what a person assesses.
    package struct ControlTally: Hashable, Sendable {
        /// From the outermost in; empty where the control is in no family.
        package let families: [String]
        /// For each specification the positions in `rules` of its assessments; nil for a person's.
        package let specifications: [[Int?]]

        package init(families: [String] = [], specifications: [[Int?]]) {
            self.families = families
            self.specifications = specifications
        }
    }

    package private(set) var rules: [RuleTally]
    package let controls: [ControlTally]

    package init(rules: [RuleTally], controls: [ControlTally]) {
        self.rules = rules
        self.controls = controls
    }

    /// Both together: another part of the inventory under the same plan. nil where the plans differ.
    package func merged(with other: ScoreBasis) -> ScoreBasis? {
        guard controls == other.controls, rules.map(\.severity) == other.rules.map(\.severity) else { return nil }
        var merged = self
        for (index, tally) in other.rules.enumerated() {
            let evaluations = merged.rules[index].evaluations + tally.evaluations
            merged.rules[index].evaluations = evaluations
            // A rule is without an evaluation where it has none in any part.
            merged.rules[index].evaluations.skipped = evaluations.total == 0 ? 1 : 0
            merged.rules[index].hasUnreadKinds = merged.rules[index].hasUnreadKinds || tally.hasUnreadKinds
        }
        return merged
    }

    /// Every evaluation once.
    package var evaluations: EvaluationSummary { rules.reduce(EvaluationSummary()) { $0 + $1.evaluations } }

    func evidence(of control: ControlTally) -> ControlEvidence {
        ControlEvidence(
            control.specifications.map { assessments in
                SpecificationEvidence(assessments.map { $0.map { rules[$0].evidence } ?? .manual })
            })
    }

    /// Controls that a person has to evaluate.
    var manualControls: Int { controls.count { evidence(of: $0).status == .userEvaluationRequired } }
}
