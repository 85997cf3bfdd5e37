import ResourceDocuments

/// Which parts of a provider's response are resources, and of what kind: `--kind K --select PATH`.
package struct ResourceSelection: Hashable, Sendable {
    package let kind: String
    package let path: SelectionPath

    package init(kind: String, path: SelectionPath) {
        self.kind = kind
        self.path = path
    }

    /// The nodes that the path leads to, in document order; nil where it leads nowhere. A list that is there and empty
    /// gives none.
    package func select(from root: PlacedNode) -> [PlacedNode]? {
        var nodes = [root]
        for step in path.steps {
            let next = nodes.flatMap { follow(step, from: $0) }
            if next.isEmpty {
                let isEmptyList = step == .all && nodes.allSatisfy { $0.node.count == 0 }
                return isEmptyList && !nodes.isEmpty ? [] : nil
            }
            nodes = next
        }
        return nodes.flatMap { $0.node.kind == .list ? $0.elements : [$0] }
    }

    private func follow(_ step: SelectionPath.Step, from value: PlacedNode) -> [PlacedNode] {
        switch step {
        case .member(let name): value[name].map { [$0] } ?? []
        case .index(let index):
            value.node[index].map { [PlacedNode($0, path: value.path.appending(.index(index)))] } ?? []
        case .all: value.node.kind == .map ? value.members.map(\.value) : value.elements
        }
    }
}
