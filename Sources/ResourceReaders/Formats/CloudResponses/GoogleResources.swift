import ResourceDocuments
import SourceText

/// Resources as Google Cloud's interfaces and the command `gcloud` give them (alone, in a list, under the key of a page, or in an aggregated
/// list), and as the asset inventory exports them (`"assetType": "compute.googleapis.com/Firewall"`).
///
/// The kind is `gcp.`, the service and the type with a small letter in front, `gcp.compute.firewall`, whichever of the two it comes
/// from; the properties are the resource. What else the inventory says of an asset, its `iamPolicy` for one, is among them, from whichever
/// export.
struct GoogleResources: ResourceFormat {
    let name = "gcp"
    let title = "a response of Google Cloud"

    func recognises(_ root: DocumentNode) -> Bool {
        if root.kind == .list { return root[0].map(Self.isRead) ?? false }
        guard root.kind == .map, root["apiVersion"] == nil else { return false }
        return Self.isRead(root) || !Self.lists(in: root).isEmpty
    }

    /// Whether it is an asset, a resource, or a list that says what it is of.
    private static func isRead(_ node: DocumentNode) -> Bool {
        isAsset(node) || !EnvelopeReader.isEnvelope(node) && GoogleKinds.kind(of: node) != nil
    }

    private static func isAsset(_ node: DocumentNode) -> Bool {
        (node["assetType"] ?? node["asset_type"])?.string?.contains("/") == true && node["name"]?.kind == .string
    }

    /// The keys of a page's lists: `assets`, `clusters`, `accounts`.
    private static func lists(in root: DocumentNode) -> [String] {
        guard root["kind"]?.string.map({ GoogleKinds.kind($0) != nil }) ?? true else { return [] }
        return root.entries.filter { $0.value.kind == .list && $0.value[0].map(isRead) == true }.map(\.key)
    }

    func read(_ root: DocumentCursor, into writer: inout EnvelopeWriter) {
        ResponsePage.warn(of: root, into: &writer)
        if root.kind == .list {
            for element in root.elements { readElement(element, listKind: nil, into: &writer) }
            return
        }
        let listKind = root["kind"]?.string
        if Self.isRead(root.node) {
            if let items = root["items"] { return readItems(items, listKind: listKind, into: &writer) }
            guard GoogleKinds.listedKind(listKind) != nil else {
                return readElement(root, listKind: nil, into: &writer)
            }
            // Not all interfaces call them items: `datasets`, `managedZones`.
            for (_, list) in root.members where list.elements.first?.kind == .map {
                readItems(list, listKind: listKind, into: &writer)
            }
            return
        }
        let lists = Self.lists(in: root.node)
        for key in lists {
            for element in root[key]?.elements ?? [] { readElement(element, listKind: nil, into: &writer) }
        }
        ResponsePage.warnOfUnread(of: root, except: Set(lists), into: &writer)
    }

    private func readItems(_ items: DocumentCursor, listKind: String?, into writer: inout EnvelopeWriter) {
        for item in items.elements { readResource(item, listKind: listKind, into: &writer) }
        // An aggregated list: by zone, a map of one list and of what was wrong.
        for (_, part) in items.members {
            for (key, list) in part.members where key != "warning" {
                for item in list.elements { readResource(item, listKind: listKind, into: &writer) }
            }
        }
    }

    private func readElement(_ element: DocumentCursor, listKind: String?, into writer: inout EnvelopeWriter) {
        if Self.isAsset(element.node) {
            readAsset(element, into: &writer)
        } else {
            readResource(element, listKind: listKind, into: &writer)
        }
    }

    /// What an export says of an asset beside the resource itself ("Content types" of the asset inventory); files in the storage have the
    /// words with underscores.
    private static let contents = [
        "iamPolicy": "iam_policy", "orgPolicy": "org_policy", "accessPolicy": "access_policy",
        "osInventory": "os_inventory",
        "relatedAsset": "related_asset",
    ]

