/// How a score is counted.
package enum ScoreFormula: String, Hashable, CaseIterable, Sendable {
    /// SCC's: evaluations that pass, of all evaluations. An unknown evaluation counts among all.
    case scc
    /// ThreatMapper's: what passes and what a person must verify, of all that is shown. A manual control is
    /// shown once, however many assessments it has.
    case threatmapper

    /// As a reader of a report is told.
    package var description: String {
        switch self {
        case .scc: "passed evaluations / (passed + failed + unknown)"
        case .threatmapper: "(passed evaluations + manual controls) / (all evaluations + manual controls)"
        }
    }
}

/// A share of evaluations, in whole percent.
package struct Score: Hashable, Sendable {
    package let formula: ScoreFormula
    package let passed: Int
    package let total: Int

    /// Every evaluation counts once, also when several controls use its rule.
    package init(_ formula: ScoreFormula, evaluations: EvaluationSummary, manualControls: Int) {
        self.formula = formula
        switch formula {
        case .scc:
            passed = evaluations.passed
            total = evaluations.total
        case .threatmapper:
            passed = evaluations.passed + manualControls
            total = evaluations.total + manualControls
        }
    }

    /// Rounded down, so that 100 means all; nil, not 100, where nothing was evaluated.
    package var percent: Int? { total > 0 ? passed * 100 / total : nil }
}
