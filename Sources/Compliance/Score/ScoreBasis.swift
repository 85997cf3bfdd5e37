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
    }

    /// One control: the rules that assess it, and what a person assesses.
    package struct ControlTally: Hashable, Sendable {
        /// From the outermost in; empty where the control is in no family.
        package let families: [String]
        /// For each specification the positions in `rules` of its assessments; nil for a person's.
        package let specifications: [[Int?]]
        /// What masks of this control leave of rules' evaluations, by the rule's position.
        package var masked: [Int: EvaluationSummary]
        /// What a person says of what no rule answers.
        package let attested: Attestation.Outcome?

        package init(
            families: [String] = [], specifications: [[Int?]], masked: [Int: EvaluationSummary] = [:],
            attested: Attestation.Outcome? = nil
        ) {
            self.families = families
            self.specifications = specifications
            self.masked = masked
            self.attested = attested
        }

        func hasSamePlan(as other: ControlTally) -> Bool {
            families == other.families && specifications == other.specifications && attested == other.attested
        }
    }

    package private(set) var rules: [RuleTally]
    package private(set) var controls: [ControlTally]

    package init(rules: [RuleTally], controls: [ControlTally]) {
        self.rules = rules
        self.controls = controls
    }

    /// Both together: another part of the inventory under the same plan. nil where the plans differ.
    package func merged(with other: ScoreBasis) -> ScoreBasis? {
        guard controls.count == other.controls.count,
            zip(controls, other.controls).allSatisfy({ $0.hasSamePlan(as: $1) }),
            rules.map(\.severity) == other.rules.map(\.severity)
        else { return nil }
        var merged = self
        for (index, control) in other.controls.enumerated() {
            for rule in Set(control.masked.keys).union(controls[index].masked.keys) {
                merged.controls[index].masked[rule] =
                    (controls[index].masked[rule] ?? rules[rule].evaluations)
                    + (control.masked[rule] ?? other.rules[rule].evaluations)
            }
        }
        for (index, tally) in other.rules.enumerated() {
            let evaluations = merged.rules[index].evaluations + tally.evaluations
            merged.rules[index].evaluations = evaluations
            // A rule is without an evaluation where it has none in any part.
            merged.rules[index].evaluations.skipped = evaluations.made == 0 ? 1 : 0
            merged.rules[index].hasUnreadKinds = merged.rules[index].hasUnreadKinds || tally.hasUnreadKinds
        }
        return merged
    }

    /// Every evaluation once.
    package var evaluations: EvaluationSummary { rules.reduce(EvaluationSummary()) { $0 + $1.evaluations } }

    func evidence(of control: ControlTally) -> ControlEvidence {
        ControlEvidence(
            control.specifications.map { assessments in
                SpecificationEvidence(
                    assessments.map { $0.map { evidence(ofRule: $0, in: control) } ?? .manual(control.attested) },
                    attested: control.attested)
            }, attested: control.attested)
    }

    func evidence(ofRule position: Int, in control: ControlTally) -> AssessmentEvidence {
        let rule = rules[position]
        return AssessmentEvidence(
            evaluations: control.masked[position] ?? rule.evaluations, hasUnreadKinds: rule.hasUnreadKinds)
    }

    /// Controls that a person has to evaluate, and those without a rule that a person attests: how many count as passed, of how
    /// many that count, and how many of these a person attested.
    var manualControls: (passed: Int, total: Int, attested: Int) {
        controls.reduce((0, 0, 0)) { sum, control in
            let hasRule = control.specifications.joined().contains { $0 != nil }
            switch evidence(of: control).status {
            case .userEvaluationRequired: return (sum.0 + 1, sum.1 + 1, sum.2)
            case .compliant where !hasRule: return (sum.0 + 1, sum.1 + 1, sum.2 + 1)
            case .notCompliant where !hasRule: return (sum.0, sum.1 + 1, sum.2 + 1)
            case .compliant, .notCompliant, .unableToPerform, .notApplicable: return sum
            }
        }
    }
}
