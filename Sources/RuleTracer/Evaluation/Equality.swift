import ResourceDocuments

extension TracedValue {
    /// `is V`
    func equals(_ other: TracedValue) -> Answer {
        if case .text(let left) = content, case .text(let right) = other.content {
            return Answer(ScalarText(left) == ScalarText(right))
        }
        if let isSame = isSameLater(as: other) { return Answer(isSame) }
        if let unknown = Self.unknown(among: self, other) { return .unknown(unknown) }
        guard let kind, let otherKind = other.kind else { return .no }
        guard kind == otherKind else { return .unknown(wrongType(wanted: otherKind.words)) }
        if let list, let other = other.list { return list.equals(other) }
        if let map, let other = other.map { return map.equals(other) }
        switch (content, other.content) {
        case (.boolean(let left), .boolean(let right)): return Answer(left == right)
        case (.number(let left), .number(let right)): return Answer(left == right)
        case (.address(let left), .address(let right)): return Answer(left == right)
        case (.instant(let left), .instant(let right)): return Answer(left == right)
        case (.span(let left), .span(let right)): return Answer(left == right)
        case (.version(let left), .version(let right)): return Answer(left == right)
        // Patterns; the kinds are the same, and texts were compared before.
        case (_, _): return .unknown(wrongType(wanted: "a value that can be compared"))
        }
    }

    /// Of two values that are decided later. What a document writes in a value's stead has its meaning in that document.
    private func isSameLater(as other: TracedValue) -> Bool? {
        guard isUnknown, other.isUnknown, let node = unknown?.decidedLater, let otherNode = other.unknown?.decidedLater,
            let name = node.undeterminedName, let otherName = otherNode.undeterminedName
        else { return nil }
        let isOfOne = node.document === otherNode.document
        if !isOfOne, node.written != nil || otherNode.written != nil { return nil }
        return UndeterminedName.areSame(name, otherName)
    }

    /// `is V`, both sides lists of addresses: the sets that they cover.
    func equalsAsAddresses(_ other: TracedValue) -> Answer {
        if let unknown = Self.unknown(among: self, other) { return .unknown(unknown) }
        guard list != nil, other.list != nil, let left = AddressUnion(self), let right = AddressUnion(other) else {
            return equals(other)
        }
        if let open = left.openness(with: right) { return .unknown(open) }
        return Answer(AddressSet(left.known) == AddressSet(right.known))
    }
}

extension TracedList {
    fileprivate func equals(_ other: TracedList) -> Answer {
        if let unknown = unknownOfDerived(or: other) { return .unknown(unknown) }
        guard count == other.count else { return .no }
        return .all(zip(self, other).lazy.map { $0.equals($1) })
    }
}

extension TracedMap {
    fileprivate func equals(_ other: TracedMap) -> Answer {
        if let duplicate = duplicateKey ?? other.duplicateKey { return .unknown(duplicate) }
        let left = members
        let right = Dictionary(
            other.members.map { (ScalarText($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
        guard left.count == right.count else { return .no }
        return .all(left.lazy.map { member in right[ScalarText(member.key)].map(member.value.equals) ?? .no })
    }
}
