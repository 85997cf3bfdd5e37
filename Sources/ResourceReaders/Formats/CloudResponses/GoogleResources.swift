import ResourceDocuments
import SourceText

/// Resources as Google Cloud's interfaces give them (`"kind": "compute#firewall"`, alone, in a list or an aggregated list), and as the
/// asset inventory exports them (`"assetType": "compute.googleapis.com/Firewall"`).
///
/// The kind is `gcp.`, the service and the type with a small letter in front, `gcp.compute.firewall`, whichever of the two it comes
/// from; the properties are the resource.
struct GoogleResources: ResourceFormat {
    let name = "gcp"
    let title = "a response of Google Cloud"

    func recognises(_ root: DocumentNode) -> Bool {
        if Self.isAsset(root) || root.kind == .list && root[0].map(Self.isAsset) == true { return true }
        if root["assets"]?[0].map(Self.isAsset) == true { return true }
        let first = root.kind == .list ? root[0] : root
        return first?["kind"]?.string.map(Self.isKind) == true && root["properties"] == nil
    }

    private static func isAsset(_ node: DocumentNode) -> Bool {
        node["assetType"]?.string?.contains("/") == true && node["name"]?.kind == .string
    }

    /// `compute#firewall`
    private static func isKind(_ text: String) -> Bool { text.split(separator: "#").count == 2 }

    func read(_ root: DocumentCursor, into writer: inout EnvelopeWriter) {
        ResponsePage.warn(of: root, into: &writer)
        if Self.isAsset(root.node) { return readAsset(root, into: &writer) }
        if root.kind == .list || root["assets"] != nil {
            for element in root.elements + (root["assets"]?.elements ?? []) {
                if Self.isAsset(element.node) {
                    readAsset(element, into: &writer)
                } else {
                    readResource(element, listKind: nil, into: &writer)
                }
            }
            return
        }
        let kind = root["kind"]?.string ?? ""
        guard let items = root["items"] else { return readResource(root, listKind: nil, into: &writer) }
        for item in items.elements { readResource(item, listKind: kind, into: &writer) }
        // An aggregated list: by zone, a map of one list and of what was wrong.
        for (_, part) in items.members {
            for (key, list) in part.members where key != "warning" {
                for item in list.elements { readResource(item, listKind: kind, into: &writer) }
            }
        }
    }

    private func readAsset(_ asset: DocumentCursor, into writer: inout EnvelopeWriter) {
        guard let type = PlacedText(asset["assetType"]), let id = PlacedText(asset["name"]) else {
            return reportFault(asset, into: &writer)
        }
        let service = type.text.prefix { $0 != "." }
        let word = type.text.split(separator: "/").last.map(String.init) ?? ""
        let data = asset["resource"]?["data"]
        var head = EnvelopeHead(kind: PlacedText("gcp.\(service).\(word.smallFirst)", at: type.span), id: id)
        head.location = PlacedText(asset["resource"]?["location"])
        head.name = PlacedText(data?["name"]) ?? PlacedText(asset["displayName"])
        head.complete(from: asset["name"])
        // The name of a bucket does not say its project.
        for place in [asset["ancestors"]?.elements.first, asset["resource"]?["parent"], asset["project"]] {
            head.complete(from: place)
        }
        describe(&head, data ?? asset, id: asset["name"])
        // What a search finds has no data of its own.
        writer.resource(head, properties: data ?? asset)
    }

    private func readResource(_ resource: DocumentCursor, listKind: String?, into writer: inout EnvelopeWriter) {
        // In a list the resources may leave out what the list says: `compute#firewallList`.
        let listed = listKind.flatMap { $0.hasSuffix("List") ? PlacedText(String($0.dropLast(4))) : nil }
        let identity = resource["selfLink"] ?? resource["id"] ?? resource["name"]
        guard let kind = PlacedText(resource["kind"]) ?? listed, Self.isKind(kind.text), let id = PlacedText(identity)
        else {
            return reportFault(resource, into: &writer)
        }
        let name = kind.text.split(separator: "#").joined(separator: ".")
        var head = EnvelopeHead(kind: PlacedText("gcp.\(name)", at: kind.span), id: id)
        describe(&head, resource, id: identity)
        writer.resource(head, properties: resource)
    }

    private func describe(_ head: inout EnvelopeHead, _ resource: DocumentCursor?, id: DocumentCursor?) {
        head.name = head.name ?? PlacedText(resource?["name"]) ?? head.id
        head.tags = AWSTags.tags(of: resource?["labels"])
        head.location = head.location ?? PlacedText(resource?["location"])
        head.complete(from: id)
        head.region = head.region ?? head.location
    }

    private func reportFault(_ value: DocumentCursor, into writer: inout EnvelopeWriter) {
        writer.report(
            FormatDiagnostics.faulty(
                "the resource", "has no 'kind' or no name", at: value, hint: "give the response as Google Cloud gave it"
            ))
    }
}

extension String {
    fileprivate var smallFirst: String { prefix(1).lowercased() + dropFirst() }
}
