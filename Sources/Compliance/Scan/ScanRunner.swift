package import ResourceDocuments
package import ResourceReaders
import RuleChecker
import RulePacks
package import SourceText

/// Runs a plan on an inventory.
package enum ScanRunner {
    /// The attachment's scope decides which resources are judged; rules range over the whole inventory, so that nothing
    /// passes because what it should have met is out of scope.
    ///
    /// - Parameters:
    ///   - masks: all that were entered; those in force at `asOf` are laid on the results.
    ///   - attestations: all that were made; those in force at `asOf` speak.
    ///   - progress: is told how many resources are done.
    package static func run(
        _ plan: ScanPlan, on reading: InventoryReading, asOf: Instant, masks: [Mask] = [],
        attestations: [Attestation] = [],
        diagnostics: [Diagnostic] = [],
        progress: (Int) -> Void = { _ in }
    ) -> Scan {
        let scope = ScopedResources(plan.attachment, in: reading)
        let run = RuleRun(rules: plan.rules, reading: reading, asOf: asOf)
        var evaluations = RuleEvaluations.gather(from: run, judged: scope.inside, progress: progress)
        let laid = ScanMasks.lay(
            masks, on: &evaluations, of: plan, judged: scope.inside, reading: reading, asOf: asOf)
        return Scan(
            plan, scope: scope, reading: reading, evaluations: evaluations, masks: laid, attestations: attestations,
            asOf: asOf,
            diagnostics: diagnostics + run.diagnostics)
    }
}
