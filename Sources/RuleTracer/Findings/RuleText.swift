import SourceText

/// A part of the rule as one line: as it was written, without line breaks and comments.
enum RuleText {
    static func line(_ place: SourcePlace) -> String {
        let text = place.file.text
        let end = min(max(place.span.end, 0), text.count)
        let part = text[min(max(place.span.start, 0), end)..<end]
        if isLine(part) { return String(decoding: part, as: UTF8.self) }
        return ValueText.cut(String(decoding: joined(part), as: UTF8.self), to: maximumText)
    }

    private static let maximumText = 120

    /// Whether a text is as it would become: short ASCII words with single spaces between them, and no comment.
    private static func isLine(_ text: ArraySlice<UInt8>) -> Bool {
        var isSpace = true
        for byte in text {
            if byte == UInt8(ascii: " ") {
                if isSpace { return false }
                isSpace = true
            } else {
                guard byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "#") else { return false }
                isSpace = false
            }
        }
        return !isSpace && text.count <= maximumText
    }

    /// Words with single spaces between them; what stands in quotes stays as it is. A comment begins at a `#` outside quotes with
    /// space, or nothing, before it.
    private static func joined(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var line: [UInt8] = []
        var isQuoted = false
        var isEscaped = false
        var isComment = false
        var previous = UInt8(ascii: " ")
        for byte in text {
            defer { previous = byte }
            if isComment {
                isComment = byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\r")
            } else if isQuoted {
                line.append(byte)
                if byte == UInt8(ascii: "\""), !isEscaped { isQuoted = false }
                isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
            } else if byte <= 0x20 {
                if !line.isEmpty, line.last != UInt8(ascii: " ") { line.append(UInt8(ascii: " ")) }
            } else if byte == UInt8(ascii: "#"), previous <= 0x20 {
                isComment = true
            } else {
                line.append(byte)
                if byte == UInt8(ascii: "\"") { isQuoted = true }
            }
        }
        if line.last == UInt8(ascii: " ") { line.removeLast() }
        return line
    }
}
