package import ResourceDocuments
import ResourceReaders
package import RuleChecker
package import RulePacks
package import RuleTracer

/// What one rule says of one resource.
package struct Evaluation: Sendable {
    private let run: RuleRun
    private let evaluation: RuleRun.Evaluation
    /// nil where nothing sets the result aside.
    package let mask: AppliedMask?

    init(_ evaluation: RuleRun.Evaluation, of run: RuleRun, mask: AppliedMask?) {
        self.run = run
        self.evaluation = evaluation
        self.mask = mask
    }

    /// What the rule says; what is under a mask too.
    package var verdict: Verdict { evaluation.verdict }

    /// It fails or is unknown, and no mask lies on it.
    package var isOpen: Bool { mask == nil && isFault }

    private var isFault: Bool { verdict == .fail || verdict == .unknown }

    /// The resource, and of a fail and of an unknown the reason, worked out at each call: of what fails nothing else is kept than
    /// that it fails. nil where the resource's file cannot be read any more.
    package func explained() -> (resource: Resource, trace: RuleTrace?)? {
        isFault ? run.explain(evaluation) : run.rows.resource(at: evaluation.row).map { ($0, nil) }
    }
}

/// One rule with its parameters' values, and what it says of every resource that it applies to.
package struct RuleEvaluations: Sendable {
    private let run: RuleRun
    private let position: Int
    private var verdicts: [(row: UInt32, verdict: Verdict, isSuppressed: Bool)] = []
    /// Positions in `masks`, by row.
    private var maskPositions: [UInt32: Int] = [:]
    private var masks: [AppliedMask] = []
    package private(set) var summary = EvaluationSummary()

    private init(of position: Int, in run: RuleRun) {
        self.run = run
        self.position = position
    }

    package var bound: BoundRule { run.rules[position] }

    package var rule: CheckedRule { bound.rule }

    /// In the order of the inventory: every resource of a kind that the rule judges, also those that its `where` or
    /// `when` leaves out.
    package var evaluations: some Sequence<Evaluation> { verdicts.lazy.map { evaluation($0) } }

    private func evaluation(_ entry: (row: UInt32, verdict: Verdict, isSuppressed: Bool)) -> Evaluation {
        Evaluation(
            RuleRun.Evaluation(
                rule: position, row: Int(entry.row), verdict: entry.verdict, isSuppressed: entry.isSuppressed),
            of: run, mask: maskPositions.isEmpty ? nil : maskPositions[entry.row].map { masks[$0] })
    }

    /// The evaluations of rows below `end`, from the one at `position` on, with their rows; those that are not applicable are left
    /// out. `position` is moved behind them.
    package func stored(from position: inout Int, below end: Int) -> [StoredEvaluation] {
        var stored: [StoredEvaluation] = []
        while position < verdicts.count, verdicts[position].row < end {
            let entry = verdicts[position]
            position += 1
            guard let verdict = StoredVerdict(entry.verdict) else { continue }
            stored.append(
                StoredEvaluation(
                    row: Int(entry.row), verdict: verdict,
                    mask: maskPositions.isEmpty ? nil : maskPositions[entry.row], evaluation: evaluation(entry)))
        }
        return stored
    }

    /// The resource at a row; nil where its file cannot be read any more.
    package func resource(at row: Int) -> Resource? { run.rows.resource(at: row) }

    /// What the rule says of the resource at a row; nil where it does not judge it. O(log rows)
    package func verdict(at row: Int) -> Verdict? {
        var low = 0
        var high = verdicts.count
        while low < high {
            let middle = low + (high - low) / 2
            if verdicts[middle].row < row { low = middle + 1 } else { high = middle }
        }
        return low < verdicts.count && verdicts[low].row == row ? verdicts[low].verdict : nil
    }

    package var notApplicableCount: Int { verdicts.count - summary.total - summary.masked }
}

/// An evaluation that history keeps.
package struct StoredEvaluation: Sendable {
    /// In the inventory.
    package let row: Int
    /// What is under a mask too.
    package let verdict: StoredVerdict
    /// A position in the scan's masks.
    package let mask: Int?
    package let evaluation: Evaluation
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
            byRule[evaluation.rule].summary.count(evaluation.verdict)
        }
        for position in byRule.indices where byRule[position].summary.total == 0 {
            byRule[position].summary.skipped = 1
        }
        return byRule
    }

    /// What the resource's own document says against the rule, of each evaluation with a verdict for which it says something.
    var suppressed: [(row: Int, suppression: Suppression)] {
        verdicts.lazy.filter { $0.isSuppressed }.compactMap { entry in
            run.suppression(
                of: RuleRun.Evaluation(
                    rule: position, row: Int(entry.row), verdict: entry.verdict, isSuppressed: true)
            ).map { (Int(entry.row), $0) }
        }
    }

    /// Rows with a verdict, and the verdicts.
    var judged: some Sequence<(row: Int, verdict: Verdict)> {
        verdicts.lazy.filter { $0.verdict != .notApplicable }.map { (Int($0.row), $0.verdict) }
    }

    /// Sets results aside.
    ///
    /// - Parameter positions: in `masks`, by row.
    mutating func mask(_ positions: [Int: Int], of masks: [AppliedMask]) {
        if positions.isEmpty { return }
        self.masks = masks
        maskPositions = Dictionary(
            positions.map { (UInt32(truncatingIfNeeded: $0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
        summary = EvaluationSummary(masked: positions.count)
        for entry in verdicts where maskPositions[entry.row] == nil { summary.count(entry.verdict) }
    }
}
