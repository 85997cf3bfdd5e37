package import ResourceDocuments

/// What an inventory says of itself: `inventory.yaml`, beside its files.
package struct InventoryManifest: Sendable {
    /// An account that was looked into.
    package struct Account: Hashable, Sendable {
        package let id: String
        package let name: String?
        /// The enterprise that the account belongs to.
        package let enterprise: String?
        /// The account groups that the account is in, of any depth.
        package let groups: [String]

        package init(id: String, name: String? = nil, enterprise: String? = nil, groups: [String] = []) {
            self.id = id
            self.name = name
            self.enterprise = enterprise
            self.groups = groups
        }
    }

    /// Resources of a kind that are there and could not be read.
    package struct Unread: Hashable, Sendable {
        package let kind: String
        /// nil: in every account.
        package let account: String?
        package let reason: String

        package init(kind: String, account: String?, reason: String) {
            self.kind = kind
            self.account = account
            self.reason = reason
        }
    }

    /// The kinds that were collected; of some there may be no resource. `*` stands for any run of characters.
    package var kinds: [String]
    package var accounts: [Account]
    package var collectedAt: Instant?
    package var unread: [Unread]

    package init(
        kinds: [String] = [], accounts: [Account] = [], collectedAt: Instant? = nil, unread: [Unread] = []
    ) {
        self.kinds = kinds
        self.accounts = accounts
        self.collectedAt = collectedAt
        self.unread = unread
    }
}
