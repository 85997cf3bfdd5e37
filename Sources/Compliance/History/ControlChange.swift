/// A control whose status differs between two scans, or that only one of them has.
package struct ControlChange: Hashable, Sendable {
    package let id: String
    package let name: String
    /// nil where the scan does not have the control: its profile or the attachment leaves it out.
    package let before: ComplianceStatus?
    package let after: ComplianceStatus?

    /// In the order of the later scan; behind them those that it does not have.
    package static func changes(from old: ScanRecord, to new: ScanRecord) -> [ControlChange] {
        let before = Dictionary(old.controls.map { ($0.id, $0.status) }, uniquingKeysWith: { first, _ in first })
        let kept = Set(new.controls.map(\.id))
        let changed = new.controls.filter { before[$0.id] != $0.status }.map {
            ControlChange(id: $0.id, name: $0.name, before: before[$0.id], after: $0.status)
        }
        let lost = old.controls.filter { !kept.contains($0.id) }.map {
            ControlChange(id: $0.id, name: $0.name, before: $0.status, after: nil)
        }
        return changed + lost
    }
}
