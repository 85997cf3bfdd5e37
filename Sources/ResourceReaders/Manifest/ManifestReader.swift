import ResourceDocuments
import SourceText

/// Reads `inventory.yaml`:
///
///     name: the shop
///     kinds: [internet-svcs.zone, is.security-group]
///     accounts:
///       - acc1
///       - { id: acc2, name: Staging, enterprise: ent1, account_groups: [grp1] }
///     collected_at: 2026-11-01T06:00:00Z
///     could_not_read:
///       - { kind: is.vpc, account: acc2, reason: "403 Forbidden" }
struct ManifestReader {
    /// What tells a manifest from a file of resources.
    private static let tellingFields = ["kinds", "accounts", "collected_at", "could_not_read"]
    private static let fileNames = ["inventory.yaml", "inventory.yml", "inventory.json"]

    private var diagnostics = Diagnostics()

    /// A file of one of the manifest's names whose document has a manifest's fields and no `kind`; a file of resources
    /// may have that name too.
    static func isManifest(_ document: Document) -> Bool {
        let name = document.source.name.split(separator: "/").last.map(String.init) ?? document.source.name
        guard fileNames.contains(name), document.root.kind == .map, document.root["kind"] == nil else { return false }
        return tellingFields.contains { document.root[$0] != nil }
    }

    static func read(_ document: Document) -> (manifest: InventoryManifest, diagnostics: [Diagnostic]) {
        var reader = ManifestReader()
        let manifest = reader.readManifest(PlacedNode(document))
        return (manifest, reader.diagnostics.all)
    }

    /// Where a manifest speaks of its accounts.
    static func accountMentions(in document: Document) -> [AccountMention] {
        (DocumentCursor(document)["accounts"]?.elements ?? []).compactMap { AccountMention(entry: $0) }
    }

    private mutating func record(_ value: PlacedNode, _ subject: String, fields: [String]) -> Record? {
        guard let record = Record(value, subject: subject, faults: InventoryDiagnostics.manifest, into: &diagnostics)
        else { return nil }
        record.allow(fields, into: &diagnostics)
        return record
    }

    private mutating func readManifest(_ root: PlacedNode) -> InventoryManifest {
        guard let record = record(root, "the manifest", fields: ["name"] + Self.tellingFields) else {
            return InventoryManifest()
        }
        if record["kinds"] == nil { record.reportMissing("kinds", into: &diagnostics) }
        _ = record.text("name", into: &diagnostics)
        return InventoryManifest(
            kinds: record.texts("kinds", into: &diagnostics).map(\.text),
            accounts: record.list("accounts", into: &diagnostics).compactMap { readAccount($0) },
            collectedAt: readInstant(record),
            unread: record.list("could_not_read", into: &diagnostics).compactMap { readUnread($0) })
    }

    private mutating func readAccount(_ value: PlacedNode) -> InventoryManifest.Account? {
        if let id = value.node.string, !id.isEmpty { return InventoryManifest.Account(id: id) }
        guard
            let record = record(
                value, "an account of the manifest", fields: ["id", "name", "enterprise", "account_groups"]),
            let id = record.requiredText("id", into: &diagnostics)
        else { return nil }
        return InventoryManifest.Account(
            id: id, name: record.text("name", into: &diagnostics),
            enterprise: record.text("enterprise", into: &diagnostics),
            groups: record.texts("account_groups", into: &diagnostics).map(\.text))
    }

    private mutating func readUnread(_ value: PlacedNode) -> InventoryManifest.Unread? {
        guard
            let record = record(
                value, "an entry of 'could_not_read'", fields: ["kind", "account", "reason"]),
            let kind = record.requiredText("kind", into: &diagnostics)
        else { return nil }
        let account = record["account"] == nil ? nil : record.requiredText("account", into: &diagnostics)
        return InventoryManifest.Unread(
            kind: kind, account: account,
            reason: record.text("reason", into: &diagnostics) ?? "")
    }

    private mutating func readInstant(_ record: Record) -> Instant? {
        guard let value = record["collected_at"], let text = record.text("collected_at", into: &diagnostics) else {
            return nil
        }
        guard let instant = Instant(text) else {
            diagnostics.report(
                record.faults.shape(value, of: "collected_at", wanted: "a time such as 2026-01-01T00:00:00Z"))
            return nil
        }
        return instant
    }
}
