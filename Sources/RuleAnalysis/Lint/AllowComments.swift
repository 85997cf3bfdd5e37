import RuleSyntax
import SourceText

/// `# norma:allow CODE reason`: on the line of what it allows, or on a line of its own above it.
struct AllowComments {
    private struct Allow {
        let code: String
        let place: SourcePlace
        /// The line of what it allows.
        let line: Int
        var isUsed = false
    }

    private var allows: [Allow] = []
    private(set) var diagnostics: [Diagnostic] = []
    private let file: SourceFile

    private static let marker = "norma:allow"

    init(in file: SourceFile) {
        self.file = file
        let comments = Parser.parse(file).file.comments
        // A line that is nothing but a comment speaks of the next that is more.
        let alone = Set(comments.filter { Self.standsAlone($0, in: file) }.map { file.line(at: $0.span.start) })
        for comment in comments {
            let words = comment.text.drop { $0 == "#" || $0 == " " }.split(separator: " ")
            guard words.first.map(String.init) == Self.marker else { continue }
            let place = SourcePlace(file, comment.span)
            guard words.count > 1 else {
                diagnostics.append(.allowWithoutReason(at: place))
                continue
            }
            let code = String(words[1])
            guard DiagnosticKind.lintFindingCodes.contains(code) else {
                diagnostics.append(.allowOfUnknownCode(code, at: place))
                continue
            }
            guard words.count > 2 else {
                diagnostics.append(.allowWithoutReason(of: code, at: place))
                continue
            }
            var line = file.line(at: comment.span.start)
            while alone.contains(line) { line += 1 }
            allows.append(Allow(code: code, place: place, line: line))
        }
    }

    private static func standsAlone(_ comment: Comment, in file: SourceFile) -> Bool {
        let start = file.span(ofLine: file.line(at: comment.span.start)).start
        return file.text[start..<comment.span.start].allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }

    /// Whether the comments set it aside.
    mutating func allow(_ diagnostic: Diagnostic) -> Bool {
        guard let place = diagnostic.primary?.place, place.file === file else { return false }
        let line = file.line(at: place.span.start)
        guard let index = allows.firstIndex(where: { $0.line == line && $0.code == diagnostic.kind.code }) else {
            return false
        }
        allows[index].isUsed = true
        return true
    }

    /// Those that allowed nothing.
    var idle: [Diagnostic] {
        allows.filter { !$0.isUsed }.map { .allowOfNothing($0.code, at: $0.place) }
    }
}
