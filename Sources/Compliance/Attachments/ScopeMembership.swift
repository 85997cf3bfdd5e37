import ResourceDocuments
package import ResourceReaders

/// Decides which resources an attachment's scopes take in.
///
/// A resource is in scope when a scope's area holds it and none of that scope's exclusions does.
package struct ScopeMembership: Sendable {
    package enum Placement: Hashable, Sendable {
        case inside
        /// In a scope's area, and in an exclusion of it.
        case excluded
        case outside
    }

    private let scopes: [Scope]
    private let areas: AreaMembership
    /// How many resources each scope's area and each of its exclusions held.
    private var matches: [[Int]]

    package init(_ scopes: [Scope], accounts: [InventoryManifest.Account]) {
        self.scopes = scopes
        areas = AreaMembership(accounts)
        matches = scopes.map { [Int](repeating: 0, count: 1 + $0.exclusions.count) }
    }

    /// O(scopes and their exclusions)
    package mutating func place(account: String?, group: String?) -> Placement {
        var placement = Placement.outside
        for (index, scope) in scopes.enumerated()
        where areas.holds(scope.area.level, scope.area.id, account: account, group: group) {
            matches[index][0] += 1
            var isExcluded = false
            for (position, exclusion) in scope.exclusions.enumerated()
            where areas.holds(exclusion.level, exclusion.id, account: account, group: group) {
                matches[index][position + 1] += 1
                isExcluded = true
            }
            if !isExcluded {
                placement = .inside
            } else if placement == .outside {
                placement = .excluded
            }
        }
        return placement
    }

    /// Scopes and exclusions that no resource placed so far was in.
    package var unmatched: (scopes: [Scope.Area], exclusions: [Scope.Area]) {
        var areas: [Scope.Area] = []
        var exclusions: [Scope.Area] = []
        for (scope, counts) in zip(scopes, matches) {
            if counts[0] == 0 {
                areas.append(scope.area)
                continue
            }
            for (exclusion, count) in zip(scope.exclusions, counts.dropFirst()) where count == 0 {
                exclusions.append(exclusion)
            }
        }
        return (areas, exclusions)
    }
}
