import ResourceDocuments
import SourceText

/// Resources as Azure Resource Manager, the command `az` and Resource Graph give them: `{"value": […]}`, `{"data": […]}`, a list, or one.
///
/// The kind is the resource's type, `"Microsoft.Storage/storageAccounts"`, as in a template and however the response spells it; where
/// none is written, the one that the id says. The properties are the whole resource, so its own `properties` are `properties.x`.
struct AzureResources: ResourceFormat {
    let name = "azure"
    let title = "a response of Azure"

    /// Of Resource Manager's pages, and of Resource Graph's.
    private static let lists = ["value", "data"]

    func recognises(_ root: DocumentNode) -> Bool {
        if Self.isResource(root) || root.kind == .list && root[0].map(Self.isResource) == true { return true }
        return Self.lists.contains { key in
            guard let list = root[key], list.kind == .list, let first = list[0] else { return false }
            return Self.isResource(first)
        }
    }

    private static func isResource(_ node: DocumentNode) -> Bool {
        guard let id = node["id"]?.string, id.hasPrefix("/") else { return false }
        return node["type"]?.string?.contains("/") ?? (AzureTypes.type(ofID: id) != nil)
    }

    func read(_ root: DocumentCursor, into writer: inout EnvelopeWriter) {
        ResponsePage.warn(of: root, into: &writer)
        if Self.isResource(root.node) { return readResource(root, into: &writer) }
        ResponsePage.warnOfUnread(of: root, except: Set(Self.lists), into: &writer)
        for element in root.elements + Self.lists.flatMap({ root[$0]?.elements ?? [] }) {
            readResource(element, into: &writer)
        }
    }

    private func readResource(_ resource: DocumentCursor, into writer: inout EnvelopeWriter) {
        let written = PlacedText(resource["type"])
        guard let id = PlacedText(resource["id"]),
            let type = written
                ?? AzureTypes.type(ofID: id.text).map({ PlacedText($0, at: id.span) })
        else {
            return writer.report(
                FormatDiagnostics.faulty(
                    "the resource", "has no 'id' or 'type'", at: resource,
                    hint: "give the response as Azure gave it; a query of Resource Graph projects both"))
        }
        var head = EnvelopeHead(kind: PlacedText(writer.spellings[type.text], at: type.span), id: id)
        head.name = PlacedText(resource["name"])
        head.location = PlacedText(resource["location"])
        // Some of Azure's services answer with the name that people read: `West Europe`.
        head.region = head.location.map { PlacedText($0.text.lowercased().filter { $0 != " " }, at: $0.span) }
        head.group = PlacedText(resource["resourceGroup"])
        head.tags = AWSTags.tags(of: resource["tags"])
        head.complete(from: resource["id"])
        writer.resource(head, properties: resource)
    }
}
