import ResourceDocuments
import RuleChecker
import RulePacks
import SourceText

/// Leaves a condition or a clause out of a rule's text, with what joins it to the rest and the comments that speak of it. All other lines stay as they are.
struct SafeRemoval {
    private let file: SourceFile
    private let span: SourceSpan

    init(of span: SourceSpan, from file: SourceFile) {
        self.file = file
        self.span = span
    }

    private var text: [UInt8] { file.text }

    var edit: SourceEdit {
        let whole = withParentheses(span)
        if let joint = joint(before: whole) {
            // It begins a line, below one that a comment ends.
            if file.text(of: lineUpTo(joint.start)).allSatisfy(\.isWhitespace) {
                return SourceEdit(file: file, spans: ownLines(of: joint.union(whole)).map { [$0] } ?? [joint, whole])
            }
            return SourceEdit(file: file, spans: [joint, whole])
        }
        return SourceEdit(file: file, spans: [ownLines(of: whole) ?? withSpace(whole)])
    }

    /// On a line with others, with the space on one side of it: behind it where it begins the line, before it everywhere else. A comment on the line
    /// stays, for nobody knows what of the line it speaks of.
    private func withSpace(_ span: SourceSpan) -> SourceSpan {
        let line = file.span(ofLine: file.line(at: span.start))
        if let before = lastInk(before: span.start), before >= line.start { return SourceSpan(before + 1, span.end) }
        let next = firstInk(from: span.end) ?? span.end
        return SourceSpan(span.start, next)
    }

    /// The tree has no parentheses, the text may have some.
    private func withParentheses(_ span: SourceSpan) -> SourceSpan {
        var span = span
        while let before = lastInk(before: span.start), let after = firstInk(from: span.end),
            text[before] == UInt8(ascii: "("), text[after] == UInt8(ascii: ")")
        {
            // A call's parenthesis touches its name.
            if before > 0, !Self.isSpace(text[before - 1]), text[before - 1] != UInt8(ascii: "(") { break }
            span = SourceSpan(before, after + 1)
        }
        return span
    }

    /// The `and` or `or` before it, with the space on both sides of it that holds no comment.
    private func joint(before span: SourceSpan) -> SourceSpan? {
        guard let last = lastInk(before: span.start) else { return nil }
        for word in ["and", "or"] {
            let start = last + 1 - word.utf8.count
            guard start > 0, Array(text[start...last]) == Array(word.utf8), Self.isSpace(text[start - 1]),
                !file.text(of: lineUpTo(start)).contains("#")
            else { continue }
            let end = lastInk(before: start).map { $0 + 1 } ?? start
            // A comment at the end of the line before stays where it is.
            return SourceSpan(file.text(of: lineUpTo(end)).contains("#") ? start : end, span.start)
        }
        return nil
    }

    private func lineUpTo(_ offset: Int) -> SourceSpan {
        SourceSpan(file.span(ofLine: file.line(at: offset)).start, offset)
    }

    /// Its lines, where nothing else stands on them, with the comments that speak of it: behind it, and on lines of their own right above.
    private func ownLines(of span: SourceSpan) -> SourceSpan? {
        let first = file.span(ofLine: file.line(at: span.start))
        let last = file.span(ofLine: file.line(at: span.end))
        guard text[first.start..<span.start].allSatisfy(Self.isSpace) else { return nil }
        if let next = firstInk(from: span.end), next < last.end, text[next] != UInt8(ascii: "#") { return nil }
        let start = startOfComments(above: first.start)
        if last.end < text.count { return SourceSpan(start, last.end + lengthOfLineEnd(at: last.end)) }
        // The last line has no end, and neither has the one that is the last then.
        return SourceSpan(start > 0 ? file.span(ofLine: file.line(at: start - 1)).end : start, last.end)
    }

    /// CR LF ends one line.
    private func lengthOfLineEnd(at offset: Int) -> Int {
        text[offset] == UInt8(ascii: "\r") && offset + 1 < text.count && text[offset + 1] == UInt8(ascii: "\n") ? 2 : 1
    }

    private func startOfComments(above start: Int) -> Int {
        var start = start
        while start > 0 {
            let line = file.span(ofLine: file.line(at: start - 1))
            guard let first = firstInk(from: line.start), first < line.end, text[first] == UInt8(ascii: "#") else {
                break
            }
            start = line.start
        }
        return start
    }

    private func lastInk(before offset: Int) -> Int? {
        text[..<min(max(offset, 0), text.count)].lastIndex { !Self.isSpace($0) }
    }

    private func firstInk(from offset: Int) -> Int? {
        text[min(max(offset, 0), text.count)...].firstIndex { !Self.isSpace($0) }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}

/// A tree of files in which one has another text.
struct ChangedFile: FileTree {
    let tree: any FileTree
    let file: SourceFile

    func read(_ path: String, within root: String?) throws(FileProblem) -> SourceFile {
        path == file.name ? file : try tree.read(path, within: root)
    }

    func files(below folder: String) -> FolderListing { tree.files(below: folder) }
    func isFolder(_ path: String) -> Bool { tree.isFolder(path) }
    func exists(_ path: String) -> Bool { tree.exists(path) }
}
