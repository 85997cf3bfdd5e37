import ResourceDocuments
package import SourceText

/// Which parts of a provider's response are resources, and of what kind: `--kind K --select PATH`.
package struct ResourceSelection: Hashable, Sendable {
    package let kind: String
    package let path: SelectionPath

    package init(kind: String, path: SelectionPath) {
        self.kind = kind
        self.path = path
    }

    /// The nodes that the path leads to, in document order; nil where it leads nowhere. A list that is there and empty
    /// gives none. An element in which the path breaks off while it goes on in others is reported: it may be a resource that
    /// nobody would judge.
    package func select(from root: PlacedNode, into diagnostics: inout Diagnostics) -> [PlacedNode]? {
        var nodes = [root]
        for step in path.steps {
            var next: [PlacedNode] = []
            var ends: [PlacedNode] = []
            for node in nodes {
                let found = follow(step, from: node)
                if found.isEmpty, step != .all || node.node.count != 0 { ends.append(node) }
                next += found
            }
            if next.isEmpty {
                let isEmptyList = step == .all && nodes.allSatisfy { $0.node.count == 0 }
                return isEmptyList && !nodes.isEmpty ? [] : nil
            }
            for end in ends { diagnostics.report(InventoryDiagnostics.brokenSelection(self, at: end)) }
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
