package import SourceText
import Synchronization

/// One document, read and owned: a flat tape of words over its text.
///
/// Immutable, and free to go between threads. Read it through `root`; the machine reads it through `view`.
///
/// A document comes from `JSONParser.document` or from a `DocumentBuilder`. What the words mean stands in `TapeWord`. Key words
/// also say where the key's text is (`TapeWord.decodedKeyFlag`), so a document explains itself without its table.
package final class Document: Sendable {
    package enum Medium: String, Hashable, Sendable {
        case json, yaml, toml, ini, dockerfile
    }

    /// The file it was read from; a line of a JSON Lines file has the whole file.
    package let source: SourceFile
    package let medium: Medium
    package let rootWord: TapeWord
    /// The table that gave the key words their ids.
    package let keys: KeyTable

    let text: PaddedBytes
    let decoded: PaddedBytes
    let words: DocumentWords
    /// Where `text` begins in `source`.
    let textOffset: Int

    /// The span of every word: given by a builder, or read from the JSON text when the first place is asked for.
    private let spanTable: Mutex<DocumentSpans?>

    init(
        source: SourceFile, medium: Medium, rootWord: TapeWord, keys: KeyTable, text: PaddedBytes,
        decoded: PaddedBytes, words: DocumentWords, textOffset: Int, spans: DocumentSpans?
    ) {
        self.source = source
        self.medium = medium
        self.rootWord = rootWord
        self.keys = keys
        self.text = text
        self.decoded = decoded
        self.words = words
        self.textOffset = textOffset
        spanTable = Mutex(spans)
    }

    package var root: DocumentNode { DocumentNode(document: self, word: rootWord) }

    /// Whether a key stands twice in one of its maps. O(words).
    package var hasDuplicateKeys: Bool {
        rootWord.tag == .objectWithDuplicates
            || words.buffer.contains { TapeWord(rawValue: $0).tag == .objectWithDuplicates }
    }

    /// Valid as long as this document lives: keep both together, as `Resource` does.
    package var view: DocumentView {
        DocumentView(text: text.pointer, decoded: decoded.pointer, words: words.pointer)
    }

    /// The same document with a few more strings, and the words that stand for them.
    ///
    /// For what a reader knows of a resource and the text does not say as a string of its own: a kind that the command
    /// line gives, a name that is a key. Words of this document are good in the new one. O(decoded bytes + strings).
    package func appending(_ strings: [String]) -> (document: Document, words: [TapeWord]) {
        var bytes = [UInt8](decoded.buffer)
        var added: [TapeWord] = []
        added.reserveCapacity(strings.count)
        for string in strings {
            let start = bytes.count
            bytes.append(contentsOf: string.utf8)
            added.append(TapeWord(decodedAt: start, length: bytes.count - start) ?? .null)
        }
        let extended = Document(
            source: source, medium: medium, rootWord: rootWord, keys: keys, text: text,
            decoded: PaddedBytes(copying: bytes), words: words, textOffset: textOffset,
            spans: spanTable.withLock { $0 })
        return (extended, added)
    }

    /// The same document over its text with a mask: its values are known to whoever evaluates, and shown to nobody. O(text)
    package func masking(_ places: [SourceSpan]) -> Document { shown(in: source.masking(places)) }

    /// The same document over its text with what references in it stand for. O(text)
    package func explaining(_ references: [SourceSpan: SourceReference]) -> Document {
        shown(in: source.explaining(references))
    }

    private func shown(in source: SourceFile) -> Document {
        Document(
            source: source, medium: medium, rootWord: rootWord, keys: keys, text: text, decoded: decoded, words: words,
            textOffset: textOffset, spans: spans)
    }

    /// Whether places are known; otherwise it is a JSON text, and they can be read.
    var knowsSpans: Bool { spanTable.withLock { $0 != nil } }

    /// The spans of all words, read once. O(text) the first time.
    var spans: DocumentSpans {
        spanTable.withLock { table in
            if let table { return table }
            let read = JSONSpanReader.spans(of: self)
            table = read
            return read
        }
    }
}

/// The words of a tape, never changed after they were made.
///
/// Unchecked because of the pointer: written by the initialiser alone, and freed with the object.
final class DocumentWords: @unchecked Sendable {
    let count: Int
    private let storage: UnsafeMutablePointer<UInt64>

    /// O(n).
    init(copying words: UnsafeBufferPointer<UInt64>) {
        count = words.count
        storage = .allocate(capacity: max(words.count, 1))
        if let base = words.baseAddress { storage.initialize(from: base, count: words.count) }
    }

    deinit { storage.deallocate() }

    var pointer: UnsafePointer<UInt64> { UnsafePointer(storage) }
    var buffer: UnsafeBufferPointer<UInt64> { UnsafeBufferPointer(start: storage, count: count) }
}

extension TapeWord {
    /// A string in the decoded bytes; nil where 28 bits of length or 32 bits of offset do not reach.
    init?(decodedAt offset: Int, length: Int, tag: TapeTag = .decodedString) {
        guard length < 1 << 28, let offset = UInt32(exactly: offset) else { return nil }
        self.init(tag, high: offset, low: UInt32(truncatingIfNeeded: length))
    }
}
