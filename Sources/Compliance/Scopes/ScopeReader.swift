import ResourceDocuments
import ResourceReaders
import SourceText

/// Reads the scopes of an attachment: SCC's list of `{environment, properties: [{name, value}]}`, or the same properties
/// as fields of the scope.
struct ScopeReader {
    /// What SCC keeps of a scope beside what it is.
    private static let storedFields = [
        "id", "name", "description", "account_id", "instance_id", "attachment_count", "created_by", "created_on",
        "updated_by", "updated_on",
    ]

    /// The scopes, and the `exclusions` of the attachment itself, which are those of each of its scopes.
    static func read(
        _ attachment: Record, into diagnostics: inout Diagnostics
    ) -> (scopes: [Scope], exclusions: [Scope.Part]) {
        guard let value = attachment["scope"] else {
            attachment.reportMissing("scope", into: &diagnostics)
            return ([], [])
        }
        let elements = value.node.kind == .map ? [value] : attachment.list("scope", into: &diagnostics)
        if elements.isEmpty, value.node.kind == .list {
            diagnostics.report(attachment.faults.empty(value, of: "scope"))
        }
        let scopes = elements.compactMap { readScope($0, into: &diagnostics) }
        reportSameNames("scopes", elements, into: &diagnostics)
        // One of each family: what fits none of the first fits none of the others.
        let families = [true, false].compactMap { isOfEnterprise in
            scopes.first { $0.area.level.isOfEnterprise == isOfEnterprise }?.area
        }
        let exclusions = attachment.list("exclusions", into: &diagnostics).compactMap {
            readPart($0, "the exclusion", from: families, into: &diagnostics)
        }
        return (scopes, exclusions)
    }

    private static func readScope(_ value: PlacedNode, into diagnostics: inout Diagnostics) -> Scope? {
        guard
            let record = Record(
                value, subject: "the scope", faults: AttachmentDiagnostics.faults, into: &diagnostics)
        else { return nil }
        record.allow(storedFields + PartFields.names + ["subscopes"], into: &diagnostics)
        let fields = PartFields(record, into: &diagnostics)
        if !fields.namesArea, let reference = record["id"] {
            diagnostics.report(ScopeDiagnostics.storedScope(reference))
            return nil
        }
        guard let area = fields.area(into: &diagnostics) else { return nil }
        let exclusions = fields.exclusions.compactMap {
            readPart($0, "the exclusion", from: [area], into: &diagnostics)
        }
        let parts = record.list("subscopes", into: &diagnostics)
        let subscopes = parts.compactMap { readSubscope($0, of: area, into: &diagnostics) }
        reportSameNames("subscopes", parts, into: &diagnostics)
        return Scope(
            name: record.text("name", into: &diagnostics), area: area, selectors: fields.selectors,
            exclusions: exclusions, subscopes: subscopes)
    }

    /// Reports of what is hidden name scopes and subscopes.
    ///
    /// - Parameter noun: in the plural.
    private static func reportSameNames(
        _ noun: String, _ elements: [PlacedNode], into diagnostics: inout Diagnostics
    ) {
        var first: [String: PlacedNode] = [:]
        for name in elements.compactMap({ $0["name"] }) {
            guard let text = name.node.string else { continue }
            if let earlier = first[text] {
                diagnostics.report(ScopeDiagnostics.sameName(noun, name, text, first: earlier))
            } else {
                first[text] = name
            }
        }
    }

    private static func readSubscope(
        _ value: PlacedNode, of scope: Scope.Area, into diagnostics: inout Diagnostics
    ) -> Scope.Subscope? {
        guard
            let record = Record(
                value, subject: "the subscope", faults: AttachmentDiagnostics.faults, into: &diagnostics)
        else { return nil }
        record.allow(storedFields + PartFields.names, into: &diagnostics)
        let fields = PartFields(record, into: &diagnostics)
        let area = fields.namesArea ? fields.area(into: &diagnostics) : nil
        let exclusions = fields.exclusions.compactMap {
            readPart($0, "the exclusion", from: [scope], into: &diagnostics)
        }
        return Scope.Subscope(
            name: record.text("name", into: &diagnostics),
            part: Scope.Part(area: area, selectors: fields.selectors, source: value), exclusions: exclusions)
    }

    /// An exclusion: an area of its scope's family, selectors, or both.
    private static func readPart(
        _ value: PlacedNode, _ subject: String, from scopes: [Scope.Area], into diagnostics: inout Diagnostics
    ) -> Scope.Part? {
        guard
            let record = Record(
                value, subject: subject, faults: AttachmentDiagnostics.faults, into: &diagnostics)
        else { return nil }
        record.allow(PartFields.names.filter { $0 != "exclusions" }, into: &diagnostics)
        let fields = PartFields(record, into: &diagnostics)
        guard fields.namesArea || fields.selectors.isEmpty else {
            return Scope.Part(selectors: fields.selectors, source: value)
        }
        guard let area = fields.area(into: &diagnostics) else { return nil }
        let foreign = scopes.filter { $0.level.isOfEnterprise != area.level.isOfEnterprise }
        for scope in foreign {
            diagnostics.report(
                ScopeDiagnostics.foreignExclusion(area, of: scope, at: fields.type?.place))
        }
        return foreign.isEmpty ? Scope.Part(area: area, selectors: fields.selectors, source: value) : nil
    }
}
