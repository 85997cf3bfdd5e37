package import ResourceDocuments
import SourceText

/// The built-in kind `account`: one resource for each account that the inventory knows of, so that a rule can ask
/// something of an account as a whole.
///
/// Its `@id` and `@account` are the account's id; its properties are `id` and, where the manifest gives one, `name`. Its text is what
/// tells of the account: its entry in the manifest, else the first resource that names it.
package enum AccountResources {
    package static let kind = "account"

    /// One for each account that resources belong to and that none of them describes: what a reader adds.
    package static func added(to resources: [Resource], keys: KeyTable) -> [Resource] {
        let described = Set(resources.filter { $0.kind == kind }.map { ExactText($0.id) }).union([ExactText("")])
        var mentions: [ExactText: AccountMention] = [:]
        for resource in resources {
            guard let id = resource.account, !described.contains(ExactText(id)), mentions[ExactText(id)] == nil else {
                continue
            }
            mentions[ExactText(id)] = AccountMention(id: id, in: resource)
        }
        return self.resources(for: Array(mentions.values), keys: keys)
    }

    /// In the order of their ids.
    static func resources(for accounts: [AccountMention], keys: KeyTable) -> [Resource] {
        accounts.sorted { $0.id < $1.id }.compactMap { account in
            let source = account.text?.document.source ?? SourceFile(name: "account \(account.id)", text: "")
            var builder = DocumentBuilder(source: source, medium: account.text?.document.medium ?? .json, keys: keys)
            builder.beginMap()
            for (key, value) in [("kind", PlacedText(kind)), ("id", PlacedText(account.id, at: account.idSpan))] {
                builder.key(key)
                builder.string(value.text, at: value.span)
            }
            if let name = account.name {
                builder.key("name")
                builder.string(name.text, at: name.span)
            }
            builder.endMap(at: account.text?.span)
            guard let document = builder.finish() else { return nil }
            let root = PlacedNode(document)
            guard let kind = root["kind"], let id = root["id"] else { return nil }
            var parts = ResourceParts(kind: .node(kind), id: .node(id), properties: root, identitySource: id)
            parts.attributes[.account] = .node(id)
            parts.attributes[.name] = root["name"].map { .node($0) }
            return ResourceAssembly.resources([parts], of: document).first
        }
    }
}

/// Where an inventory speaks of an account.
struct AccountMention {
    let id: String
    var name: PlacedText?
    /// The manifest's entry, or the resource's attribute; nil where that was worked out of something else.
    let text: DocumentCursor?
    let idSpan: SourceSpan?

    /// In a resource that belongs to it.
    init(id: String, in resource: Resource?) {
        self.id = id
        text = resource.flatMap { resource in
            resource.attributePaths[.account].flatMap { DocumentCursor(resource.document, at: $0) }
        }
        idSpan = text?.span
    }

    /// An entry of a manifest, `acc1` or `{id: acc1, name: Production}`; nil of anything else.
    init?(entry: DocumentCursor) {
        guard let written = entry.string == nil ? entry["id"] : entry, let id = PlacedText(written) else { return nil }
        self.id = id.text
        name = PlacedText(entry["name"])
        text = entry
        idSpan = id.span
    }
}
