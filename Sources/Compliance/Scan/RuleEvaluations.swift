package import ResourceDocuments
import ResourceReaders
package import RuleChecker
package import RulePacks
package import RuleTracer

/// What one rule says of one resource.
package struct Evaluation: Sendable {
    private let run: RuleRun
    private let evaluation: RuleRun.Evaluation

    init(_ evaluation: RuleRun.Evaluation, of run: RuleRun) {
        self.run = run
        self.evaluation = evaluation
    }

    package var verdict: Verdict { evaluation.verdict }

    /// What the resource's own document says against the rule, which is then not applicable; nil where it says nothing.
    package var suppression: Suppression? { run.suppression(of: evaluation) }

    package var needsExplanation: Bool { verdict == .fail || verdict == .unknown }

    /// The resource, and of a fail and of an unknown the reason, worked out at each call: of what fails nothing else is kept than
    /// that it fails. nil where the resource's file cannot be read any more.
    package func explained() -> (resource: Resource, trace: RuleTrace?)? {
        needsExplanation ? run.explain(evaluation) : run.rows.resource(at: evaluation.row).map { ($0, nil) }
    }
}

/// One rule with its parameters' values, and what it says of every resource that it applies to.
package struct RuleEvaluations: Sendable {
    private let run: RuleRun
    private let position: Int
    private var verdicts: [(row: UInt32, verdict: Verdict, isSuppressed: Bool)] = []
    package private(set) var summary = EvaluationSummary()

    private init(of position: Int, in run: RuleRun) {
        self.run = run
        self.position = position
    }

    package var bound: BoundRule { run.rules[position] }

    package var rule: CheckedRule { bound.rule }

    /// In the order of the inventory: every resource of a kind that the rule judges, also those that its `where` or
    /// `when` leaves out.
    package var evaluations: some Sequence<Evaluation> {
        verdicts.lazy.map { [run, position] in
            Evaluation(
                RuleRun.Evaluation(
                    rule: position, row: Int($0.row), verdict: $0.verdict, isSuppressed: $0.isSuppressed),
                of: run)
        }
    }

    /// The evaluations of rows below `end`, from the one at `position` on, with their rows; those that are not applicable are left
    /// out, suppressed ones are not. `position` is moved behind them.
    package func stored(from position: inout Int, below end: Int) -> [(
        row: Int, verdict: StoredVerdict, evaluation: Evaluation
    )] {
        var stored: [(Int, StoredVerdict, Evaluation)] = []
        while position < verdicts.count, verdicts[position].row < end {
            let entry = verdicts[position]
            position += 1
            guard let verdict = StoredVerdict(entry.verdict, isSuppressed: entry.isSuppressed) else { continue }
            let evaluation = RuleRun.Evaluation(
                rule: self.position, row: Int(entry.row), verdict: entry.verdict, isSuppressed: entry.isSuppressed)
            stored.append((Int(entry.row), verdict, Evaluation(evaluation, of: run)))
        }
        return stored
    }

    /// The resource at a row; nil where its file cannot be read any more.
    package func resource(at row: Int) -> Resource? { run.rows.resource(at: row) }

    /// Those that the resources' own documents suppress.
    package private(set) var suppressedCount = 0

    /// Suppressed ones too.
    package var notApplicableCount: Int { verdicts.count - summary.total }
}

extension RuleEvaluations {
    /// One for each rule of a run, in their order. Eight bytes are kept of each evaluation.
    ///
    /// - Parameter judged: the rows to judge; nil: all.
    package static func gather(
        from run: RuleRun, judged: [Int]? = nil, progress: (Int) -> Void = { _ in }
    ) -> [RuleEvaluations] {
        var byRule = run.rules.indices.map { RuleEvaluations(of: $0, in: run) }
        run.evaluate(judged: judged, progress: progress) { evaluation in
            byRule[evaluation.rule].verdicts.append(
                (UInt32(truncatingIfNeeded: evaluation.row), evaluation.verdict, evaluation.isSuppressed))
            if evaluation.isSuppressed { byRule[evaluation.rule].suppressedCount += 1 }
            byRule[evaluation.rule].summary.count(evaluation.verdict)
        }
        for position in byRule.indices where byRule[position].summary.total == 0 {
            byRule[position].summary.skipped = 1
        }
        return byRule
    }
}
