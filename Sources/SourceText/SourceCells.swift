/// The characters of a part of a line as they are shown, with the columns they take.
struct SourceCells {
    private struct Run {
        let offset: Int
        let column: Int
        /// What is shown for the character, or for what is hidden here; nil for bytes that each stand as they are in a column of their own, as
        /// most do.
        let text: String?
    }

    /// From left to right, up to `end`.
    private var runs: [Run] = []
    private(set) var width = 0
    /// Whether the first run begins the line.
    let startsLine: Bool
    /// Whether the last run ends the line.
    let endsLine: Bool
    private let end: Int
    private let file: SourceFile

    /// The characters of `line` that can be in its cut to a width around `offset`.
    init(file: SourceFile, line: SourceSpan, around offset: Int, width: Int, isLog: Bool) {
        let part = file.drawnPart(of: line, around: offset, width: width)
        startsLine = part.start == line.start
        endsLine = part.end == line.end
        end = part.end
        self.file = file
        let hasMask = file.masksPart(of: part)
        var index = part.start
        while index < end {
            if hasMask, let hidden = file.hiddenRun(at: index) {
                // As long whatever it hides.
                append(SourceFile.hiddenText, at: index)
                index = min(hidden, end)
            } else if isLog, opensCommand(at: index, after: part.start) {
                append(VisibleText.bracket, at: index)
                index += 1
            } else if VisibleText.isPlain(file.text[index]) {
                if runs.last?.text != nil || runs.isEmpty {
                    runs.append(Run(offset: index, column: self.width, text: nil))
                }
                self.width += 1
                index += 1
            } else {
                let (scalar, length) = ScalarDecoding.scalar(in: file.text, at: index)
                append(Self.visible(scalar ?? "\u{FFFD}", column: self.width), at: index)
                index += length
            }
        }
    }

    private mutating func append(_ text: String, at offset: Int) {
        runs.append(Run(offset: offset, column: width, text: text))
        width += DisplayWidth.columns(of: text)
    }

    /// `##[`, which a pipeline's runner takes for one.
    private func opensCommand(at index: Int, after start: Int) -> Bool {
        file.text[index] == UInt8(ascii: "[") && index >= start + 2
            && file.text[index - 1] == UInt8(ascii: "#") && file.text[index - 2] == UInt8(ascii: "#")
    }

    private static func visible(_ scalar: Unicode.Scalar, column: Int) -> String {
        if scalar == "\t" { return String(repeating: " ", count: 4 - column % 4) }
        return VisibleText.replacement(for: scalar) ?? String(scalar)
    }

    /// The columns of a span, cut to the line; at least one.
    func columns(of span: SourceSpan) -> Range<Int> {
        let lower = column(at: span.start)
        return lower..<max(lower + 1, column(at: min(span.end, end)))
    }

    /// The column of the first character at or behind `offset`.
    private func column(at offset: Int) -> Int {
        var low = 0
        var high = runs.count
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].offset < offset { low = middle + 1 } else { high = middle }
        }
        // Inside of the run before, or behind it.
        let next = low < runs.count ? runs[low].column : width
        guard low > 0, runs[low - 1].text == nil else { return next }
        return min(runs[low - 1].column + offset - runs[low - 1].offset, next)
    }

    /// What is shown in a range of columns, with every character that begins there.
    func text(_ columns: Range<Int>) -> String {
        var text: [UInt8] = []
        for (index, run) in runs.enumerated() where run.column < columns.upperBound {
            if let shown = run.text {
                if columns.contains(run.column) { text += shown.utf8 }
            } else {
                let behind = index + 1 < runs.count ? runs[index + 1].column : width
                let shown = columns.clamped(to: run.column..<behind)
                let offset = run.offset - run.column
                text += file.text[offset + shown.lowerBound..<offset + shown.upperBound]
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
