import SourceText

/// Text from anybody's file inside Markdown.
enum MarkdownText {
    /// A code span (CommonMark 0.31, 6.1): nothing in one is a tag, a link, emphasis, a mention or a reference. Its fence is longer
    /// than any run of backticks in it, and it stays on its line.
    static func code(_ text: String) -> String {
        let visible = VisibleText.line(text)
        if visible.isEmpty { return "` `" }
        var longest = 0
        var run = 0
        for scalar in visible.unicodeScalars {
            run = scalar == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        // One space on each side is taken off again.
        let needsSpace = visible.hasPrefix("`") || visible.hasSuffix("`") || visible.hasPrefix(" ")
        return needsSpace ? "\(fence) \(visible) \(fence)" : "\(fence)\(visible)\(fence)"
    }

    /// At most so many characters of it, with an ellipsis where it is cut.
    static func code(_ text: String, atMost length: Int) -> String {
        text.count <= length ? code(text) : code(text.prefix(length - 1) + "…")
    }

    /// Running text: what would be markup in CommonMark, or in OSCAL's subset of it, has a backslash in front.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in VisibleText.line(text).unicodeScalars {
            if markup.contains(scalar) { escaped += "\\" }
            escaped.unicodeScalars.append(scalar)
        }
        return escaped
    }

    private static let markup = Set("\\`*_[]<>&!|~^{}#$\"".unicodeScalars)
}
