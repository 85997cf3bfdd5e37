import SourceText

/// Changes of a text by spans that do not overlap.
struct TextEdits {
    private var edits: [(span: SourceSpan, text: String)] = []

    mutating func replace(_ span: SourceSpan, with text: String) { edits.append((span, text)) }

    mutating func insert(_ text: String, at offset: Int) { edits.append((SourceSpan(offset, offset), text)) }

    /// Of two changes at one place the first stands first. New lines end as the file's first one does.
    func applied(to file: SourceFile) -> String {
        let lineEnd = file.text.firstIndex(of: UInt8(ascii: "\n"))
        let hasReturns = lineEnd.map { $0 > 0 && file.text[$0 - 1] == UInt8(ascii: "\r") } ?? false
        var text = ""
        var end = 0
        for edit in edits.enumerated().sorted(by: {
            ($0.element.span.start, $0.offset) < ($1.element.span.start, $1.offset)
        })
        .map(\.element) {
            text += file.text(of: SourceSpan(end, edit.span.start))
            text += hasReturns ? edit.text.replacing("\n", with: "\r\n") : edit.text
            end = max(end, edit.span.end)
        }
        return text + file.text(of: SourceSpan(end, file.text.count))
    }
}
