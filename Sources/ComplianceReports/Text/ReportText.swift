import ResourceDocuments
import SourceText

/// The lines of a report for a terminal. Everything that comes from a file is made visible here: names may hold
/// escape sequences, and what a pipeline's runner takes for a command.
struct ReportText {
    let options: DiagnosticRenderer.Options
    private var output: BufferedOutput

    init(options: DiagnosticRenderer.Options, to output: ((String) -> Void)? = nil) {
        self.options = options
        self.output = BufferedOutput(output)
    }

    /// A report of one list, a row for each element; `nothing` says that there is none.
    static func list<Element>(
        _ elements: [Element], orElse nothing: String, options: DiagnosticRenderer.Options,
        _ row: (Element) -> [(text: String, style: StyledLine.Style)]
    ) -> String {
        var report = ReportText(options: options)
        if elements.isEmpty { report.line(nothing) }
        report.table(elements.map(row))
        return report.text
    }

    /// What was not handed on; all of it without an output.
    var text: String { output.pending }

    mutating func finish() { output.flush() }

    mutating func blank() { output += "\n" }

    /// Text that was drawn by the renderer of diagnostics, and so is visible.
    mutating func append(drawn: String) { output += drawn }

    /// Parts of one line.
    mutating func line(_ parts: (text: String, style: StyledLine.Style)...) { line(parts) }

    mutating func line(_ parts: [(text: String, style: StyledLine.Style)]) {
        var line = StyledLine(colour: options.colour)
        for part in Self.visible(parts) { line.append(part.text, part.style) }
        output += line.text + "\n"
    }

    /// The parts of one line, as they may be printed.
    private static func visible(
        _ parts: [(text: String, style: StyledLine.Style)]
    ) -> [(text: String, style: StyledLine.Style)] {
        var isBlank = true
        return parts.map { part in
            let text = VisibleText.printed(part.text, startsLine: isBlank)
            isBlank = isBlank && text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
            return (text, part.style)
        }
    }

    mutating func line(_ text: String) { line((text, .plain)) }

    mutating func heading(_ text: String) {
        blank()
        line((text, .strong))
    }

    /// Rows in columns as wide as their widest cell, indented; the last column is as long as it likes.
    mutating func table(_ rows: [[(text: String, style: StyledLine.Style)]]) {
        let visible = rows.map(Self.visible)
        var starts = [2]
        for column in 0..<(visible.map(\.count).max() ?? 0) {
            let widths = visible.compactMap { row in
                column < row.count ? DisplayWidth.columns(of: row[column].text) : nil
            }
            starts.append(starts[column] + (widths.max() ?? 0) + 2)
        }
        for row in visible {
            var line = StyledLine(colour: options.colour)
            for (column, cell) in row.enumerated() where !cell.text.isEmpty {
                line.pad(to: starts[column])
                line.append(cell.text, cell.style)
            }
            output += line.text + "\n"
        }
    }

    mutating func table(_ rows: [[String]]) {
        table(rows.map { row in row.map { ($0, .plain) } })
    }
}

/// `1 resource`, `2 resources`
func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? one + "s")"
}

extension Verdict {
    var style: StyledLine.Style {
        switch self {
        case .pass: .help
        case .fail: .error
        case .unknown: .warning
        case .notApplicable: .secondary
        }
    }
}
