package import ResourceDocuments
package import SourceText

/// Reads INI to a document: a map of sections, each a map of text; what stands before the first section stands beside them.
///
/// `[section]`, `key = value` or `key: value`, a value that goes on in indented lines, comments behind `;` or `#` at a line's begin.
/// A value in double quotes is what they hold. There is no standard; these are the rules of Python's `configparser` without interpolation,
/// and keys keep their case.
package enum INIReader {
    package static func documents(
        _ file: SourceFile, keys: KeyTable
    ) -> (documents: [Document], diagnostics: [Diagnostic]) {
        var reader = INILines(file, keys: keys)
        reader.read()
        guard reader.diagnostics.isEmpty else { return ([], reader.diagnostics) }
        return (reader.hasContent ? reader.finish().map { [$0] } ?? [] : [], [])
    }

    /// Each from its `#` or `;` to the end of the line. O(text)
    static func comments(in file: SourceFile) -> [SourceSpan] {
        var reader = INILines(file, keys: KeyTable())
        reader.read()
        return reader.comments
    }
}

private struct INILines {
    private struct Value {
        let key: String
        let keySpan: SourceSpan
        var lines: [String]
        var span: SourceSpan
    }

    private let file: SourceFile
    private var builder: DocumentBuilder
    private var value: Value?
    private var section: SourceSpan?
    private(set) var hasContent = false
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var comments: [SourceSpan] = []

    /// Nobody reads more at once.
    private static let mostFaults = 20

    init(_ file: SourceFile, keys: KeyTable) {
        self.file = file
        builder = DocumentBuilder(source: file, medium: .ini, keys: keys)
        builder.beginMap()
    }

    mutating func read() {
        var start = file.text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while start < file.text.count, diagnostics.count < Self.mostFaults {
            let end = file.text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? file.text.count
            readLine(SourceSpan(start, end))
            start = end + 1
        }
        endValue()
        endSection()
    }

    consuming func finish() -> Document? {
        builder.endMap(at: SourceSpan(0, file.text.count))
        return builder.finish()
    }

    private mutating func readLine(_ line: SourceSpan) {
        let content = trimmed(line)
        guard let first = file.text[content.start..<content.end].first else { return }
        if first == UInt8(ascii: ";") || first == UInt8(ascii: "#") { return comments.append(content) }
        hasContent = true
        if content.start > line.start, var value {
            value.lines.append(text(content))
            value.span = SourceSpan(value.span.start, content.end)
            self.value = value
            return
        }
        endValue()
        if first == UInt8(ascii: "[") { return beginSection(content) }
        let bytes = file.text[content.start..<content.end]
        guard let mark = bytes.firstIndex(where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") }),
            mark > content.start
        else {
            diagnostics.append(FormatDiagnostics.badINILine(at: SourcePlace(file, content)))
            return
        }
        let key = trimmed(SourceSpan(content.start, mark))
        let rest = trimmed(SourceSpan(mark + 1, content.end))
        value = Value(key: text(key), keySpan: key, lines: [text(rest)], span: rest)
    }

    private mutating func beginSection(_ content: SourceSpan) {
        guard content.end - content.start > 2, file.text[content.end - 1] == UInt8(ascii: "]") else {
            diagnostics.append(FormatDiagnostics.badINILine(at: SourcePlace(file, content)))
            return
        }
        endSection()
        let name = SourceSpan(content.start + 1, content.end - 1)
        builder.key(text(trimmed(name)), at: name)
        builder.beginMap()
        section = content
    }

    private mutating func endSection() {
        if let section { builder.endMap(at: section) }
        section = nil
    }

    private mutating func endValue() {
        guard let value else { return }
        var text = value.lines.filter { !$0.isEmpty }.joined(separator: "\n")
        if text.utf8.count > 1, text.hasPrefix("\""), text.hasSuffix("\"") {
            text = String(text.dropFirst().dropLast())
        }
        builder.key(value.key, at: value.keySpan)
        builder.string(text, at: value.span)
        self.value = nil
    }

    private func text(_ span: SourceSpan) -> String {
        String(decoding: file.text[span.start..<span.end], as: UTF8.self)
    }

    private func trimmed(_ span: SourceSpan) -> SourceSpan {
        var (start, end) = (span.start, max(span.start, span.end))
        while start < end, Self.isSpace(file.text[start]) { start += 1 }
        while end > start, Self.isSpace(file.text[end - 1]) { end -= 1 }
        return SourceSpan(start, end)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}
