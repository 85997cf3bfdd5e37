import ResourceDocuments

/// The resources of one kind by the values of two paths: which of them two equalities can both be true or Unknown of. Where each value is many resources', both
/// together are few.
struct CompositeJoinTable {
    /// Resources with the same two keys: `entries[start ..< start + count]`.
    private struct Bucket {
        /// The buckets of both keys in their tables, from 1; 0 where a resource has no key.
        let keys: UInt64
        var start: Int
        var count: Int
        /// See `JoinCandidates.set`.
        var set: Int
    }

    /// The kind of all keys of each path; nil where they have none, or several.
    private let kinds: (Int?, Int?)
    /// Ascending by their keys.
    private let buckets: UnsafeBufferPointer<Bucket>
    private let entries: UnsafeBufferPointer<UInt32>
    let setCount: Int

    /// O(n log n)
    ///
    /// - Parameter count: of all resources of the inventory.
    init(_ indices: UnsafeBufferPointer<UInt32>, of count: Int, by first: JoinTable, _ second: JoinTable) {
        kinds = (first.onlyKind, second.onlyKind)
        var keys = [UInt64](repeating: 0, count: count)
        for (shift, table) in [(32, first), (0, second)] {
            for (number, bucket) in table.buckets.enumerated() {
                for entry in table.slice(bucket) { keys[Int(entry)] |= UInt64(number + 1) &<< UInt64(shift) }
            }
        }
        // In inventory order within a bucket.
        let sorted = indices.sorted { (keys[Int($0)], $0) < (keys[Int($1)], $1) }
        var buckets: [Bucket] = []
        for (place, entry) in sorted.enumerated() {
            if buckets.last?.keys == keys[Int(entry)] {
                buckets[buckets.count - 1].count += 1
            } else {
                buckets.append(Bucket(keys: keys[Int(entry)], start: place, count: 1, set: 0))
            }
        }
        var setCount = 0
        for index in buckets.indices where buckets[index].count >= JoinTable.leastSet {
            setCount += 1
            buckets[index].set = setCount
        }
        self.setCount = setCount
        self.buckets = JoinTableWriter.freeze(buckets)
        entries = JoinTableWriter.freeze(sorted)
    }

    func deallocate() {
        buckets.deallocate()
        entries.deallocate()
    }

    /// nil for keys that say nothing certain of any, or of another kind than the table's.
    func candidates(
        for key: Register, in table: UnsafePointer<JoinTable>, _ other: Register,
        in otherTable: UnsafePointer<JoinTable>, _ operations: Operations
    ) -> JoinCandidates? {
        guard let kind = kinds.0, kind == JoinTable.position(of: key), let otherKind = kinds.1,
            otherKind == JoinTable.position(of: other)
        else { return nil }
        let first = table.pointee.bucket(of: key, operations).map { $0 + 1 }
        let second = otherTable.pointee.bucket(of: other, operations).map { $0 + 1 }
        var candidates = JoinCandidates(
            equal: UnsafeBufferPointer(start: nil, count: 0), uncertain: UnsafeBufferPointer(start: nil, count: 0),
            isOfBoth: true)
        if let first, let second, let bucket = bucket(first, second) {
            candidates.equal = slice(bucket)
            candidates.set = bucket.set
        }
        // Of those without a key it is Unknown whether they have it.
        let open = [bucket(0, 0), first.flatMap { bucket($0, 0) }, second.flatMap { bucket(0, $0) }].compactMap(\.self)
        if !open.isEmpty {
            candidates.equal = operations.sorted(open.map { slice($0) } + [candidates.equal])
            candidates.set = 0
        }
        return candidates
    }

    private func slice(_ bucket: Bucket) -> UnsafeBufferPointer<UInt32> {
        UnsafeBufferPointer(rebasing: entries[bucket.start..<bucket.start + bucket.count])
    }

    /// O(log n)
    private func bucket(_ first: Int, _ second: Int) -> Bucket? {
        let wanted = UInt64(first) &<< 32 | UInt64(second)
        let place = buckets.firstPlace { $0.keys < wanted }
        return place < buckets.count && buckets[place].keys == wanted ? buckets[place] : nil
    }
}

extension JoinTable {
    /// The kind of all keys; nil where there are none, or of several kinds.
    fileprivate var onlyKind: Int? {
        guard let kind = buckets.first.flatMap({ Self.position(of: $0.key) }) else { return nil }
        return buckets.allSatisfy { Self.position(of: $0.key) == kind } ? kind : nil
    }
}
