package import SourceText

/// Reads JSON (RFC 8259) in one pass to a tape of words, keys interned as they are read.
///
/// One parser reads many texts, one after another, in buffers that it keeps: a text that is no larger than an earlier one is
/// read without an allocation. The result of a parse is good until the next.
///
/// What the RFC leaves open: a key that occurs twice is kept and the map marked; numbers keep every digit; a byte order mark is
/// skipped at the very start of the text and refused elsewhere; a lone surrogate, an exponent past a thousand million and
/// nesting past the limit are errors. Every error has its place.
///
/// Memory: `words` and `stack` have room for `wordCapacity` words. A text of n bytes holds at most n/2 + 1 values and keys, for
/// each but the last is followed by a comma, a colon or a bracket, and a key takes two quotes besides. `decoded` has room for
/// n bytes: every escape is longer than what it stands for, and the four bytes in front of a decoded key are paid for by
/// the escape in it, its quotes and its colon. So nothing in the loop asks for room, and each write says which bound holds it.
/// `containers` has room for the deepest nesting and the root.
package struct JSONParser: ~Copyable {
    package let keys: KeyTable
    package let limits: DocumentLimits

    var text: UnsafePointer<UInt8>
    var textCount = 0
    private(set) var words: UnsafeMutablePointer<UInt64>
    private(set) var stack: UnsafeMutablePointer<UInt64>
    private(set) var decoded: UnsafeMutablePointer<UInt8>
    let containers: UnsafeMutablePointer<JSONContainer>
    var knownKeys = KnownKeys()
    /// What the last key is known as, between the loop and the functions that it calls.
    var key: UnsafeMutablePointer<KnownKey>

    /// Words on the tape, bytes among the decoded, of the last parse.
    var wordCount = 0
    var decodedCount = 0
    /// The word that a function read which the loop calls.
    var scalar = TapeWord.null
    /// For each id, the last map that was looked through for duplicates and has it; see `hasDuplicates`.
    var marks: [UInt32] = []
    var mapMark: UInt32 = 0

    private var textCapacity: Int
    private var decodedCapacity: Int
    private var keyGeneration = 0
    /// The text of the last `parse(copying:)`.
    private var ownText: PaddedBytes?

    package init(keys: KeyTable, limits: DocumentLimits = .default) {
        self.keys = keys
        self.limits = limits
        textCapacity = 4096
        decodedCapacity = 4096
        words = .allocate(capacity: Self.wordCapacity(forText: textCapacity))
        stack = .allocate(capacity: Self.wordCapacity(forText: textCapacity))
        decoded = .allocate(capacity: decodedCapacity + PaddedBytes.padding)
        containers = .allocate(capacity: limits.maximumDepth + 1)
        key = knownKeys.beginning
        text = UnsafePointer(decoded)
    }

    deinit {
        words.deallocate()
        stack.deallocate()
        decoded.deallocate()
        containers.deallocate()
    }

    /// Reads one text. The caller keeps `bytes` alive as long as it reads the result, and `PaddedBytes.padding` bytes behind
    /// them are readable, whatever they are: a line may be read in the middle of a larger buffer. O(n).
    package mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(DocumentError) -> TapeWord {
        wordCount = 0
        decodedCount = 0
        guard bytes.count <= limits.maximumBytes else {
            throw DocumentError(.tooLarge, at: 0, length: 0, limit: limits.maximumBytes)
        }
        guard let base = bytes.baseAddress, bytes.count > 0 else { throw DocumentError(.emptyText, at: 0, length: 0) }
        text = base
        textCount = bytes.count
        reserve(textCount)
        return try keys.withStorage { (table) throws(DocumentError) in
            self.prepareKnownKeys(generation: table.generation)
            return try self.read(&table)
        }
    }

    /// Reads a copy of `bytes`, which need no padding.
    package mutating func parse(copying bytes: UnsafeBufferPointer<UInt8>) throws(DocumentError) -> TapeWord {
        guard bytes.count <= limits.maximumBytes else {
            throw DocumentError(.tooLarge, at: 0, length: 0, limit: limits.maximumBytes)
        }
        let copy = PaddedBytes(copying: bytes)
        ownText = copy
        return try parse(copy.buffer)
    }

    /// The last result, for as long as the parsed bytes live and no other text is parsed.
    package var view: DocumentView {
        DocumentView(text: text, decoded: UnsafePointer(decoded), words: UnsafePointer(words))
    }

    /// Adds a string to the last result: what a reader knows and the text does not say. Views from before are void.
    /// Null when the decoded bytes cannot be that many.
    package mutating func append(_ string: String) -> TapeWord {
        // Most strings have their bytes in one piece, and are read where they stand.
        if let word = string.utf8.withContiguousStorageIfAvailable({ append($0) }) { return word }
        var copy = string
        return copy.withUTF8 { append($0) }
    }

    private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) -> TapeWord {
        guard let word = TapeWord(decodedAt: decodedCount, length: bytes.count) else { return .null }
        reserveDecoded(decodedCount + bytes.count)
        if let base = bytes.baseAddress { (decoded + decodedCount).update(from: base, count: bytes.count) }
        decodedCount += bytes.count
        return word
    }
}

