import ResourceDocuments

/// Makes the table of a join: reads what each resource is known by.
struct JoinTableWriter {
    private let join: FrozenJoin
    private let operations: Operations
    private var buckets: [JoinTable.Bucket] = []
    private var places = UnsafeMutableBufferPointer<Int32>.allocate(capacity: 64)
    /// In inventory order, each with its bucket.
    private var members: [(bucket: Int, entry: UInt32)] = []
    /// The last entry of each bucket.
    private var last: [UInt32] = []
    /// For each of the kinds of keys the entries of which it is certain; for none those that have no keys in their list.
    private var certain = [[UInt32]](repeating: [], count: JoinTable.noKey + 1)
    private var unknown: [UInt32] = []
    private var mixed: [UInt32] = []
    private var memory: [UnsafeMutableRawPointer] = []

    /// O(entries)
    static func table(
        _ indices: UnsafeBufferPointer<UInt32>, of inventory: UnsafePointer<InventoryEntry>, by join: FrozenJoin,
        _ operations: Operations
    ) -> JoinTable {
        var writer = JoinTableWriter(join, operations)
        operations.aside { forget in
            for index in indices {
                writer.add(index, operations.value(of: join, from: inventory + Int(index)))
                forget()
            }
        }
        return writer.table(indices)
    }

    private init(_ join: FrozenJoin, _ operations: Operations) {
        self.join = join
        self.operations = operations
        places.initialize(repeating: 0)
    }

    private mutating func add(_ entry: UInt32, _ value: Register) {
        if value.isUnknown { unknown.append(entry) }
        switch join.path.form {
        case .equal, .among:
            guard let kind = JoinTable.position(of: value) else { return }
            certain[kind].append(entry)
            add(entry, key: value)
        case .containing, .holding:
            if value.isUnknown { return }
            if let elements = ListElements(value) {
                add(entry, (0..<elements.count).map { operations.key(of: join, from: elements[$0].asValue) })
            } else if join.path.form == .holding, value.word.isMap, let map = MapMembers(value), !map.hasDuplicates {
                // Whatever else than a text is asked of a map is of the wrong type, also of one without members.
                certain[JoinTable.textKey].append(entry)
                for index in 0..<map.slots { add(entry, key: map.key(at: index)) }
            } else {
                // A text has parts.
                mixed.append(entry)
            }
        }
    }

    /// The elements of a list.
    private mutating func add(_ entry: UInt32, _ keys: [Register]) {
        let kinds = Set(keys.map { JoinTable.position(of: $0) ?? JoinTable.unknownKey })
        guard kinds.count < 2, !kinds.contains(JoinTable.unknownKey) else { return mixed.append(entry) }
        certain[kinds.first ?? JoinTable.noKey].append(entry)
        for key in keys { add(entry, key: key) }
    }

    private mutating func add(_ entry: UInt32, key: Register) {
        let hash = operations.structuralHash(key)
        let place = JoinTable.place(of: key, hash: hash, in: UnsafeBufferPointer(places), operations) { buckets[$0] }
        var bucket = Int(places[place]) - 1
        if bucket < 0 {
            bucket = buckets.count
            buckets.append(JoinTable.Bucket(key: join.path.isDerived ? copy(key) : key, hash: hash))
            last.append(entry)
            places[place] = Int32(truncatingIfNeeded: buckets.count)
            if buckets.count * 2 > places.count { grow() }
        } else if last[bucket] == entry {
            return
        }
        last[bucket] = entry
        buckets[bucket].count += 1
        members.append((bucket, entry))
    }

    private mutating func grow() {
        let count = places.count * 2
        places.deallocate()
        places = .allocate(capacity: count)
        places.initialize(repeating: 0)
        for (index, bucket) in buckets.enumerated() {
            var place = Int(truncatingIfNeeded: bucket.hash ^ (bucket.hash &>> 32)) & (count - 1)
            while places[place] > 0 { place = (place + 1) & (count - 1) }
            places[place] = Int32(truncatingIfNeeded: index + 1)
        }
    }

    /// The key in memory of the table's own.
    private mutating func copy(_ key: Register) -> Register {
        if key.extraKind == .address {
            let place = allocate(MemoryLayout<AddressRange>.size)
            place.initializeMemory(as: AddressRange.self, repeating: Operations.addressRange(key), count: 1)
            return Register(word: key.word, aux: UInt64(UInt(bitPattern: place)))
        }
        guard key.word.isText || key.word.tag == .decimal else { return key }
        return Operations.text(copying: key.bytes, tag: key.word.isText ? .string : .decimal) { allocate($0) }
    }

    private mutating func allocate(_ byteCount: Int) -> UnsafeMutableRawPointer {
        memory.append(.allocate(byteCount: byteCount, alignment: 16))
        return memory[memory.count - 1]
    }

    // MARK: The table

