package import ResourceDocuments
package import ResourceReaders
package import RuleChecker
package import SourceText

/// Runs a plan on an inventory.
package enum ScanRunner {
    /// What runs rules: it is given the rules, the inventory they range over, the positions of the resources to judge,
    /// and what they take for now, and answers with one result for each rule, in their order.
    package typealias Evaluator = (
        _ rules: [BoundRule], _ inventory: Inventory, _ judged: [Int], _ asOf: Instant
    ) -> [RuleEvaluations]

    /// The attachment's scope decides which resources are judged; rules range over the whole inventory, so that nothing
    /// passes because what it should have met is out of scope.
    package static func run(
        _ plan: ScanPlan, on reading: InventoryReading, asOf: Instant, diagnostics: [Diagnostic] = [],
        evaluate: Evaluator
    ) -> Scan {
        let scope = ScopedResources(plan.attachment, in: reading)
        let evaluations = evaluate(plan.rules, reading.inventory, scope.inside, asOf)
        return Scan(
            plan, scope: scope, reading: reading, evaluations: evaluations, asOf: asOf, diagnostics: diagnostics)
    }
}
