import ResourceDocuments
import SourceText

/// Reads a resource as a provider's interface returns it: no envelope, its own fields are its properties.
///
/// | attribute | from |
/// |---|---|
/// | id | the first of `id`, `crn`, `_id`, `guid`, `name` that is text and not empty |
/// | name | `name` |
/// | account | the CRN's account, else `account_id`, else `account` |
/// | region | the CRN's location, of a zone its region, else `region` |
/// | location | `location`, else the CRN's location |
/// | group | `resource_group`, else `resource_group_id` |
/// | tags | `user_tags`, else `tags` |
///
/// The CRN is the field `crn`, else an id that is one. A field of another shape than an attribute's is a property like
/// any other, and no fault.
enum ProviderResource {
    static let identityFields = ["id", "crn", "_id", "guid", "name"]

    static func read(_ value: PlacedNode, kind: String, into diagnostics: inout Diagnostics) -> ResourceParts? {
        guard value.node.kind == .map else {
            diagnostics.report(InventoryDiagnostics.notAResource(value))
            return nil
        }
        if EnvelopeReader.isEnvelope(value.node) {
            diagnostics.report(InventoryDiagnostics.selectedEnvelope(value, kind: kind))
            return nil
        }
        guard
            let record = Record(
                value, subject: "the \(kind)", faults: InventoryDiagnostics.envelope, into: &diagnostics)
        else { return nil }
        guard let id = text(identityFields, of: value) else {
            diagnostics.report(InventoryDiagnostics.missingIdentity(record))
            return nil
        }
        let crn = (value["crn"]?.node.string ?? id.node.string).flatMap { CloudResourceName($0) }
        var parts = ResourceParts(kind: .text(kind), id: .node(id), properties: value, identitySource: id)
        parts.attributes[.name] = part(text(["name"], of: value))
        parts.attributes[.account] = part(crn?.account) ?? part(text(["account_id", "account"], of: value))
        parts.attributes[.region] = part(crn?.location.map(CloudZone.ibmRegion)) ?? part(text(["region"], of: value))
        parts.attributes[.location] = part(text(["location"], of: value)) ?? part(crn?.location)
        parts.attributes[.group] =
            value["resource_group"].flatMap { ResourceGroup.read($0) } ?? part(text(["resource_group_id"], of: value))
        parts.attributes[.tags] = ["user_tags", "tags"].lazy.compactMap { value[$0] }
            .first { ResourceTags.isReadable($0) }.map { .node($0) }
        return parts
    }

    private static func text(_ fields: [String], of value: PlacedNode) -> PlacedNode? {
        fields.lazy.compactMap { value[$0] }.first { $0.node.string.map { !$0.isEmpty } ?? false }
    }

    private static func part(_ value: PlacedNode?) -> ResourceParts.Part? { value.map { .node($0) } }
    private static func part(_ text: String?) -> ResourceParts.Part? { text.map { .text($0) } }
}
