import SourceText

/// A part of the rule as one line: as it was written, without line breaks and comments.
enum RuleText {
    static func line(_ place: SourcePlace) -> String {
        let text = place.text
        if isLine(text) { return text }
        var words: [Substring] = []
        for line in text.split(whereSeparator: \.isNewline) {
            words += withoutComment(line).split(whereSeparator: \.isWhitespace)
        }
        return ValueText.cut(words.joined(separator: " "), to: maximumText)
    }

    private static let maximumText = 120

    /// Whether a text is as it would become: short ASCII words with single spaces between them, and no comment.
    private static func isLine(_ text: String) -> Bool {
        var isSpace = true
        for byte in text.utf8 {
            if byte == UInt8(ascii: " ") {
                if isSpace { return false }
                isSpace = true
            } else {
                guard byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "#") else { return false }
                isSpace = false
            }
        }
        return !isSpace && text.utf8.count <= maximumText
    }

    /// A comment begins at a `#` outside quotes with a space, or nothing, before it.
    private static func withoutComment(_ line: Substring) -> Substring {
        var isQuoted = false
        var previous: Character = " "
        for index in line.indices {
            let character = line[index]
            if character == "\"", previous != "\\" { isQuoted.toggle() }
            if character == "#", !isQuoted, previous.isWhitespace { return line[..<index] }
            previous = character
        }
        return line
    }
}
