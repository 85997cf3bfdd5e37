import ResourceDocuments
import ResourceReaders
import SourceText

/// What a scope, a subscope or an exclusion says of the resources in it: as fields of its own, or in SCC's form as
/// `properties: [{name, value}]`.
struct PartFields {
    private(set) var id: PlacedNode?
    private(set) var type: PlacedNode?
    private(set) var exclusions: [PlacedNode] = []
    private(set) var selectors: [ScopeSelector] = []
    private let record: Record

    /// The fields that are read here.
    static let names: [String] =
        ["properties", "scope_id", "scope_type", "exclusions"]
        + ScopeSelector.Property.allCases.flatMap { fields(of: $0) }

    /// A `name` of its own is none of the resources'.
    private static func fields(of property: ScopeSelector.Property) -> [String] {
        property == .names || property == .environment
            ? [property.rawValue] : [property.rawValue, property.singular]
    }

    init(_ record: Record, into diagnostics: inout Diagnostics) {
        self.record = record
        id = record["scope_id"]
        type = record["scope_type"]
        exclusions = record.list("exclusions", into: &diagnostics)
        for property in ScopeSelector.Property.allCases {
            for field in Self.fields(of: property) {
                if let value = record[field] { select(property, value, of: field, into: &diagnostics) }
            }
        }
        for element in record.list("properties", into: &diagnostics) { take(element, into: &diagnostics) }
    }

    private mutating func take(_ element: PlacedNode, into diagnostics: inout Diagnostics) {
        guard
            let property = Record(
                element, subject: "a property of \(record.subject)", faults: record.faults, into: &diagnostics)
        else { return }
        // In Terraform's form the exclusions stand beside the value.
        property.allow(["name", "value", "exclusions"], into: &diagnostics)
        exclusions += property.list("exclusions", into: &diagnostics)
        guard let name = property.requiredText("name", into: &diagnostics) else { return }
        // Terraform keeps what was not given as null.
        let isNull = property.map.members.contains { $0.key == "value" && $0.value.node.kind == .null }
        if name == "exclusions", isNull { return }
        guard let value = property["value"] else { return property.reportMissing("value", into: &diagnostics) }
        switch name {
        case "scope_id": id = value
        case "scope_type": type = value
        case "exclusions": exclusions += property.list("value", into: &diagnostics)
        case let name:
            guard
                let selected = ScopeSelector.Property.allCases.first(where: {
                    $0.rawValue == name || $0.singular == name
                })
            else {
                let known = ["scope_id", "scope_type", "exclusions"] + ScopeSelector.Property.allCases.map(\.rawValue)
                diagnostics.report(
                    record.faults.unknown(name, of: record, known: known, at: property["name"]?.place))
                return
            }
            select(selected, value, of: name, into: &diagnostics)
        }
    }

    /// One text, or a list of them.
    private mutating func select(
        _ property: ScopeSelector.Property, _ value: PlacedNode, of field: String, into diagnostics: inout Diagnostics
    ) {
        let isList = value.node.kind == .list
        let elements = isList ? value.elements : [value]
        if elements.isEmpty { diagnostics.report(record.faults.empty(value, of: field)) }
        let values = elements.compactMap { element -> ScopeSelector.Value? in
            guard let text = element.node.string else {
                diagnostics.report(
                    record.faults.shape(element, of: field, wanted: isList ? "a list of text" : "text"))
                return nil
            }
            if text.isEmpty {
                diagnostics.report(record.faults.empty(element, of: field))
                return nil
            }
            return ScopeSelector.Value(text, source: element)
        }
        if !values.isEmpty { selectors.append(ScopeSelector(property, values)) }
    }

    /// Whether it says anything of an area.
    var namesArea: Bool { id != nil || type != nil }

    /// nil, and diagnostics, where `scope_type` and `scope_id` are not both there.
    func area(into diagnostics: inout Diagnostics) -> Scope.Area? {
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
