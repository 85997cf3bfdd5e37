import RuleSyntax

/// A share, in whole percent, with what it was counted from.
package struct Score: Hashable, Sendable {
    package let model: ScoreModel
    /// Counted in what the model counts: evaluations, assessments, weights, or percent.
    package let passed: Double
    package let total: Double

    /// Every evaluation counts once, also when several controls use its rule; every assessment counts for its own control.
    package init(_ model: ScoreModel, of basis: ScoreBasis) {
        self.model = model
        let evaluations = basis.evaluations
        let xccdf = XCCDFScore(basis)
        let counted: (passed: Int, total: Int)
        switch model {
        case .scc, .awsConfig: counted = (evaluations.passed, evaluations.total)
        case .threatmapper:
            let manual = basis.manualControls
            // What a person has yet to evaluate is shown beside what was judged; alone it is nothing to count.
            let isJudged = evaluations.total + manual.attested > 0
            counted = isJudged ? (evaluations.passed + manual.passed, evaluations.total + manual.total) : (0, 0)
        case .xccdfDefault:
            passed = xccdf.normalised ?? 0
            total = xccdf.normalised == nil ? 0 : 100
            return
        case .xccdfFlat: counted = xccdf.flat
        case .xccdfFlatUnweighted: counted = xccdf.unweighted
        case .xccdfAbsolute:
            let flat = xccdf.flat
            counted = flat.total == 0 ? (0, 0) : (flat.passed == flat.total ? 1 : 0, 1)
        case .weighted:
            counted = basis.rules.reduce((0, 0)) { sum, rule in
                let weight = rule.severity.weight
                return (sum.0 + weight * rule.evaluations.passed, sum.1 + weight * rule.evaluations.total)
            }
        }
        passed = Double(counted.passed)
        total = Double(counted.total)
    }

    /// Rounded down, so that 100 means all; nil, not 100, where nothing was counted. Sums of fractions that miss a whole number by
    /// less than they can be off count as that number.
    package var percent: Int? { total > 0 ? Int((passed * 100 / total + 1e-9).rounded(.down)) : nil }
}
