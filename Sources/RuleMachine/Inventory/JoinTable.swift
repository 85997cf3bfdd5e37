import ResourceDocuments

/// The entries of which it is true that they have a key, or may be, and those of which it is Unknown, each in inventory order.
struct JoinCandidates {
    var equal: UnsafeBufferPointer<UInt32>
    var uncertain: UnsafeBufferPointer<UInt32>
    /// The number of `equal` among the sets that are kept in mind, from 1; 0 where it is none of them.
    var set = 0
    /// What decides of `uncertain` why it is; nil where there is no index.
    var kind: Int?
    /// Whether two equalities are true of `equal`, or may be.
    var isOfBoth = false

    var count: Int { equal.count + uncertain.count }
}

/// The resources of one kind by the value of one path: which of them an equality can be true or Unknown of.
///
/// Texts, numbers, booleans, addresses, timestamps and durations are keys; a resource whose key is missing or of another kind than the one asked
/// for has no certain answer, so it is a candidate for every question of that kind.
struct JoinTable {
    /// Resources with one key: `entries[start ..< start + count]`.
    struct Bucket {
        let key: Register
        let hash: UInt64
        var start = 0
        var count = 0
        /// See `JoinCandidates.set`.
        var set = 0
    }

    /// The kinds that keys have.
    static let keyKinds: [ValueKind] = [.text, .number, .boolean, .address, .instant, .span]
    static let textKey = 0
    /// Of a list of keys with none in it, and of a key that is not known.
    static let noKey = keyKinds.count
    static let unknownKey = noKey + 1
    static let kindCount = unknownKey + 1
    /// So many resources with one key are worth keeping in mind what they say.
    static let leastSet = 8

    let form: JoinPath.Form
    let setCount: Int
    let buckets: UnsafeBufferPointer<Bucket>
    /// Open addressing: a bucket's index and one, 0 where there is none. More than half are 0.
    let places: UnsafeBufferPointer<Int32>
    let entries: UnsafeBufferPointer<UInt32>
    /// For each of `keyKinds`, and for none, the resources of which it is not certain. Behind a pointer, for an array would count references
    /// on what machines share.
    let others: UnsafeBufferPointer<UnsafeBufferPointer<UInt32>>
    /// Of which nothing can be said: where lists contain keys, lists of several kinds, and what is no list.
    let mixed: UnsafeBufferPointer<UInt32>
    /// What was made for this table: keys that stand in no document, and those of `others` that are not the whole list.
    let memory: UnsafeBufferPointer<UnsafeMutableRawPointer>

    func deallocate() {
        for block in memory { block.deallocate() }
        buckets.deallocate()
        places.deallocate()
        entries.deallocate()
        others.deallocate()
        memory.deallocate()
    }

    /// nil for a key that says nothing certain of any.
    func candidates(for key: Register, _ operations: Operations) -> JoinCandidates? {
        if form == .among { return candidates(among: key, operations) }
        guard let kind = Self.position(of: key) else { return nil }
        guard let index = bucket(of: key, operations) else {
            return JoinCandidates(equal: mixed, uncertain: others[kind], kind: kind)
        }
        let bucket = buckets[index]
        if mixed.isEmpty {
            return JoinCandidates(equal: slice(bucket), uncertain: others[kind], set: bucket.set, kind: kind)
        }
        return JoinCandidates(equal: operations.sorted([slice(bucket), mixed]), uncertain: others[kind], kind: kind)
    }

    func bucket(of key: Register, _ operations: Operations) -> Int? {
        let hash = operations.structuralHash(key)
        let place = Self.place(of: key, hash: hash, in: places, operations) { buckets[$0] }
        return places[place] > 0 ? Int(places[place]) - 1 : nil
    }

    func slice(_ bucket: Bucket) -> UnsafeBufferPointer<UInt32> {
        UnsafeBufferPointer(rebasing: entries[bucket.start..<bucket.start + bucket.count])
    }

    /// Of each element of a list, where all of them are keys of one kind.
    private func candidates(among list: Register, _ operations: Operations) -> JoinCandidates? {
        guard let keys = ListElements(list), keys.causes.isEmpty else { return nil }
        var kind = Self.noKey
        var found: [Bucket] = []
        for index in 0..<keys.count {
            let key = keys[index].asValue
            guard let position = Self.position(of: key), position == kind || index == 0 else { return nil }
            kind = position
            guard let bucket = bucket(of: key, operations).map({ buckets[$0] }) else { continue }
            if !found.contains(where: { $0.start == bucket.start }) { found.append(bucket) }
        }
        var candidates = JoinCandidates(
            equal: UnsafeBufferPointer(start: nil, count: 0), uncertain: others[kind], kind: kind)
        if found.count == 1 {
            candidates.equal = slice(found[0])
            candidates.set = found[0].set
        } else if !found.isEmpty {
            candidates.equal = operations.sorted(found.map { slice($0) })
        }
        return candidates
    }

    /// Where `key` stands, or the free place where it would.
    static func place(
        of key: Register, hash: UInt64, in places: UnsafeBufferPointer<Int32>, _ operations: Operations,
        _ bucket: (Int) -> Bucket
    ) -> Int {
        let mask = places.count - 1
        var place = Int(truncatingIfNeeded: hash ^ (hash &>> 32)) & mask
        while places[place] > 0 {
            let known = bucket(Int(places[place]) - 1)
            if known.hash == hash, operations.areOneKey(known.key, key) { break }
            place = (place + 1) & mask
        }
        return place
    }

    /// Of the key's kind in `keyKinds`.
    static func position(of key: Register) -> Int? {
        if key.word.isText { return textKey }
        if key.word.isNumber { return 1 }
        if key.word.isBoolean { return 2 }
        return key.word.tag == .extra ? keyKinds.firstIndex(of: key.kind) : nil
    }
}

extension Operations {
    @inline(__always)
    fileprivate func areOneKey(_ left: Register, _ right: Register) -> Bool {
        if left.word.isText { return right.word.isText && Texts.areEqual(left.bytes, right.bytes) }
        return left.kind == right.kind && equal(left, right) == .true
    }

    /// The entries of several lists in inventory order; none is in two of them.
    func sorted(_ lists: [UnsafeBufferPointer<UInt32>]) -> UnsafeBufferPointer<UInt32> {
        let count = lists.reduce(0) { $0 + $1.count }
        var merged = UnsafeMutableBufferPointer(
            start: state.pointee.arena.allocate(count * 4).bindMemory(to: UInt32.self, capacity: count), count: count)
        var position = 0
        for list in lists { position = merged[position...].update(fromContentsOf: list) }
        merged.sort()
        return UnsafeBufferPointer(merged)
    }
}
