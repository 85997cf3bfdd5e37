import ResourceDocuments
import SourceText

/// Configuration items of AWS Config: snapshots, histories, `get-resource-config-history` and `batch-get-resource-config`.
///
/// The kind is `aws-config.` and the type without `AWS::`, `aws-config.EC2.SecurityGroup`: a type's name alone is a template's,
/// whose properties have other names. The properties are `configuration`, read out of its text where it is text, with
/// `supplementaryConfiguration` among them.
struct AWSConfigItems: ResourceFormat {
    let name = "aws-config"
    let title = "a list of AWS Config items"

    private static let lists = ["configurationItems", "ConfigurationItems", "baseConfigurationItems"]

    func recognises(_ root: DocumentNode) -> Bool {
        if root["configurationItem"]?["resourceType"]?.kind == .string { return true }
        if Self.isItem(root) || root.kind == .list && root[0].map(Self.isItem) == true { return true }
        return Self.lists.contains { root[$0]?.kind == .list }
    }

    private static func isItem(_ node: DocumentNode) -> Bool {
        node["resourceType"]?.kind == .string && node["resourceId"]?.kind == .string && node["configuration"] != nil
    }

    func read(_ root: DocumentCursor, into writer: inout EnvelopeWriter) {
        if let item = root["configurationItem"] { return readItem(item, into: &writer) }
        if Self.isItem(root.node) { return readItem(root, into: &writer) }
        for item in root.elements + Self.lists.flatMap({ root[$0]?.elements ?? [] }) { readItem(item, into: &writer) }
    }

    private func readItem(_ item: DocumentCursor, into writer: inout EnvelopeWriter) {
        guard let type = PlacedText(item["resourceType"]), let id = PlacedText(item["resourceId"]) else {
            return writer.report(
                FormatDiagnostics.faulty(
                    "the item", "has no 'resourceType' or 'resourceId'", at: item,
                    hint: "give the items as AWS Config delivers them"))
        }
        // A deleted resource has no configuration any more.
        if item["configurationItemStatus"]?.string?.hasPrefix("ResourceDeleted") == true { return }
        let kind = (type.text.hasPrefix("AWS::") ? String(type.text.dropFirst(5)) : type.text)
            .split(separator: ":").joined(separator: ".")
        var head = EnvelopeHead(kind: PlacedText("aws-config.\(kind)", at: type.span), id: id)
        head.name = PlacedText(item["resourceName"])
        head.account = PlacedText(item["awsAccountId"]) ?? PlacedText(item["accountId"])
        head.region = PlacedText(item["awsRegion"])
        // Else `Not Applicable`, `Regional`, `Multiple Availability Zones`.
        head.location = PlacedText(item["availabilityZone"]).flatMap { $0.text.contains("-") ? $0 : nil }
        head.tags = AWSTags.tags(of: item["tags"])
        head.name = head.name ?? PlacedText(head.tags.first { $0.key.text == "Name" }?.value) ?? id
        head.complete(from: item["ARN"] ?? item["arn"])
        writer.resource(head) { builder in
            builder.beginMap()
            if let configuration = item["configuration"] {
                builder.copyMembers(
                    of: EmbeddedDocument.document(in: configuration) ?? configuration,
                    rewriting: EmbeddedDocument.unpackEscaped)
            }
            if let supplement = item["supplementaryConfiguration"] {
                builder.key("supplementaryConfiguration", at: supplement.keySpan)
                builder.copy(supplement, rewriting: EmbeddedDocument.unpack)
            }
            builder.endMap(at: (item["configuration"] ?? item).span)
        }
    }
}
