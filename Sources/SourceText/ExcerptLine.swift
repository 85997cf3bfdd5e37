/// One line of source, cut to a width around its excerpts, and the marks under it.
struct ExcerptLine {
    /// The line as it is shown.
    let source: String
    /// The excerpts that are marked here, from left to right.
    private let placed: [PlacedExcerpt]
    /// Excerpts of the line that the cut left out.
    let outside: [Excerpt]

    private struct PlacedExcerpt {
        var excerpt: Excerpt
        /// Columns of `source`; at least one.
        var columns: Range<Int>
    }

    /// `excerpts` are of this line, and not empty; the first of them is always shown. O(width), however long the line.
    init(file: SourceFile, line: Int, excerpts: [Excerpt], width: Int, isLog: Bool) {
        let lineSpan = file.span(ofLine: line)
        let first = excerpts[0].place.span
        let cells = SourceCells(file: file, line: lineSpan, around: first.start, width: width, isLog: isLog)
        let firstColumns = cells.columns(of: first)

        // Without a cut when the line fits; else from its start when that shows the first excerpt, else around it.
        let isWhole = cells.startsLine && cells.endsLine && cells.width <= width
        let start =
            isWhole || cells.startsLine && firstColumns.upperBound < width
            ? 0 : max(cells.startsLine ? 0 : 1, firstColumns.lowerBound - width / 3)
        let end = isWhole ? cells.width + 1 : start + width - (start > 0 ? 1 : 0) - 1
        let cutsStart = start > 0
        let shift = (cutsStart ? 1 : 0) - start

        var placed: [PlacedExcerpt] = []
        var outside: [Excerpt] = []
        for (index, excerpt) in excerpts.enumerated() {
            let columns = cells.columns(of: excerpt.place.span)
            if index > 0, columns.lowerBound < start || columns.lowerBound >= end {
                outside.append(excerpt)
                continue
            }
            let lower = min(max(columns.lowerBound, start), end - 1)
            let upper = max(min(columns.upperBound, end), lower + 1)
            placed.append(PlacedExcerpt(excerpt: excerpt, columns: lower + shift..<upper + shift))
        }
        let cutsEnd = !cells.endsLine || end < cells.width
        source = (cutsStart ? "…" : "") + cells.text(start..<end) + (cutsEnd ? "…" : "")
        self.placed = placed.sorted {
            ($0.columns.lowerBound, $1.columns.upperBound) < ($1.columns.lowerBound, $0.columns.upperBound)
        }
        self.outside = outside
    }

    /// The lines under the source: all underlines with the label of the rightmost, then each other label under the
    /// start of its place, from right to left, with bars to those that are still to come, so that nothing crosses.
    func marks(primary: StyledLine.Style, colour: Bool) -> [String] {
        let style = { (placed: PlacedExcerpt) in placed.excerpt.style == .primary ? primary : .secondary }
        var line = underline(primary: primary, colour: colour)
        var waiting = placed.filter { !$0.excerpt.label.isEmpty }
        var lines: [String] = []

        let end = placed.map(\.columns.upperBound).max() ?? 0
        var rest: (label: [String], column: Int, style: StyledLine.Style)?
        if let last = waiting.last, last.columns.upperBound == end {
            waiting.removeLast()
            let label = Self.lines(of: last.excerpt.label)
            line.append(" " + label[0], style(last))
            rest = (Array(label.dropFirst()), last.columns.lowerBound, style(last))
        }
        lines.append(line.text)

        func append(_ label: String, at column: Int, _ style: StyledLine.Style, under bars: [PlacedExcerpt]) {
            var line = StyledLine(colour: colour)
            for bar in bars where bar.columns.lowerBound >= line.column && bar.columns.lowerBound < column {
                line.pad(to: bar.columns.lowerBound)
                line.append("│", bar.excerpt.style == .primary ? primary : .secondary)
            }
            line.pad(to: column)
            line.append(label, style)
            lines.append(line.text)
        }
        if let rest {
            for label in rest.label { append(label, at: rest.column, rest.style, under: waiting) }
        }
        while let last = waiting.popLast() {
            for label in Self.lines(of: last.excerpt.label) {
                append(label, at: last.columns.lowerBound, style(last), under: waiting)
            }
        }
        return lines
    }

    /// The marks as they stand in `source`, from left to right.
    var marked: [MarkedExcerpt.Mark] {
        // Where each column begins, in scalars of the source.
        var starts: [Int] = []
        var count = 0
        for scalar in source.unicodeScalars {
            for _ in 0..<DisplayWidth.columns(of: scalar) { starts.append(count) }
            count += 1
        }
        let scalar = { (column: Int) in column < starts.count ? starts[column] : count }
        return placed.map { placed in
            MarkedExcerpt.Mark(
                scalars: scalar(placed.columns.lowerBound)..<scalar(placed.columns.upperBound),
                label: placed.excerpt.label, style: placed.excerpt.style)
        }
    }

    /// `^^^` and `---`, the shorter over the longer where they overlap, so that both are seen.
    private func underline(primary: StyledLine.Style, colour: Bool) -> StyledLine {
        var marks = [Excerpt.Style?](repeating: nil, count: placed.map(\.columns.upperBound).max() ?? 0)
        for placed in placed.sorted(by: { $0.columns.count > $1.columns.count }) {
            for column in placed.columns { marks[column] = placed.excerpt.style }
        }
        var line = StyledLine(colour: colour)
        var column = 0
        while column < marks.count {
            var end = column + 1
            while end < marks.count, marks[end] == marks[column] { end += 1 }
            switch marks[column] {
            case .primary: line.append(String(repeating: "^", count: end - column), primary)
            case .secondary: line.append(String(repeating: "-", count: end - column), .secondary)
            case nil: line.pad(to: end)
            }
            column = end
        }
        return line
    }

    private static func lines(of label: String) -> [String] {
        label.split(separator: "\n", omittingEmptySubsequences: false).map {
            VisibleText.printed(String($0), startsLine: false)
        }
    }
}
