import SourceText

/// Where each word of a tape stands in the source, word by word.
struct DocumentSpans: Sendable {
    /// A span in 64 bits; `none` for a value that no text shows.
    struct Span: Sendable {
        let start: UInt32
        let end: UInt32

        static let none = Span(start: .max, end: .max)

        private init(start: UInt32, end: UInt32) {
            self.start = start
            self.end = end
        }

        /// `none` past 4 GiB.
        init(_ start: Int, _ end: Int) {
            if let start = UInt32(exactly: start), let end = UInt32(exactly: end) {
                self.init(start: start, end: end)
            } else {
                self = .none
            }
        }

        init(_ span: SourceSpan?) {
            if let span { self.init(span.start, span.end) } else { self = .none }
        }

        var sourceSpan: SourceSpan? { start == .max ? nil : SourceSpan(Int(start), Int(end)) }
    }

    /// `words[i]` is the span of the tape's word `i`: of the value, or of the key with its quotes.
    var words: [Span]
    var root: Span
}
