package import ResourceDocuments
package import ResourceReaders
import RuleChecker
import RulePacks
package import SourceText

/// A plan, and what was said on the way to it.
package struct PlannedScan: Sendable {
    package let plan: ScanPlan
    package let diagnostics: [Diagnostic]

    package init(_ plan: ScanPlan, diagnostics: [Diagnostic] = []) {
        self.plan = plan
        self.diagnostics = diagnostics
    }

    /// The same, and what else was said.
    package func adding(_ others: [Diagnostic]) -> PlannedScan {
        PlannedScan(plan, diagnostics: diagnostics + others)
    }
}

/// Scans of one inventory that were made together.
package struct ScanBatch: Sendable {
    /// In the order of the plans.
    package let scans: [Scan]
    /// Each once, however many scans share it.
    package let evaluationCount: Int
    /// Of these, how many earlier scans had made.
    package let evaluationsReused: Int
    /// How many were made.
    package var evaluationsRun: Int { evaluationCount - evaluationsReused }

    package var evaluationsApplied: Int { scans.reduce(0) { $0 + $1.evaluationsApplied } }
}

/// Runs plans on an inventory.
package enum ScanRunner {
    /// The attachments' scopes decide which resources are judged; rules range over the whole inventory, so that nothing
    /// passes because what it should have met is out of scope. An evaluation that several plans need is made once.
    ///
    /// - Parameters:
    ///   - masks: all that were entered; those in force at `asOf` are laid on the results.
    ///   - attestations: all that were made; those in force at `asOf` speak.
    ///   - entering: is told of each plan and its scope before anything is judged, and says what its scan can build on.
    ///   - progress: is told how many resources are done.
    package static func run(
        _ planned: [PlannedScan], on reading: InventoryReading, asOf: Instant, masks: [Mask] = [],
        attestations: [Attestation] = [], entering: (ScanPlan, ScopedResources) throws -> ScanBasis?,
        progress: (Int) -> Void = { _ in }
    ) rethrows -> ScanBatch {
        let plans = planned.map(\.plan)
        let scopes = plans.map { ScopedResources($0.attachment, in: reading) }
        let bases = try zip(plans, scopes).map { try entering($0, $1) }
        let shared = SharedEvaluations(
            plans, scopes: scopes, reusable: bases.map { $0?.reusable }, reading: reading, asOf: asOf)
        let (byPlan, count, reused) = shared.evaluate(progress: progress)
        let scans = planned.indices.map { index in
            var evaluations = byPlan[index]
            let laid = ScanMasks.lay(
                masks, on: &evaluations, of: plans[index], scope: scopes[index], reading: reading, asOf: asOf)
            return Scan(
                plans[index], scope: scopes[index], reading: reading, evaluations: evaluations, masks: laid,
                attestations: attestations, asOf: asOf, basis: bases[index],
                diagnostics: planned[index].diagnostics + shared.diagnostics)
        }
        return ScanBatch(scans: scans, evaluationCount: count, evaluationsReused: reused)
    }

    /// The same, and nobody is told of it.
    package static func run(
        _ planned: [PlannedScan], on reading: InventoryReading, asOf: Instant, masks: [Mask] = [],
        attestations: [Attestation] = []
    ) -> ScanBatch {
        run(planned, on: reading, asOf: asOf, masks: masks, attestations: attestations, entering: { _, _ in nil })
    }

    /// The same for one plan.
    package static func run(
        _ plan: ScanPlan, on reading: InventoryReading, asOf: Instant, masks: [Mask] = [],
        attestations: [Attestation] = []
    ) -> Scan {
        // One plan is one scan.
        run([PlannedScan(plan)], on: reading, asOf: asOf, masks: masks, attestations: attestations).scans[0]
    }
}
