import ResourceDocuments

/// Steps of paths.
enum Paths {
    /// `.name`: fast on a map from a document without duplicates.
    @inline(__always)
    static func member(of value: Register, key: UInt32, hint: inout UInt8) -> Register {
        if value.word.rawTag == TapeTag.object.rawValue {
            guard let word = value.view.pointee.member(of: value.word, keyID: key, hint: &hint) else {
                return Register(.absent)
            }
            return Register(word: word, aux: value.aux)
        }
        return memberOfOther(value, key: key, hint: &hint)
    }

    @inline(never)
    private static func memberOfOther(_ value: Register, key: UInt32, hint: inout UInt8) -> Register {
        let map = value.asValue
        if map.isUnknown {
            if let written = map.written,
                let word = written.view.pointee.member(of: written.word, keyID: key, hint: &hint)
            {
                return Register(word: word, aux: written.aux)
            }
            return Register(map.causes.propagated)
        }
        if map.word.isMap {
            guard let word = map.view.pointee.member(of: map.word, keyID: key, hint: &hint) else {
                return Register(.absent)
            }
            return Register(word: word, aux: map.aux)
        }
        guard map.extraKind == .entry else { return Register(.wrongType) }
        let parts = map.pointer.assumingMemoryBound(to: Register.self)
        let ids = parts[4]
        if UInt64(key) == ids.word.rawValue { return parts[1] }
        return UInt64(key) == ids.aux ? parts[3] : Register(.absent)
    }

    /// `.@name` of a resource of the inventory.
    static func attribute(_ attribute: ResourceAttribute, of value: Register) -> Register {
        if value.isUnknown { return Register(value.causes.propagated) }
        guard value.word.tag == .resource else { return Register(.wrongType) }
        let entry = value.pointer.assumingMemoryBound(to: InventoryEntry.self)
        return entry.pointee.attributeRegister(attribute, at: value.view)
    }

    /// `.name` by its text.
    static func member(of value: Register, named name: UnsafeBufferPointer<UInt8>) -> Register {
        if value.isUnknown {
            return value.written.flatMap { MapMembers($0)?.member(name) } ?? Register(value.causes.propagated)
        }
        guard let members = MapMembers(value) else { return Register(.wrongType) }
        return members.member(name) ?? Register(.absent)
    }

    /// `[expression]`: the element at a number, the member of a text.
    @inline(never)
    static func index(_ value: Register, _ index: Register) -> Register {
        if index.word.isText { return member(of: value, named: index.bytes) }
        let causes = value.causes.union(index.causes)
        if !causes.isEmpty { return Register(causes.propagated) }
        guard index.word.isNumber, let list = ListElements(value) else { return Register(.wrongType) }
        let position: Int64
        if index.word.tag == .integer {
            position = index.word.integer
        } else {
            guard let number = Operations.number(index), number.isWhole else { return Register(.badData) }
            // A whole number beyond 64 bits lies outside every list.
            position = number.int64 ?? -1
        }
        return position >= 0 && position < Int64(list.count) ? list[Int(position)] : Register(.absent)
    }

    /// Whether a `default` answers for this value.
    @inline(__always)
    static func isMissing(_ value: Register, _ missing: MachineMissing) -> Bool {
        guard value.isUnknown else { return false }
        let causes = value.causes
        return missing == .ownEnd ? causes == .absent : causes.isSubset(of: .notThere)
    }
}

extension Operations {
    /// `value default replacement`, branch by branch.
    @inline(never)
    func replaceBranches(
        _ value: Register, _ missing: MachineMissing, dropping: Bool, _ replacement: Register
    ) -> Register {
        if value.isUnknown { return Paths.isMissing(value, missing) ? replacement : value }
        guard let branches = ListElements(value), !branches.causes.isEmpty else { return value }
        charge(branches.count)
        var replaced: [Register] = []
        replaced.reserveCapacity(branches.count)
        for index in 0..<branches.count {
            let branch = branches[index]
            if !Paths.isMissing(branch, missing) {
                replaced.append(branch)
            } else if !dropping {
                replaced.append(replacement.asElement)
            }
        }
        return list(replaced)
    }
}
