import ResourceDocuments

extension Operations {
    /// `left is right`, as the table of equality in Meaning.md has it.
    ///
    /// Recursive in the nesting of the values, which documents and constants bound at 512.
    @inline(never)
    func equal(_ left: Register, _ right: Register) -> Answer {
        let left = left.asValue
        let right = right.asValue
        let causes = left.causes.union(right.causes)
        if !causes.isEmpty { return equalNames(left, right).map { Answer($0) } ?? Answer(causes) }
        let kind = left.kind
        guard kind == right.kind else { return .wrongType }
        switch kind {
        case .unknown, .pattern: return .wrongType
        case .boolean: return Answer(left.word == right.word)
        case .number: return equalNumbers(left, right)
        case .text: return Answer(Texts.areEqual(left.bytes, right.bytes))
        case .list: return equalLists(left, right)
        case .map: return equalMaps(left, right)
        case .address: return Answer(Self.addressRange(left) == Self.addressRange(right))
        case .instant, .span: return Answer(left.word.high == right.word.high && left.aux == right.aux)
        case .version: return Answer(version(left) == version(right))
        }
    }

    /// Of two values that are decided later. What a document writes in a value's stead has its meaning in that document.
    private func equalNames(_ left: Register, _ right: Register) -> Bool? {
        guard left.isDecidedLater, right.isDecidedLater else { return nil }
        let isOfOne = left.view.pointee.decoded == right.view.pointee.decoded
        if !isOfOne, left.written != nil || right.written != nil { return nil }
        return UndeterminedName.areSame(left.view.pointee.name(of: left.word), right.view.pointee.name(of: right.word))
    }

    private func equalNumbers(_ left: Register, _ right: Register) -> Answer {
        if left.word.tag == .integer, right.word.tag == .integer { return Answer(left.word == right.word) }
        guard let first = Self.number(left), let second = Self.number(right) else { return .badData }
        return Answer(first == second)
    }

    private func equalLists(_ left: Register, _ right: Register) -> Answer {
        guard let first = ListElements(left), let second = ListElements(right) else { return .wrongType }
        let causes = first.causes.union(second.causes)
        if !causes.isEmpty { return Answer(causes) }
        guard first.count == second.count else { return .false }
        var fold = AnswerFold.and
        for index in 0..<first.count where !fold.isDecided { fold.add(equal(first[index], second[index])) }
        return fold.answer
    }

    private func equalMaps(_ left: Register, _ right: Register) -> Answer {
        guard let first = MapMembers(left), let second = MapMembers(right) else { return .wrongType }
        if first.hasDuplicates || second.hasDuplicates { return .badData }
        guard first.count == second.count else { return .false }
        var fold = AnswerFold.and
        for index in 0..<first.slots {
            let value = first.value(at: index)
            if value.word == .null { continue }
            guard let other = second.member(first.key(at: index).bytes), other.word != .null else { return .false }
            fold.add(equal(value, other))
        }
        return fold.answer
    }

    /// A number's exact value; nil only where its exponent is out of all bounds.
    static func number(_ value: Register) -> ExactNumber? {
        value.word.tag == .integer ? ExactNumber(value.word.integer) : ExactNumber(value.bytes)
    }
}
