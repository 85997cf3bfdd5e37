import RuleSyntax

/// The scoring models of XCCDF, where a rule of XCCDF is an assessment, and its groups are controls and their families.
///
/// pass counts in full; fail, unknown and error (what could not be read) count as nothing; a person's assessments (notchecked) and
/// those that no resource is there for, or none that is not masked (notapplicable), count nowhere. Where there is no evaluation at all
/// nothing counts: errors alone say nothing of the resources. Weights of groups are 1. Source: NISTIR 7275r4, tables 40 and 41.
struct XCCDFScore {
    /// What one level adds up to.
    private struct Mean {
        var sum = 0.0
        var weight = 0.0

        mutating func add(_ score: Double, weight: Double) {
            sum += score * weight
            self.weight += weight
        }

        /// nil where nothing counts: such a group counts nowhere either.
        var value: Double? { weight > 0 ? sum / weight : nil }
    }

    private let basis: ScoreBasis
    private let hasEvaluations: Bool

    init(_ basis: ScoreBasis) {
        self.basis = basis
        hasEvaluations = basis.evaluations.total > 0
    }

    /// Assessments that count, with their weights and whether they pass.
    private var counted: [(weight: Int, passes: Bool)] { basis.controls.flatMap(counted) }

    private func counted(of control: ScoreBasis.ControlTally) -> [(weight: Int, passes: Bool)] {
        if !hasEvaluations { return [] }
        return control.specifications.joined().compactMap { position in
            guard let position else { return nil }
            let weight = basis.rules[position].severity.weight
            switch basis.evidence(ofRule: position, in: control).status {
            case .compliant: return (weight, true)
            case .notCompliant, .unableToPerform: return (weight, false)
            case .notApplicable, .userEvaluationRequired: return nil
            }
        }
    }

    /// Of 100; nil where nothing counts.
    var normalised: Double? { mean(of: basis.controls[...], depth: 0).value }

    /// Families in the order of their names stand beside controls without a family at this depth.
    private func mean(of controls: ArraySlice<ScoreBasis.ControlTally>, depth: Int) -> Mean {
        var mean = Mean()
        var families: [String: [ScoreBasis.ControlTally]] = [:]
        for control in controls {
            if control.families.count > depth {
                families[control.families[depth], default: []].append(control)
            } else if let score = score(of: control) {
                mean.add(score, weight: 1)
            }
        }
        for (_, members) in families.sorted(by: { $0.key < $1.key }) {
            if let score = self.mean(of: members[...], depth: depth + 1).value { mean.add(score, weight: 1) }
        }
        return mean
    }

    private func score(of control: ScoreBasis.ControlTally) -> Double? {
        var mean = Mean()
        for assessment in counted(of: control) {
            mean.add(assessment.passes ? 100 : 0, weight: Double(assessment.weight))
        }
        return mean.value
    }

    var flat: (passed: Int, total: Int) { sum { $0 } }
    var unweighted: (passed: Int, total: Int) { sum { _ in 1 } }

    private func sum(_ weight: (Int) -> Int) -> (passed: Int, total: Int) {
        counted.reduce((0, 0)) { sum, assessment in
            let weight = weight(assessment.weight)
            return (sum.0 + (assessment.passes ? weight : 0), sum.1 + weight)
        }
    }
}
