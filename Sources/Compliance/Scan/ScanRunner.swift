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
    /// - Parameter progress: is told how many resources are done.
    package static func run(
        _ plan: ScanPlan, on reading: InventoryReading, asOf: Instant, diagnostics: [Diagnostic] = [],
        progress: (Int) -> Void = { _ in }
    ) -> Scan {
        let scope = ScopedResources(plan.attachment, in: reading)
        let run = RuleRun(rules: plan.rules, reading: reading, asOf: asOf)
        let evaluations = RuleEvaluations.gather(from: run, judged: scope.inside, progress: progress)
        return Scan(
            plan, scope: scope, reading: reading, evaluations: evaluations, asOf: asOf,
            diagnostics: diagnostics + run.diagnostics)
    }
}
