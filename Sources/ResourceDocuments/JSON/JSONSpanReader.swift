/// Reads a JSON text once more, for the spans of its words.
///
/// The text was parsed before, so its tape says what comes next; only white space and the ends of what the tape holds
/// decoded are looked for. Spans count from the begin of the text.
struct JSONSpanReader {
    private struct Container {
        /// Its own place on the tape, nil for the root.
        var index: Int?
        var start: Int
        /// The next of its words.
        var next: Int
        var end: Int
    }

    private let text: UnsafeBufferPointer<UInt8>
    private let words: UnsafeBufferPointer<UInt64>
    private var offset = 0
    private var open: [Container] = []
    private var spans: DocumentSpans

    /// O(text).
    static func spans(of document: Document) -> DocumentSpans {
        let words = document.words.buffer
        let spans = DocumentSpans(words: Array(repeating: .none, count: words.count), root: .none)
        var reader = JSONSpanReader(text: document.text.buffer, words: words, spans: spans)
        reader.read(document.rootWord)
        return reader.spans
    }

    /// The span of one word, where the tape says where it begins or what stands in front of it: of a key, of text as it is written, and of what
    /// stands behind a key and is neither a list nor a map. nil of anything else. O(its length)
    static func span(ofWordAt index: Int, in document: Document) -> DocumentSpans.Span? {
        var reader = JSONSpanReader(
            text: document.text.buffer, words: document.words.buffer, spans: DocumentSpans(words: [], root: .none))
        return reader.span(ofWordAt: index)
    }

    private mutating func span(ofWordAt index: Int) -> DocumentSpans.Span? {
        let word = TapeWord(rawValue: words[index])
        if word.tag == .string { return DocumentSpans.Span(word.high - 1, word.high + word.low + 1) }
        let key = word.tag == .key ? word : index > 0 ? TapeWord(rawValue: words[index - 1]) : .null
        guard key.tag == .key, key.high & TapeWord.decodedKeyFlag == 0 else { return nil }
        offset = key.high - 1
        var start = offset
        skipString()
        if word.tag != .key {
            skipToToken()
            start = offset
            guard skipScalar(word) else { return nil }
        }
        return DocumentSpans.Span(start, offset)
    }

    private init(text: UnsafeBufferPointer<UInt8>, words: UnsafeBufferPointer<UInt64>, spans: DocumentSpans) {
        self.text = text
        self.words = words
        self.spans = spans
    }

    private mutating func read(_ root: TapeWord) {
        if text.starts(with: UTF8Sequence.byteOrderMark) { offset = 3 }
        value(root, index: nil)
        while var container = open.popLast() {
            if container.next < container.end {
                let index = container.next
                container.next += 1
                open.append(container)
                value(TapeWord(rawValue: words[index]), index: index)
            } else {
                skipToToken()
                offset += 1
                record(container.start, at: container.index)
            }
        }
    }

    private mutating func value(_ word: TapeWord, index: Int?) {
        skipToToken()
        let start = offset
        switch word.tag {
        case .null, .true, .false, .integer, .decimal, .string, .decodedString, .key:
            if skipScalar(word) { record(start, at: index) }
        case .array, .object, .objectWithDuplicates:
            let count = word.tag == .array ? word.low : word.low * 2
            open.append(
                Container(index: index, start: start, next: word.high, end: word.high + count))
            offset += 1
        case .undetermined, .unknown, .resource, .list, .extra:
            // Never on the tape of a JSON text.
            break
        }
    }

    /// Whether it is a scalar or a key.
    private mutating func skipScalar(_ word: TapeWord) -> Bool {
        switch word.tag {
        case .null, .true: offset += 4
        case .false: offset += 5
        case .integer:
            while offset < text.count, text[offset] == UInt8(ascii: "-") || text[offset] &- 0x30 < 10 { offset += 1 }
        case .decimal: offset += word.low
        case .string: offset += word.low + 2
        case .decodedString, .key: skipString()
        case .array, .object, .objectWithDuplicates, .undetermined, .unknown, .resource, .list, .extra: return false
        }
        return true
    }

    private mutating func record(_ start: Int, at index: Int?) {
        let span = DocumentSpans.Span(start, offset)
        if let index { spans.words[index] = span } else { spans.root = span }
    }

    /// Past white space, commas and colons.
    private mutating func skipToToken() {
        while offset < text.count {
            switch text[offset] {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: ","),
                UInt8(ascii: ":"):
                offset += 1
            default: return
            }
        }
    }

    private mutating func skipString() {
        offset += 1
        while offset < text.count, text[offset] != UInt8(ascii: "\"") {
            offset += text[offset] == UInt8(ascii: "\\") ? 2 : 1
        }
        offset += 1
    }
}
