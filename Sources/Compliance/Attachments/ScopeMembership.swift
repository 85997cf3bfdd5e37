import ResourceDocuments
package import ResourceReaders

/// Decides which resources an attachment's scopes take in.
///
/// A resource is in scope when a scope's area holds it and none of that scope's exclusions does. An area holds a
/// resource
///
/// - `account`, `enterprise.account`: whose account is the area's id;
/// - `account.resource_group`: whose resource group is the area's id;
/// - `enterprise.account_group`: whose account the inventory's manifest puts into that group;
/// - `enterprise`: whose account the manifest puts into that enterprise, or, where the manifest names no enterprise at
///   all, every resource: the inventory is then of one enterprise.
package struct ScopeMembership: Sendable {
    package enum Placement: Hashable, Sendable {
        case inside
        /// In a scope's area, and in an exclusion of it.
        case excluded
        case outside
    }

    private let scopes: [Scope]
    private let accounts: [String: InventoryManifest.Account]
    private let namesEnterprises: Bool
    /// How many resources each scope's area and each of its exclusions held.
    private var matches: [[Int]]

    package init(_ scopes: [Scope], accounts: [InventoryManifest.Account]) {
        self.scopes = scopes
        self.accounts = Dictionary(accounts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        namesEnterprises = accounts.contains { $0.enterprise != nil }
        matches = scopes.map { [Int](repeating: 0, count: 1 + $0.exclusions.count) }
    }

    /// O(scopes and their exclusions)
    package mutating func place(account: String?, group: String?) -> Placement {
        var placement = Placement.outside
        for (index, scope) in scopes.enumerated() where holds(scope.area, account: account, group: group) {
            matches[index][0] += 1
            var isExcluded = false
            for (position, exclusion) in scope.exclusions.enumerated()
            where holds(exclusion, account: account, group: group) {
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

    private func holds(_ area: Scope.Area, account: String?, group: String?) -> Bool {
        switch area.level {
        case .account, .enterpriseAccount: return account == area.id
        case .resourceGroup: return group == area.id
        case .accountGroup:
            guard let account else { return false }
            return accounts[account]?.groups.contains(area.id) ?? false
        case .enterprise:
            guard namesEnterprises else { return true }
            return account.flatMap { accounts[$0]?.enterprise } == area.id
        }
    }
}
