package import ResourceDocuments
package import SourceText

/// Reads a kind's JSON Schema.
package struct SchemaReader {
    private let document: Document
    private var definitions: [String: SchemaNode] = [:]
    private var diagnostics: [Diagnostic] = []

    /// The schema in `document` and what is wrong with it. Keywords that are not understood are passed over; a keyword
    /// with a value it cannot have, or a `$ref` that leads nowhere, is an error at its place.
    package static func read(_ document: Document, kind: String) -> (schema: KindSchema?, diagnostics: [Diagnostic]) {
        var reader = SchemaReader(document: document)
        guard document.root.kind == .map else {
            return (nil, [.badSchemaKeyword("schema", expected: "an object", at: document.place(of: DocumentPath()))])
        }
        let root = reader.node(document.root, at: DocumentPath())
        return (KindSchema(kind: kind, root: root), reader.diagnostics)
    }

    private init(document: Document) { self.document = document }

    private mutating func node(_ json: DocumentNode, at path: DocumentPath) -> SchemaNode {
        let node = SchemaNode()
        fill(node, from: json, at: path)
        return node
    }

    private mutating func fill(_ node: SchemaNode, from json: DocumentNode, at path: DocumentPath) {
        if json.bool == true {
            node.additional = .open(nil)
            return
        }
        guard json.kind == .map else { return wrong("schema", "an object", at: path) }
        for (key, value) in json.entries {
            let place = path.appending(.key(key))
            switch key {
            case "type": node.types = types(value, at: place)
            case "properties":
                for (name, schema) in members(value, key, at: place) {
                    node.properties[name] = self.node(schema, at: place.appending(.key(name)))
                }
            case "required": node.required = Set(strings(value, key, at: place))
            case "items": node.items = self.node(value, at: place)
            case "additionalProperties":
                switch value.bool {
                case true: node.additional = .open(nil)
                case false: node.additional = .closed
                case nil: node.additional = .open(self.node(value, at: place))
                }
            case "enum":
                if value.kind == .list {
                    node.values = value.elements.compactMap(\.value)
                } else {
                    wrong(key, "a list", at: place)
                }
            case "const": node.values = [value.value].compactMap { $0 }
            case "format": node.format = value.string
            case "anyOf", "oneOf", "allOf": alternatives(value, key, of: node, at: place)
            case "$ref": if let target = reference(value, at: place) { node.alternatives.append(target) }
            default: continue
            }
        }
    }

    private mutating func alternatives(
        _ value: DocumentNode, _ key: String, of node: SchemaNode, at path: DocumentPath
    ) {
        guard value.kind == .list else { return wrong(key, "a list of schemas", at: path) }
        for (index, schema) in value.elements.enumerated() {
            node.alternatives.append(self.node(schema, at: path.appending(.index(index))))
        }
    }

    /// Definitions are made once and shared, so that a schema may refer to itself.
    private mutating func reference(_ value: DocumentNode, at path: DocumentPath) -> SchemaNode? {
        let prefix = "#/$defs/"
        guard let text = value.string, text.hasPrefix(prefix) else {
            wrong("$ref", "'#/$defs/NAME'", at: path)
            return nil
        }
        let name = String(text.dropFirst(prefix.count))
        if let known = definitions[name] { return known }
        guard let json = document.root["$defs"]?[name] else {
            diagnostics.append(.unknownSchemaReference(name, at: document.place(of: path)))
            return nil
        }
        let node = SchemaNode()
        definitions[name] = node
        fill(node, from: json, at: DocumentPath().appending(.key("$defs")).appending(.key(name)))
        return node
    }

    private static let typeNames: Set<String> = [
        "array", "boolean", "integer", "null", "number", "object", "string",
    ]

    private mutating func types(_ value: DocumentNode, at path: DocumentPath) -> Set<String> {
        let names = value.string.map { [$0] } ?? strings(value, "type", at: path)
        for name in names where !Self.typeNames.contains(name) {
            wrong("type", "one of \(Self.typeNames.sorted().joined(separator: ", "))", at: path)
        }
        return Set(names)
    }

    private mutating func strings(_ value: DocumentNode, _ key: String, at path: DocumentPath) -> [String] {
        let strings = value.kind == .list ? value.elements.compactMap(\.string) : []
        if value.kind != .list || strings.count != value.count { wrong(key, "a list of strings", at: path) }
        return strings
    }

    private mutating func members(
        _ value: DocumentNode, _ key: String, at path: DocumentPath
    ) -> [(key: String, value: DocumentNode)] {
        if value.kind != .map { wrong(key, "an object", at: path) }
        return value.kind == .map ? value.entries : []
    }

    private mutating func wrong(_ key: String, _ expected: String, at path: DocumentPath) {
        diagnostics.append(.badSchemaKeyword(key, expected: expected, at: document.place(of: path)))
    }
}
