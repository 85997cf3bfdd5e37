package import ResourceDocuments
import RuleChecker

/// An inventory sorted by kind, made once for many traces.
package final class ResourcesByKind: Sendable {
    let inventory: Inventory
    /// Indices into the inventory's resources, ascending.
    private let indices: [String: [Int]]

    /// O(resources)
    package init(_ inventory: Inventory) {
        self.inventory = inventory
        indices = Dictionary(grouping: inventory.resources.indices) { inventory.resources[$0].kind }
    }

    /// The resources of a kind in inventory order; nil when nobody looked for such.
    func resources(of kind: KindPattern) -> [Resource]? {
        let matching = indices.filter { kind.matches($0.key) }.values.joined().sorted()
        let wasCollected =
            inventory.collectedKinds == nil ? !matching.isEmpty : inventory.wasCollected(kind.text)
        return wasCollected ? matching.map { inventory.resources[$0] } : nil
    }
}
