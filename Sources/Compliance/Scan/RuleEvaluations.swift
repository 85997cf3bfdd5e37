package import ResourceDocuments
import ResourceReaders
package import RuleChecker
package import RulePacks
package import RuleTracer

/// What one rule says of one resource.
package struct Evaluation: Sendable {
    private let run: RuleRun
    private let evaluation: RuleRun.Evaluation
    private let bound: BoundRule
    /// nil where nothing sets the result aside.
    package let mask: AppliedMask?

    init(_ evaluation: RuleRun.Evaluation, of run: RuleRun, as bound: BoundRule, mask: AppliedMask?) {
        self.run = run
        self.evaluation = evaluation
        self.bound = bound
        self.mask = mask
    }

    /// What the rule says; what is under a mask too.
    package var verdict: Verdict { evaluation.verdict }

    package var rule: CheckedRule { bound.rule }

    /// The resource's position in the inventory that was judged.
    package var row: Int { evaluation.row }

    /// It fails or is unknown, and no mask lies on it.
    package var isOpen: Bool { mask == nil && isFault }

    private var isFault: Bool { verdict == .fail || verdict == .unknown }

    /// The resource, and of a fail and of an unknown the reason, worked out at each call: of what fails nothing else is kept than
    /// that it fails. nil where the resource's file cannot be read any more.
    package func explained(_ details: TraceDetails = .bare) -> (resource: Resource, trace: RuleTrace?)? {
        isFault ? run.explain(evaluation, as: bound, details) : run.rows.resource(at: evaluation.row).map { ($0, nil) }
    }
}

/// One rule with its parameters' values, and what it says of every resource that it applies to.
package struct RuleEvaluations: Sendable {
    private let run: RuleRun
    /// In the run.
    private let position: Int
    /// As its attachment binds it: another one that shares the run may have set the same values.
    package private(set) var bound: BoundRule
    private var verdicts: [Entry] = []
    /// What findings show, of those that an earlier scan made and that would show the same: numbers in the store.
    private var reusable: ReusableResults.RuleResults?
    /// Positions in `masks`, by row.
    private var maskPositions: [UInt32: Int] = [:]
    private var masks: [AppliedMask] = []
    package private(set) var summary = EvaluationSummary()

    /// Eight bytes.
    private struct Entry: Sendable {
        let row: UInt32
        let verdict: Verdict
        let isSuppressed: Bool
        /// An earlier scan made it.
        let isReused: Bool

        init(_ evaluation: RuleRun.Evaluation, isReused: Bool) {
            row = UInt32(truncatingIfNeeded: evaluation.row)
            verdict = evaluation.verdict
            isSuppressed = evaluation.isSuppressed
            self.isReused = isReused
        }
    }

    private init(of position: Int, in run: RuleRun) {
        self.run = run
        self.position = position
        bound = run.rules[position]
    }

    package var rule: CheckedRule { bound.rule }

    /// In the order of the inventory: every resource of a kind that the rule judges, also those that its `where` or
    /// `when` leaves out. None of what a subscope hides.
    package var evaluations: some Sequence<Evaluation> {
        verdicts.lazy.map { evaluation($0) }.filter { !($0.mask?.isHidden ?? false) }
    }

    /// What fails or is unknown, and no mask lies on it; in the same order.
    package var openEvaluations: some Sequence<Evaluation> { evaluations.lazy.filter(\.isOpen) }

    /// Why the first that is unknown is; nil without one, and where its file cannot be read any more.
    package var unknownCause: String? {
        openEvaluations.first { $0.verdict == .unknown }?.explained()?.trace?.findings.first { $0.verdict == .unknown }?
            .explanation
    }

    private func evaluation(_ entry: Entry) -> Evaluation {
        Evaluation(
            RuleRun.Evaluation(
                rule: position, row: Int(entry.row), verdict: entry.verdict, isSuppressed: entry.isSuppressed),
            of: run, as: bound, mask: maskPositions.isEmpty ? nil : maskPositions[entry.row].map { masks[$0] })
    }

    /// The evaluations of rows below `end`, from the one at `position` on, with their rows; those that are not applicable are left
    /// out. `position` is moved behind them.
    package func stored(from position: inout Int, below end: Int) -> [StoredEvaluation] {
        var stored: [StoredEvaluation] = []
        while position < verdicts.count, verdicts[position].row < end {
            if let evaluation = self.stored(at: position) { stored.append(evaluation) }
            position += 1
        }
        return stored
    }

    /// All of them, in the order of the inventory.
    package var stored: some Sequence<StoredEvaluation> { verdicts.indices.lazy.compactMap { stored(at: $0) } }

    private func stored(at position: Int) -> StoredEvaluation? {
        let entry = verdicts[position]
        return StoredVerdict(entry.verdict).map { verdict in
            StoredEvaluation(
                row: Int(entry.row), verdict: verdict, mask: maskPositions.isEmpty ? nil : maskPositions[entry.row],
                evidence: verdict == .pass ? nil : reusable?.evidence(at: entry.row), position: position)
        }
    }

    /// - Parameter position: a stored evaluation's.
    package func evaluation(at position: Int) -> Evaluation { evaluation(verdicts[position]) }

    /// The resource at a row; nil where its file cannot be read any more.
    package func resource(at row: Int) -> Resource? { run.rows.resource(at: row) }

    /// The inventory that the rule was run on.
    var rows: ResourceRows { run.rows }
    package var rowCount: Int { run.rows.count }

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

    /// Why the rule says what it says of the resource at a row, whatever it says; nil where its file cannot be read any more.
    package func explanation(at row: Int, controls: [String]) -> ExplainedEvaluation? {
        guard
            let (resource, explanation) = run.explanation(
                ofRule: position, row: row, as: bound, decided: verdict(at: row))
        else { return nil }
        return ExplainedEvaluation(
            bound: bound, resource: resource, explanation: explanation,
            mask: UInt32(exactly: row).flatMap { maskPositions[$0] }.map { masks[$0] }, controls: controls,
            isInScope: verdict(at: row) != nil || !rule.applies(toKind: resource.kind))
    }

    package var notApplicableCount: Int { verdicts.count - summary.made }

    /// How many evaluations with a verdict were not made again.
    package var reusedCount: Int { verdicts.count { $0.isReused && $0.verdict != .notApplicable } }
}

