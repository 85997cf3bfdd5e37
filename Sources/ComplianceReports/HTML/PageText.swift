import SourceText

/// Text from anybody's file as the page shows it.
enum PageText {
    /// Prose: its lines stay lines, everything else without a shape is made visible.
    static func prose(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            VisibleText.line(String(line.last == "\r" ? line.dropLast() : line))
        }.joined(separator: "\n")
    }
}

extension JSONWriter {
    /// Text of one line for a reader: it is put into the page as it is.
    mutating func shown(_ text: String) { string(VisibleText.line(text)) }

    mutating func memberShown(_ key: JSONKey, _ text: String?) {
        member(key) { writer in if let text { writer.shown(text) } else { writer.null() } }
    }

    mutating func memberProse(_ key: JSONKey, _ text: String?) {
        member(key) { writer in if let text { writer.string(PageText.prose(text)) } else { writer.null() } }
    }
}
