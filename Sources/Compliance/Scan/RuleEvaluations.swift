package import ResourceDocuments
package import RuleChecker
package import RulePacks
package import RuleTracer

/// What one rule says of one resource.
package struct Evaluation: Sendable {
    package let resource: Resource
    package let verdict: Verdict
    /// Why not pass: of a fail and of an unknown, unless nobody asked.
    package let trace: RuleTrace?

    package init(resource: Resource, verdict: Verdict, trace: RuleTrace?) {
        self.resource = resource
        self.verdict = verdict
        self.trace = trace
    }
}

/// One rule with its parameters' values, and what it says of every resource that it applies to.
package struct RuleEvaluations: Sendable {
    package let bound: BoundRule
    /// In the order of the inventory: every resource of a kind that the rule judges, also those that its `where` or
    /// `when` leaves out.
    package let evaluations: [Evaluation]
    package let summary: EvaluationSummary

    package init(_ bound: BoundRule, _ evaluations: [Evaluation]) {
        self.bound = bound
        self.evaluations = evaluations
        var summary = EvaluationSummary()
        for evaluation in evaluations { summary.count(evaluation.verdict) }
        if summary.total == 0 { summary.skipped = 1 }
        self.summary = summary
    }

    package var rule: CheckedRule { bound.rule }

    package var notApplicableCount: Int { evaluations.count - summary.total }
}

extension RuleEvaluations {
    /// One for each rule of a run, in their order, with a trace of each evaluation that fails or is unknown.
    ///
    /// - Parameter judged: positions in the inventory of the resources to judge; nil: all.
    package static func gather(
        from run: RuleRun, judged: [Int]? = nil, progress: (Int) -> Void = { _ in }
    ) -> [RuleEvaluations] {
        var byRule: [[Evaluation]] = Array(repeating: [], count: run.rules.count)
        for evaluation in run.evaluate(judged: judged, progress: progress) {
            let needsTrace = evaluation.verdict == .fail || evaluation.verdict == .unknown
            byRule[evaluation.rule].append(
                Evaluation(
                    resource: run.inventory.resources[evaluation.resource], verdict: evaluation.verdict,
                    trace: needsTrace ? run.trace(evaluation) : nil))
        }
        return zip(run.rules, byRule).map { RuleEvaluations($0, $1) }
    }
}
