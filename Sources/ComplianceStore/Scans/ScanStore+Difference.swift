package import Compliance
import ResourceDocuments

extension ScanStore {
    /// What differs between two scans: rule by rule in the later one's order, those that it did not run last; within a rule in the
    /// order of account, kind and id. Each change is handed on as it is found.
    ///
    /// O(evaluations of both), in the memory of one rule's.
    package func difference(
        from old: ScanRecord, to new: ScanRecord, _ body: (ScanChange) throws -> Void
    ) throws {
        let oldResources = try resources(of: old)
        let newResources = try resources(of: new)
        let pairs = RuleRecord.pairs(from: try rules(of: old), to: try rules(of: new))
        for (oldRule, newRule) in pairs {
            guard let rule = newRule ?? oldRule else { continue }
            let before = try oldRule.map { try results(of: old, rule: $0.position, on: oldResources) } ?? [:]
            let after = try newRule.map { try results(of: new, rule: $0.position, on: newResources) } ?? [:]
            let causes = RuleRecord.causes(from: oldRule, to: newRule)
            var changes: [ScanChange] = []
            for resource in Set(before.keys).union(after.keys) {
                let oldState = oldResources.byResource[resource]
                let newState = newResources.byResource[resource]
                let comparison = ResultComparison(
                    from: before[resource], to: after[resource],
                    oldContent: oldState.flatMap { oldResources.states[$0]?.content },
                    newContent: newState.flatMap { newResources.states[$0]?.content }, ruleCauses: causes)
                guard let comparison, let state = newState ?? oldState, let record = try self.resource(inState: state)
                else { continue }
                changes.append(
                    ScanChange(
                        rule: rule, resource: record, comparison: comparison, before: before[resource],
                        after: after[resource],
                        evidence: after[resource]?.evidence ?? before[resource]?.evidence))
            }
            for change in changes.sorted(by: Self.precedes) { try body(change) }
        }
    }

    private static func precedes(_ left: ScanChange, _ right: ScanChange) -> Bool {
        let first = (left.resource.account ?? "", left.resource.kind, left.resource.id)
        let second = (right.resource.account ?? "", right.resource.kind, right.resource.id)
        return first < second
    }
}
