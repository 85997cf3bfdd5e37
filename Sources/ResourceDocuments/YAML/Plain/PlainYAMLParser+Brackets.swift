import SourceText

// MARK: Lists and maps in brackets

extension PlainYAMLParser {
    /// - Returns: the end, behind the closing bracket.
    mutating func brackets() throws(Unread) -> Int {
        try descend()
        defer { depth -= 1 }
        let start = position
        let isMap = text[position] == UInt8(ascii: "{")
        let closing = isMap ? UInt8(ascii: "}") : UInt8(ascii: "]")
        if isMap { builder.beginMap() } else { builder.beginList() }
        position += 1
        try skipBetweenWords()
        if byte(at: position) != closing {
            while true {
                if isMap { try memberKey() }
                try bracketed()
                try skipBetweenWords()
                guard byte(at: position) == UInt8(ascii: ",") else { break }
                position += 1
                try skipBetweenWords()
            }
            guard byte(at: position) == closing else { throw Unread() }
        }
        position += 1
        let span = SourceSpan(start, position)
        if isMap { builder.endMap(at: span) } else { builder.endList(at: span) }
        return position
    }

    /// Spaces and line ends; a comment between brackets is left to libyaml.
    private mutating func skipBetweenWords() throws(Unread) {
        guard try findContent(readsComments: false), try !isAtMarker() else { throw Unread() }
    }

    /// A key with its colon, and to the value, which has to be there.
    private mutating func memberKey() throws(Unread) {
        let key: Key
        switch byte(at: position) {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            guard let quoted = try quotedKey() else { throw Unread() }
            key = quoted
            skipSpaces()
            guard byte(at: position) == UInt8(ascii: ":") else { throw Unread() }
        default:
            let start = position
            let end = try endOfBracketedWords()
            guard byte(at: position) == UInt8(ascii: ":"), isBlank(at: position + 1) else { throw Unread() }
            key = try plainKey(SourceSpan(start, end))
        }
        try requireNearColon(key)
        builder.key(slice(key.text.start, key.text.end), at: key.span)
        position += 1
        try skipBetweenWords()
    }

    /// An element or a member's value.
    private mutating func bracketed() throws(Unread) {
        switch byte(at: position) {
        case UInt8(ascii: "["), UInt8(ascii: "{"): _ = try brackets()
        case UInt8(ascii: "\""), UInt8(ascii: "'"): _ = try quoted()
        default:
            let start = position
            let end = try endOfBracketedWords()
            guard byte(at: position) != UInt8(ascii: ":") else { throw Unread() }
            try append(plain: slice(start, end), at: SourceSpan(start, end))
        }
    }

    /// The end of plain text on this line; `position` is then at the line's end, at a comma, a bracket or a colon.
    private mutating func endOfBracketedWords() throws(Unread) -> Int {
        guard let first = byte(at: position), mayBeginBracketed(first) else { throw Unread() }
        var end = position
        while let byte = byte(at: position) {
            switch byte {
            case UInt8(ascii: "\n"), UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): return end
            case UInt8(ascii: " "):
                position += 1
                continue
            case UInt8(ascii: ":"):
                if isBlank(at: position + 1) { return end }
                if isBracketOrComma(at: position + 1) { throw Unread() }
            case UInt8(ascii: "\t"), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "?"): throw Unread()
            case UInt8(ascii: "#") where position > end: throw Unread()
            default: break
            }
            position += 1
            end = position
        }
        return end
    }

    /// Letters, digits and what else begins words; the rest is left to libyaml.
    private func mayBeginBracketed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "~"),
            UInt8(ascii: "$"), UInt8(ascii: "("), UInt8(ascii: "+"), UInt8(ascii: "<"), UInt8(ascii: "="):
            true
        case UInt8(ascii: "-"): !isBlank(at: position + 1) && !isBracketOrComma(at: position + 1)
        default: false
        }
    }

    private func isBracketOrComma(at index: Int) -> Bool {
        switch byte(at: index) {
        case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"): true
        default: false
        }
    }
}
