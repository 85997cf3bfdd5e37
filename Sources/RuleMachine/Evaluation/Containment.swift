import ResourceDocuments

extension Operations {
    /// `value is one of list`: Kleene's or over the elements.
    @inline(never)
    func oneOf(_ value: Register, _ list: Register) -> Answer {
        if list.isUnknown || (value.isUnknown && !value.isDecidedLater) {
            return Answer(value.causes.union(list.causes))
        }
        guard let elements = ListElements(list) else { return .wrongType }
        return some(of: list, elements, equals: value)
    }

    private func some(of list: Register, _ elements: ListElements, equals value: Register) -> Answer {
        if elements.count >= AskedLists.leastCount, let answer = lookUp(value, in: list, elements) { return answer }
        var fold = AnswerFold.or
        for index in 0..<elements.count where !fold.isDecided {
            let element = elements[index]
            if element.word.rawTag == TapeTag.integer.rawValue, value.word.rawTag == TapeTag.integer.rawValue {
                if element.word == value.word { return .true }
            } else {
                fold.add(equal(element, value))
            }
        }
        return fold.answer
    }

    /// Asks `test` of the operand itself, or folds it over the operand's elements.
    private func each(
        _ amount: MachineAmount, of operand: Register, _ value: Register,
        _ test: (Operations, Register, Register) -> Answer
    ) -> Answer {
        let causes = value.causes.union(operand.causes)
        if !causes.isEmpty { return Answer(causes) }
        var fold: AnswerFold
        switch amount {
        case .one: return test(self, value, operand)
        case .all: fold = .and
        case .any: fold = .or
        }
        guard let elements = ListElements(operand) else { return .wrongType }
        for index in 0..<elements.count where !fold.isDecided {
            let element = elements[index]
            fold.add(element.isUnknown ? Answer(element.causes) : test(self, value, element))
        }
        return fold.answer
    }

    /// `value contains operand`: an element of a list, a part of a text, a key of a map.
    @inline(never)
    func contains(_ value: Register, _ amount: MachineAmount, _ operand: Register) -> Answer {
        if amount == .one, operand.isDecidedLater, let elements = ListElements(value) {
            return some(of: value, elements, equals: operand)
        }
        return each(amount, of: operand, value) { operations, value, wanted in
            if let elements = ListElements(value) { return operations.some(of: value, elements, equals: wanted) }
            if let members = MapMembers(value) {
                guard wanted.word.isText else { return .wrongType }
                guard let member = members.member(wanted.bytes) else { return .false }
                return member.word == .unknown(.badData) ? .badData : Answer(member.word != .null)
            }
            guard value.word.isText, wanted.word.isText else { return .wrongType }
            return Answer(Texts.firstIndex(of: wanted.bytes, in: value.bytes) != nil)
        }
    }

    /// `value starts with operand`: text by bytes, lists element by element.
    @inline(never)
    func starts(_ value: Register, _ amount: MachineAmount, _ operand: Register) -> Answer {
        each(amount, of: operand, value) { operations, value, edge in
            if value.word.isText, edge.word.isText { return Answer(Texts.hasPrefix(value.bytes, edge.bytes)) }
            return operations.listEdge(value, edge, atEnd: false)
        }
    }

    /// `value ends with operand`
    @inline(never)
    func ends(_ value: Register, _ amount: MachineAmount, _ operand: Register) -> Answer {
        each(amount, of: operand, value) { operations, value, edge in
            if value.word.isText, edge.word.isText { return Answer(Texts.hasSuffix(value.bytes, edge.bytes)) }
            return operations.listEdge(value, edge, atEnd: true)
        }
    }

    private func listEdge(_ value: Register, _ edge: Register, atEnd: Bool) -> Answer {
        guard let list = ListElements(value), let wanted = ListElements(edge) else { return .wrongType }
        let causes = list.causes.union(wanted.causes)
        if !causes.isEmpty { return Answer(causes) }
        guard wanted.count <= list.count else { return .false }
        let offset = atEnd ? list.count - wanted.count : 0
        var fold = AnswerFold.and
        for index in 0..<wanted.count where !fold.isDecided { fold.add(equal(list[offset + index], wanted[index])) }
        return fold.answer
    }

    /// `value is like glob`
    @inline(never)
    func like(_ value: Register, _ glob: Register) -> Answer {
        let causes = value.causes.union(glob.causes)
        if !causes.isEmpty { return Answer(causes) }
        guard value.word.isText, glob.word.isText else { return .wrongType }
        return Answer(Glob(String(glob.bytes)).matches(value.bytes))
    }

    /// `value matches pattern`
    @inline(never)
    func matches(_ value: Register, _ amount: MachineAmount, _ operand: Register) -> Answer {
        each(amount, of: operand, value) { operations, value, wanted in
            guard value.word.isText, let pattern = operations.pattern(wanted) else { return .wrongType }
            return operations.search(pattern, value.bytes)
        }
    }

    func search(_ pattern: Unmanaged<Pattern>, _ text: UnsafeBufferPointer<UInt8>) -> Answer {
        charge(1 &+ text.count / 64)
        let part = pattern._withUnsafeGuaranteedRef { $0.part }
        if !part.isEmpty { return Answer(Texts.firstIndex(of: part, in: text) != nil) }
        let scratch = state.pointee.scratch
        let match = pattern._withUnsafeGuaranteedRef { pattern in
            scratch._withUnsafeGuaranteedRef { pattern.match(text, scratch: $0) }
        }
        switch match {
        case .found: return .true
        case .notFound: return .false
        case .limit: return Answer(.budget)
        }
    }
}
