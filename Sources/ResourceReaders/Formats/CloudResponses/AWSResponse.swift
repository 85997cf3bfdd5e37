import ResourceDocuments
import SourceText

/// What the command `aws` prints for an operation that describes or lists: the kind is told by the response's key, and of what
/// `AWSKinds` does not list by the ARN and the key.
///
/// The kinds are `aws.SERVICE.TYPE`; the properties are the resource as the interface has it, policies with the escapes of a URL as
/// documents. Of an operation that says nothing of what it is of they are the whole response.
struct AWSResponse: ResourceFormat {
    let name = "aws"
    let title = "a response of AWS"

    func recognises(_ root: DocumentNode) -> Bool {
        // Pages, one after the other.
        if root.kind == .list { return root[0].map { $0.kind == .map && recognises($0) } ?? false }
        guard root.kind == .map, root["kind"] == nil, root["resourceType"] == nil else { return false }
        return root["Reservations"]?.kind == .list || root["DistributionList"]?["Quantity"] != nil
            || NamedOperation.found(in: root) != nil || AWSKinds.single(in: root) != nil
            || root.entries.contains { Self.listed(under: $0.key, in: root) != nil }
    }

    /// What stands under a key; nil where it is no resource of AWS.
    private static func listed(under key: String, in root: DocumentNode) -> ListedKind? {
        AWSKinds.all.first { $0.key == key && $0.isListed(in: root) }
            ?? root[key].flatMap { AWSOwnName.listed(under: key, $0) }
    }

    func read(_ root: DocumentCursor, into writer: inout EnvelopeWriter) {
        if root.kind == .list {
            for page in root.elements { read(page, into: &writer) }
            return
        }
        ResponsePage.warn(of: root, into: &writer)
        if let (operation, subject) = NamedOperation.found(in: root.node) {
            return read(root, of: subject, as: operation, into: &writer)
        }
        if let single = AWSKinds.single(in: root.node) { return read(root, as: single, into: &writer) }
        var read: Set<String> = ["Reservations"]
        for reservation in root["Reservations"]?.elements ?? [] {
            for instance in reservation["Instances"]?.elements ?? [] {
                self.read(instance, as: Self.instance, account: PlacedText(reservation["OwnerId"]), into: &writer)
            }
        }
        for distribution in root["DistributionList"]?["Items"]?.elements ?? [] {
            self.read(distribution, as: Self.distribution, into: &writer)
        }
        for (key, value) in root.members {
            guard let listed = Self.listed(under: key, in: root.node) else { continue }
            read.insert(key)
            // Of one resource the tags may stand beside it.
            let tags = value.kind == .map ? root["tags"] ?? root["Tags"] : nil
            for element in value.kind == .map ? [value] : value.elements {
                self.read(element, as: listed, tags: tags, into: &writer)
            }
        }
        ResponsePage.warnOfUnread(of: root, except: read, into: &writer)
    }

    private func read(
        _ element: DocumentCursor, as listed: ListedKind, account: PlacedText? = nil, tags: DocumentCursor? = nil,
        into writer: inout EnvelopeWriter
    ) {
        guard let id = AWSIdentity.id(of: element, as: listed) else {
            return writer.report(
                FormatDiagnostics.faulty(
                    "the \(listed.kind)", "has no '\(listed.identity.first ?? "id")'", at: element,
                    hint: "give the response as the command printed it"))
        }
        let kind = AWSOwnName.kind(listed.kind, of: element.node)
        var head = EnvelopeHead(kind: PlacedText(kind), id: id)
        head.tags =
            ["Tags", "TagSet", "TagList", "tags"].lazy.map { AWSTags.tags(of: element[$0]) }
            .first { !$0.isEmpty } ?? AWSTags.tags(of: tags)
        head.name =
            PlacedText(head.tags.first { $0.key.text == "Name" }?.value) ?? Self.name(of: element, as: listed)
            ?? AWSIdentity.name(of: id)
        head.account = account ?? PlacedText(element["OwnerId"])
        for key in listed.identity { head.complete(from: element[key]) }
        for (key, value) in element.members where key.lowercased().hasSuffix("arn") { head.complete(from: value) }
        head.location = PlacedText(element["AvailabilityZone"]) ?? PlacedText(element["Placement"]?["AvailabilityZone"])
        head.region =
            head.region ?? PlacedText(element["HomeRegion"])
            ?? (head.location ?? PlacedText(element["AvailabilityZones"]?.elements.first))
            .map { PlacedText(CloudZone.amazonRegion(of: $0.text), at: $0.span) }
            ?? AWSIdentity.region(ofHost: PlacedText(element["DNSName"]))
            ?? AWSIdentity.region(of: kind, from: element.document.source.name)
        head.isRegional = true
        writer.resource(head) { $0.copy(element, rewriting: EmbeddedDocument.unpackEscaped) }
    }

    private func read(
        _ response: DocumentCursor, of subject: String?, as operation: NamedOperation, into writer: inout EnvelopeWriter
    ) {
        guard let subject else {
            return writer.report(
                FormatDiagnostics.faulty(
                    "the response", "does not say what it is of, and neither does the name of its file", at: response,
                    hint:
                        "name the file 'NAME.\(operation.name).json', with the name of the bucket, key, account or whatever it is of"
                ))
        }
        var head = EnvelopeHead(kind: PlacedText(operation.kind), id: PlacedText(subject))
        head.name = head.id
        if subject.count == 12, subject.allSatisfy(\.isNumber) { head.account = head.id }
        writer.resource(head) { $0.copy(response, rewriting: EmbeddedDocument.unpack) }
    }

    /// `Name`, else `GroupName` of a `SecurityGroup`.
    private static func name(of element: DocumentCursor, as listed: ListedKind) -> PlacedText? {
        if let name = PlacedText(element["Name"] ?? element["name"]) { return name }
        let type = listed.kind.split(separator: ".").last?.lowercased() ?? ""
        let member = element.members.first { key, _ in
            key.hasSuffix("Name") && type.hasSuffix(key.dropLast("Name".count).lowercased())
        }
        return PlacedText(member?.value)
    }

    private static let distribution = ListedKind("Items", "aws.cloudfront.Distribution", "ARN", "Id")
    private static let instance = ListedKind("Instances", "aws.ec2.Instance", "InstanceId")
}
