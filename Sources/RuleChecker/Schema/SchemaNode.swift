package import ResourceDocuments

/// One schema inside a kind's JSON Schema: what a value at one place may be.
///
/// Understood (JSON Schema 2020-12, json-schema.org): `type`, `properties`, `required`, `items`, `minItems`,
/// `additionalProperties`, `enum`, `const`, `format`, `writeOnly`, `anyOf`, `oneOf`, `allOf`, `$ref` to `#/$defs/…` of this file or another.
/// All else is passed over. An object is closed unless it says `additionalProperties`: a schema here is a list of what
/// may be read, so that a misspelt property is found.
///
/// Unchecked because its members are variables, so that schemas may refer to one another in circles: `SchemaReader` fills them
/// once and alone sees a node before it is complete; they are only read afterwards.
package final class SchemaNode: @unchecked Sendable {
    package internal(set) var types: JSONTypes = []
    package internal(set) var properties: [String: SchemaNode] = [:]
    package internal(set) var required: Set<String> = []
    package internal(set) var items: SchemaNode?
    /// The fewest elements of a list.
    package internal(set) var minimumCount = 0
    package internal(set) var additional: Additional = .closed
    /// The only values that may occur, from `enum` or `const`.
    package internal(set) var values: [Value]?
    package internal(set) var format: String?
    /// `writeOnly: true`, or the format `password`: reports show no value of it.
    package internal(set) var isSensitive = false
    /// `anyOf`, `oneOf`, `allOf` and `$ref`: each adds to what this node says.
    package internal(set) var alternatives: [SchemaNode] = []

    package enum Additional {
        case closed
        case open(SchemaNode?)
    }

    init() {}

    /// The schema of one value; nil where JSON has none like it.
    convenience init?(holding value: Value) {
        self.init()
        switch value {
        case .string: types = .string
        case .number: types = .number
        case .boolean: types = .boolean
        case .list(let elements):
            let nodes = elements.compactMap { SchemaNode(holding: $0) }
            guard nodes.count == elements.count else { return nil }
            types = .array
            let element = SchemaNode()
            element.alternatives = nodes
            items = element
            return
        case .map, .address, .instant, .span, .version, .pattern: return nil
        }
        values = [value]
    }

    /// `{}`: any value.
    var saysNothing: Bool {
        types.isEmpty && properties.isEmpty && values == nil && alternatives.isEmpty && items == nil
    }
}

/// The schema of one kind of resource.
package struct KindSchema: Sendable {
    package let kind: String
    package let root: SchemaNode

    package init(kind: String, root: SchemaNode) {
        self.kind = kind
        self.root = root
    }
}
