import ResourceDocuments

/// Which lanes find all, or any, of their texts among the keys of a map or the elements of a list.
struct ContainedTexts {
    private let texts: LaneTexts
    private let numbers: LaneSet
    private let amount: MachineAmount
    private let all: LaneSet

    /// nil where there are too many texts to keep account of them.
    init?(_ constants: [[String]], _ amount: MachineAmount) {
        let texts = LaneTexts(constants.enumerated().flatMap { lane, texts in texts.map { ($0, lane) } })
        guard texts.count <= LaneSet.capacity else {
            texts.deallocate()
            return nil
        }
        self.texts = texts
        self.amount = amount
        numbers = LaneSet(0..<texts.count)
        all = LaneSet(constants.indices)
    }

    func deallocate() { texts.deallocate() }

    /// nil where the value is nothing that holds texts only.
    func lanes(of value: Register) -> LaneSet? {
        guard let found = found(in: value) else { return nil }
        var lanes = amount == .any ? LaneSet() : all
        if amount == .any {
            for number in found { lanes = lanes.union(texts[number]) }
        } else {
            for number in numbers.subtracting(found) { lanes = lanes.subtracting(texts[number]) }
        }
        return lanes
    }

    /// The numbers of the texts that the value contains.
    private func found(in value: Register) -> LaneSet? {
        var found = LaneSet()
        if let elements = ListElements(value) {
            for index in 0..<elements.count {
                let element = elements[index]
                guard element.word.isText else { return nil }
                if let number = texts.number(of: element.bytes) { found.insert(number) }
            }
            return found
        }
        guard let members = MapMembers(value), !members.hasDuplicates else { return nil }
        for index in 0..<members.slots where members.value(at: index).word != .null {
            if let number = texts.number(of: members.key(at: index).bytes) { found.insert(number) }
        }
        return found
    }
}
