import ResourceDocuments
import SourceText

/// Lines of one text with the places in them that a finding speaks of, as `MarkedExcerpt` made them.
package struct ReportedExcerpt: Hashable, Sendable {
    let text: ExcerptText
    /// `file:line:column`
    let place: String
    let lines: [Line]

    struct Line: Hashable, Sendable {
        let number: Int
        let text: String
        let marks: [Mark]
    }

    struct Mark: Hashable, Sendable {
        /// In Unicode scalars of the line's text.
        let scalars: Range<Int>
        let isPrimary: Bool
        let label: String
    }
}

extension ReportedExcerpt {
    /// nil of what is not of the form.
    init?(_ node: DocumentNode) {
        guard let text = ExcerptText(rawValue: node.text("text")) else { return nil }
        self.text = text
        place = "\(node.text("file")):\(node.integer("line") ?? 1):\(node.integer("column") ?? 1)"
        lines = node.nodes("lines").map { line in
            Line(
                number: line.integer("line") ?? 1, text: line.text("text"),
                marks: line.nodes("marks").compactMap { Mark($0) })
        }
    }
}

extension ReportedExcerpt.Mark {
    fileprivate init?(_ node: DocumentNode) {
        guard let start = node.integer("start"), let end = node.integer("end"), start >= 0, end >= start else {
            return nil
        }
        self.init(scalars: start..<end, isPrimary: node.text("style") == "primary", label: node.text("label"))
    }
}

extension ReportedExcerpt.Line {
    /// A stretch of the line's text, and the mark over it.
    struct Part: Hashable, Sendable {
        let text: String
        let mark: ReportedExcerpt.Mark?
    }

    /// The text from left to right; where marks overlap the shorter one is seen.
    var parts: [Part] {
        let scalars = Array(text.unicodeScalars)
        var covering = [Int?](repeating: nil, count: scalars.count)
        for index in marks.indices.sorted(by: { marks[$0].scalars.count > marks[$1].scalars.count }) {
            for position in marks[index].scalars.clamped(to: 0..<scalars.count) { covering[position] = index }
        }
        var parts: [Part] = []
        var start = 0
        while start < scalars.count {
            var end = start + 1
            while end < scalars.count, covering[end] == covering[start] { end += 1 }
            parts.append(
                Part(
                    text: String(String.UnicodeScalarView(scalars[start..<end])),
                    mark: covering[start].map { marks[$0] }))
            start = end
        }
        return parts
    }
}

extension ReportedExcerpt.Line {
    /// What is said under the line, from right to left as the marks stand.
    struct Label: Hashable, Sendable {
        let mark: ReportedExcerpt.Mark
        /// In columns, up to the mark.
        let indentation: Int
        let text: String
    }

    var labels: [Label] {
        let scalars = text.unicodeScalars
        return marks.reversed().flatMap { mark in
            let indentation = scalars.prefix(mark.scalars.lowerBound).reduce(0) { $0 + DisplayWidth.columns(of: $1) }
            return mark.label.split(separator: "\n").map { text in
                Label(mark: mark, indentation: indentation, text: VisibleText.line(String(text)))
            }
        }
    }
}
