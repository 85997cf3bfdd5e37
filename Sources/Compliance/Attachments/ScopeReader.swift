import ResourceDocuments
import ResourceReaders
import SourceText

/// Reads the scopes of an attachment: SCC's list of `{environment, properties: [{name, value}]}`, or the same three
/// properties as fields of the scope.
struct ScopeReader {
    /// `exclusions` of the attachment itself are those of each of its scopes.
    static func read(_ attachment: Record, into diagnostics: inout Diagnostics) -> [Scope] {
        guard let value = attachment["scope"] else {
            attachment.reportMissing("scope", into: &diagnostics)
            return []
        }
        let elements = value.node.kind == .map ? [value] : attachment.list("scope", into: &diagnostics)
        if elements.isEmpty, value.node.kind == .list {
            diagnostics.report(attachment.faults.empty(value, of: "scope"))
        }
        let common = attachment.list("exclusions", into: &diagnostics)
        return elements.compactMap { readScope($0, commonExclusions: common, into: &diagnostics) }
    }

    private static func readScope(
        _ value: PlacedNode, commonExclusions: [PlacedNode], into diagnostics: inout Diagnostics
    ) -> Scope? {
        guard
            let record = Record(
                value, subject: "the scope", faults: AttachmentDiagnostics.faults, into: &diagnostics)
        else { return nil }
        record.allow(
            ["id", "environment", "properties", "scope_id", "scope_type", "exclusions"], into: &diagnostics)
        let environment = record.text("environment", into: &diagnostics)
        let properties = readProperties(record, into: &diagnostics)
        if properties.id == nil, properties.type == nil, let reference = record["id"] {
            diagnostics.report(AttachmentDiagnostics.storedScope(reference))
            return nil
        }
        guard
            let area = readArea(record, type: properties.type, id: properties.id, into: &diagnostics)
        else { return nil }
        let exclusions = (properties.exclusions + commonExclusions).compactMap { element in
            readExclusion(element, from: area, into: &diagnostics)
        }
        return Scope(environment: environment, area: area, exclusions: exclusions)
    }

    private struct Properties {
        var id: PlacedNode?
        var type: PlacedNode?
        var exclusions: [PlacedNode] = []
    }

    private static func readProperties(_ scope: Record, into diagnostics: inout Diagnostics) -> Properties {
        var properties = Properties(id: scope["scope_id"], type: scope["scope_type"])
        properties.exclusions = scope.list("exclusions", into: &diagnostics)
        for element in scope.list("properties", into: &diagnostics) {
            guard
                let property = Record(
                    element, subject: "a property of the scope", faults: scope.faults, into: &diagnostics)
            else { continue }
            property.allow(["name", "value"], into: &diagnostics)
            guard let name = property.requiredText("name", into: &diagnostics) else { continue }
            guard let value = property["value"] else {
                property.reportMissing("value", into: &diagnostics)
                continue
            }
            switch name {
            case "scope_id": properties.id = value
            case "scope_type": properties.type = value
            case "exclusions": properties.exclusions += property.list("value", into: &diagnostics)
            default:
                diagnostics.report(
                    scope.faults.unknown(
                        name, of: scope, known: ["scope_id", "scope_type", "exclusions"],
                        at: property["name"]?.place))
            }
        }
        return properties
    }

    private static func readExclusion(
        _ value: PlacedNode, from scope: Scope.Area, into diagnostics: inout Diagnostics
    ) -> Scope.Area? {
        guard
            let record = Record(
                value, subject: "the exclusion", faults: AttachmentDiagnostics.faults, into: &diagnostics)
        else { return nil }
        record.allow(["scope_id", "scope_type"], into: &diagnostics)
        guard
            let area = readArea(
                record, type: record["scope_type"], id: record["scope_id"], into: &diagnostics)
        else { return nil }
        guard area.level.isOfEnterprise == scope.level.isOfEnterprise else {
            diagnostics.report(
                AttachmentDiagnostics.foreignExclusion(area, of: scope, at: record["scope_type"]?.place))
            return nil
        }
        return area
    }

    private static func readArea(
        _ record: Record, type: PlacedNode?, id: PlacedNode?, into diagnostics: inout Diagnostics
    ) -> Scope.Area? {
        if type == nil { record.reportMissing("scope_type", into: &diagnostics) }
        if id == nil { record.reportMissing("scope_id", into: &diagnostics) }
        guard let type, let id else { return nil }
        guard let text = id.node.string else {
            diagnostics.report(record.faults.shape(id, of: "scope_id", wanted: "text"))
            return nil
        }
        guard !text.isEmpty else {
            diagnostics.report(record.faults.empty(id, of: "scope_id"))
            return nil
        }
        guard let typeText = type.node.string else {
            diagnostics.report(record.faults.shape(type, of: "scope_type", wanted: "text"))
            return nil
        }
        guard let level = Scope.Level(rawValue: typeText) else {
            diagnostics.report(
                record.faults.word(
                    type, typeText, of: "scope_type", among: Scope.Level.allCases.map(\.rawValue)))
            return nil
        }
        return Scope.Area(level: level, id: text, source: id)
    }
}
