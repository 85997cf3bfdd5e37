import ResourceDocuments

/// The elements of a list, from a tape or derived.
struct ListElements {
    let count: Int
    /// Of the Unknown elements of a derived list; empty where each of its elements is known, and for a list from a document.
    let causes: UnknownCauses
    private let start: UnsafeRawPointer
    private let view: UInt64
    private let isDerived: Bool

    /// nil when `value` is no list.
    init?(_ value: Register) {
        switch value.word.tag {
        case .array:
            start = UnsafeRawPointer(value.view.pointee.words + value.word.high)
            causes = UnknownCauses()
            isDerived = false
        case .list:
            start = value.pointer
            causes = UnknownCauses(rawValue: UInt8(truncatingIfNeeded: value.word.high))
            isDerived = true
        case .null, .false, .true, .integer, .decimal, .string, .decodedString, .object, .objectWithDuplicates, .key,
            .undetermined, .unknown, .resource, .extra:
            return nil
        }
        count = value.word.low
        view = value.aux
    }

    /// `index` is below `count`.
    @inline(__always) subscript(index: Int) -> Register {
        isDerived
            ? start.load(fromByteOffset: index &* 16, as: Register.self)
            : Register(word: TapeWord(rawValue: start.load(fromByteOffset: index &* 8, as: UInt64.self)), aux: view)
    }
}

/// The members of a map, from a tape or derived. Members whose value is null are not members; the caller skips them.
struct MapMembers {
    /// With those that are null.
    let slots: Int
    let hasDuplicates: Bool
    private let map: Register

    /// nil when `value` is no map.
    init?(_ value: Register) {
        map = value.asValue
        if map.word.isMap {
            slots = map.word.low
            hasDuplicates = map.word.tag == .objectWithDuplicates
        } else if map.extraKind == .entry {
            slots = map.word.high
            hasDuplicates = false
        } else {
            return nil
        }
    }

    private var isDerived: Bool { map.word.tag == .extra }

    func value(at index: Int) -> Register {
        if isDerived { return map.pointer.load(fromByteOffset: index &* 32 &+ 16, as: Register.self) }
        return Register(word: map.view.pointee.value(of: map.word, at: index), aux: map.aux)
    }

    /// The key as a text.
    func key(at index: Int) -> Register {
        if isDerived { return map.pointer.load(fromByteOffset: index &* 32, as: Register.self) }
        return Self.key(map.view.pointee.key(of: map.word, at: index), in: map.view)
    }

    private func isKey(at index: Int, _ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
        if isDerived { return Texts.areEqual(key(at: index).bytes, wanted) }
        let key = map.view.pointee.key(of: map.word, at: index)
        guard key.high & TapeWord.decodedKeyFlag == 0 else {
            return Texts.areEqual(map.view.pointee.bytes(ofKey: key), wanted)
        }
        // The key ends at its quote; nothing behind it is looked at.
        let start = map.view.pointee.text + key.high
        var offset = 0
        while offset < wanted.count {
            if start[offset] != wanted[offset] || start[offset] == UInt8(ascii: "\"") { return false }
            offset &+= 1
        }
        return start[offset] == UInt8(ascii: "\"")
    }

    /// A key word as a text that stands where the key stands.
    static func key(_ key: TapeWord, in view: UnsafePointer<DocumentView>) -> Register {
        let bytes = view.pointee.bytes(ofKey: key)
        let length = UInt32(truncatingIfNeeded: bytes.count)
        let isDecoded = key.high & TapeWord.decodedKeyFlag != 0
        // Decoded keys have their length in front, in four bytes.
        let offset = isDecoded ? UInt32(truncatingIfNeeded: key.high ^ TapeWord.decodedKeyFlag) + 4 : UInt32(key.high)
        return Register(word: TapeWord(isDecoded ? .decodedString : .string, high: offset, low: length), view: view)
    }

    /// How many members there are.
    var count: Int {
        var count = 0
        for index in 0..<slots where value(at: index).word != .null { count &+= 1 }
        return count
    }

    /// The member with that key: nil when there is none, Unknown(bad data) when the key occurs twice. O(members).
    func member(_ key: UnsafeBufferPointer<UInt8>) -> Register? {
        var found: Register?
        for index in 0..<slots where isKey(at: index, key) {
            if found != nil { return Register(.badData) }
            found = value(at: index)
            if !hasDuplicates { break }
        }
        return found
    }
}

extension Register {
    /// A text at `bytes`, which stand at `view`'s text.
    static func text(from offset: Int, count: Int, of text: Register) -> Register {
        let word = TapeWord(
            text.word.tag == .decodedString ? .decodedString : .string,
            high: UInt32(truncatingIfNeeded: text.word.high &+ offset), low: UInt32(truncatingIfNeeded: count))
        return Register(word: word, aux: text.aux)
    }
}
