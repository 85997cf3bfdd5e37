import ResourceDocuments

/// Collects constants and lays them out as a tape of their own.
struct ConstantWriter {
    /// A constant whose memory does not stand yet.
    enum Written {
        /// A word of the constants' own view, or one that needs no memory.
        case word(TapeWord, aux: UInt64 = 0)
        /// An address, by its position among the addresses.
        case address(Int)
        /// A list of values that a tape cannot hold, by its position among the lists.
        case list(Int)
    }

    private var bytes: [UInt8] = []
    private var words: [UInt64] = []
    private var addresses: [AddressRange] = []
    private var lists: [[Written]] = []
    /// By their bytes: texts that differ in normalisation only are different.
    private var texts: [[UInt8]: TapeWord] = [:]
    private let keys: KeyTable
    private(set) var versions: [VersionNumber] = []
    private(set) var patterns: [Pattern] = []
    private(set) var globs: [Glob] = []
    private(set) var addressSets: [AddressSet] = []
    /// Each as the words of its texts.
    private(set) var textSets: [[TapeWord]] = []
    private(set) var kinds: [String] = []
    private(set) var joins: [(kind: String, path: JoinPath)] = []
    private var kindIndices: [String: Int] = [:]
    private var joinIndices: [JoinPath: [String: Int]] = [:]

    init(keys: KeyTable) { self.keys = keys }

    mutating func write(_ constant: CodeFragment.Constant) -> Written {
        switch constant {
        case .value(let value): return write(value)
        case .unknown(let causes): return .word(.unknown(causes))
        case .texts(let set):
            textSets.append(set.compactMap { word($0) })
            return .word(TapeWord(.texts, high: Self.last(textSets.count)))
        case .addresses(let set):
            addressSets.append(set)
            return .word(TapeWord(.addresses, high: Self.last(addressSets.count)))
        case .glob(let glob):
            globs.append(glob)
            return .word(TapeWord(.glob, high: Self.last(globs.count)))
        case .kind(let kind):
            return .word(TapeWord(.kind, high: UInt32(truncatingIfNeeded: index(ofKind: kind))))
        case .join(let kind, let path):
            let index = joinIndices[path]?[kind] ?? joins.count
            if index == joins.count {
                joins.append((kind, path))
                joinIndices[path, default: [:]][kind] = index
            }
            // The kind beside the join, for what a key that is no key ranges over.
            return .word(
                TapeWord(.join, high: UInt32(truncatingIfNeeded: index)), aux: UInt64(self.index(ofKind: kind)))
        }
    }

    private static func last(_ count: Int) -> UInt32 { UInt32(truncatingIfNeeded: count - 1) }

    private mutating func index(ofKind kind: String) -> Int {
        if let index = kindIndices[kind] { return index }
        kinds.append(kind)
        kindIndices[kind] = kinds.count - 1
        return kinds.count - 1
    }

    mutating func text(_ text: String) -> Written { .word(word(text)) }

    private mutating func write(_ value: Value) -> Written {
        if let word = word(value) { return .word(word) }
        switch value {
        case .boolean, .number, .string, .map: return .word(.unknown(.badData))
        case .list(let elements):
            let written = elements.map { write($0) }
            lists.append(written)
            return .list(lists.count - 1)
        case .address(let range):
            addresses.append(range)
            return .address(addresses.count - 1)
        case .instant(let instant):
            let register = MachineState.register(instant)
            return .word(register.word, aux: register.aux)
        case .span(let span):
            let register = MachineState.register(span)
            return .word(register.word, aux: register.aux)
        case .version(let version):
            versions.append(version)
            return .word(TapeWord(.version, high: Self.last(versions.count)))
        case .pattern(let pattern):
            patterns.append(pattern)
            return .word(TapeWord(.pattern, high: Self.last(patterns.count)))
        }
    }

    /// The word of a value that a tape can hold, with its parts written; nil for any other.
    private mutating func word(_ value: Value) -> TapeWord? {
        switch value {
        case .boolean(let truth): return truth ? .true : .false
        case .number(let number): return word(number)
        case .string(let text): return word(text)
        case .list(let elements):
            var parts: [TapeWord] = []
            for element in elements {
                guard let part = word(element) else { return nil }
                parts.append(part)
            }
            words.append(contentsOf: parts.lazy.map(\.rawValue))
            return container(.array, start: words.count - parts.count, count: parts.count)
        case .map(let entries):
            var parts: [TapeWord] = []
            for entry in entries {
                // What a tape cannot hold is written as its text: only a `general` parameter could hold it, and none does.
                parts.append(keyWord(entry.key))
                parts.append(word(entry.value) ?? word(entry.value.description))
            }
            words.append(contentsOf: parts.lazy.map(\.rawValue))
            let hasDuplicates = Set(entries.map(\.key)).count < entries.count
            return container(
                hasDuplicates ? .objectWithDuplicates : .object, start: words.count - parts.count, count: entries.count)
        case .address, .instant, .span, .version, .pattern: return nil
        }
    }

