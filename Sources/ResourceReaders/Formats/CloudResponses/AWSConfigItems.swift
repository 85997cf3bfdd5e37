import ResourceDocuments
import SourceText

/// Configuration items of AWS Config: snapshots, `get-resource-config-history`, `batch-get-resource-config`, their twins of an aggregator,
/// and what `select-resource-config` finds.
///
/// The kind is `aws-config.` and the type without `AWS::`, `aws-config.EC2.SecurityGroup`: a type's name alone is a template's,
/// whose properties have other names. The properties are `configuration`, read out of its text where it is text, with
/// `supplementaryConfiguration` among them. Of the items of one resource, its history, the latest is read.
struct AWSConfigItems: ResourceFormat {
    let name = "aws-config"
    let title = "a list of AWS Config items"

    private static let lists = [
        "configurationItems", "ConfigurationItems", "baseConfigurationItems", "BaseConfigurationItems",
    ]
    /// Of an event, and of `get-aggregate-resource-config`.
    private static let singles = ["configurationItem", "ConfigurationItem"]

    func recognises(_ root: DocumentNode) -> Bool {
        if Self.singles.contains(where: { root[$0]?["resourceType"]?.kind == .string }) { return true }
        if Self.isItem(root) || root.kind == .list && root[0].map(Self.isItem) == true { return true }
        return Self.isSelection(root) || Self.lists.contains { root[$0]?.kind == .list }
    }

    private static func isItem(_ node: DocumentNode) -> Bool {
        node["resourceType"]?.kind == .string && node["resourceId"]?.kind == .string && node["configuration"] != nil
    }

    /// What a query gives: each result is text.
    private static func isSelection(_ root: DocumentNode) -> Bool {
        root["Results"]?.kind == .list && root["QueryInfo"]?.kind == .map
    }

    func read(_ root: DocumentCursor, into writer: inout EnvelopeWriter) {
        ResponsePage.warn(of: root, into: &writer)
        ResponsePage.warnOfUnread(of: root, except: Set(Self.lists), into: &writer)
        var latest: [Identity: (item: DocumentCursor, captured: String)] = [:]
        var order: [Identity] = []
        for item in Self.items(of: root) {
            guard let identity = Identity(item) else {
                Self.report(item, into: &writer)
                continue
            }
            let captured = item["configurationItemCaptureTime"]?.node
            let time = captured?.string ?? captured?.numberText ?? ""
            if let known = latest[identity] {
                if known.captured < time { latest[identity] = (item, time) }
            } else {
                order.append(identity)
                latest[identity] = (item, time)
            }
        }
        for identity in order {
            if let item = latest[identity]?.item { readItem(item, identity, into: &writer) }
        }
    }

    private static func items(of root: DocumentCursor) -> [DocumentCursor] {
        if let item = singles.lazy.compactMap({ root[$0] }).first { return [item] }
        if isItem(root.node) { return [root] }
        if isSelection(root.node) {
            return (root["Results"]?.elements ?? []).map { EmbeddedDocument.document(in: $0) ?? $0 }
        }
        return root.elements + lists.flatMap { root[$0]?.elements ?? [] }
    }

    /// What all items of one resource have.
    private struct Identity: Hashable {
        let type: String
        let id: String
        let account: String?
        let region: String?

        /// nil where the item does not say which resource it is of.
        init?(_ item: DocumentCursor) {
            guard let type = PlacedText(item["resourceType"]), let id = PlacedText(item["resourceId"]) else {
                return nil
            }
            self.type = type.text
            self.id = id.text
            account = (item["awsAccountId"] ?? item["accountId"])?.string
            region = item["awsRegion"]?.string
        }
    }

    private static func report(_ item: DocumentCursor, into writer: inout EnvelopeWriter) {
        writer.report(
            FormatDiagnostics.faulty(
                "the item", "has no 'resourceType' or 'resourceId'", at: item,
                hint:
                    "give the items as AWS Config delivers them; a query selects resourceId, resourceType, accountId, awsRegion, "
                    + "configuration, supplementaryConfiguration and tags"))
    }

    private func readItem(_ item: DocumentCursor, _ identity: Identity, into writer: inout EnvelopeWriter) {
        // A deleted resource has no configuration any more.
        if item["configurationItemStatus"]?.string?.hasPrefix("ResourceDeleted") == true { return }
        let kind = (identity.type.hasPrefix("AWS::") ? String(identity.type.dropFirst(5)) : identity.type)
            .split(separator: ":").joined(separator: ".")
        let id = PlacedText(identity.id, at: item["resourceId"]?.span)
        var head = EnvelopeHead(kind: PlacedText("aws-config.\(kind)", at: item["resourceType"]?.span), id: id)
        head.name = PlacedText(item["resourceName"])
        head.account = PlacedText(item["awsAccountId"]) ?? PlacedText(item["accountId"])
        head.region = PlacedText(item["awsRegion"])
        // Else `Not Applicable`, `Regional`, `Multiple Availability Zones`.
        head.location = PlacedText(item["availabilityZone"]).flatMap { $0.text.contains("-") ? $0 : nil }
        head.tags = AWSTags.tags(of: item["tags"])
        head.name = head.name ?? PlacedText(head.tags.first { $0.key.text == "Name" }?.value) ?? id
        head.complete(from: item["ARN"] ?? item["arn"])
        head.isRegional = true
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
