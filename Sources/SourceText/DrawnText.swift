/// What excerpts of places in a span are drawn from, at most. While it says the same, so do they.
package struct DrawnText: Sendable {
    /// The lines that the places begin in, as far as a cut reaches from the first place there and from the last.
    package let span: SourceSpan
    /// Whether the first and the last line are cut.
    package let cutsStart: Bool
    package let cutsEnd: Bool
    /// What is hidden in `span`, without the quotes around it; the first and the last may reach out of it.
    package let hidden: [SourceSpan]
}

extension SourceFile {
    /// What is drawn of places that begin in `span`. O(log lines + log masks + masks in it)
    package func drawnText(of span: SourceSpan, width: Int = MarkedExcerpt.width) -> DrawnText {
        let start = min(max(span.start, 0), text.count)
        let end = min(max(span.end, start), text.count)
        let (first, last) = (self.span(ofLine: line(at: start)), self.span(ofLine: line(at: end)))
        let lower = drawnPart(of: first, around: start, width: width).start
        var upper = drawnPart(of: last, around: end, width: width).end
        // A character is drawn whole.
        while upper < last.end, text[upper] & 0xC0 == 0x80 { upper += 1 }
        let drawn = SourceSpan(lower, max(upper, end))
        return DrawnText(
            span: drawn, cutsStart: lower > first.start, cutsEnd: upper < last.end, hidden: hiddenSpans(in: drawn))
    }

    /// The part of a line that a place at `offset` is drawn from: four bytes for each column before it, and three times that behind it.
    func drawnPart(of line: SourceSpan, around offset: Int, width: Int) -> SourceSpan {
        let reach = width * 4
        if line.count <= reach { return line }
        var start = max(line.start, min(offset, line.end) - reach)
        while start > line.start, text[start] & 0xC0 == 0x80 { start -= 1 }
        return SourceSpan(start, min(line.end, start + 4 * reach))
    }
}
