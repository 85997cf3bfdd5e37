import SourceText

/// A part of the rule as one line: as it was written, without line breaks and comments.
enum RuleText {
    static func line(_ place: SourcePlace) -> String {
        var words: [Substring] = []
        let text = place.text
        for line in text.split(whereSeparator: \.isNewline) {
            words += withoutComment(line).split(whereSeparator: \.isWhitespace)
        }
        return ValueText.cut(words.joined(separator: " "), to: 120)
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
