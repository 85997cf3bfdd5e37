package import ResourceDocuments
package import ResourceReaders

/// Narrows a scope, or says what an exclusion leaves out: a resource is selected when one of the values fits.
package struct ScopeSelector: Sendable {
    /// What of a resource the values are held against.
    package enum Property: String, Hashable, CaseIterable, Sendable {
        case environment
        case kinds
        /// `@region`, else `@location`.
        case regions
        /// `@tags`: a tag as it is written, or `key:value` of a map.
        case tags
        /// `@name`, else `@id`.
        case names

        /// As SCC would name a property that has one value; `names` has none as a field, for a scope has a name of its own.
        var singular: String {
            switch self {
            case .environment: "environment"
            case .kinds: "kind"
            case .regions: "region"
            case .tags: "tag"
            case .names: "name"
            }
        }

        /// Whether it takes the resource's own document: kinds are known without it.
        var isInDocument: Bool {
            switch self {
            case .environment, .kinds: false
            case .regions, .tags, .names: true
            }
        }
    }

    package struct Value: Sendable {
        /// `*` stands for any run of characters, `?` for one.
        package let pattern: Glob
        package let source: PlacedNode?

        package init(_ text: String, source: PlacedNode?) {
            pattern = Glob(text)
            self.source = source
        }
    }

    package let property: Property
    /// At least one.
    package let values: [Value]

    package init(_ property: Property, _ values: [Value]) {
        self.property = property
        self.values = values
    }
}

extension ScopeSelector: CustomStringConvertible {
    /// `regions eu-de, us-*`
    package var description: String {
        "\(property.rawValue) \(values.map(\.pattern.text).joined(separator: ", "))"
    }
}