    private func container(_ tag: TapeTag, start: Int, count: Int) -> TapeWord {
        TapeWord(tag, high: UInt32(truncatingIfNeeded: start), low: UInt32(truncatingIfNeeded: count))
    }

    private mutating func word(_ number: ExactNumber) -> TapeWord {
        if let integer = number.int64, integer.magnitude < UInt64(TapeWord.integerLimit) {
            return TapeWord(integer: integer)
        }
        return append(number.description, .decimal)
    }

    private mutating func word(_ text: String) -> TapeWord {
        let bytes = Array(text.utf8)
        if let word = texts[bytes] { return word }
        let word = append(text, .string)
        texts[bytes] = word
        return word
    }

    private mutating func append(_ text: String, _ tag: TapeTag) -> TapeWord {
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        return TapeWord(
            tag, high: UInt32(truncatingIfNeeded: start), low: UInt32(truncatingIfNeeded: bytes.count - start))
    }

    /// The layout that `DocumentView.bytes(ofKey:)` reads.
    private mutating func keyWord(_ key: String) -> TapeWord {
        let start = bytes.count
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: key.utf8.count)) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: key.utf8)
        return TapeWord(
            .key, high: UInt32(truncatingIfNeeded: start | TapeWord.decodedKeyFlag), low: keys.intern(key))
    }

    // MARK: Freezing

    /// The memory of all constants.
    struct Frozen {
        let view: UnsafeMutablePointer<DocumentView>
        fileprivate(set) var memory: [UnsafeMutableRawPointer]
        fileprivate let addresses: UnsafeMutablePointer<AddressRange>
        fileprivate var lists: [(elements: UnsafeMutablePointer<Register>, count: Int, causes: UnknownCauses)]

        func register(_ written: Written) -> Register {
            switch written {
            case .word(let word, let aux):
                switch word.tag {
                case .extra, .unknown: Register(word: word, aux: aux)
                case .null, .false, .true, .integer, .decimal, .string, .decodedString, .array, .object,
                    .objectWithDuplicates, .key, .undetermined, .resource, .list:
                    Register(word: word, view: view)
                }
            case .address(let index):
                Register(word: TapeWord(.address), aux: UInt64(UInt(bitPattern: addresses + index)))
            case .list(let index):
                Register(
                    word: TapeWord(
                        .list, high: UInt32(lists[index].causes.rawValue),
                        low: UInt32(truncatingIfNeeded: lists[index].count)),
                    aux: UInt64(UInt(bitPattern: lists[index].elements)))
            }
        }
    }

    func freeze() -> Frozen {
        let text = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count + PaddedBytes.padding)
        text.initialize(repeating: 0, count: bytes.count + PaddedBytes.padding)
        for (index, byte) in bytes.enumerated() { text[index] = byte }
        let tape = UnsafeMutablePointer<UInt64>.allocate(capacity: max(words.count, 1))
        for (index, word) in words.enumerated() { tape[index] = word }
        let view = UnsafeMutablePointer<DocumentView>.allocate(capacity: 1)
        view.initialize(to: DocumentView(text: text, decoded: text, words: tape))
        let ranges = UnsafeMutablePointer<AddressRange>.allocate(capacity: max(addresses.count, 1))
        for (index, range) in addresses.enumerated() { (ranges + index).initialize(to: range) }
        var frozen = Frozen(
            view: view, memory: [UnsafeMutableRawPointer(text), .init(tape), .init(view), .init(ranges)],
            addresses: ranges, lists: [])
        // A list stands behind the lists among its elements, so those are frozen by then.
        for elements in lists {
            let place = UnsafeMutablePointer<Register>.allocate(capacity: max(elements.count, 1))
            var causes: UnknownCauses = []
            for (index, element) in elements.enumerated() {
                place[index] = frozen.register(element)
                if place[index].word.tag == .unknown { causes.formUnion(place[index].causes) }
            }
            frozen.memory.append(place)
            frozen.lists.append((elements: place, count: elements.count, causes: causes))
        }
        return frozen
    }
}
