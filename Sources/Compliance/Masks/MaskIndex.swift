import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleSyntax

/// Which of a scan's masks may lie on a result, found without asking every mask for every result.
struct MaskIndex {
    /// Positions of masks of a result or a resource, by the resource's row.
    private var byRow: [Int: [Int]] = [:]
    /// Positions of masks of a control or its profile, by the control's position.
    private var byControl: [Int: [Int]] = [:]
    private let masks: [Mask]
    private let rows: ResourceRows
    private let areas: AreaMembership
    private let enterprises: Set<String>

    /// O(judged) where a mask names a resource, else O(masks · controls).
    ///
    /// - Parameter plan: nil where rules are evaluated without an attachment: then there are no controls.
    init(_ masks: [Mask], plan: ScanPlan?, judged: some Sequence<Int>, reading: InventoryReading) {
        self.masks = masks
        rows = reading.rows
        areas = AreaMembership(reading.manifestAccounts)
        enterprises = Self.enterprises(of: plan, reading)
        var byResource: [ExactText: [Int]] = [:]
        for (position, mask) in masks.enumerated() {
            switch mask.target {
            case .result(_, let resource), .resource(let resource):
                byResource[ExactText(resource.id), default: []].append(position)
            case .control(let name, _):
                for (control, planned) in (plan?.controls ?? []).enumerated()
                where planned.control.isNamed(name) {
                    byControl[control, default: []].append(position)
                }
            case .profile(let name):
                for planned in plan?.profiles ?? [] where planned.profile.isNamed(name) {
                    for control in planned.controls { byControl[control, default: []].append(position) }
                }
            }
        }
        if byResource.isEmpty { return }
        var reader = RowReader(rows)
        for row in judged {
            guard let id = reader.id(of: row), let candidates = byResource[ExactText(id)] else { continue }
            let fitting = candidates.filter { fits(masks[$0].target.resource, row: row) }
            if !fitting.isEmpty { byRow[row] = fitting }
        }
    }

    var hasControlMasks: Bool { !byControl.isEmpty }

    func hasMasks(control: Int) -> Bool { byControl[control] != nil }

    /// The masks that lie on the rule's result for the resource, in every control; the first of them sets it aside.
    func masks(of rule: BoundRule, row: Int) -> [Int] {
        guard let candidates = byRow[row] else { return [] }
        return candidates.filter { position in
            switch masks[position].target {
            case .result(let name, _): rule.rule.name.text == name || rule.rule.metadata.id == name
            case .resource: true
            case .control, .profile: false
            }
        }
    }

    /// The masks that lie on the control for the resource; the first of them sets its results aside.
    func masks(ofControl control: Int, row: Int) -> [Int] {
        guard let candidates = byControl[control] else { return [] }
        return candidates.filter { position in
            guard case .control(_, let area?) = masks[position].target else { return true }
            // Of a scope an inventory without a manifest is the enterprise. A mask takes nothing that nobody says is there.
            if area.level == .enterprise, !enterprises.contains(area.id) { return false }
            return areas.holds(area.level, area.id, account: rows.account(of: row), group: rows.group(of: row))
        }
    }

    /// Those that the inventory's manifest or the attachment's scope names.
    static func enterprises(of plan: ScanPlan?, _ reading: InventoryReading) -> Set<String> {
        let scopes = plan?.attachment.scopes.map(\.area).filter { $0.level == .enterprise } ?? []
        return Set(reading.manifestAccounts.compactMap(\.enterprise) + scopes.map(\.id))
    }

    private func fits(_ resource: MaskTarget.ResourceSelector?, row: Int) -> Bool {
        guard let resource else { return false }
        return (resource.kind ?? rows.kind(of: row)) == rows.kind(of: row)
            && (resource.account == nil || ExactText(resource.account) == ExactText(rows.account(of: row)))
    }
}
