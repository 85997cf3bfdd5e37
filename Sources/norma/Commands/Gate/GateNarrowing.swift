import Compliance
import ComplianceReports
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleSyntax
import RuleTracer
import SourceText

/// Leaves out of what closes a gate what was known before, and what stands in nothing that changed.
struct GateNarrowing {
    let baseline: Baseline?
    let changes: GitChanges?
    /// What `narrow` left out; nil where there is nothing to compare with.
    private(set) var narrowed: NarrowedResults?
    private var linesByFile: [String: [ClosedRange<Int>]?] = [:]

    init(baseline: Baseline?, changes: GitChanges?) {
        self.baseline = baseline
        self.changes = changes
        if baseline != nil || changes != nil {
            narrowed = NarrowedResults(hasBaseline: baseline != nil, since: changes?.revision)
        }
    }

    /// Of each rule only what still counts.
    ///
    /// - Parameter evaluations: of the rules, in their order.
    mutating func narrow(
        _ rules: [GatedRule], _ evaluations: [RuleEvaluations], counting tally: inout GateTally
    ) throws -> [GatedRule] {
        guard baseline != nil || changes != nil else { return rules }
        let references = Baseline.references(of: evaluations)
        var counted = rules
        for position in counted.indices where counted[position].failing + counted[position].unknown > 0 {
            counted[position].failing = 0
            counted[position].unknown = 0
            for (number, evaluation) in evaluations[position].openEvaluations.enumerated() {
                guard let (resource, trace) = evaluation.explained() else { continue }
                func letPass(_ reason: NarrowedResults.Reason) {
                    narrowed?.letPass(reason, rule: position, number: number, evaluation.verdict, on: resource, trace)
                }
                if try !isTouched(resource, trace?.findings ?? []) {
                    tally.untouched += 1
                    letPass(.untouched)
                } else if let baseline,
                    baseline.knows(
                        trace?.findings ?? [], failing: evaluation.verdict == .fail, rule: references[position],
                        on: resource)
                {
                    tally.known += 1
                    letPass(.known)
                } else if evaluation.verdict == .fail {
                    counted[position].failing += 1
                } else {
                    counted[position].unknown += 1
                }
            }
        }
        return counted
    }

    /// - Parameter findings: what they show may stand elsewhere in the file, behind a YAML anchor.
    private mutating func isTouched(_ resource: Resource, _ findings: [Finding]) throws -> Bool {
        guard let changes else { return true }
        let file = resource.document.source.name
        let lines = try linesByFile[file] ?? changes.lines(of: file)
        linesByFile[file] = .some(lines)
        guard let lines else { return true }
        if lines.isEmpty { return false }
        let shown = findings.compactMap { $0.place(in: resource) }.filter { $0.file.name == file }.map { place in
            place.file.line(at: place.span.start)...place.file.line(at: place.span.end)
        }
        let own = resource.lines.isEmpty ? [] : resource.lines + shown
        return own.isEmpty || own.contains { range in lines.contains { $0.overlaps(range) } }
    }

    /// Says where a baseline is of something else than what is judged.
    func diagnostics(attachment: String?, _ evaluations: [RuleEvaluations]) -> [Diagnostic] {
        guard let baseline else { return [] }
        var diagnostics: [Diagnostic] = []
        if baseline.attachment != attachment {
            diagnostics.append(.baselineOfOther(baseline.attachment, than: attachment))
        }
        let names = zip(Baseline.references(of: evaluations), evaluations)
            .filter { !baseline.rules.contains($0.0) && $0.1.summary.made > 0 }.map { $0.1.rule.name.text }
        if !names.isEmpty { diagnostics.append(.baselineWithoutRules(names)) }
        return diagnostics
    }
}
