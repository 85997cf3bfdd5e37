import ResourceDocuments

extension Operations {
    /// `distinct(l)`: without later elements that are structurally equal to an earlier one; Unknown elements stay.
    ///
    /// O(elements) for elements whose hashes differ.
    func distinct(_ value: Register) -> Register {
        guard let elements = ListElements(value) else { return Register(.wrongType) }
        charge(elements.count)
        var kept: [Register] = []
        var buckets: [UInt64: [Int]] = [:]
        for index in 0..<elements.count {
            let element = elements[index].asValue
            if element.isUnknown {
                kept.append(element)
                continue
            }
            let hash = structuralHash(element)
            let candidates = buckets[hash, default: []]
            charge(candidates.count)
            if candidates.contains(where: { areStructurallyEqual(kept[$0], element) }) { continue }
            buckets[hash, default: []].append(kept.count)
            kept.append(elements[index])
        }
        return list(kept)
    }

    /// Equal as far as a structure can be: Unknown parts are equal to themselves.
    private func areStructurallyEqual(_ left: Register, _ right: Register) -> Bool {
        if left.isUnknown || right.isUnknown {
            return left.causes == right.causes && left.word.tag == right.word.tag
        }
        guard left.kind == right.kind else { return false }
        if let first = ListElements(left), let second = ListElements(right) {
            return first.count == second.count
                && (0..<first.count).allSatisfy { areStructurallyEqual(first[$0], second[$0]) }
        }
        if let first = MapMembers(left), let second = MapMembers(right) {
            guard !first.hasDuplicates, !second.hasDuplicates, first.count == second.count else { return false }
            return (0..<first.slots).allSatisfy { index in
                let value = first.value(at: index)
                if value.word == .null { return true }
                guard let other = second.member(first.key(at: index).bytes), other.word != .null else { return false }
                return areStructurallyEqual(value, other)
            }
        }
        return equal(left, right) == .true
    }

    /// Equal values have equal hashes.
    func structuralHash(_ value: Register) -> UInt64 {
        switch value.kind {
        case .unknown, .pattern: return UInt64(value.word.rawTag)
        case .boolean: return value.word.rawValue &+ 11
        case .number: return Self.numberHash(value)
        case .text: return Texts.hash(value.bytes)
        case .address: return UInt64(bitPattern: Int64(Self.addressRange(value).hashValue))
        case .instant, .span: return value.aux ^ UInt64(value.word.high) &* 31
        case .version: return UInt64(bitPattern: Int64(version(value).hashValue))
        case .list:
            guard let elements = ListElements(value) else { return 0 }
            var hash = UInt64(elements.count)
            for index in 0..<elements.count { hash = hash &* 0x100_0000_01B3 &+ structuralHash(elements[index]) }
            return hash
        case .map:
            guard let members = MapMembers(value) else { return 0 }
            var hash: UInt64 = 17
            for index in 0..<members.slots {
                let member = members.value(at: index)
                if member.word == .null { continue }
                // A sum, for the order of members does not matter.
                hash = hash &+ Texts.hash(members.key(at: index).bytes) &* 31 &+ structuralHash(member)
            }
            return hash
        }
    }

    /// The same for every spelling of a number.
    static func numberHash(_ value: Register) -> UInt64 {
        if value.word.tag == .integer { return UInt64(bitPattern: value.word.integer) &* 0x9E37_79B9_7F4A_7C15 }
        guard let number = number(value) else { return 0 }
        if let integer = number.int64 { return UInt64(bitPattern: integer) &* 0x9E37_79B9_7F4A_7C15 }
        return UInt64(bitPattern: Int64(number.hashValue))
    }
}
