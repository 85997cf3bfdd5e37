package import ResourceReaders

/// Which resources an attachment is about: an area, less the areas inside it that are left out.
package struct Scope: Sendable {
    /// `scope_type`
    package enum Level: String, CaseIterable, Sendable {
        case enterprise
        case accountGroup = "enterprise.account_group"
        case enterpriseAccount = "enterprise.account"
        case account
        case resourceGroup = "account.resource_group"

        /// An exclusion must be of its scope's family.
        var isOfEnterprise: Bool {
            switch self {
            case .enterprise, .accountGroup, .enterpriseAccount: true
            case .account, .resourceGroup: false
            }
        }
    }

    /// `{scope_type, scope_id}`
    package struct Area: Sendable {
        package let level: Level
        package let id: String
        /// The area's id in the file.
        package let source: PlacedNode?

        package init(level: Level, id: String, source: PlacedNode?) {
            self.level = level
            self.id = id
            self.source = source
        }
    }

    package let environment: String?
    package let area: Area
    package let exclusions: [Area]

    package init(environment: String? = nil, area: Area, exclusions: [Area] = []) {
        self.environment = environment
        self.area = area
        self.exclusions = exclusions
    }
}

extension Scope.Area: CustomStringConvertible {
    /// `account acc1`
    package var description: String { "\(level.rawValue) \(id)" }
}
