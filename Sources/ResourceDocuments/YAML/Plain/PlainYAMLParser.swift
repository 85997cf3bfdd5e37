package import SourceText

/// Reads YAML in its usual dress straight from the bytes: maps and lists by indentation or in brackets, scalars plain, quoted or in
/// blocks, several documents.
///
/// Whatever else it meets, an anchor, a tag, a tab between words, a key that occurs twice, a text that is wrong, it leaves to libyaml,
/// with all that is to be said of it: it has no message of its own. What it does read has the values and the places that
/// libyaml's events give (`PlainYAMLTests` compares the two), in a quarter of the instructions.
///
/// Sources: YAML 1.2.2 (6 to 9), as libyaml 0.2.5 reads it.
package struct PlainYAMLParser: ~Copyable {
    /// What is met is left to libyaml.
    struct Unread: Error {}

    let text: UnsafeBufferPointer<UInt8>
    private let source: SourceFile
    private let keys: KeyTable
    let maximumDepth: Int
    var position = 0
    /// Where the line of `position` begins.
    var lineStart = 0
    var depth = 0
    var builder: DocumentBuilder
    /// A scalar's text where it is not what is written.
    var folded: [UInt8] = []

    /// The documents of a text that `YAMLText.fault` finds nothing in; nil of one that is left to libyaml. O(text).
    package static func documents(
        _ source: SourceFile, keys: KeyTable, limits: DocumentLimits = .default
    ) -> [Document]? {
        source.text.withUnsafeBufferPointer { text in
            var parser = PlainYAMLParser(text, source, keys, limits)
            return try? parser.readDocuments()
        }
    }

    private init(
        _ text: UnsafeBufferPointer<UInt8>, _ source: SourceFile, _ keys: KeyTable, _ limits: DocumentLimits
    ) {
        self.text = text
        self.source = source
        self.keys = keys
        maximumDepth = min(limits.maximumDepth, Self.deepestRecursion)
        builder = DocumentBuilder(source: source, medium: .yaml, keys: keys)
    }

    /// What nests deeper is rare, and libyaml's composer does not recurse.
    private static let deepestRecursion = 64

    private mutating func readDocuments() throws(Unread) -> [Document] {
        try requireOneKindOfLineEnd()
        var documents: [Document] = []
        var isFirst = true
        while try findContent() {
            if try isAtMarker() {
                position += Self.markerLength
                try endLine()
            } else if !isFirst {
                throw Unread()
            }
            isFirst = false
            guard try findContent(), try !isAtMarker() else { continue }
            builder = DocumentBuilder(source: source, medium: .yaml, keys: keys)
            guard try isAtCollection() else { throw Unread() }
            _ = try node(under: -1)
            guard !builder.hasDuplicateKeys, let document = builder.finish() else { throw Unread() }
            documents.append(document)
        }
        return documents
    }

    /// libyaml ends a line at a carriage return, U+0085, U+2028 and U+2029 too, and knows the byte order mark.
    private func requireOneKindOfLineEnd() throws(Unread) {
        var isASCII = true
        for byte in text {
            if byte == UInt8(ascii: "\r") { throw Unread() }
            if byte >= 0x80 { isASCII = false }
        }
        if isASCII { return }
        for index in text.indices where text[index] >= 0xC2 && index + 1 < text.count {
            switch (text[index], text[index + 1], index + 2 < text.count ? text[index + 2] : 0) {
            case (0xC2, 0x85, _), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9), (0xEF, 0xBB, 0xBF): throw Unread()
            default: break
            }
        }
    }
}

// MARK: Between the words

extension PlainYAMLParser {
    /// As many bytes as a line of spaces has before `position`.
    var column: Int { position - lineStart }

    func byte(at index: Int) -> UInt8? { index < text.count ? text[index] : nil }

    /// Whether a word has ended here.
    func isBlank(at index: Int) -> Bool {
        switch byte(at: index) {
        case nil, UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"): true
        default: false
        }
    }

    /// A dash that begins an element.
    var isDash: Bool { byte(at: position) == UInt8(ascii: "-") && isBlank(at: position + 1) }

    /// Moves over spaces, line ends and, unless they are left to libyaml, comments to the next word; false at the end of the text.
    mutating func findContent(readsComments: Bool = true) throws(Unread) -> Bool {
        while let byte = byte(at: position) {
            switch byte {
            case UInt8(ascii: " "):
                position += 1
            case UInt8(ascii: "\n"):
                position += 1
                lineStart = position
            case UInt8(ascii: "#") where beginsComment:
                guard readsComments else { throw Unread() }
                skipLine()
            case UInt8(ascii: "\t"):
                throw Unread()
            default:
                return true
            }
        }
        return false
    }

    mutating func skipSpaces() {
        while byte(at: position) == UInt8(ascii: " ") { position += 1 }
    }

    mutating func skipLine() {
        while let byte = byte(at: position), byte != UInt8(ascii: "\n") { position += 1 }
    }

    /// Of a `#`: whether it stands apart from what is before it.
    private var beginsComment: Bool { position == lineStart || text[position - 1] == UInt8(ascii: " ") }

    /// Whether only spaces and a comment are left of the line.
    mutating func isLineDone() -> Bool {
        skipSpaces()
        switch byte(at: position) {
        case nil, UInt8(ascii: "\n"): return true
        case UInt8(ascii: "#"): return beginsComment
        default: return false
        }
    }

    /// Nothing may follow on this line.
    mutating func endLine() throws(Unread) {
        guard isLineDone() else { throw Unread() }
        skipLine()
    }

    private static let markerLength = 3

    /// Whether `---` stands here; of `...`, and of directives, libyaml says more.
    func isAtMarker() throws(Unread) -> Bool {
        guard column == 0, position + Self.markerLength <= text.count, isBlank(at: position + Self.markerLength)
        else { return false }
        let first = text[position]
        guard first == UInt8(ascii: "-") || first == UInt8(ascii: "."), text[position + 1] == first,
            text[position + 2] == first
        else { return false }
        if first == UInt8(ascii: ".") { throw Unread() }
        return true
    }
}
