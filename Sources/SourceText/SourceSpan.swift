/// A half-open range of UTF-8 offsets in one text.
package struct SourceSpan: Hashable, Sendable {
    package var start: Int
    package var end: Int

    package init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = max(start, end)
    }

    /// An empty span, for something that should have stood at `offset`.
    package static func empty(at offset: Int) -> SourceSpan { SourceSpan(offset, offset) }

    package var count: Int { end - start }
    package var isEmpty: Bool { start == end }

    /// The smallest span that covers both.
    package func union(_ other: SourceSpan) -> SourceSpan {
        SourceSpan(min(start, other.start), max(end, other.end))
    }

    package func contains(_ other: SourceSpan) -> Bool { start <= other.start && other.end <= end }

    /// From the start of this span to the end of `other`.
    package func through(_ other: SourceSpan) -> SourceSpan { SourceSpan(start, max(end, other.end)) }
}
