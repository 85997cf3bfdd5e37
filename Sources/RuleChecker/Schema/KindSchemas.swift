package import ResourceDocuments

/// The schemas of a pack, by kind.
package struct KindSchemas: Sendable {
    private let schemas: [String: KindSchema]

    package init(_ schemas: [KindSchema] = []) {
        self.schemas = Dictionary(schemas.map { ($0.kind, $0) }) { first, _ in first }
    }

    package subscript(kind: String) -> KindSchema? { schemas[kind] }

    package var kinds: [String] { schemas.keys.sorted() }

    /// Whether a resource of that kind can have something at `path`; nil for a kind without a schema.
    package func hasProperty(at path: DocumentPath, ofKind kind: String) -> Bool? {
        guard let schema = schemas[kind] else { return nil }
        var view: SchemaView? = SchemaView(nodes: [schema.root], isOpen: false)
        for step in path.steps {
            switch step {
            case .key(let name, _): view = view?.member(name)
            case .index: view = view?.elements
            }
        }
        return view != nil
    }

    /// What the schemas of all these kinds say together; open as soon as one of them has none.
    package func view(of kinds: [KindPattern]) -> SchemaView {
        var nodes: [SchemaNode] = []
        var open = kinds.isEmpty
        for pattern in kinds {
            let matching = schemas.keys.sorted().filter { pattern.matches($0) }
            if matching.isEmpty || pattern.hasWildcard { open = true }
            nodes.append(contentsOf: matching.compactMap { schemas[$0]?.root })
        }
        return SchemaView(nodes: nodes, isOpen: open)
    }
}
