/// A resource as a scan saw it.
package struct AssessedResource: Sendable, Hashable {
    package let kind: String
    package let id: String
    package let name: String?
    package let account: String?
    package let region: String?
    package let group: String?
    package let file: String

    package init(
        kind: String, id: String, name: String?, account: String?, region: String?, group: String?, file: String
    ) {
        self.kind = kind
        self.id = id
        self.name = name
        self.account = account
        self.region = region
        self.group = group
        self.file = file
    }

    package init(_ record: ResourceRecord) {
        self.init(
            kind: record.kind, id: record.id, name: record.name, account: record.account, region: record.region,
            group: record.group, file: record.file)
    }

    /// What tells it from others, wherever it stands.
    package var key: [String] { [kind, account ?? "", id] }

    package var service: String { ServiceName.of(kind: kind) }
}
