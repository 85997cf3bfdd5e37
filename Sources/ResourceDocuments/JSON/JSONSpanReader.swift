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
        var reader = JSONSpanReader(text: document.text.buffer, words: document.words.buffer)
        reader.read(document.rootWord)
        return reader.spans
    }

    private init(text: UnsafeBufferPointer<UInt8>, words: UnsafeBufferPointer<UInt64>) {
        self.text = text
        self.words = words
        spans = DocumentSpans(words: Array(repeating: .none, count: words.count), root: .none)
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
        case .null, .true: offset += 4
        case .false: offset += 5
        case .integer:
            while offset < text.count, text[offset] == UInt8(ascii: "-") || text[offset] &- 0x30 < 10 { offset += 1 }
        case .decimal: offset += word.low
        case .string: offset += word.low + 2
        case .decodedString, .key: skipString()
        case .array, .object, .objectWithDuplicates:
            let count = word.tag == .array ? word.low : word.low * 2
            open.append(
                Container(index: index, start: start, next: word.high, end: word.high + count))
            offset += 1
            return
        case .undetermined, .unknown, .resource, .list, .extra:
            // Never on the tape of a JSON text.
            return
        }
        record(start, at: index)
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