extension JSONParser {
    /// Reads a whole file, or the part of it that is one text.
    package static func document(
        _ source: SourceFile, span: SourceSpan? = nil, keys: KeyTable, limits: DocumentLimits = .default
    ) throws(DocumentError) -> Document {
        var parser = JSONParser(keys: keys, limits: limits)
        return try parser.document(source, span: span)
    }

    /// As the static one, with this parser's buffers. The error's offset counts from the begin of `span`.
    package mutating func document(
        _ source: SourceFile, span: SourceSpan? = nil
    ) throws(DocumentError) -> Document {
        let start = min(max(span?.start ?? 0, 0), source.text.count)
        let end = min(max(span?.end ?? source.text.count, start), source.text.count)
        guard end - start <= limits.maximumBytes else {
            throw DocumentError(.tooLarge, at: 0, length: 0, limit: limits.maximumBytes)
        }
        let text = source.text.withUnsafeBufferPointer {
            PaddedBytes(copying: UnsafeBufferPointer(rebasing: $0[start..<end]))
        }
        return document(source, root: try parse(text.buffer), text: text, offset: start)
    }

    /// The last result as a document that outlives it. O(text)
    ///
    /// - Parameters:
    ///   - source: holds what was parsed and nothing else.
    ///   - root: what the parse gave.
    package func document(_ source: SourceFile, root: TapeWord) -> Document {
        document(source, root: root, text: PaddedBytes(copying: source.text), offset: 0)
    }

    private func document(_ source: SourceFile, root: TapeWord, text: PaddedBytes, offset: Int) -> Document {
        Document(
            source: source, medium: .json, rootWord: root, keys: keys, text: text,
            decoded: PaddedBytes(copying: UnsafeBufferPointer(start: decoded, count: decodedCount)),
            words: DocumentWords(copying: UnsafeBufferPointer(start: words, count: wordCount)), textOffset: offset,
            spans: nil)
    }
}

// MARK: Room

extension JSONParser {
    /// The bound above, and three more, for words are copied by four.
    private static func wordCapacity(forText count: Int) -> Int { count / 2 + 5 }

    private mutating func reserve(_ count: Int) {
        if count > textCapacity {
            textCapacity = max(count, min(textCapacity * 2, DocumentLimits.largestText))
            words.deallocate()
            stack.deallocate()
            words = .allocate(capacity: Self.wordCapacity(forText: textCapacity))
            stack = .allocate(capacity: Self.wordCapacity(forText: textCapacity))
        }
        if count > decodedCapacity { reserveDecoded(count) }
    }

    private mutating func reserveDecoded(_ count: Int) {
        guard count > decodedCapacity else { return }
        decodedCapacity = max(count, decodedCapacity * 2)
        let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: decodedCapacity + PaddedBytes.padding)
        grown.update(from: decoded, count: decodedCount)
        decoded.deallocate()
        decoded = grown
    }

    private mutating func prepareKnownKeys(generation: Int) {
        guard keyGeneration != generation || knownKeys.isFull else { return }
        knownKeys.forgetAll()
        keyGeneration = generation
    }
}
