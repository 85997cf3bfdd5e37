package import ResourceDocuments

/// What lay beneath each mask when attachments were last scanned.
package struct MaskUses: Hashable, Sendable {
    private var byMask: [String: MaskUse] = [:]
    /// By mask and by what sets results aside before it.
    private var overlaps: [String: [String: MaskUse]] = [:]

    package init() {}

    package mutating func add(_ use: MaskUse, of mask: String) { byMask[mask, default: MaskUse()] += use }

    /// - Parameter other: the id of the mask that sets the results aside; what it lies on where it has none.
    package mutating func add(_ use: MaskUse, of mask: String, setAsideBy other: String) {
        overlaps[mask, default: [:]][other, default: MaskUse()] += use
    }

    /// nil where no last scan knew the mask: it was not in force then.
    package subscript(mask: String) -> MaskUse? { byMask[mask] }

    /// What would lie beneath the mask if another did not set it aside, and those others, sorted.
    func overlap(of mask: String) -> (use: MaskUse, others: [String]) {
        let found = overlaps[mask] ?? [:]
        return (found.values.reduce(MaskUse(), +), found.keys.sorted())
    }
}

extension MaskUses {
    /// What is wrong with what lay beneath the mask; nil where something that is not as it should be lay beneath it alone.
    func concern(of mask: String) -> MaskAudit.Concern? {
        guard let use = self[mask] else { return .notYetApplied }
        if use.faults > 0 { return nil }
        let overlap = overlap(of: mask).use
        if overlap.faults > 0 || (use.total == 0 && overlap.total > 0) { return .alsoMasked }
        return use.total == 0 ? .matchesNothing : .matchesOnlyPasses
    }
}

/// Masks that somebody should look at.
package struct MaskAudit: Sendable {
    package enum Concern: String, Hashable, CaseIterable, Sendable {
        case expired
        /// In force, and not for long.
        case expiring
        /// No result lay beneath it: the resource is gone, or the mask names what is not there.
        case matchesNothing = "matches_nothing"
        /// Whatever lay beneath it passes: it is not needed any more.
        case matchesOnlyPasses = "matches_only_passes"
        /// What lay beneath it lies beneath another mask too, which sets it aside as long as it is in force.
        case alsoMasked = "also_masked"
        /// No scan since it was entered.
        case notYetApplied = "not_yet_applied"

        /// Whether somebody has to do something.
        package var asksForAction: Bool {
            switch self {
            case .expired, .expiring, .matchesNothing, .matchesOnlyPasses: true
            case .alsoMasked, .notYetApplied: false
            }
        }
    }

    package struct Entry: Sendable {
        package let mask: Mask
        package let concerns: [Concern]
        package let use: MaskUse?
        /// Where it is `alsoMasked`: the ids of the masks that set its results aside, or what those without one lie on.
        package let others: [String]
    }

    /// In the order of the masks; those with no concern too, those that were taken back not.
    package let entries: [Entry]

    /// - Parameters:
    ///   - within: a mask that ends within so long is expiring.
    ///   - uses: of the last scans.
    package init(_ masks: [Mask], uses: MaskUses, at now: Instant, within: TimeSpan) {
        entries = masks.compactMap { mask in
            var concerns: [Concern] = []
            switch mask.validity.state(at: now) {
            case .removed: return nil
            case .expired: concerns.append(.expired)
            case .active, .pending:
                if mask.validity.ends(within: within, of: now) { concerns.append(.expiring) }
                if let concern = uses.concern(of: mask.id) { concerns.append(concern) }
            }
            let others = concerns.contains(.alsoMasked) ? uses.overlap(of: mask.id).others : []
            return Entry(mask: mask, concerns: concerns, use: uses[mask.id], others: others)
        }
    }

    package var asksForAction: Bool { entries.contains { $0.concerns.contains(where: \.asksForAction) } }
}
