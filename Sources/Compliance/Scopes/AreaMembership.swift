import ResourceDocuments
package import ResourceReaders

/// Decides which resources an area holds. An area holds a resource
///
/// - `account`, `enterprise.account`: whose account is the area's id;
/// - `account.resource_group`: whose resource group is the area's id;
/// - `enterprise.account_group`: whose account the inventory's manifest puts into that group;
/// - `enterprise`: whose account the manifest puts into that enterprise, or, where the manifest names no enterprise at
///   all, every resource: the inventory is then of one enterprise.
package struct AreaMembership: Sendable {
    /// What areas are found by: one that holds a resource has one of the resource's keys.
    enum Key: Hashable, Sendable {
        case everywhere
        case account(ExactText)
        case group(ExactText)
        case accountGroup(ExactText)
        case enterprise(ExactText)
    }

    private let accounts: [ExactText: InventoryManifest.Account]
    private let namesEnterprises: Bool

    package init(_ accounts: [InventoryManifest.Account]) {
        self.accounts = Dictionary(accounts.map { (ExactText($0.id), $0) }, uniquingKeysWith: { first, _ in first })
        namesEnterprises = accounts.contains { $0.enterprise != nil }
    }

    package func holds(_ level: Scope.Level, _ id: String, account: String?, group: String?) -> Bool {
        keys(account: account, group: group).contains(key(level, id))
    }

    /// Of an area; nil stands for everywhere.
    func key(_ area: Scope.Area?) -> Key { area.map { key($0.level, $0.id) } ?? .everywhere }

    private func key(_ level: Scope.Level, _ id: String) -> Key {
        let id = ExactText(id)
        return switch level {
        case .account, .enterpriseAccount: .account(id)
        case .resourceGroup: .group(id)
        case .accountGroup: .accountGroup(id)
        case .enterprise: namesEnterprises ? .enterprise(id) : .everywhere
        }
    }

    /// Of every area that holds such a resource: as many as its account has groups, and at most four more.
    func keys(account: String?, group: String?) -> [Key] {
        var keys = [Key.everywhere]
        if let group { keys.append(.group(ExactText(group))) }
        guard let account = ExactText(account) else { return keys }
        keys.append(.account(account))
        guard let described = accounts[account] else { return keys }
        if let enterprise = described.enterprise { keys.append(.enterprise(ExactText(enterprise))) }
        for group in Set(described.groups).sorted() { keys.append(.accountGroup(ExactText(group))) }
        return keys
    }

    /// Of every area that holds the whole of one, as far as the inventory says; of its own too.
    func keysAround(_ area: Scope.Area) -> [Key] {
        [key(area)]
            + keys(account: area.level.isAccount ? area.id : nil, group: nil).filter { $0 != .everywhere }
    }

    /// The ids that areas of a level could have in this inventory, for "did you mean".
    func ids(_ level: Scope.Level, in rows: ResourceRows) -> [String] {
        switch level {
        case .account, .enterpriseAccount: rows.firstRowsOfAccounts.map(\.account)
        case .resourceGroup: rows.groups
        case .accountGroup: Set(accounts.values.flatMap(\.groups)).sorted()
        case .enterprise: Set(accounts.values.compactMap(\.enterprise)).sorted()
        }
    }
}
