package import ResourceDocuments
import SourceText

/// The built-in kind `account`: one resource for each account that the inventory knows of, so that a rule can ask
/// something of an account as a whole.
///
/// Its `@id` and `@account` are the account's id; its properties are `id` and, where the manifest gives one, `name`.
package enum AccountResources {
    package static let kind = "account"

    /// One for each account that resources belong to and that none of them describes: what a reader adds.
    package static func added(to resources: [Resource], keys: KeyTable) -> [Resource] {
        let described = Set(resources.filter { $0.kind == kind }.map(\.id))
        let ids = Set(resources.compactMap(\.account)).subtracting(described).subtracting([""])
        return self.resources(for: ids.map { InventoryManifest.Account(id: $0) }, keys: keys)
    }

    /// In the order of their ids.
    static func resources(for accounts: [InventoryManifest.Account], keys: KeyTable) -> [Resource] {
        accounts.sorted { $0.id < $1.id }.compactMap { account in
            let text = JSONText.quoted(account.id)
            let name = account.name.map { ", \"name\": \(JSONText.quoted($0))" } ?? ""
            let file = SourceFile(
                name: "account \(account.id)", text: "{\"kind\": \"\(kind)\", \"id\": \(text)\(name)}")
            guard let document = try? JSONParser.document(file, keys: keys) else { return nil }
            let root = PlacedNode(document)
            guard let kind = root["kind"], let id = root["id"] else { return nil }
            var parts = ResourceParts(kind: .node(kind), id: .node(id), properties: root, identitySource: id)
            parts.attributes[.account] = .node(id)
            parts.attributes[.name] = root["name"].map { .node($0) }
            return ResourceAssembly.resources([parts], of: document).first
        }
    }
}
