extension JSONParser {
    /// What is wrong at the place where the loop stopped. Called once for a text, so it may look around.
    @inline(never)
    func fault(
        expecting expectation: DocumentError.Expectation, at place: UnsafePointer<UInt8>, in container: JSONContainer
    ) -> DocumentError {
        let bytes = UnsafeBufferPointer(start: text, count: textCount)
        let opener: Int? = container.closer == 0 ? nil : Int(container.offset)
        let fault = JSONFault(
            text: bytes, expectation: expectation, offset: min(place - text, textCount), opener: opener,
            isInMap: container.isMap)
        return fault.error
    }

    func numberFault(_ fault: JSONNumber.Fault, at place: Int, from start: Int) -> DocumentError {
        let bytes = UnsafeBufferPointer(start: text, count: textCount)
        let end = JSONFault.endOfWord(in: bytes, from: start)
        switch fault {
        case .leadingZero: return DocumentError(.leadingZero, at: start, length: end - start)
        case .exponentTooLarge: return DocumentError(.exponentTooLarge, at: start, length: end - start)
        case .digitExpected:
            // -Infinity
            let isWord = place == start + 1 && place < end && JSONFault.isLetter(bytes[place])
            return DocumentError(isWord ? .bareWord : .malformedNumber, at: start, length: max(end - start, 1))
        }
    }
}

/// Finds the word for what went wrong: the parser knows only what it was waiting for.
struct JSONFault {
    let text: UnsafeBufferPointer<UInt8>
    let expectation: DocumentError.Expectation
    let offset: Int
    /// Where the list or map begins that is open here.
    let opener: Int?
    let isInMap: Bool

    var error: DocumentError {
        guard offset < text.count else { return errorAtEnd }
        if let error = foreignText ?? bracketError ?? wordError { return error }
        return separatorError ?? error(.unexpectedCharacter, length: characterLength)
    }

    private var byte: UInt8 { text[offset] }

    private func error(_ kind: DocumentError.Kind, length: Int = 1) -> DocumentError {
        DocumentError(kind, at: offset, length: length, expected: expectation, opener: opener)
    }

    private var errorAtEnd: DocumentError {
        guard let opener else { return DocumentError(.emptyText, at: 0, length: 0) }
        return DocumentError(
            isInMap ? .unclosedMap : .unclosedList, at: opener, length: 1, expected: expectation, opener: opener)
    }

    /// What another language, or another encoding, would have here.
    private var foreignText: DocumentError? {
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "`"):
            return error(.wrongQuotes)
        case UInt8(ascii: "#"):
            return error(.comment)
        case UInt8(ascii: "/"):
            let next = offset + 1 < text.count ? text[offset + 1] : 0
            return next == UInt8(ascii: "/") || next == UInt8(ascii: "*") ? error(.comment, length: 2) : nil
        case 0x00:
            return error(isWide ? .invalidUTF8 : .unexpectedCharacter)
        case 0x80...0xFF:
            let length = characterLength
            let character = text[offset..<offset + length]
            if length == 1 { return error(.invalidUTF8) }
            if character.elementsEqual(UTF8Sequence.byteOrderMark) {
                return error(.misplacedByteOrderMark, length: length)
            }
            // U+2018 ... U+201F
            let isQuote = length == 3 && character.starts(with: [0xE2, 0x80]) && text[offset + 2] & 0xF8 == 0x98
            return isQuote ? error(.wrongQuotes, length: length) : nil
        default:
            return nil
        }
    }

    /// UTF-16 and UTF-32 have zeros in each ASCII character: every second byte, or three of four.
    private var isWide: Bool {
        let zeros = text.prefix(4).map { $0 == 0 }
        return [[true, false, true, false], [true, true, true, false]].contains {
            $0 == zeros || $0.reversed() == zeros
        }
    }

    private var bracketError: DocumentError? {
        guard byte == JSONContainer.listEnd || byte == JSONContainer.mapEnd else { return nil }
        guard opener != nil else {
            return expectation == .end ? error(.trailingText, length: 1) : error(.valueExpected)
        }
        let comma = lastVisible(before: offset)
        if let comma, text[comma] == UInt8(ascii: ","), byte == (isInMap ? JSONContainer.mapEnd : JSONContainer.listEnd)
        {
            return DocumentError(.trailingComma, at: comma, length: 1, expected: expectation, opener: opener)
        }
        switch expectation {
        case .commaOrListEnd, .commaOrMapEnd: return error(.mismatchedBracket)
        case .value: return isInMap || byte == JSONContainer.listEnd ? error(.valueExpected) : error(.mismatchedBracket)
        case .key: return error(.mismatchedBracket)
        case .colon: return error(.missingColon, length: 0)
        case .end, .none: return nil
        }
    }

    /// A word or number: where a value is due, a word that JSON has not; where none is, the tail of one.
    private var wordError: DocumentError? {
        let end = Self.endOfWord(in: text, from: offset)
        switch expectation {
        case .value:
            if Self.isLetter(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") {
                return error(.bareWord, length: end - offset)
            }
            if end > offset { return error(.malformedNumber, length: end - offset) }
            return Self.separators.contains(byte) ? error(.valueExpected) : nil
        case .commaOrListEnd, .commaOrMapEnd, .end:
            // 1.2.3, 0x1F, truex: what came before was read as far as it was right.
            guard end > offset, offset > 0, Self.isWordByte(text[offset - 1]) else { return nil }
            var start = offset
            while start > 0, Self.isWordByte(text[start - 1]) { start -= 1 }
            let kind: DocumentError.Kind = Self.isLetter(text[start]) ? .bareWord : .malformedNumber
            return DocumentError(kind, at: start, length: end - start, expected: expectation, opener: opener)
        case .key:
            return error(.keyExpected, length: max(end - offset, 1))
        case .colon, .none:
            return nil
        }
    }

    private var separatorError: DocumentError? {
        switch expectation {
        case .colon:
            return missing(.missingColon)
        case .commaOrListEnd, .commaOrMapEnd:
            return beginsValue || Self.separators.contains(byte) || byte == UInt8(ascii: ";")
                ? missing(.missingComma) : nil
        case .end:
            return error(.trailingText, length: characterLength)
        case .value, .key, .none:
            return nil
        }
    }

    /// A character that should stand behind what was read last.
    private func missing(_ kind: DocumentError.Kind) -> DocumentError {
        if Self.separators.contains(byte) || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "=") {
            return error(kind)
        }
        let place = lastVisible(before: offset).map { $0 + 1 } ?? offset
        return DocumentError(kind, at: place, length: 0, expected: expectation, opener: opener)
    }

    private var beginsValue: Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "["): true
        default: Self.isWordByte(byte)
        }
    }

    private func lastVisible(before offset: Int) -> Int? {
        text[..<offset].lastIndex { !JSONFault.isSpace($0) }
    }

    /// The bytes of the character at the offset; 1 for a byte that is none.
    private var characterLength: Int {
        guard byte >= 0x80, let base = text.baseAddress else { return 1 }
        return max(UTF8Sequence.length(at: base + offset, before: base + text.count), 1)
    }

    private static let separators: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ":")]

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
    static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }

    /// What belongs to a word or a number: it ends at white space, brackets, separators and quotes.
    static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "$"):
            true
        default: isLetter(byte)
        }
    }

    static func endOfWord(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var end = start
        while end < text.count, isWordByte(text[end]) { end += 1 }
        return end
    }
}
