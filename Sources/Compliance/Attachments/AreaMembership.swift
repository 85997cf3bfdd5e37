package import ResourceReaders

/// Decides which resources an area holds. An area holds a resource
///
/// - `account`, `enterprise.account`: whose account is the area's id;
/// - `account.resource_group`: whose resource group is the area's id;
/// - `enterprise.account_group`: whose account the inventory's manifest puts into that group;
/// - `enterprise`: whose account the manifest puts into that enterprise, or, where the manifest names no enterprise at
///   all, every resource: the inventory is then of one enterprise.
package struct AreaMembership: Sendable {
    private let accounts: [String: InventoryManifest.Account]
    private let namesEnterprises: Bool

    package init(_ accounts: [InventoryManifest.Account]) {
        self.accounts = Dictionary(accounts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        namesEnterprises = accounts.contains { $0.enterprise != nil }
    }

    package func holds(_ level: Scope.Level, _ id: String, account: String?, group: String?) -> Bool {
        switch level {
        case .account, .enterpriseAccount: return account == id
        case .resourceGroup: return group == id
        case .accountGroup:
            guard let account else { return false }
            return accounts[account]?.groups.contains(id) ?? false
        case .enterprise:
            guard namesEnterprises else { return true }
            return account.flatMap { accounts[$0]?.enterprise } == id
        }
    }
}
