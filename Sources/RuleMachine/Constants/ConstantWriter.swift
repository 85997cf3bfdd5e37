import ResourceDocuments

/// Collects constants and lays them out as a tape of their own.
struct ConstantWriter {
    /// A constant whose memory does not stand yet.
    enum Written {
        /// A word of the constants' own view, or one that needs no memory.
        case word(TapeWord, aux: UInt64 = 0)
        /// An address, a set of texts or of addresses, a glob, a pattern, by its position among its like.
        case address(Int)
        case texts(Int)
        case addresses(Int)
        case glob(Int)
        case pattern(Int)
        /// A list of values that a tape cannot hold, by its position among the lists.
        case list(Int)
    }

    private(set) var bytes: [UInt8] = []
    private(set) var words: [UInt64] = []
    private(set) var addresses: [AddressRange] = []
    private(set) var lists: [[Written]] = []
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
    private(set) var joins: [(kind: String, path: JoinPath, constants: [Written])] = []
    private var kindIndices: [String: Int] = [:]
    private var joinIndices: [JoinPath: [String: Int]] = [:]

    init(keys: KeyTable) { self.keys = keys }

    mutating func write(_ constant: CodeFragment.Constant) -> Written {
        switch constant {
        case .value(let value): return write(value)
        case .unknown(let causes): return .word(.unknown(causes))
        case .texts(let set):
            textSets.append(set.compactMap { word($0) })
            return .texts(textSets.count - 1)
        case .addresses(let set):
            addressSets.append(set)
            return .addresses(addressSets.count - 1)
        case .glob(let glob):
            globs.append(glob)
            return .glob(globs.count - 1)
        case .kind(let kind):
            return .word(TapeWord(.kind, high: UInt32(truncatingIfNeeded: index(ofKind: kind))))
        case .join(let kind, let path, let other):
            let index = index(ofJoin: path, kind)
            let otherIndex = other.map { self.index(ofJoin: $0, kind) + 1 } ?? 0
            return .word(
                TapeWord(.join, high: UInt32(truncatingIfNeeded: index)),
                aux: JoinConstant(kind: self.index(ofKind: kind), other: otherIndex).rawValue)
        }
    }

    private mutating func index(ofJoin path: JoinPath, _ kind: String) -> Int {
        if let index = joinIndices[path]?[kind] { return index }
        let constants = (path.steps + path.elements).map { $0.constant.map { write($0.constant) } ?? .word(.null) }
        joins.append((kind, path, constants))
        joinIndices[path, default: [:]][kind] = joins.count - 1
        return joins.count - 1
    }

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
            let register = Operations.register(instant)
            return .word(register.word, aux: register.aux)
        case .span(let span):
            let register = Operations.register(span)
            return .word(register.word, aux: register.aux)
        case .version(let version):
            versions.append(version)
            return .word(TapeWord(.version, high: UInt32(truncatingIfNeeded: versions.count - 1)))
        case .pattern(let pattern):
            patterns.append(pattern)
            return .pattern(patterns.count - 1)
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
}
