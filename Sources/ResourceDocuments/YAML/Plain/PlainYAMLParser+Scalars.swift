import SourceText

// MARK: Scalars

extension PlainYAMLParser {
    /// A scalar or a collection in brackets, and nothing behind it on its line.
    mutating func value(under indent: Int) throws(Unread) -> Int {
        let end: Int
        switch text[position] {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            end = try quoted()
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            end = try brackets()
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            return try block(under: indent)
        default:
            end = try plain(under: indent)
        }
        try endLine()
        return end
    }

    func slice(_ start: Int, _ end: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: text[start..<end])
    }

    // MARK: Plain

    /// Whether a plain scalar may begin with the character here (YAML 1.2.2, 7.3.3).
    private var mayBeginPlain: Bool {
        switch text[position] {
        case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
            UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"),
            UInt8(ascii: ">"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "%"), UInt8(ascii: "@"),
            UInt8(ascii: "`"), UInt8(ascii: "?"), UInt8(ascii: ":"):
            false
        case UInt8(ascii: "-"): !isBlank(at: position + 1)
        default: true
        }
    }

    /// The end of the plain text on this line; `position` is then at the line's end, at a comment or at a colon that ends a key.
    mutating func endOfPlainLine() throws(Unread) -> Int? {
        guard mayBeginPlain else { throw Unread() }
        return try endOfPlainWords()
    }

    private mutating func endOfPlainWords() throws(Unread) -> Int {
        var end = position
        while let byte = byte(at: position) {
            switch byte {
            case UInt8(ascii: "\n"): return end
            case UInt8(ascii: " "):
                position += 1
                continue
            case UInt8(ascii: "\t"): throw Unread()
            case UInt8(ascii: ":") where isBlank(at: position + 1): return end
            case UInt8(ascii: "#") where position > end: return end
            default: break
            }
            position += 1
            end = position
        }
        return end
    }

    /// Plain text goes on in each line that is indented further than the block around it.
    private mutating func plain(under indent: Int) throws(Unread) -> Int {
        let start = position
        guard var end = try endOfPlainLine() else { throw Unread() }
        guard byte(at: position) != UInt8(ascii: ":") else { throw Unread() }
        var isFolded = false
        while byte(at: position) == UInt8(ascii: "\n") {
            let lineEnd = position
            let breaks = try skipBreaks()
            guard let next = byte(at: position), next != UInt8(ascii: "#"), column > indent, try !isAtMarker() else {
                position = lineEnd
                break
            }
            if !isFolded { folded.replaceSubrange(folded.indices, with: slice(start, end)) }
            isFolded = true
            fold(breaks)
            let line = position
            end = try endOfPlainWords()
            guard byte(at: position) != UInt8(ascii: ":") else { throw Unread() }
            folded.append(contentsOf: slice(line, end))
        }
        let span = SourceSpan(start, end)
        if isFolded { try append(plain: folded, at: span) } else { try append(plain: slice(start, end), at: span) }
        return end
    }

    /// Moves over line ends and the spaces that begin lines.
    ///
    /// - Returns: how many line ends.
    private mutating func skipBreaks() throws(Unread) -> Int {
        var breaks = 0
        while byte(at: position) == UInt8(ascii: "\n") {
            breaks += 1
            position += 1
            lineStart = position
            skipSpaces()
        }
        if byte(at: position) == UInt8(ascii: "\t") { throw Unread() }
        return breaks
    }

    /// One line end is a space, and more are one less.
    private mutating func fold(_ breaks: Int) {
        if breaks == 1 {
            folded.append(UInt8(ascii: " "))
        } else {
            folded.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: breaks - 1))
        }
    }

    mutating func append(plain content: some Collection<UInt8>, at span: SourceSpan) throws(Unread) {
        guard let first = content.first, YAMLCoreSchema.beginsForm(first) else {
            return builder.string(content, at: span)
        }
        switch YAMLCoreSchema.meaning(of: String(decoding: content, as: UTF8.self)) {
        case .null: builder.null(at: span)
        case .boolean(let value): builder.bool(value, at: span)
        case .number(let number): builder.number(number, at: span)
        case .text: builder.string(content, at: span)
        case .unrepresentable: throw Unread()
        }
    }

    // MARK: Quoted

    /// - Returns: the end, behind the closing quote.
    mutating func quoted() throws(Unread) -> Int {
        let start = position
        let quote = text[start]
        position += 1
        while let byte = byte(at: position), byte != quote, byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\\") {
            position += 1
        }
        if byte(at: position) == quote, byte(at: position + 1) != quote {
            position += 1
            builder.string(slice(start + 1, position - 1), at: SourceSpan(start, position))
            return position
        }
        folded.replaceSubrange(folded.indices, with: slice(start + 1, position))
        try unfoldQuoted(quote)
        let span = SourceSpan(start, position)
        builder.string(folded, at: span)
        return position
    }

    /// The rest of a quoted text with its escapes and line ends, into `folded`.
    private mutating func unfoldQuoted(_ quote: UInt8) throws(Unread) {
        // Spaces before a line end are none of the text, unless an escape wrote them.
        var solid = folded.count - trailingBlanks
        while let byte = byte(at: position) {
            switch byte {
            case quote where quote == UInt8(ascii: "'") && self.byte(at: position + 1) == quote:
                folded.append(quote)
                position += 2
                solid = folded.count
            case quote:
                position += 1
                return
            case UInt8(ascii: "\\") where quote == UInt8(ascii: "\""):
                folded.append(try escaped())
                position += 2
                solid = folded.count
            case UInt8(ascii: "\n"):
                folded.removeSubrange(solid...)
                fold(try skipBreaks())
                if column == 0, try isAtMarker() { throw Unread() }
                solid = folded.count
            default:
                folded.append(byte)
                position += 1
                if byte != UInt8(ascii: " "), byte != UInt8(ascii: "\t") { solid = folded.count }
            }
        }
        throw Unread()
    }

    private var trailingBlanks: Int {
        folded.reversed().prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
    }

    /// The character of a short escape; the others are left to libyaml.
    private func escaped() throws(Unread) -> UInt8 {
        switch byte(at: position + 1) {
        case UInt8(ascii: "n"): UInt8(ascii: "\n")
        case UInt8(ascii: "t"): UInt8(ascii: "\t")
        case UInt8(ascii: "r"): UInt8(ascii: "\r")
        case UInt8(ascii: "\""): UInt8(ascii: "\"")
        case UInt8(ascii: "\\"): UInt8(ascii: "\\")
        case UInt8(ascii: "/"): UInt8(ascii: "/")
        default: throw Unread()
        }
    }
}
