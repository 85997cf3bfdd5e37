import Compliance
import ComplianceReports
import ComplianceStore
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleSyntax
import RuleTracer
import SourceText

/// Leaves out of what closes a gate what was known before, and what stands in nothing that changed.
struct GateNarrowing {
    /// One of each scan of a report.
    private let baselines: [Baseline]
    /// What was asked for.
    private let file: String?
    /// That of the gate's attachment, once it is settled.
    private(set) var baseline: Baseline?
    let revision: GitRevision?
    /// What `narrow` left out; nil where there is nothing to compare with.
    private(set) var narrowed: NarrowedResults?
    private var comparison: RevisionComparison?

    init(baselines: [Baseline], file: String?, revision: GitRevision?) {
        self.baselines = baselines
        self.file = file
        self.revision = revision
        if !baselines.isEmpty || revision != nil {
            narrowed = NarrowedResults(hasBaseline: !baselines.isEmpty, since: revision?.word)
        }
    }

    /// A report of several scans is one for a gate under the attachment of one of them.
    mutating func settle(onAttachment attachment: String?) throws {
        let own = baselines.count > 1 ? baselines.filter { $0.attachment == attachment } : baselines
        if own.isEmpty, !baselines.isEmpty {
            throw CommandFailure(.baselineOfSeveral(file ?? "", baselines.compactMap(\.attachment), than: attachment))
        }
        baseline = own.last
    }

    /// Of each rule only what still counts.
    ///
    /// - Parameters:
    ///   - evaluations: of the rules, in their order.
    ///   - compare: the inventory with what it was; asked for where something is open.
    mutating func narrow(
        _ rules: [GatedRule], _ evaluations: [RuleEvaluations], ended: EndedMasks, counting tally: inout GateTally,
        comparing compare: (GitRevision) throws -> RevisionComparison
    ) throws -> [GatedRule] {
        guard baseline != nil || revision != nil else { return rules }
        let references = Baseline.references(of: evaluations)
        var counted = rules
        var seen = Baseline.Occurrences()
        for position in counted.indices where counted[position].failing + counted[position].unknown > 0 {
            if comparison == nil { comparison = try revision.map(compare) }
            counted[position].failing = 0
            counted[position].unknown = 0
            counted[position].ended = 0
            for (number, evaluation) in evaluations[position].openEvaluations.enumerated() {
                guard let (resource, trace) = evaluation.explained() else { continue }
                func letPass(_ reason: NarrowedResults.Reason) {
                    narrowed?.letPass(reason, rule: position, number: number, evaluation.verdict, on: resource, trace)
                }
                // Counted also where git lets it pass: what stands behind it is not the first.
                let known = baseline?.known(
                    trace?.findings ?? [], of: evaluation.rule, failing: evaluation.verdict == .fail,
                    under: references[position], on: resource, after: &seen)
                let isTouched =
                    try comparison?.isTouched(evaluation, ofRule: position, resource, trace?.findings ?? []) ?? true
                if !isTouched {
                    tally.untouched += 1
                    letPass(.untouched)
                } else if let known, known.allSatisfy(\.self) {
                    tally.known += 1
                    letPass(.known)
                } else {
                    narrowed?.count(rule: position, number: number, on: resource, known: known ?? [])
                    if evaluation.verdict == .fail {
                        counted[position].failing += 1
                    } else {
                        counted[position].unknown += 1
                    }
                    if ended.lay(on: evaluation.row, ofRule: position) { counted[position].ended += 1 }
                }
            }
        }
        return counted
    }

    /// Says where a baseline is of something else than what is judged, and what git could not tell.
    func diagnostics(attachment: String?, _ evaluations: [RuleEvaluations]) -> [Diagnostic] {
        var diagnostics = comparison?.diagnostics ?? []
        guard let baseline else { return diagnostics }
        if baseline.attachment != attachment {
            diagnostics.append(.baselineOfOther(baseline.attachment, than: attachment))
        }
        let asked = zip(Baseline.references(of: evaluations), evaluations).filter { $0.1.summary.made > 0 }
        let unknown = asked.filter { !baseline.rules.contains($0.0) }.map { $0.1.rule.name.text }
        if !unknown.isEmpty { diagnostics.append(.baselineWithoutRules(unknown)) }
        let other = asked.filter { reference, evaluations in
            baseline.saysOther(evaluations.rule, under: reference) { $0.text(of: evaluations.rule) }
        }
        if !other.isEmpty { diagnostics.append(.baselineOfOtherRules(other.map { $0.1.rule.name.text })) }
        if let limit = baseline.limit { diagnostics.append(.formerBaseline(limit, attachment: attachment)) }
        return diagnostics
    }
}
