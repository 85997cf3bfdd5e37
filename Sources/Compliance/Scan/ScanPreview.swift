package import ResourceDocuments
package import ResourceReaders
import RuleChecker
package import SourceText

/// What a scan would evaluate: nothing is.
package struct ScanPreview: Sendable {
    /// Resources of one kind in scope.
    package struct JudgedKind: Hashable, Sendable {
        package let kind: String
        package let resources: Int
        /// How many rules of the plan judge the kind.
        package let rules: Int

        package init(kind: String, resources: Int, rules: Int) {
            self.kind = kind
            self.resources = resources
            self.rules = rules
        }
    }

    package let plan: ScanPlan
    package let scope: ScopedResources
    package let asOf: Instant
    /// Resources in scope, without the accounts that the reader adds.
    package let resourceCount: Int
    /// Sorted by kind; kinds that no rule judges too.
    package let kinds: [JudgedKind]
    package let diagnostics: [Diagnostic]

    /// O(resources)
    package init(_ planned: PlannedScan, on reading: InventoryReading, asOf: Instant) {
        let plan = planned.plan
        let scope = ScopedResources(plan.attachment, in: reading)
        let counts = scope.inside.reduce(into: [:]) { $0[reading.rows.kind(of: $1), default: 0] += 1 }
        let kinds = counts.sorted { $0.key < $1.key }.map { kind, resources in
            JudgedKind(
                kind: kind, resources: resources, rules: plan.rules.count { $0.rule.applies(toKind: kind) })
        }
        self.plan = plan
        self.scope = scope
        self.asOf = asOf
        // An account is told of where a rule judges it.
        self.kinds = kinds.filter { $0.kind != AccountResources.kind || $0.rules > 0 }
        resourceCount = scope.inside.count - (counts[AccountResources.kind] ?? 0)
        diagnostics = planned.diagnostics + plan.warnings + reading.diagnostics + scope.diagnostics
    }
}
