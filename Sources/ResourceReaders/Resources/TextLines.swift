import SourceText

/// What stands on each line of a text with comments.
struct TextLines {
    enum Content: Hashable {
        case blank
        case comment
        /// `---` or `...` alone: a document of a YAML stream ends.
        case boundary
        case value
    }

    struct Line {
        let content: Content
        /// Blanks in front.
        let indentation: Int
        /// Whether a `-` of a list stands first.
        let isElement: Bool
        /// How many boundaries stand in front of it.
        let section: Int
    }

    /// By number, from the text's first.
    private let lines: [Line]
    private let firstLine: Int

    /// O(text). `comments` are in order.
    init(_ file: SourceFile, comments: [SourceSpan], _ format: InventoryFormat) {
        let starts = Set(comments.map(\.start))
        var lines: [Line] = []
        var section = 0
        firstLine = file.firstLine
        for number in file.firstLine..<(file.firstLine + file.lineCount) {
            let span = file.span(ofLine: number)
            let bytes = file.text[span.start..<span.end]
            let text = bytes.drop { $0 == 0x20 || $0 == 0x09 }
            var content = text.isEmpty ? Content.blank : starts.contains(text.startIndex) ? .comment : .value
            if format == .yaml, Self.isBoundary(bytes) {
                section += 1
                content = .boundary
            }
            lines.append(
                Line(
                    content: content, indentation: text.startIndex - span.start,
                    isElement: text.first == UInt8(ascii: "-"), section: section))
        }
        self.lines = lines
    }

    subscript(number: Int) -> Line? {
        lines.indices.contains(number - firstLine) ? lines[number - firstLine] : nil
    }

    var numbers: Range<Int> { firstLine..<(firstLine + lines.count) }

    private static func isBoundary(_ line: ArraySlice<UInt8>) -> Bool {
        (line.starts(with: "---".utf8) || line.starts(with: "...".utf8))
            && line.dropFirst(3).first.map { $0 == 0x20 || $0 == 0x09 } ?? true
    }
}
