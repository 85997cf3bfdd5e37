import SourceText

/// Hands out the comments of a file in order, each at the first place behind which it stood, and knows where the
/// author left empty lines.
struct CommentReader {
    private let source: SourceFile
    private let comments: [Comment]
    private var next = 0

    init(_ file: RuleFile) {
        source = file.source
        comments = file.comments
    }

    /// What stands between the text so far and the text at `offset`: `separator`, or the comments between them, which
    /// force a line break.
    mutating func separator(_ separator: Layout, before offset: Int) -> Layout {
        remaining(before: offset).map { .sequence([$0, .hardLine]) } ?? separator
    }

    /// The comments before `offset`, without the line break that must follow them; nil where there are none.
    mutating func remaining(before offset: Int) -> Layout? {
        let parts = layouts(before: offset, forcesEmptyLine: false, allowsEmptyLine: true)
        return parts.isEmpty ? nil : .sequence(parts)
    }

    /// A line break before an element that has its own line, with the comments before it, and an empty line where the
    /// author left one, or always. The first element of a list has none before it.
    mutating func lineBreak(before offset: Int, isFirst: Bool = false, forcesEmptyLine: Bool = false) -> Layout {
        var parts = layouts(before: offset, forcesEmptyLine: forcesEmptyLine, allowsEmptyLine: !isFirst)
        let hasOwnLine = parts.contains { if case .hardLine = $0 { true } else { false } }
        let forces = forcesEmptyLine && !hasOwnLine
        if forces || (hasOwnLine || !isFirst) && isEmptyLine(before: offset) { parts.append(.emptyLine) }
        return .sequence(parts + [.hardLine])
    }

    /// The first comment stays behind the text it stood behind; all others have their own lines.
    private mutating func layouts(before offset: Int, forcesEmptyLine: Bool, allowsEmptyLine: Bool) -> [Layout] {
        var parts: [Layout] = []
        var isFirstLine = true
        while next < comments.count, comments[next].span.start < offset {
            let comment = comments[next]
            next += 1
            let text = Self.trimmed(comment.text)
            if parts.isEmpty, !startsLine(comment) {
                parts.append(.comment("  " + text))
                continue
            }
            let hasEmptyLine = (allowsEmptyLine || !isFirstLine) && isEmptyLine(before: comment.span.start)
            if hasEmptyLine || forcesEmptyLine && isFirstLine { parts.append(.emptyLine) }
            parts += [.hardLine, .text(text)]
            isFirstLine = false
        }
        return parts
    }

    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    private func startsLine(_ comment: Comment) -> Bool {
        var index = comment.span.start
        while index > 0 {
            index -= 1
            switch source.text[index] {
            case 0x0A, 0x0D: return true
            case 0x20, 0x09: continue
            // A byte order mark in front of the file.
            case 0xBF where index == 2: return true
            default: return false
            }
        }
        return true
    }

    /// Whether the author left an empty line directly before the text at `offset`.
    private func isEmptyLine(before offset: Int) -> Bool {
        var index = min(offset, source.text.count)
        var lineBreaks = 0
        while index > 0 {
            index -= 1
            switch source.text[index] {
            case 0x0A: lineBreaks += 1
            case 0x0D: if index + 1 >= source.text.count || source.text[index + 1] != 0x0A { lineBreaks += 1 }
            case 0x20, 0x09: continue
            default: return false
            }
            if lineBreaks > 1 { return true }
        }
        return false
    }
}
