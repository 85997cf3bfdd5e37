import ResourceDocuments
import SourceText

/// Resources as Azure Resource Manager and the command `az` give them: `{"value": […]}`, a list, or one.
///
/// The kind is the resource's type, `"Microsoft.Storage/storageAccounts"`, as in a template; the properties are the whole resource, so
/// its own `properties` are `properties.x`.
struct AzureResources: ResourceFormat {
    let name = "azure"
    let title = "a response of Azure"

    func recognises(_ root: DocumentNode) -> Bool {
        if Self.isResource(root) || root.kind == .list && root[0].map(Self.isResource) == true { return true }
        guard let list = root["value"], list.kind == .list, let first = list[0] else { return false }
        return Self.isResource(first)
    }

    private static func isResource(_ node: DocumentNode) -> Bool {
        guard let id = node["id"]?.string, let type = node["type"]?.string else { return false }
        return id.hasPrefix("/") && type.contains("/")
    }

    func read(_ root: DocumentCursor, into writer: inout EnvelopeWriter) {
        ResponsePage.warn(of: root, into: &writer)
        if Self.isResource(root.node) { return readResource(root, into: &writer) }
        for element in root.elements + (root["value"]?.elements ?? []) { readResource(element, into: &writer) }
    }

    private func readResource(_ resource: DocumentCursor, into writer: inout EnvelopeWriter) {
        guard let id = PlacedText(resource["id"]), let type = PlacedText(resource["type"]) else {
            return writer.report(
                FormatDiagnostics.faulty(
                    "the resource", "has no 'id' or 'type'", at: resource, hint: "give the response as Azure gave it"))
        }
        var head = EnvelopeHead(kind: type, id: id)
        head.name = PlacedText(resource["name"])
        head.region = PlacedText(resource["location"])
        head.location = head.region
        head.group = PlacedText(resource["resourceGroup"])
        head.tags = AWSTags.tags(of: resource["tags"])
        head.complete(from: resource["id"])
        writer.resource(head, properties: resource)
    }
}
