import SourceText

// MARK: Blocks of text

extension PlainYAMLParser {
    private enum Chomping {
        case strip
        case clip
        case keep
    }

    /// `|` and `>` with what belongs to them (YAML 1.2.2, 8.1); an indentation that is written as a digit is left to libyaml.
    mutating func block(under indent: Int) throws(Unread) -> Int {
        let start = position
        let isLiteral = text[position] == UInt8(ascii: "|")
        position += 1
        var chomping = Chomping.clip
        switch byte(at: position) {
        case UInt8(ascii: "-"): chomping = .strip
        case UInt8(ascii: "+"): chomping = .keep
        default: position -= 1
        }
        position += 1
        try endLine()
        guard position < text.count else { throw Unread() }
        position += 1
        lineStart = position
        folded.removeAll(keepingCapacity: true)
        let leading = try leadingBreaks()
        guard column > indent, column > 0, position < text.count else { throw Unread() }
        let end = appendLines(of: column, isLiteral: isLiteral, chomping, leading)
        let span = SourceSpan(start, max(end, start + 1))
        builder.string(folded, at: span)
        return span.end
    }

    /// Moves over the empty lines before the text, to its first character.
    private mutating func leadingBreaks() throws(Unread) -> Int {
        var breaks = 0
        while true {
            skipSpaces()
            guard byte(at: position) == UInt8(ascii: "\n") else { break }
            // Spaces that stand alone may say how far the text is indented.
            guard column == 0 else { throw Unread() }
            breaks += 1
            position += 1
            lineStart = position
        }
        if byte(at: position) == UInt8(ascii: "\t") { throw Unread() }
        return breaks
    }

    /// From the first character of the first line.
    ///
    /// - Returns: where the last line of it ends.
    private mutating func appendLines(
        of indent: Int, isLiteral: Bool, _ chomping: Chomping, _ leading: Int
    ) -> Int {
        var end = position
        // A line end that waits for what follows it, and the empty lines behind it.
        var hasBreak = false
        var breaks = leading
        var wasBlank = false
        while column == indent, let first = byte(at: position) {
            let isBlank = first == UInt8(ascii: " ") || first == UInt8(ascii: "\t")
            if hasBreak, !isLiteral, !wasBlank, !isBlank {
                if breaks == 0 { folded.append(UInt8(ascii: " ")) }
            } else if hasBreak {
                folded.append(UInt8(ascii: "\n"))
            }
            appendBreaks(breaks)
            wasBlank = isBlank
            let line = position
            skipLine()
            folded.append(contentsOf: slice(line, position))
            hasBreak = position < text.count
            if hasBreak { position += 1 }
            lineStart = position
            end = position
            breaks = 0
            skipIndentation(indent)
            while byte(at: position) == UInt8(ascii: "\n") {
                breaks += 1
                position += 1
                lineStart = position
                end = position
                skipIndentation(indent)
            }
        }
        if chomping != .strip, hasBreak { folded.append(UInt8(ascii: "\n")) }
        if chomping == .keep { appendBreaks(breaks) }
        while end > 0, text[end - 1] == UInt8(ascii: "\n") { end -= 1 }
        return end
    }

    private mutating func appendBreaks(_ count: Int) {
        folded.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: count))
    }

    private mutating func skipIndentation(_ indent: Int) {
        while column < indent, byte(at: position) == UInt8(ascii: " ") { position += 1 }
    }
}
