import ResourceDocuments
package import ResourceReaders

/// Which resources an attachment is about: an area, narrowed by selectors, less what is left out of it.
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

        /// An area of this level is one account.
        var isAccount: Bool { self == .account || self == .enterpriseAccount }
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

    /// An area, selectors, or both: a resource is in it that the area holds and that every selector selects.
    package struct Part: Sendable {
        /// nil: everywhere.
        package let area: Area?
        package let selectors: [ScopeSelector]
        package let source: PlacedNode?

        package init(area: Area? = nil, selectors: [ScopeSelector] = [], source: PlacedNode? = nil) {
            self.area = area
            self.selectors = selectors
            self.source = source
        }
    }

    /// A part of a scope that people look at. What it leaves out is evaluated, and hidden from them.
    package struct Subscope: Sendable {
        package let name: String?
        /// The whole scope where it has neither area nor selectors.
        package let part: Part
        package let exclusions: [Part]

        package init(name: String? = nil, part: Part = Part(), exclusions: [Part]) {
            self.name = name
            self.part = part
            self.exclusions = exclusions
        }
    }

    package let name: String?
    package let area: Area
    package let selectors: [ScopeSelector]
    /// What is not evaluated at all.
    package let exclusions: [Part]
    package let subscopes: [Subscope]

    package init(
        name: String? = nil, area: Area, selectors: [ScopeSelector] = [], exclusions: [Part] = [],
        subscopes: [Subscope] = []
    ) {
        self.name = name
        self.area = area
        self.selectors = selectors
        self.exclusions = exclusions
        self.subscopes = subscopes
    }

    package var part: Part { Part(area: area, selectors: selectors, source: area.source) }

    /// `environment`, where it is one word.
    package var environment: String? {
        let words = selectors.filter { $0.property == .environment }.flatMap(\.values)
        return words.count == 1 ? words.first?.pattern.text : nil
    }
}

extension Scope.Area: CustomStringConvertible {
    /// `account acc1`
    package var description: String { "\(level.rawValue) \(id)" }
}

extension Scope.Part: CustomStringConvertible {
    /// `account acc1, regions eu-de, us-*`
    package var description: String {
        ([area?.description].compactMap(\.self) + selectors.map(\.description)).joined(separator: ", ")
    }
}

extension Scope: CustomStringConvertible {
    package var description: String { part.description }
}