    private mutating func table(_ indices: UnsafeBufferPointer<UInt32>) -> JoinTable {
        var start = 0
        var setCount = 0
        for index in buckets.indices {
            buckets[index].start = start
            start += buckets[index].count
            guard buckets[index].count >= JoinTable.leastSet else { continue }
            setCount += 1
            buckets[index].set = setCount
        }
        let entries = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: start)
        var filled = [Int](repeating: 0, count: buckets.count)
        for (bucket, entry) in members {
            entries.initializeElement(at: buckets[bucket].start + filled[bucket], to: entry)
            filled[bucket] += 1
        }
        var others = (0..<JoinTable.noKey).map { kind in
            // Of a kind that none has it is certain of none.
            let known = [certain[kind], certain[JoinTable.noKey], mixed]
            return known.allSatisfy(\.isEmpty) ? indices : kept(indices, without: known)
        }
        others.append(kept(unknown))
        let undecided = kept(mixed)
        return JoinTable(
            form: join.path.form, setCount: setCount, buckets: Self.freeze(buckets),
            places: UnsafeBufferPointer(places), entries: UnsafeBufferPointer(entries), others: Self.freeze(others),
            mixed: undecided, memory: Self.freeze(memory))
    }

    /// - Parameter lists: each in inventory order.
    private mutating func kept(
        _ indices: UnsafeBufferPointer<UInt32>, without lists: [[UInt32]]
    ) -> UnsafeBufferPointer<UInt32> {
        var rest = lists.map { $0[...] }
        return kept(
            indices.filter { index in
                for list in rest.indices where rest[list].first == index {
                    rest[list].removeFirst()
                    return false
                }
                return true
            })
    }

    private mutating func kept(_ indices: [UInt32]) -> UnsafeBufferPointer<UInt32> {
        if indices.isEmpty { return UnsafeBufferPointer(start: nil, count: 0) }
        let place = allocate(indices.count * 4).bindMemory(to: UInt32.self, capacity: indices.count)
        place.initialize(from: indices, count: indices.count)
        return UnsafeBufferPointer(start: place, count: indices.count)
    }

    static func freeze<Element>(_ elements: [Element]) -> UnsafeBufferPointer<Element> {
        let buffer = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
        _ = buffer.initialize(from: elements)
        return UnsafeBufferPointer(buffer)
    }
}

extension Operations {
    /// What a resource is known by, or the list that holds it.
    fileprivate func value(of join: FrozenJoin, from entry: UnsafePointer<InventoryEntry>) -> Register {
        take(join.path.steps, join.constants[...], from: InventoryEntry.register(entry))
    }

    /// What an element of that list stands for.
    fileprivate func key(of join: FrozenJoin, from element: Register) -> Register {
        take(join.path.elements, join.constants[join.path.steps.count...], from: element)
    }

    private func take(_ steps: [SharedValue.Step], _ constants: ArraySlice<Register>, from start: Register) -> Register
    {
        if steps.isEmpty { return start.asValue }
        return withUnsafeTemporaryAllocation(of: Register.self, capacity: 2) { arguments in
            arguments.initialize(repeating: Register(.absent))
            guard let arguments = arguments.baseAddress else { return Register(.absent) }
            var value = start
            for (step, constant) in zip(steps, constants) {
                value = take(step.operation, value, constant, arguments)
            }
            return value.asValue
        }
    }

    /// A step of a value; a function's two arguments are put where `arguments` is.
    @inline(__always)
    func take(
        _ operation: SharedValue.Operation, _ value: Register, _ constant: Register,
        _ arguments: UnsafeMutablePointer<Register>
    ) -> Register {
        switch operation {
        case .member(let key):
            var hint: UInt8 = 0
            return Paths.member(of: value, key: key, hint: &hint)
        case .attribute(let attribute): return Paths.attribute(attribute, of: value)
        case .index: return Paths.index(value, constant)
        case .call(let function):
            arguments[0] = value
            arguments[1] = constant
            return call(function, arguments)
        case .convert(let conversion): return convert(value.asValue, conversion)
        case .fallback(let missing): return Paths.isMissing(value, missing) ? constant : value
        }
    }

    /// Works something out that the rule which runs does not pay for, in memory of its own; `forget` frees what was made so far.
    fileprivate func aside(_ body: (_ forget: () -> Void) -> Void) {
        let fuel = state.pointee.fuel.pointee
        var arena = Arena()
        swap(&arena, &state.pointee.arena)
        let counts = (
            state.pointee.documents.count, state.pointee.versions.count, state.pointee.patterns.count
        )
        let forget = {
            state.pointee.fuel.pointee.left = .max / 2
            state.pointee.arena.reset()
            state.pointee.askedLists.removeAll()
            state.pointee.documents.removeLast(state.pointee.documents.count - counts.0)
            state.pointee.versions.removeLast(state.pointee.versions.count - counts.1)
            state.pointee.patterns.removeLast(state.pointee.patterns.count - counts.2)
        }
        forget()
        body(forget)
        forget()
        swap(&arena, &state.pointee.arena)
        state.pointee.fuel.pointee = fuel
    }
}
