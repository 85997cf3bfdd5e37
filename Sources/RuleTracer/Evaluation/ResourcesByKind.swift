package import ResourceDocuments
import RuleChecker
import Synchronization

/// An inventory sorted by kind, made once for many traces, which share what it finds.
package final class ResourcesByKind: Sendable {
    private let inventory: Inventory
    /// Indices into the inventory's resources, ascending.
    private let indices: [String: [Int]]
    private let isIndexed: Bool
    private let lists = Mutex<[KindPattern: ResourceList]>([:])

    /// O(resources)
    ///
    /// - Parameter isIndexed: whether joins look resources up; without an index each is asked, and the same is found.
    package init(_ inventory: Inventory, isIndexed: Bool = true) {
        self.inventory = inventory
        self.isIndexed = isIndexed
        indices = Dictionary(grouping: inventory.resources.indices) { inventory.resources[$0].kind }
    }

    /// The resources of a kind in inventory order. O(resources) the first time.
    func resources(of kind: KindPattern) -> ResourceList {
        lists.withLock { lists in
            if let list = lists[kind] { return list }
            let list = list(of: kind)
            lists[kind] = list
            return list
        }
    }

    private func list(of kind: KindPattern) -> ResourceList {
        let matching = indices.filter { kind.matches($0.key) }.values.joined().sorted()
        let isWhole = inventory.wasCollected(kind.text, occurs: !matching.isEmpty)
        return ResourceList(
            matching.map { inventory.resources[$0] }, isIndexed: isIndexed,
            open: isWhole ? nil : .notCollected(kind, refused: inventory.refused(ofKind: kind.text)))
    }
}
