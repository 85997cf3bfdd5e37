import ResourceDocuments
import SourceText

/// Reads the resources of one file in Norma's own form:
/// `{kind, id, name, account, region, location, resource_group, tags, properties}`.
struct EnvelopeReader {
    static let fields = [
        "kind", "id", "name", "account", "region", "location", "resource_group", "tags", "properties",
    ]
    /// Fields that are none and were reported once: a collector repeats its habits in every resource.
    private var unknownFields: Set<String> = []
    /// False for a resource that is read again: its fields were looked at the first time.
    var reportsUnknownFields = true
    /// False where no other form can stand: of a line of a stream, and of a case's resource.
    var mayBeOtherForm = true

    private static let plainAttributes: [ResourceAttribute] = [.name, .account, .region, .location]

    /// Whether a value is a resource in this form and nothing else: Azure's have a kind, an id and properties too, and more.
    static func isEnvelope(_ value: DocumentNode) -> Bool {
        value["kind"]?.kind == .string && value["id"]?.kind == .string && value["properties"]?.kind == .map
            && value.entries.allSatisfy { fields.contains($0.key) }
    }

    /// nil, and diagnostics, where it is no resource, and where a field of it is none: what it is without that may be another's.
    mutating func read(_ value: PlacedNode, into diagnostics: inout Diagnostics) -> ResourceParts? {
        var found = Diagnostics()
        let parts = parts(of: value, into: &found)
        diagnostics.report(found.all)
        return found.hasErrors ? nil : parts
    }

    private mutating func parts(of value: PlacedNode, into diagnostics: inout Diagnostics) -> ResourceParts? {
        guard value.node.kind == .map else {
            diagnostics.report(InventoryDiagnostics.notAResource(value))
            return nil
        }
        guard
            var record = Record(
                value, subject: "the resource", faults: InventoryDiagnostics.envelope, into: &diagnostics)
        else { return nil }
        if let id = record["id"]?.node.string, !id.isEmpty { record.subject = "resource '\(id)'" }
        let missing = ["kind", "id", "properties"].filter { record[$0] == nil }
        if !missing.isEmpty {
            diagnostics.report(
                InventoryDiagnostics.missing(missing, of: record, mayBeOtherForm: mayBeOtherForm))
        }
        let kind = Self.identity("kind", of: record, into: &diagnostics)
        let id = Self.identity("id", of: record, into: &diagnostics)
        let properties = Self.properties(of: record, into: &diagnostics)
        guard let kind, let id, let properties else { return nil }
        if reportsUnknownFields {
            record.allow(Self.fields, ignoring: unknownFields, into: &diagnostics)
            for (key, _) in value.node.entries where !Self.fields.contains(key) { unknownFields.insert(key) }
        } else {
            record.refuseRepeated(into: &diagnostics)
        }
        var parts = ResourceParts(kind: .node(kind), id: .node(id), properties: properties, identitySource: id)
        parts.envelope = value
        for attribute in Self.plainAttributes where record.text(attribute.description, into: &diagnostics) != nil {
            parts.attributes[attribute] = record[attribute.description].map { .node($0) }
        }
        if let group = record["resource_group"] {
            if group.node.kind == .map {
                Record(group, subject: "the resource group", faults: record.faults, into: &diagnostics)?
                    .refuseRepeated(into: &diagnostics)
            }
            let part = ResourceGroup.read(group)
            if part == nil {
                diagnostics.report(
                    record.faults.shape(group, of: "resource_group", wanted: "text or a map of id and name"))
            }
            parts.attributes[.group] = part
        }
        if let tags = record["tags"] {
            if ResourceTags.isReadable(tags) {
                parts.attributes[.tags] = .node(tags)
            } else {
                diagnostics.report(record.faults.shape(tags, of: "tags", wanted: "a list of text or a map"))
            }
        }
        return parts
    }

    private static func identity(
        _ field: String, of record: Record, into diagnostics: inout Diagnostics
    ) -> PlacedNode? {
        guard record[field] != nil else { return nil }
        return record.requiredText(field, into: &diagnostics) == nil ? nil : record[field]
    }

    private static func properties(of record: Record, into diagnostics: inout Diagnostics) -> PlacedNode? {
        guard let properties = record["properties"] else { return nil }
        guard properties.node.kind == .map else {
            diagnostics.report(record.faults.shape(properties, of: "properties", wanted: "a map"))
            return nil
        }
        return properties
    }
}

/// A resource group is written as text, or as a map of its id and name.
///
/// `@group`, and the scope of an attachment, is that text, or the map's id, or its name where it has no id: the id
/// is what scopes name, and a group may be renamed.
enum ResourceGroup {
    static func read(_ value: PlacedNode) -> ResourceParts.Part? {
        if value.node.string != nil { return .node(value) }
        for field in ["id", "name"] {
            if let member = value[field], member.node.string != nil { return .node(member) }
        }
        return nil
    }
}

/// Tags are a list of text (`env:prod`), or a map of text.
enum ResourceTags {
    static func isReadable(_ value: PlacedNode) -> Bool {
        switch value.node.kind {
        case .map: true
        case .list: value.node.elements.allSatisfy { $0.kind == .string }
        case .null, .boolean, .number, .string, .undetermined: false
        }
    }
}
