import ResourceDocuments
import SourceText

/// What IBM Cloud's interfaces and the command `ibmcloud` answer: pages, lists, and resources by themselves.
///
/// The kinds are those of the bundled rules; the properties are the resource. Account, region and group come from the CRN.
struct IBMResponse: ResourceFormat {
    let name = "ibm"
    let title = "a response of IBM Cloud"

    func recognises(_ root: DocumentNode) -> Bool {
        switch root.kind {
        case .list: return root[0].map { $0["kind"] == nil && Self.kind(of: $0) != nil } ?? false
        case .map:
            guard root["kind"] == nil, root["apiVersion"] == nil else { return false }
            if Self.kind(of: root) != nil { return true }
            // What has an id of its own is no page, whatever it lists: a load balancer has subnets.
            if root["id"]?.kind == .string { return false }
            return IBMKinds.pages.contains { Self.isListed($0, in: root) }
                || root.entries.contains { Self.isPage($0.value, under: $0.key) }
        case .null, .boolean, .number, .string, .undetermined: return false
        }
    }

    /// Whether a page has such a list, and of this provider: `instances` and `volumes` are listed by others too.
    private static func isListed(_ listed: ListedKind, in root: DocumentNode) -> Bool {
        guard listed.isListed(in: root), let list = root[listed.key] else { return false }
        let first = list.kind == .list ? list[0] : list
        return first.map { element in
            element["crn"] != nil
                || ["kind", "selfLink", "self_link"].allSatisfy { element[$0] == nil } && !isForeign(element)
        } ?? true
    }

    /// An ARN, or an id of Azure.
    private static func isForeign(_ element: DocumentNode) -> Bool {
        AWSOwnName(of: element, typeName: nil) != nil || element["id"]?.string?.hasPrefix("/") == true
    }

    /// Of a page under a key that says nothing.
    private static func isPage(_ value: DocumentNode, under key: String) -> Bool {
        if value.kind == .list { return value[0].flatMap { kind(of: $0) } != nil }
        return wrappers.contains(key) && kind(of: value) != nil
    }

    /// Keys around a resource by itself: of Internet Services, of databases.
    private static let wrappers: Set<String> = ["result", "deployment"]

    /// Accounts of the older interface stand in an `entity` beside their `metadata`.
    private static func kind(of element: DocumentNode) -> String? {
        IBMKinds.kind(of: element["metadata"]?["guid"] == nil ? element : element["entity"] ?? element)
    }

    func read(_ root: DocumentCursor, into writer: inout EnvelopeWriter) {
        ResponsePage.warn(of: root, into: &writer)
        if root.kind == .map, let kind = Self.kind(of: root.node) { return self.read(root, as: kind, into: &writer) }
        if root.kind == .list { return readPage(root, listed: nil, into: &writer) }
        var read: Set<String> = []
        for (key, value) in root.members {
            let listed = IBMKinds.pages.first { $0.key == key && Self.isListed($0, in: root.node) }
            guard listed != nil || Self.isPage(value.node, under: key) else { continue }
            read.insert(key)
            readPage(value, listed: listed, into: &writer)
        }
        ResponsePage.warnOfUnread(of: root, except: read, into: &writer)
    }

    private func readPage(_ page: DocumentCursor, listed: ListedKind?, into writer: inout EnvelopeWriter) {
        for element in page.kind == .list ? page.elements : [page] {
            guard let kind = listed?.kind ?? Self.kind(of: element.node) else {
                writer.report(
                    FormatDiagnostics.faulty(
                        "the resource", "has no 'crn' that tells its kind", at: element,
                        hint: "say its kind with --kind, and where it stands with --select"))
                continue
            }
            read(element, as: kind, into: &writer)
        }
    }

    private func read(_ element: DocumentCursor, as kind: String, into writer: inout EnvelopeWriter) {
        let entity = element["metadata"]?["guid"] == nil ? nil : element["entity"]
        let identity = IBMKinds.identities.lazy.compactMap { PlacedText(element[$0]) }.first
        guard let id = identity ?? PlacedText(element["metadata"]?["guid"]) else {
            return writer.report(
                FormatDiagnostics.faulty(
                    "the \(kind)", "has no 'id'", at: element, hint: "give the response as the interface gave it"))
        }
        let resource = entity ?? element
        var head = EnvelopeHead(kind: PlacedText(kind), id: id)
        head.name = PlacedText(resource["name"])
        head.account = PlacedText(resource["account_id"])
        for field in ["crn", "_id", "id"] { head.complete(from: resource[field]) }
        head.location = PlacedText(resource["zone"]?["name"]) ?? PlacedText(resource["location"])
        head.region =
            head.region ?? PlacedText(resource["region"]) ?? PlacedText(resource["region_id"])
            ?? head.location.map { PlacedText(CloudZone.ibmRegion(of: $0.text), at: $0.span) }
        head.group = PlacedText(resource["resource_group"]?["id"]) ?? PlacedText(resource["resource_group_id"])
        head.listedTags = resource["user_tags"] ?? resource["tags"]
        writer.resource(head, properties: resource)
    }
}
