/// The lines of one file that excerpts stand on, for those who draw them in another form than `DiagnosticRenderer` does.
package struct MarkedExcerpt: Sendable {
    package let file: SourceFile
    /// Of what it is about.
    package let position: SourcePosition
    /// In the order of the file. A long line that does not show all its marks at once stands there again, cut elsewhere.
    package let lines: [Line]

    package struct Line: Hashable, Sendable {
        package let number: Int
        /// As `VisibleText` shows it, cut to a width.
        package let text: String
        /// From left to right; they may overlap.
        package let marks: [Mark]
    }

    /// A marked part of a line's text.
    package struct Mark: Hashable, Sendable {
        /// In Unicode scalars of the text; empty where something is missing at its end.
        package let scalars: Range<Int>
        /// Lines of it stand below each other; may be empty.
        package let label: String
        package let style: Excerpt.Style
    }

    /// Columns after which a line is cut where nobody says otherwise.
    package static let width = 120

    /// One for each file, in the order in which the files first occur.
    ///
    /// - Parameter width: columns after which a line is cut.
    package static func excerpts(of excerpts: [Excerpt], width: Int = MarkedExcerpt.width) -> [MarkedExcerpt] {
        ExcerptFile.files(of: excerpts, width: width, isLog: false).map { file in
            MarkedExcerpt(
                file: file.file, position: file.position,
                lines: file.lines.map { Line(number: $0.number, text: $0.line.source, marks: $0.line.marked) })
        }
    }
}

/// What is drawn of one file.
struct ExcerptFile {
    let file: SourceFile
    /// Of the first primary excerpt, else of the first.
    let position: SourcePosition
    /// In the order of the file.
    let lines: [(number: Int, line: ExcerptLine)]

    /// In the order in which the files first occur.
    ///
    /// - Parameter isLog: whether the lines are printed, where a pipeline's runner looks for commands.
    static func files(of excerpts: [Excerpt], width: Int, isLog: Bool) -> [ExcerptFile] {
        let files = excerpts.reduce(into: [SourceFile]()) { files, excerpt in
            if !files.contains(where: { $0 === excerpt.place.file }) { files.append(excerpt.place.file) }
        }
        return files.map { file in
            ExcerptFile(file, excerpts.filter { $0.place.file === file }, width: width, isLog: isLog)
        }
    }

    /// There is at least one excerpt.
    private init(_ file: SourceFile, _ excerpts: [Excerpt], width: Int, isLog: Bool) {
        self.file = file
        position = (excerpts.first { $0.style == .primary } ?? excerpts[0]).place.position
        let byLine = Dictionary(grouping: excerpts) { file.line(at: $0.place.span.start) }
        var lines: [(number: Int, line: ExcerptLine)] = []
        for number in byLine.keys.sorted() {
            var remaining = byLine[number] ?? []
            // What does not fit beside the first excerpt of a long line gets the line again, cut elsewhere.
            while !remaining.isEmpty {
                let line = ExcerptLine(
                    file: file, line: number, excerpts: remaining, width: width, isLog: isLog)
                lines.append((number, line))
                remaining = line.outside
            }
        }
        self.lines = lines
    }
}
