package import Compliance
import ResourceDocuments
import RuleChecker

/// Why a recorded scan cannot be gone on with.
package enum ResumeObstacle: Hashable, Sendable {
    /// It was written to its end, or forgotten.
    case ended
    /// It is of that attachment.
    case attachment(String)
    /// Rules, their values, or controls.
    case otherRules
    /// A mask or an attestation that it was judged with was taken back.
    case takenBack(noun: String, id: String)
    case otherResources
}

extension ScanStore {
    /// Of a scan that a recorder refused to go on with. O(its rules and controls)
    package func obstacle(toResuming record: ScanRecord, with scan: Scan) throws(StoreProblem) -> ResumeObstacle {
        guard let record = try scans(named: record.id).first, record.state == .running else { return .ended }
        if record.attachment != scan.plan.attachment.name { return .attachment(record.attachment) }
        // One that was not judged is of its rules and nothing else.
        guard let laid = try entriesLaid(on: record) else { return .otherRules }
        let rules = try rules(of: record)
        let isOfPlan =
            rules.map(\.text) == scan.plan.rules.map { key.text(of: $0.rule) }
            && rules.map(\.parameters) == scan.plan.rules.map { RuleRecord.parameters(of: $0) }
            && record.controls.map(\.id) == scan.plan.controls.map(\.control.id)
        if !isOfPlan { return .otherRules }
        if let mask = try masks().first(where: { laid.masks.contains($0.id) && $0.validity.removal != nil }) {
            return .takenBack(noun: "mask", id: mask.id)
        }
        let removed = try attestations().first { laid.attestations.contains($0.id) && $0.validity.removal != nil }
        if let removed { return .takenBack(noun: "attestation", id: removed.id) }
        return .otherResources
    }
}
