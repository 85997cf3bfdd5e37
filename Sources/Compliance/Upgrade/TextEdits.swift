import SourceText

/// Changes of a text by spans that do not overlap.
struct TextEdits {
    private var edits: [(span: SourceSpan, text: String)] = []

    mutating func replace(_ span: SourceSpan, with text: String) { edits.append((span, text)) }

    mutating func insert(_ text: String, at offset: Int) { edits.append((SourceSpan(offset, offset), text)) }

    /// Of two changes at one place the first stands first.
    func applied(to file: SourceFile) -> String {
        var text = ""
        var end = 0
        for edit in edits.enumerated().sorted(by: {
            ($0.element.span.start, $0.offset) < ($1.element.span.start, $1.offset)
        })
        .map(\.element) {
            text += file.text(of: SourceSpan(end, edit.span.start)) + edit.text
            end = max(end, edit.span.end)
        }
        return text + file.text(of: SourceSpan(end, file.text.count))
    }
}
