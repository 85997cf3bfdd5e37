package import ResourceDocuments

/// What lay beneath each mask when attachments were last scanned.
package struct MaskUses: Hashable, Sendable {
    private var byMask: [String: MaskUse] = [:]

    package init() {}

    package mutating func add(_ use: MaskUse, of mask: String) {
        var sum = byMask[mask] ?? MaskUse()
        sum.passed += use.passed
        sum.failed += use.failed
        sum.unknown += use.unknown
        byMask[mask] = sum
    }

    /// nil where no last scan knew the mask: it was not in force then.
    package subscript(mask: String) -> MaskUse? { byMask[mask] }
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
        /// No scan since it was entered.
        case notYetApplied = "not_yet_applied"

        /// Whether somebody has to do something.
        package var asksForAction: Bool {
            switch self {
            case .expired, .expiring, .matchesNothing, .matchesOnlyPasses: true
            case .notYetApplied: false
            }
        }
    }

    package struct Entry: Sendable {
        package let mask: Mask
        package let concerns: [Concern]
        package let use: MaskUse?
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
                switch uses[mask.id] {
                case nil: concerns.append(.notYetApplied)
                case let use? where use.total == 0: concerns.append(.matchesNothing)
                case let use? where use.failed + use.unknown == 0: concerns.append(.matchesOnlyPasses)
                case .some: break
                }
            }
            return Entry(mask: mask, concerns: concerns, use: uses[mask.id])
        }
    }

    package var asksForAction: Bool { entries.contains { $0.concerns.contains(where: \.asksForAction) } }
}
