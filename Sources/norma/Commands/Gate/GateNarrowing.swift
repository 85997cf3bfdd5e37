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
    private var linesByFile: [String: [ClosedRange<Int>]?] = [:]

    init(baseline: Baseline?, changes: GitChanges?) {
        self.baseline = baseline
        self.changes = changes
    }

    /// Of each rule only what still counts.
    ///
    /// - Parameter evaluations: of the rules, in their order.
    mutating func narrow(
        _ rules: [GatedRule], _ evaluations: [RuleEvaluations], counting tally: inout GateTally
    ) throws -> [GatedRule] {
        guard baseline != nil || changes != nil else { return rules }
        let references = Baseline.references(of: evaluations)
        var narrowed = rules
        for position in narrowed.indices where narrowed[position].failing + narrowed[position].unknown > 0 {
            narrowed[position].failing = 0
            narrowed[position].unknown = 0
            for evaluation in evaluations[position].evaluations where evaluation.isOpen {
                guard let (resource, trace) = evaluation.explained() else { continue }
                if try !isTouched(resource) {
                    tally.untouched += 1
                } else if let baseline,
                    baseline.knows(
                        trace?.findings ?? [], failing: evaluation.verdict == .fail, rule: references[position],
                        on: resource)
                {
                    tally.known += 1
                } else if evaluation.verdict == .fail {
                    narrowed[position].failing += 1
                } else {
                    narrowed[position].unknown += 1
                }
            }
        }
        return narrowed
    }

    private mutating func isTouched(_ resource: Resource) throws -> Bool {
        guard let changes else { return true }
        let file = resource.document.source.name
        let lines = try linesByFile[file] ?? changes.lines(of: file)
        linesByFile[file] = .some(lines)
        guard let lines else { return true }
        if lines.isEmpty { return false }
        let own = resource.lines
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
