import ResourceDocuments

/// The entries for which `path is key` is true, and those for which it is Unknown, each in inventory order.
struct JoinCandidates {
    let equal: UnsafeBufferPointer<UInt32>
    let uncertain: UnsafeBufferPointer<UInt32>
}

/// The resources of one kind by the value of one path: which of them an equality can be true or Unknown of.
///
/// Texts, numbers and booleans are keys; a resource whose key is missing or of another kind than the one asked for has no
/// certain answer, so it is a candidate for every question of that kind.
struct JoinTable {
    /// Open addressing: `entries[start ..< start + count]` have this key; none when the bucket is free.
    private struct Bucket {
        var key: Register
        var hash: UInt64
        var start: Int
        var count: Int
    }

    /// The kinds that keys have.
    static let keyKinds: [ValueKind] = [.text, .number, .boolean]

    private let buckets: UnsafeMutableBufferPointer<Bucket>
    private let entries: UnsafeMutableBufferPointer<UInt32>
    /// For each of `keyKinds`, the resources whose key is not of that kind. Behind a pointer, for an array would count references
    /// on what machines share.
    private let others: UnsafeMutableBufferPointer<UnsafeMutableBufferPointer<UInt32>>

    /// O(entries)
    init(_ indices: UnsafeBufferPointer<UInt32>, of inventory: UnsafePointer<InventoryEntry>, by path: JoinPath) {
        var capacity = 8
        while capacity < indices.count * 2 { capacity *= 2 }
        buckets = .allocate(capacity: capacity)
        buckets.initialize(repeating: Bucket(key: Register(.absent), hash: 0, start: 0, count: 0))
        var others: [[UInt32]] = [[], [], []]
        var places: [Int?] = []
        for index in indices {
            let key = path.key(of: inventory + Int(index))
            for (position, kind) in Self.keyKinds.enumerated() where key.kind != kind { others[position].append(index) }
            guard let hash = Self.hash(key) else {
                places.append(nil)
                continue
            }
            let place = Self.place(of: key, hash: hash, in: buckets)
            buckets[place].key = key
            buckets[place].hash = hash
            buckets[place].count += 1
            places.append(place)
        }
        var start = 0
        for place in buckets.indices {
            buckets[place].start = start
            start += buckets[place].count
        }
        entries = .allocate(capacity: start)
        var filled = [Int](repeating: 0, count: capacity)
        for (index, place) in zip(indices, places) {
            guard let place else { continue }
            entries.initializeElement(at: buckets[place].start + filled[place], to: index)
            filled[place] += 1
        }
        self.others = .allocate(capacity: Self.keyKinds.count)
        for (position, indices) in others.enumerated() {
            let copy = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: indices.count)
            _ = copy.initialize(from: indices)
            self.others.initializeElement(at: position, to: copy)
        }
    }

    func deallocate() {
        buckets.deallocate()
        entries.deallocate()
        for list in others { list.deallocate() }
        others.deallocate()
    }

    /// nil for a key that says nothing certain of any.
    func candidates(for key: Register) -> JoinCandidates? {
        guard let hash = Self.hash(key), let kind = Self.position(of: key) else { return nil }
        let bucket = buckets[Self.place(of: key, hash: hash, in: buckets)]
        let equal = UnsafeBufferPointer(entries)[bucket.start..<bucket.start + bucket.count]
        return JoinCandidates(
            equal: UnsafeBufferPointer(rebasing: equal), uncertain: UnsafeBufferPointer(others[kind]))
    }

    /// The bucket of `key`, or the free one where it would stand. More than half of the buckets are free.
    private static func place(
        of key: Register, hash: UInt64, in buckets: UnsafeMutableBufferPointer<Bucket>
    ) -> Int {
        let mask = buckets.count - 1
        var place = Int(truncatingIfNeeded: hash ^ (hash &>> 32)) & mask
        while buckets[place].count > 0, buckets[place].hash != hash || !areEqual(buckets[place].key, key) {
            place = (place + 1) & mask
        }
        return place
    }

    /// Of the key's kind in `keyKinds`.
    static func position(of key: Register) -> Int? {
        if key.word.isText { return 0 }
        if key.word.isNumber { return 1 }
        return key.word.isBoolean ? 2 : nil
    }

    private static func hash(_ key: Register) -> UInt64? {
        if key.word.isText { return Texts.hash(key.bytes) }
        if key.word.isNumber { return Operations.numberHash(key) }
        return key.word.isBoolean ? key.word.rawValue : nil
    }

    private static func areEqual(_ left: Register, _ right: Register) -> Bool {
        guard left.kind == right.kind else { return false }
        if left.word.isText { return Texts.areEqual(left.bytes, right.bytes) }
        if left.word.isNumber, left.word.tag != .integer || right.word.tag != .integer {
            return Operations.number(left) == Operations.number(right)
        }
        return left.word == right.word
    }
}