/// An evaluation that history keeps.
package struct StoredEvaluation: Sendable {
    /// In the inventory.
    package let row: Int
    /// What is under a mask too.
    package let verdict: StoredVerdict
    /// A position in the scan's masks.
    package let mask: Int?
    /// What its findings show, as a number in the store; nil where that has to be worked out.
    package let evidence: Int64?
    /// Among the rule's evaluations.
    package let position: Int
}

extension RuleEvaluations {
    /// One for each rule of a run, in their order. Eight bytes are kept of each evaluation.
    ///
    /// - Parameters:
    ///   - parts: the rules to run on which rows, no pair twice.
    ///   - reused: for each rule what need not be run, and is in none of `parts`.
    package static func gather(
        from run: RuleRun, parts: [RunPart] = [RunPart()], reused: [[(row: UInt32, verdict: Verdict)]] = [],
        progress: (Int) -> Void = { _ in }
    ) -> [RuleEvaluations] {
        var byRule = run.rules.indices.map { RuleEvaluations(of: $0, in: run) }
        var done = 0
        for part in parts {
            func take(_ evaluation: RuleRun.Evaluation) {
                byRule[evaluation.rule].verdicts.append(Entry(evaluation, isReused: false))
            }
            run.evaluate(rules: part.rules, judged: part.rows, progress: { progress(done + $0) }, take)
            done += part.rows?.count ?? 0
        }
        for (rule, results) in reused.enumerated() {
            byRule[rule].verdicts += results.lazy.map {
                Entry(run.evaluation(ofRule: rule, row: Int($0.row), $0.verdict), isReused: true)
            }
        }
        for position in byRule.indices {
            if parts.count > 1 || !reused.isEmpty { byRule[position].verdicts.sort { $0.row < $1.row } }
            byRule[position].summarise()
        }
        return byRule
    }

    /// What one attachment has of evaluations that others share.
    ///
    /// - Parameters:
    ///   - isInside: says of each row whether it is in the attachment's scope; nil: all are.
    ///   - reusable: what the attachment's earlier scan has of the rule.
    func restricted(
        to isInside: [Bool]?, as bound: BoundRule, reusing reusable: ReusableResults.RuleResults?
    ) -> RuleEvaluations {
        var restricted = self
        restricted.bound = bound
        restricted.reusable = reusable
        guard let isInside else { return restricted }
        restricted.verdicts.removeAll { !isInside[Int($0.row)] }
        restricted.summarise()
        return restricted
    }

    private mutating func summarise() {
        summary = summary(without: [])
        if summary.made == 0 { summary.skipped = 1 }
    }

    /// The summary with some more results masked.
    func summary(without rows: Set<Int>) -> EvaluationSummary {
        var summary = EvaluationSummary()
        for entry in verdicts where entry.verdict != .notApplicable {
            if let position = maskPositions.isEmpty ? nil : maskPositions[entry.row] {
                if masks[position].isHidden { summary.hidden += 1 } else { summary.masked += 1 }
            } else if !rows.isEmpty, rows.contains(Int(entry.row)) {
                summary.masked += 1
            } else {
                summary.count(entry.verdict)
            }
        }
        return summary
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
        summarise()
    }
}

/// Some rules on some rows of an inventory.
package struct RunPart: Sendable {
    /// Positions in the run; nil: all.
    let rules: [Int]?
    /// nil: all.
    let rows: [Int]?

    package init(rules: [Int]? = nil, rows: [Int]? = nil) {
        self.rules = rules
        self.rows = rows
    }
}
