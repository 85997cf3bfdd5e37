/// A document as the machine reads it: three pointers, no ownership.
///
/// Valid as long as the `Document` lives that it was taken from, or until the next parse of that `JSONParser`. Every
/// word that is passed in must come from the same view; then every index, offset and length lies inside, because the
/// parser and `DocumentBuilder` write no others. `text` and `decoded` have `PaddedBytes.padding` readable bytes behind them.
@frozen @usableFromInline package struct DocumentView {
    @usableFromInline package let text: UnsafePointer<UInt8>
    @usableFromInline package let decoded: UnsafePointer<UInt8>
    @usableFromInline package let words: UnsafePointer<UInt64>

    @inlinable @inline(__always)
    package init(text: UnsafePointer<UInt8>, decoded: UnsafePointer<UInt8>, words: UnsafePointer<UInt64>) {
        self.text = text
        self.decoded = decoded
        self.words = words
    }

    /// Element `index` of an array word; `index` is below its count.
    @inlinable @inline(__always)
    package func element(of array: TapeWord, at index: Int) -> TapeWord {
        TapeWord(rawValue: words[array.high &+ index])
    }

    /// The key word of member `index` of an object word; `index` is below its count.
    @inlinable @inline(__always)
    package func key(of object: TapeWord, at index: Int) -> TapeWord {
        TapeWord(rawValue: words[object.high &+ (index &* 2)])
    }

    /// The value of member `index` of an object word; `index` is below its count.
    @inlinable @inline(__always)
    package func value(of object: TapeWord, at index: Int) -> TapeWord {
        TapeWord(rawValue: words[object.high &+ (index &* 2) &+ 1])
    }

    /// The UTF-8 of a string or decoded string, or a decimal as it was written.
    @inlinable @inline(__always)
    package func bytes(of word: TapeWord) -> UnsafeBufferPointer<UInt8> {
        let isDecoded = word.rawTag == TapeTag.decodedString.rawValue
        return UnsafeBufferPointer(start: (isDecoded ? decoded : text) + word.high, count: word.low)
    }

    /// The UTF-8 of an undetermined value's name.
    package func name(of undetermined: TapeWord) -> UnsafeBufferPointer<UInt8> {
        bytes(of: TapeWord(rawValue: words[undetermined.high]))
    }

    /// Whether an undetermined value may turn out to be nothing at all.
    package func mayBeNothing(_ undetermined: TapeWord) -> Bool { undetermined.low >= 3 }

    /// Whether an undetermined value was left out of what was written.
    package func isLeftOut(_ undetermined: TapeWord) -> Bool { undetermined.low == 4 }

    /// The object that is written where an undetermined value will be; nil where none is.
    package func written(for undetermined: TapeWord) -> TapeWord? {
        undetermined.low == 2 || undetermined.low == 3 ? TapeWord(rawValue: words[undetermined.high &+ 1]) : nil
    }

    /// The UTF-8 of a key. O(length).
    package func bytes(ofKey key: TapeWord) -> UnsafeBufferPointer<UInt8> {
        if key.high & TapeWord.decodedKeyFlag == 0 {
            let start = text + key.high
            var length = 0
            while start[length] != UInt8(ascii: "\"") { length &+= 1 }
            return UnsafeBufferPointer(start: start, count: length)
        }
        let start = decoded + (key.high ^ TapeWord.decodedKeyFlag)
        let length = UnsafeRawPointer(start).loadUnaligned(as: UInt32.self)
        return UnsafeBufferPointer(start: start + 4, count: Int(length))
    }

    /// Whether that is a key's text. O(length), and nearly always one byte
    func isKey(_ key: TapeWord, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard key.high & TapeWord.decodedKeyFlag == 0 else {
            let bytes = bytes(ofKey: key)
            guard bytes.count == text.count else { return false }
            var index = 0
            while index < bytes.count, bytes[index] == text[index] { index &+= 1 }
            return index == bytes.count
        }
        // A key ends at a quote, which is none of its bytes as it is written.
        let start = self.text + key.high
        var length = 0
        while length < text.count, start[length] == text[length] {
            if start[length] == UInt8(ascii: "\"") { return false }
            length &+= 1
        }
        return length == text.count && start[length] == UInt8(ascii: "\"")
    }

    /// The value of a map's member, by its key's bytes; nil where there is none, where a key of the map occurs twice, and of what is no
    /// map. O(members)
    package func member(of word: TapeWord, named name: String) -> TapeWord? {
        guard word.tag == .object else { return nil }
        var name = name
        return name.withUTF8 { wanted in
            for index in 0..<word.low where isKey(key(of: word, at: index), wanted) {
                return value(of: word, at: index)
            }
            return nil
        }
    }

    /// The value of the member with that key, nil when there is none.
    ///
    /// `hint` remembers the position of the last hit, for documents of one shape hold a key in one place; any value is
    /// a good start. An object with duplicates answers `TapeWord.duplicate` for a key that occurs twice.
    /// O(members), one comparison on a hit of the hint.
    @inlinable @inline(__always)
    package func member(of object: TapeWord, keyID: UInt32, hint: inout UInt8) -> TapeWord? {
        let count = object.low
        let entries = words + object.high
        let wanted = keyID &<< 4 | UInt32(TapeTag.key.rawValue)
        if object.rawTag == TapeTag.object.rawValue {
            let remembered = Int(hint)
            if remembered < count, UInt32(truncatingIfNeeded: entries[remembered &* 2]) == wanted {
                return TapeWord(rawValue: entries[remembered &* 2 &+ 1])
            }
            var index = 0
            while index < count {
                if UInt32(truncatingIfNeeded: entries[index &* 2]) == wanted {
                    hint = UInt8(truncatingIfNeeded: index)
                    return TapeWord(rawValue: entries[index &* 2 &+ 1])
                }
                index &+= 1
            }
            return nil
        }
        return memberAmongDuplicates(of: object, wanted: wanted)
    }

    @usableFromInline @inline(never)
    package func memberAmongDuplicates(of object: TapeWord, wanted: UInt32) -> TapeWord? {
        var found: TapeWord?
        var index = 0
        while index < object.low {
            if UInt32(truncatingIfNeeded: key(of: object, at: index).rawValue) == wanted {
                if found != nil { return .duplicate }
                found = value(of: object, at: index)
            }
            index &+= 1
        }
        return found
    }
}

extension TapeWord {
    /// In a key word's offset: the text stands in the decoded bytes, behind its length in four bytes. Without it the
    /// text stands in the document's text and ends at the next quote. No offset is as large by itself: `DocumentLimits.largestText`.
    @inlinable @inline(__always) package static var decodedKeyFlag: Int { 1 << 31 }

    /// What looking up a key that occurs twice answers: never on a tape. Its payload is the machine's for Unknown(bad data).
    @inlinable @inline(__always) package static var duplicate: TapeWord { .unknown(.badData) }

    /// The machine's word for Unknown, its causes in the low payload.
    @inlinable @inline(__always) package static func unknown(_ causes: UnknownCauses) -> TapeWord {
        TapeWord(.unknown, high: 0, low: UInt32(causes.rawValue))
    }
}
