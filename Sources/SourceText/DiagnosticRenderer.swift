/// Draws diagnostics, and the excerpts of findings, as text.
///
/// ```
/// error[E1120]: a comparison is written 'is', not '=='
///     ┌─ rules/zone.norma:8:11
///   8 │   require a == 1
///     │             ^^
///   help: write 'is'
/// ```
package struct DiagnosticRenderer: Sendable {
    package struct Options: Sendable {
        /// Whether to colour by ANSI escape sequences.
        package var colour: Bool
        /// Columns after which a line of source is cut; labels are never cut.
        package var width: Int

        package init(colour: Bool = false, width: Int = 120) {
            self.colour = colour
            self.width = width
        }
    }

    private let options: Options

    package init(options: Options = Options()) {
        self.options = options
    }

    /// A diagnostic with its excerpts and its cure; ends with a line break.
    package func render(_ diagnostic: Diagnostic) -> String {
        var line = StyledLine(colour: options.colour)
        let style = StyledLine.Style(diagnostic.severity)
        line.append("\(diagnostic.severity.rawValue)[\(diagnostic.kind.code)]", style)
        line.append(": ", .strong)
        line.append(VisibleText.printed(diagnostic.message, startsLine: false), .strong)
        var text = line.text + "\n"

        var excerpts: [Excerpt] = []
        if let primary = diagnostic.primary { excerpts.append(Excerpt(primary.place, primary.text)) }
        excerpts += diagnostic.secondary.map { Excerpt($0.place, $0.text, style: .secondary) }
        text += render(excerpts: excerpts, primary: style)
        if let hint = diagnostic.hint {
            var line = StyledLine(colour: options.colour)
            line.append("  ", .plain)
            line.append("help", .help)
            line.append(": " + VisibleText.printed(hint, startsLine: false), .plain)
            text += line.text + "\n"
        }
        return text
    }

    /// Labelled excerpts, file by file in the order in which the files first occur, each file's lines in order;
    /// ends with a line break. Empty for none.
    package func render(excerpts: [Excerpt]) -> String {
        render(excerpts: excerpts, primary: .error)
    }

    private func render(excerpts: [Excerpt], primary: StyledLine.Style) -> String {
        let greatestLine = excerpts.map { $0.place.file.line(at: $0.place.span.start) }.max() ?? 0
        let gutter = Gutter(digits: String(greatestLine).utf8.count, colour: options.colour)
        return ExcerptFile.files(of: excerpts, width: max(options.width - gutter.width, 20), isLog: true)
            .map { render($0, gutter: gutter, primary: primary) }.joined()
    }

    private func render(_ excerpt: ExcerptFile, gutter: Gutter, primary: StyledLine.Style) -> String {
        let position = excerpt.position
        var text = gutter.header(
            "\(VisibleText.printed(excerpt.file.name, startsLine: false)):\(position.line):\(position.column)")
        var previousLine: Int?
        for (number, line) in excerpt.lines {
            if let previousLine, number > previousLine + 1 { text += gutter.gap() }
            previousLine = number
            text += gutter.line(number, line.source)
            for mark in line.marks(primary: primary, colour: options.colour) { text += gutter.line(nil, mark) }
        }
        return text
    }
}

/// What stands before each line of an excerpt: its number, and a bar.
private struct Gutter {
    let digits: Int
    let colour: Bool

    var width: Int { digits + 5 }

    func header(_ name: String) -> String { styled(indent + " ┌─ ") + name + "\n" }

    /// Where lines are left out.
    func gap() -> String { styled(indent + " ·") + "\n" }

    func line(_ number: Int?, _ text: String) -> String {
        let label = number.map { String($0) } ?? ""
        let padding = String(repeating: " ", count: max(0, digits - label.utf8.count))
        let bar = styled("  " + padding + label + " │")
        return bar + (text.isEmpty ? "" : " " + text) + "\n"
    }

    private var indent: String { String(repeating: " ", count: digits + 2) }

    private func styled(_ text: String) -> String {
        var line = StyledLine(colour: colour)
        line.append(text, .gutter)
        return line.text
    }
}
