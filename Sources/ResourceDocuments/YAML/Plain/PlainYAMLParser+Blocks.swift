import SourceText

// MARK: Maps and lists by indentation

/// Each reads from its first word, leaves `position` behind its last, and gives where that ends.
extension PlainYAMLParser {
    /// A key on one line, as it is written and as it reads; `position` is at its colon.
    struct Key {
        let span: SourceSpan
        let text: SourceSpan
    }

    /// Whether the word here begins a list or a map; a document that is a scalar is left to libyaml.
    mutating func isAtCollection() throws(Unread) -> Bool {
        if isDash || text[position] == UInt8(ascii: "[") || text[position] == UInt8(ascii: "{") { return true }
        let start = position
        defer { position = start }
        return try key() != nil
    }

    /// The node that begins here and belongs to the block that is indented by `indent`.
    mutating func node(under indent: Int) throws(Unread) -> Int {
        if isDash { return try list(isIndentless: false) }
        let start = position
        if let key = try key() { return try map(beginningWith: key, at: start - lineStart) }
        position = start
        return try value(under: indent)
    }

    private mutating func map(beginningWith first: Key, at column: Int) throws(Unread) -> Int {
        try descend()
        defer { depth -= 1 }
        builder.beginMap()
        var key = first
        var end: Int
        while true {
            builder.key(slice(key.text.start, key.text.end), at: key.span)
            position += 1
            end = try memberValue(under: column)
            guard try findContent(), try !isAtMarker(), self.column >= column else { break }
            guard self.column == column, !isDash, let next = try self.key() else { throw Unread() }
            key = next
        }
        builder.endMap(at: SourceSpan(first.span.start, end))
        return end
    }

    /// What stands behind a colon, or below it.
    private mutating func memberValue(under indent: Int) throws(Unread) -> Int {
        let start = position
        guard isLineDone() else { return try value(under: indent) }
        if try findContent(), try !isAtMarker() {
            if column > indent { return try node(under: indent) }
            if column == indent, isDash { return try list(isIndentless: true) }
        }
        builder.null(at: .empty(at: start))
        return start
    }

    /// - Parameter isIndentless: its dashes stand below the key that it belongs to, and the map goes on there.
    private mutating func list(isIndentless: Bool) throws(Unread) -> Int {
        try descend()
        defer { depth -= 1 }
        let start = position
        let column = column
        builder.beginList()
        var end: Int
        while true {
            position += 1
            end = try element(under: column)
            guard try findContent(), try !isAtMarker(), self.column >= column else { break }
            if self.column == column, isDash { continue }
            guard isIndentless, self.column == column else { throw Unread() }
            break
        }
        builder.endList(at: SourceSpan(start, end))
        return end
    }

    /// What stands behind a dash, or below it.
    private mutating func element(under indent: Int) throws(Unread) -> Int {
        let start = position
        if isLineDone() {
            guard try findContent(), try !isAtMarker(), column > indent else {
                builder.null(at: .empty(at: start))
                return start
            }
        }
        return try node(under: indent)
    }

    mutating func descend() throws(Unread) {
        guard depth < maximumDepth else { throw Unread() }
        depth += 1
    }

    /// The key that begins here; nil where what begins here is none.
    private mutating func key() throws(Unread) -> Key? {
        let key: Key
        switch text[position] {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            guard let quoted = try quotedKey() else { return nil }
            key = quoted
            skipSpaces()
            guard byte(at: position) == UInt8(ascii: ":"), isBlank(at: position + 1) else { return nil }
        case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: ">"):
            return nil
        default:
            let start = position
            guard let end = try endOfPlainLine(), byte(at: position) == UInt8(ascii: ":") else { return nil }
            key = try plainKey(SourceSpan(start, end))
        }
        try requireNearColon(key)
        return key
    }

    /// A key without quotes; `<<` merges maps.
    func plainKey(_ span: SourceSpan) throws(Unread) -> Key {
        if span.count == 2, text[span.start] == UInt8(ascii: "<"), text[span.start + 1] == UInt8(ascii: "<") {
            throw Unread()
        }
        return Key(span: span, text: span)
    }

    /// libyaml takes no text for a key that has its colon further away (`yaml_parser_stale_simple_keys`).
    func requireNearColon(_ key: Key) throws(Unread) {
        guard position - key.span.start <= Self.longestKey else { throw Unread() }
    }

    /// Less than libyaml's 1,024 characters.
    private static let longestKey = 1_000

    /// A key in quotes that stands for itself: on one line and without escapes.
    mutating func quotedKey() throws(Unread) -> Key? {
        let start = position
        let quote = text[start]
        var isEscaped = false
        position += 1
        while let byte = byte(at: position), byte != quote || isDoubled(quote) {
            switch byte {
            case UInt8(ascii: "\n"): return nil
            case UInt8(ascii: "\\") where quote == UInt8(ascii: "\""), quote:
                isEscaped = true
                position += 2
            default: position += 1
            }
        }
        guard byte(at: position) == quote else { throw Unread() }
        position += 1
        if byte(at: position) == quote { throw Unread() }
        let key = Key(span: SourceSpan(start, position), text: SourceSpan(start + 1, position - 1))
        guard isEscaped else { return key }
        skipSpaces()
        if byte(at: position) == UInt8(ascii: ":") { throw Unread() }
        return nil
    }

    /// In single quotes a quote is written twice.
    private func isDoubled(_ quote: UInt8) -> Bool {
        quote == UInt8(ascii: "'") && byte(at: position + 1) == quote
    }
}
