package import ResourceDocuments
import Synchronization

/// The inventory as programs range over it: resources by kind, and by the keys of joins. Each list and index is made when it is
/// first asked for, once for a run, and is then shared by every machine.
///
/// Unchecked because of the pointers: `entries` never changes, and a list or index once handed out neither moves nor changes
/// as long as this object lives.
package final class IndexedInventory: @unchecked Sendable {
    private struct Lists {
        var kinds: [String: UnsafePointer<KindList>] = [:]
        var joins: [Join: UnsafePointer<JoinTable>] = [:]
        var composites: [[Join]: UnsafePointer<CompositeJoinTable>] = [:]
    }

    private struct Join: Hashable {
        let kind: String
        let path: JoinPath

        init(_ join: FrozenJoin) {
            kind = join.kind
            path = join.path
        }
    }

    package let inventory: Inventory
    let entries: UnsafeMutablePointer<InventoryEntry>
    private let lists = Mutex(Lists())

    /// O(resources)
    package init(_ inventory: Inventory) {
        self.inventory = inventory
        let resources = inventory.resources
        entries = .allocate(capacity: max(resources.count, 1))
        for (index, resource) in resources.enumerated() {
            (entries + index).initialize(to: InventoryEntry(resource.frame))
        }
    }

    deinit {
        lists.withLock { lists in
            for list in lists.kinds.values {
                list.pointee.entries.deallocate()
                list.deallocate()
            }
            for table in lists.joins.values {
                table.pointee.deallocate()
                UnsafeMutablePointer(mutating: table).deinitialize(count: 1)
                table.deallocate()
            }
            for table in lists.composites.values {
                table.pointee.deallocate()
                table.deallocate()
            }
        }
        entries.deallocate()
    }

    /// The resources whose kind matches `pattern`. O(resources) the first time.
    func list(ofKind pattern: String) -> UnsafePointer<KindList> {
        lists.withLock { list(ofKind: pattern, &$0) }
    }

    private func list(ofKind pattern: String, _ lists: inout Lists) -> UnsafePointer<KindList> {
        if let list = lists.kinds[pattern] { return list }
        let glob = pattern.contains("*") ? Glob(pattern) : nil
        let matches = inventory.resources.indices.filter { index in
            let kind = inventory.resources[index].kind
            return glob?.matches(kind) ?? (kind == pattern)
        }
        let indices = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: matches.count)
        _ = indices.initialize(from: matches.map { UInt32(truncatingIfNeeded: $0) })
        let list = UnsafeMutablePointer<KindList>.allocate(capacity: 1)
        let wasCollected = inventory.wasCollected(pattern, occurs: !matches.isEmpty)
        list.initialize(to: KindList(wasCollected: wasCollected, entries: UnsafeBufferPointer(indices)))
        lists.kinds[pattern] = UnsafePointer(list)
        return UnsafePointer(list)
    }

    /// The resources of a kind by the value of a path. O(resources) the first time.
    func join(_ join: FrozenJoin, _ operations: Operations) -> UnsafePointer<JoinTable> {
        lists.withLock { self.join(join, operations, &$0) }
    }

    private func join(_ join: FrozenJoin, _ operations: Operations, _ lists: inout Lists) -> UnsafePointer<JoinTable> {
        let name = Join(join)
        if let table = lists.joins[name] { return table }
        let table = UnsafeMutablePointer<JoinTable>.allocate(capacity: 1)
        let entries = list(ofKind: join.kind, &lists).pointee.entries
        table.initialize(to: JoinTableWriter.table(entries, of: self.entries, by: join, operations))
        lists.joins[name] = UnsafePointer(table)
        return UnsafePointer(table)
    }

    /// The resources of a kind by the values of two paths. O(n log n) the first time
    func join(
        _ first: FrozenJoin, _ second: FrozenJoin, _ operations: Operations
    ) -> UnsafePointer<CompositeJoinTable> {
        lists.withLock { lists in
            let name = [Join(first), Join(second)]
            if let table = lists.composites[name] { return table }
            let tables = (join(first, operations, &lists), join(second, operations, &lists))
            let table = UnsafeMutablePointer<CompositeJoinTable>.allocate(capacity: 1)
            let list = list(ofKind: first.kind, &lists).pointee.entries
            table.initialize(
                to: CompositeJoinTable(
                    list, of: inventory.resources.count, by: tables.0.pointee, tables.1.pointee))
            lists.composites[name] = UnsafePointer(table)
            return UnsafePointer(table)
        }
    }
}

/// The resources of one kind pattern, as indices into the inventory, in its order.
struct KindList {
    /// Whether these are all that there are.
    let wasCollected: Bool
    let entries: UnsafeBufferPointer<UInt32>
}
