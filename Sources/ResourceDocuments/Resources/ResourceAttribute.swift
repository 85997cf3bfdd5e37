/// What a scan knows of a resource beside its properties; `@id` and so on in a rule.
@frozen @usableFromInline package enum ResourceAttribute: UInt8, CaseIterable, Sendable {
    case id, kind, name, account, region, location, group, tags, source

    package init?(name: String) {
        guard let attribute = Self.allCases.first(where: { $0.description == name }) else { return nil }
        self = attribute
    }
}

extension ResourceAttribute: CustomStringConvertible {
    @usableFromInline package var description: String {
        switch self {
        case .id: "id"
        case .kind: "kind"
        case .name: "name"
        case .account: "account"
        case .region: "region"
        case .location: "location"
        case .group: "group"
        case .tags: "tags"
        case .source: "source"
        }
    }
}