    private func readAsset(_ asset: DocumentCursor, into writer: inout EnvelopeWriter) {
        guard let type = PlacedText(asset["assetType"] ?? asset["asset_type"]), let id = PlacedText(asset["name"])
        else {
            return reportFault(asset, into: &writer)
        }
        let data = asset["resource"]?["data"]
        let contents = Self.contents.sorted { $0.key < $1.key }.compactMap { key, other in
            (asset[key] ?? asset[other]).map { (key, $0) }
        }
        var head = EnvelopeHead(kind: PlacedText(GoogleKinds.kind(ofAssetType: type.text), at: type.span), id: id)
        head.portion = data == nil && !contents.isEmpty ? .addition : .base
        head.location = PlacedText(asset["resource"]?["location"])
        head.name = PlacedText(data?["name"]) ?? PlacedText(asset["displayName"] ?? asset["display_name"])
        head.complete(from: asset["name"])
        // The name of a bucket does not say its project.
        for place in [asset["ancestors"]?.elements.first, asset["resource"]?["parent"], asset["project"]] {
            head.complete(from: place)
        }
        describe(&head, data ?? asset, id: asset["name"])
        writer.resource(head) { builder in
            builder.beginMap()
            // What a search finds has no data of its own.
            if let data = data ?? (contents.isEmpty ? asset : nil) { builder.copyMembers(of: data) }
            for (key, content) in contents where data?[key] == nil {
                builder.key(key, at: content.keySpan)
                builder.copy(content)
            }
            builder.endMap(at: (data ?? asset).span)
        }
    }

    private func readResource(_ resource: DocumentCursor, listKind: String?, into writer: inout EnvelopeWriter) {
        // In a list the resources may leave out what the list says: `compute#firewallList`.
        let listed = GoogleKinds.listedKind(listKind)
        let name = resource["name"].flatMap { $0.string?.contains("/") == true ? $0 : nil }
        guard let kind = GoogleKinds.kind(of: resource.node) ?? listed else {
            return reportFault(resource, into: &writer)
        }
        let identity =
            name.flatMap { resource["selfLink"] == nil ? $0 : nil }
            ?? GoogleKinds.identities(of: kind).lazy.compactMap { resource[$0] }.first { $0.string?.isEmpty == false }
        guard let id = PlacedText(identity) else { return reportFault(resource, into: &writer) }
        var head = EnvelopeHead(kind: PlacedText(kind, at: resource["kind"]?.span), id: id)
        if let name, let last = name.string?.split(separator: "/").last {
            head.name = PlacedText(String(last), at: name.span)
        }
        head.complete(from: identity)
        head.account = head.account ?? PlacedText(resource["projectId"]) ?? PlacedText(resource["project"])
        // Of BigQuery, whose resources refer to themselves.
        let type = kind.split(separator: ".").last.map(String.init) ?? ""
        let reference = resource["\(type)Reference"]
        head.account = head.account ?? PlacedText(reference?["projectId"])
        head.name = head.name ?? PlacedText(reference?["\(type)Id"])
        describe(&head, resource, id: identity)
        writer.resource(head, properties: resource)
    }

    private func describe(_ head: inout EnvelopeHead, _ resource: DocumentCursor?, id: DocumentCursor?) {
        head.name = head.name ?? PlacedText(resource?["name"]) ?? PlacedText(resource?["clusterName"]) ?? head.id
        head.tags = AWSTags.tags(of: resource?["labels"])
        head.location = head.location ?? PlacedText(resource?["location"]) ?? Self.place(resource?["zone"])
        head.complete(from: id)
        head.region = head.region ?? Self.place(resource?["region"])
        head.region =
            head.region ?? head.location.map { PlacedText(CloudZone.googleRegion(of: $0.text), at: $0.span) }
        // A bucket's interface says 'EU', and the inventory 'eu'.
        head.region = head.region.map { PlacedText($0.text.lowercased(), at: $0.span) }
        head.location = head.location.map { PlacedText($0.text.lowercased(), at: $0.span) }
    }

    /// `europe-west1-b`, which may be the end of a link.
    private static func place(_ value: DocumentCursor?) -> PlacedText? {
        PlacedText(value).map { PlacedText(String($0.text.split(separator: "/").last ?? ""), at: $0.span) }
    }

    private func reportFault(_ value: DocumentCursor, into writer: inout EnvelopeWriter) {
        writer.report(
            FormatDiagnostics.faulty(
                "the resource", "has no 'kind' or no name", at: value, hint: "give the response as Google Cloud gave it"
            ))
    }
}
