package import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleSyntax
package import SourceText

/// Masks that stand in a file, for those who keep no store.
package struct MaskFile: Sendable {
    struct Entry {
        let mask: Mask
        let place: SourcePlace?
    }

    private let entries: [Entry]

    init(_ entries: [Entry]) { self.entries = entries }

    package func holds(_ mask: Mask) -> Bool { entries.contains { $0.mask.id == mask.id } }

    /// All of them, in their order.
    package var masks: [Mask] { entries.map(\.mask) }

    /// Those that are not in force, those that set nothing aside, and waivers without an end.
    ///
    /// - Parameters:
    ///   - laid: what came of laying them.
    ///   - ended: what lies where others lay.
    ///   - rules: those that were run.
    package func diagnostics(
        of laid: ScanMasks, ended: EndedMasks, rules: [RuleEvaluations], at asOf: Instant
    ) -> [Diagnostic] {
        let names = rules.flatMap { [$0.rule.name.text, $0.rule.metadata.id].compactMap(\.self) }
        return diagnostics(at: asOf, among: names, ended: ended) { laid.use(of: $0) }
    }

    /// The same of a stream.
    package func diagnostics(of uses: StreamedMaskUses, at asOf: Instant) -> [Diagnostic] {
        diagnostics(at: asOf) { uses[$0] }
    }

    private func diagnostics(
        at asOf: Instant, among rules: [String] = [], ended: EndedMasks = .none,
        use: (String) -> (own: MaskUse, others: MaskUse)?
    ) -> [Diagnostic] {
        entries.flatMap { entry -> [Diagnostic] in
            guard entry.mask.validity.state(at: asOf) == .active else {
                return [
                    MaskDiagnostics.notInForce(
                        entry.mask, at: asOf, entry.place, over: ended.use(of: entry.mask.id))
                ]
            }
            let isEndless = entry.mask.category == .waiver && entry.mask.validity.expiresAt == nil
            let endless = isEndless ? [MaskDiagnostics.waiverWithoutEnd(entry.mask, entry.place)] : []
            guard let use = use(entry.mask.id), (use.own + use.others).faults == 0 else { return endless }
            return endless
                + [
                    MaskDiagnostics.setsNothingAside(
                        entry.mask, passes: (use.own + use.others).passed, among: rules, entry.place)
                ]
        }
    }
}
