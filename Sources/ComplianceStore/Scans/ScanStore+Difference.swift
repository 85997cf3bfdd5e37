package import Compliance
import Foundation
import GRDB
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
        let oldOutside = try resourcesOutside(old)
        let newOutside = try resourcesOutside(new)
        let pairs = RuleRecord.pairs(from: try rules(of: old), to: try rules(of: new))
        for (oldRule, newRule) in pairs {
            guard let rule = newRule ?? oldRule else { continue }
            let before = try oldRule.map { try results(of: old, rule: $0.position, on: oldResources) } ?? [:]
            let after = try newRule.map { try results(of: new, rule: $0.position, on: newResources) } ?? [:]
            let causes = RuleRecord.causes(from: oldRule, to: newRule)
            var changes: [ScanChange] = []
            for resource in Set(before.keys).union(after.keys).sorted() {
                let oldState = oldResources.byResource[resource]
                let newState = newResources.byResource[resource]
                // Most have nothing to say, and what they are called need not be read.
                if !Self.mayDiffer(before[resource], after[resource]) { continue }
                guard let state = newState ?? oldState, let record = try self.resource(inState: state) else { continue }
                let identity = record.identity(key)
                let comparison = ResultComparison(
                    from: before[resource], to: after[resource],
                    before: oldResources.presence(inState: oldState, isOutside: oldOutside.contains(identity)),
                    after: newResources.presence(inState: newState, isOutside: newOutside.contains(identity)),
                    ruleCauses: causes)
                guard let comparison else { continue }
                changes.append(
                    ScanChange(
                        rule: rule, resource: record, comparison: comparison, before: before[resource],
                        after: after[resource],
                        evidence: after[resource]?.evidence ?? before[resource]?.evidence))
            }
            for change in changes.sorted(by: Self.precedes) { try body(change) }
        }
    }

    private static func mayDiffer(_ old: StoredResult?, _ new: StoredResult?) -> Bool {
        (old?.isFault ?? false) || (new?.isOpen ?? false)
    }

    /// What the inventory of a scan had and its scope left out; nothing of a scan that was kept before that was.
    private func resourcesOutside(_ scan: ScanRecord) throws(StoreProblem) -> Set<ContentDigest> {
        let packed = try read { database in
            try Data.fetchOne(
                database,
                sql: "SELECT o.resources FROM scan_outside o JOIN scan s ON s.number = o.scan WHERE s.id = ?",
                arguments: [scan.id])
        }
        return Set(packed.flatMap(DigestList.unpack) ?? [])
    }

    private static func precedes(_ left: ScanChange, _ right: ScanChange) -> Bool {
        let first = (left.resource.account ?? "", left.resource.kind, left.resource.id)
        let second = (right.resource.account ?? "", right.resource.kind, right.resource.id)
        return first < second
    }
}
