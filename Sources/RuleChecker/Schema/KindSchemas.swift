package import ResourceDocuments

/// The schemas of a pack, by kind.
package struct KindSchemas: Sendable {
    private let schemas: [String: KindSchema]
    /// Sorted.
    package let kinds: [String]

    package init(_ schemas: [KindSchema] = []) {
        self.schemas = Dictionary(schemas.map { ($0.kind, $0) }) { first, _ in first }
        kinds = self.schemas.keys.sorted()
    }

    package subscript(kind: String) -> KindSchema? { schemas[kind] }

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
            let matching = pattern.hasWildcard ? self.kinds.filter(pattern.matches) : [pattern.text]
            let roots = matching.compactMap { schemas[$0]?.root }
            if roots.isEmpty || pattern.hasWildcard { open = true }
            nodes.append(contentsOf: roots)
        }
        return SchemaView(nodes: nodes, isOpen: open)
    }
}
