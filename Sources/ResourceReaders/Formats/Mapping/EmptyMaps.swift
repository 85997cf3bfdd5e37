import ResourceDocuments

/// People leave out what is empty: `on: {push: , pull_request: }` are two events without filters. A rule takes null for missing, so
/// a mapping says where it is an empty map.
extension ResourceMapping.Entry {
    /// Where an item has nulls that are empty maps: at the paths of `empty`, and the item itself where it is a map's member.
    func emptyPaths(of item: PlacedNode) -> [DocumentPath] {
        if item.node.isNull, case .key = item.path.steps.last { return [item.path] }
        return empty.flatMap { path in
            path.steps.reduce([item]) { values, step in values.flatMap { $0.following(step) } }
                .filter(\.node.isNull).map(\.path)
        }
    }
}

extension SelectionPath {
    /// Whether a document has a value there that is not null.
    func leadsSomewhere(in root: PlacedNode) -> Bool {
        steps.reduce([root]) { values, step in values.flatMap { $0.following(step) } }.contains { !$0.node.isNull }
    }
}

extension PlacedNode {
    /// The values that a step leads to, nulls among them.
    fileprivate func following(_ step: SelectionPath.Step) -> [PlacedNode] {
        switch step {
        case .member(let name): members.filter { $0.key == name }.map(\.value)
        case .index(let index): elements.dropFirst(index).prefix(1).map { $0 }
        case .all: node.kind == .map ? members.map(\.value) : elements
        }
    }
}

extension Document {
    /// A copy with empty maps at these paths, each at its old place; nil where no path leads to a value, and where the copy is
    /// too large.
    func writingEmptyMaps(at paths: [DocumentPath]) -> Document? {
        let values = Set(paths.compactMap { DocumentCursor(self, at: $0)?.identity })
        if values.isEmpty { return nil }
        var builder = DocumentBuilder(source: source, medium: medium, keys: keys)
        builder.copy(DocumentCursor(self)) { value, builder in
            guard values.contains(value.identity) else { return false }
            builder.beginMap()
            builder.endMap(at: value.span)
            return true
        }
        return builder.finish()
    }
}
