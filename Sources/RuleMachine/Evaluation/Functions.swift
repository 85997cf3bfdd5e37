import ResourceDocuments

extension Operations {
    /// A built-in function of one argument, two of `split`. Unknown arguments give Unknown, propagated.
    @inline(never)
    func call(_ function: MachineFunction, _ arguments: UnsafePointer<Register>) -> Register {
        let value = arguments[0].asValue
        var causes = value.causes
        if function == .split { causes.formUnion(arguments[1].causes) }
        if !causes.isEmpty { return Register(causes.propagated) }
        charge(1)
        guard hasFuel else { return Register(.budget) }
        switch function {
        case .count: return count(value)
        case .length:
            return onText(value) { _, text in Self.integer(text.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }) }
        case .lower: return onText(value) { operations, text in operations.text(String(text).lowercased()) }
        case .upper: return onText(value) { operations, text in operations.text(String(text).uppercased()) }
        case .trim: return trim(value)
        case .text: return text(of: value)
        case .list: return value.kind == .list ? value : list([value])
        case .distinct: return distinct(value)
        case .keys: return members(of: value) { _, key, _ in key }
        case .values: return members(of: value) { _, _, value in value }
        case .entries: return members(of: value) { operations, key, value in operations.entry(key, value) }
        case .split: return split(value, by: arguments[1])
        case .first: return element(of: value) { _ in 0 }
        case .last: return element(of: value) { $0 - 1 }
        case .prefixLength:
            guard value.kind == .address else { return Register(.wrongType) }
            return Self.addressRange(value).prefixLength.map { Self.integer($0) } ?? Register(.badData)
        case .number: return convertScalar(value, .number)
        case .quantity: return convert(value, .quantity)
        case .duration: return convert(value, .span)
        case .timestamp: return convert(value, .instant)
        case .version: return convert(value, .version)
        case .ip: return convert(value, .address)
        case .days:
            guard value.word.isNumber else { return Register(.wrongType) }
            return Self.number(value).flatMap { TimeSpan(days: $0) }.map { Self.register($0) } ?? Register(.badData)
        case .json: return onText(value) { operations, text in operations.readJSON(text) }
        case .yaml: return onText(value) { operations, text in operations.readYAML(text) }
        case .base64: return onText(value) { operations, text in operations.decodeBase64(text) }
        }
    }

    static func integer(_ value: Int) -> Register { Register(word: TapeWord(integer: Int64(value)), aux: 0) }

    private func onText(
        _ value: Register, _ body: (Operations, UnsafeBufferPointer<UInt8>) -> Register
    ) -> Register {
        guard value.word.isText else { return Register(.wrongType) }
        let bytes = value.bytes
        charge(bytes.count / 16)
        return body(self, bytes)
    }

    /// `number(x)`: a list is no number.
    private func convertScalar(_ value: Register, _ conversion: MachineConversion) -> Register {
        value.kind == .list ? Register(.wrongType) : convert(value, conversion)
    }

    private func count(_ value: Register) -> Register {
        if let list = ListElements(value) {
            return list.causes.isEmpty ? Self.integer(list.count) : Register(list.causes.propagated)
        }
        guard let map = MapMembers(value) else { return Register(.wrongType) }
        return map.hasDuplicates ? Register(.badData) : Self.integer(map.count)
    }

    private func trim(_ value: Register) -> Register {
        guard value.word.isText else { return Register(.wrongType) }
        let scalars = String(value.bytes).unicodeScalars
        charge(value.word.low / 16)
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return .text(from: 0, count: 0, of: value) }
        let start = scalars[..<first].reduce(0) { $0 + UTF8.width($1) }
        let length = scalars[first...last].reduce(0) { $0 + UTF8.width($1) }
        return .text(from: start, count: length, of: value)
    }

    private func text(of value: Register) -> Register {
        switch value.kind {
        case .text: return value
        case .boolean: return text(value.word == .true ? "true" : "false")
        case .number:
            guard let number = Self.number(value) else { return Register(.badData) }
            return text(number.description)
        case .unknown, .list, .map, .address, .instant, .span, .version, .pattern: return Register(.wrongType)
        }
    }

    private func split(_ value: Register, by separator: Register) -> Register {
        guard value.word.isText, separator.word.isText else { return Register(.wrongType) }
        let part = separator.bytes
        guard !part.isEmpty else { return Register(.badData) }
        let bytes = value.bytes
        var pieces: [Register] = []
        var start = 0
        while let found = Texts.firstIndex(of: part, in: bytes, from: start) {
            pieces.append(.text(from: start, count: found - start, of: value))
            start = found + part.count
        }
        pieces.append(.text(from: start, count: bytes.count - start, of: value))
        charge(bytes.count / 16 + pieces.count)
        return list(pieces)
    }

    private func element(of value: Register, at index: (Int) -> Int) -> Register {
        guard let list = ListElements(value) else { return Register(.wrongType) }
        return list.count == 0 ? Register(.absent) : list[index(list.count)]
    }

    private func members(
        of value: Register, _ part: (Operations, Register, Register) -> Register
    ) -> Register {
        guard let map = MapMembers(value) else { return Register(.wrongType) }
        guard !map.hasDuplicates else { return Register(.badData) }
        charge(map.slots)
        var parts: [Register] = []
        for index in 0..<map.slots {
            let value = map.value(at: index)
            if value.word != .null { parts.append(part(self, map.key(at: index), value)) }
        }
        return list(parts)
    }

    /// A map of two members. Behind them stand the ids of their keys, by which a step finds them.
    private func entry(_ key: Register, _ value: Register) -> Register {
        let place = state.pointee.arena.allocate(5 * MemoryLayout<Register>.stride)
        let parts = place.bindMemory(to: Register.self, capacity: 5)
        parts[0] = constants.entryKeys.key
        parts[1] = key
        parts[2] = constants.entryKeys.value
        parts[3] = value
        parts[4] = Register(
            word: TapeWord(rawValue: UInt64(constants.entryKeyIDs.key)), aux: UInt64(constants.entryKeyIDs.value))
        return Register(word: TapeWord(.entry, high: 2), aux: UInt64(UInt(bitPattern: place)))
    }
}
