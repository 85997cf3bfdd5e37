package import SourceText

/// What is said of a field that no envelope has, where it first came in a stream.
package struct FieldWarning: Sendable {
    package let line: Int
    /// As the line writes it: the same field on another line is no news.
    package let field: String
    package let diagnostic: Diagnostic

    init(line: Int, diagnostic: Diagnostic) {
        self.line = line
        self.diagnostic = diagnostic
        field =
            diagnostic.primary.map {
                String(decoding: $0.place.file.text[$0.place.span.start..<$0.place.span.end], as: UTF8.self)
            } ?? ""
    }
}
