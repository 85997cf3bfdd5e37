import ResourceDocuments
import SourceText

/// What the command `aws` prints for an operation that describes or lists: the kind is told by the response's key.
///
/// The kinds are `aws.SERVICE.TYPE`; the properties are the resource as the interface has it, policies with the escapes of a URL as
/// documents. Of an operation that says nothing of what it is of they are the whole response.
struct AWSResponse: ResourceFormat {
    let name = "aws"
    let title = "a response of AWS"

    func recognises(_ root: DocumentNode) -> Bool {
        root.kind == .map && root["kind"] == nil
            && (root["Reservations"]?.kind == .list || root["DistributionList"]?["Quantity"] != nil
                || NamedOperation.found(in: root) != nil || AWSKinds.all.contains { $0.isListed(in: root) })
    }

    func read(_ root: DocumentCursor, into writer: inout EnvelopeWriter) {
        ResponsePage.warn(of: root, into: &writer)
        if let (operation, subject) = NamedOperation.found(in: root.node) {
            return read(root, of: subject, as: operation, into: &writer)
        }
        for reservation in root["Reservations"]?.elements ?? [] {
            for instance in reservation["Instances"]?.elements ?? [] {
                read(instance, as: Self.instance, account: PlacedText(reservation["OwnerId"]), into: &writer)
            }
        }
        for distribution in root["DistributionList"]?["Items"]?.elements ?? [] {
            read(distribution, as: Self.distribution, account: nil, into: &writer)
        }
        for listed in AWSKinds.all where listed.isListed(in: root.node) {
            for element in listed.elements(in: root) { read(element, as: listed, account: nil, into: &writer) }
        }
    }

    private func read(
        _ element: DocumentCursor, as listed: ListedKind, account: PlacedText?, into writer: inout EnvelopeWriter
    ) {
        guard let id = listed.identity.lazy.compactMap({ PlacedText(element[$0]) }).first else {
            return writer.report(
                FormatDiagnostics.faulty(
                    "the \(listed.kind)", "has no '\(listed.identity.first ?? "id")'", at: element,
                    hint: "give the response as the command printed it"))
        }
        var head = EnvelopeHead(kind: PlacedText(listed.kind), id: id)
        head.tags =
            ["Tags", "TagSet", "TagList", "tags"].lazy.map { AWSTags.tags(of: element[$0]) }
            .first { !$0.isEmpty } ?? []
        head.name =
            PlacedText(head.tags.first { $0.key.text == "Name" }?.value) ?? Self.name(of: element, as: listed) ?? id
        head.account = account ?? PlacedText(element["OwnerId"])
        for (key, value) in element.members where key.lowercased().hasSuffix("arn") { head.complete(from: value) }
        head.location = PlacedText(element["AvailabilityZone"]) ?? PlacedText(element["Placement"]?["AvailabilityZone"])
        head.region =
            head.region ?? PlacedText(element["HomeRegion"])
            ?? head.location.map { PlacedText(CloudZone.amazonRegion(of: $0.text), at: $0.span) }
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
                        "name the file 'NAME.\(operation.name).json', with the bucket's, load balancer's or account's own name"
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
