import Compliance
import GRDB

/// The masks of a scan that lie on results in some of their controls only.
struct ControlMasks {
    private struct Place: Hashable {
        let rule: Int
        let state: Int64
    }

    /// The controls that a filter lets through, by rule.
    private var controls: [Int: [Int]] = [:]
    /// By control; positions in the scan's masks.
    private var masks: [Place: [Int: Int]] = [:]
    private var rules: Set<Int> = []

    /// - Parameter isWanted: says whether a filter lets a control of the scan through.
    /// - Complexity: O(results that are masked in some controls)
    init(
        of scan: Int64, in database: Database, controls: [ControlStanding], isWanted: (ControlStanding) -> Bool
    ) throws {
        let rows = try Row.fetchCursor(
            database, sql: "SELECT control, rule, state, mask FROM control_finding_mask WHERE scan = ?",
            arguments: [scan])
        while let row = try rows.next() {
            masks[Place(rule: row["rule"], state: row["state"]), default: [:]][row["control"]] = row["mask"]
            rules.insert(row["rule"])
        }
        if masks.isEmpty { return }
        for (position, control) in controls.enumerated() where isWanted(control) {
            for rule in control.rules { self.controls[rule, default: []].append(position) }
        }
    }

    func lieOnSome(ofRule rule: Int) -> Bool { rules.contains(rule) }

    /// A result as it stands in its controls: as it is where no mask of a control lies on it, and once for each such mask.
    func parts(of step: ResultWalk.Step) -> [ResultWalk.Step] {
        guard !masks.isEmpty, let masked = masks[Place(rule: step.rule, state: step.state)] else { return [step] }
        let controls = controls[step.rule] ?? []
        var open = step
        open.controls = controls.filter { masked[$0] == nil }
        var byMask: [Int: [Int]] = [:]
        for control in controls {
            if let mask = masked[control] { byMask[mask, default: []].append(control) }
        }
        let parts = byMask.sorted { $0.key < $1.key }.map { mask, controls in
            var part = step
            part.mask = mask
            part.controls = controls
            return part
        }
        return (open.controls?.isEmpty ?? true ? [] : [open]) + parts
    }
}
