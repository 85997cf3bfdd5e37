import SourceText

/// The text of `attachment_parameters`: elements that stay as they stand, and further ones like them.
struct ParameterList {
    struct Element {
        let start: Int
        let end: Int
        let isKept: Bool
    }

    let file: SourceFile
    let elements: [Element]

    private func text(_ start: Int, _ end: Int) -> String { file.text(of: SourceSpan(start, max(start, end))) }

    /// `[…]`, of JSON and of YAML's flow style.
    func flow(in span: SourceSpan, adding added: [AttachmentContents.AddedEntry]) -> String {
        guard let first = elements.first, let last = elements.last else {
            return flowList(added, indent: indent(at: span.start))
        }
        let opening = text(span.start, first.start)
        let separator = elements.count > 1 ? text(first.end, elements[1].start) : "," + opening.dropFirst()
        let isLong = text(first.start, first.end).contains("\n")
        let indent = indent(at: first.start)
        let entries =
            elements.filter(\.isKept).map { text($0.start, $0.end) }
            + added.map { isLong ? Self.longEntry($0, indent: indent) : Self.shortEntry($0) }
        if entries.isEmpty { return "[]" }
        return opening + entries.joined(separator: separator) + text(last.end, span.end)
    }

    /// A list of its own, on lines of its own, behind a key that is indented by `indent`.
    func flowList(_ added: [AttachmentContents.AddedEntry], indent: String) -> String {
        if added.isEmpty { return "[]" }
        let entries = added.map { "\(indent)  \(Self.shortEntry($0))" }
        return "[\n\(entries.joined(separator: ",\n"))\n\(indent)]"
    }

    /// The lines of the elements, and the lines that stand there instead; nil where the layout is another.
    func block(adding added: [AttachmentContents.AddedEntry]) -> (SourceSpan, String)? {
        guard let first = elements.first, let last = elements.last else { return nil }
        let lines = elements.map { file.span(ofLine: file.line(at: $0.start)).start }
        let end = file.span(ofLine: file.line(at: max(last.end - 1, last.start))).end
        let opening = text(lines[0], first.start)
        guard let dash = opening.firstIndex(of: "-"), opening[..<dash].allSatisfy({ $0 == " " }) else { return nil }
        var chunks: [String] = []
        for (position, element) in elements.enumerated() where element.isKept {
            let isLast = position == elements.count - 1
            var chunk = text(lines[position], isLast ? end : lines[position + 1])
            while chunk.last?.isNewline == true { chunk.removeLast() }
            chunks.append(chunk)
        }
        chunks += added.map { Self.blockEntry($0, indent: String(opening[..<dash])) }
        return (SourceSpan(lines[0], end), chunks.joined(separator: "\n"))
    }

    static func blockEntry(_ entry: AttachmentContents.AddedEntry, indent: String) -> String {
        entry.fields.enumerated().map { position, field in
            "\(indent)\(position == 0 ? "- " : "  ")\(field.name): \(blockScalar(field.value))"
        }.joined(separator: "\n")
    }

    /// Names and ids bare, as everybody writes them; values in quotes.
    private static func blockScalar(_ text: String) -> String {
        let isBare =
            text.first?.isLetter == true && text.last != " "
            && text.allSatisfy { $0.isLetter || $0.isNumber || " -_".contains($0) }
            && !AttachmentText.wordsForOtherValues.contains(text.lowercased())
        return isBare ? text : JSONText.quoted(text)
    }

    private static func members(_ entry: AttachmentContents.AddedEntry) -> [String] {
        entry.fields.map { "\(JSONText.quoted($0.name)): \(JSONText.quoted($0.value))" }
    }

    private static func shortEntry(_ entry: AttachmentContents.AddedEntry) -> String {
        "{ \(members(entry).joined(separator: ", ")) }"
    }

    private static func longEntry(_ entry: AttachmentContents.AddedEntry, indent: String) -> String {
        "{\n\(indent)  \(members(entry).joined(separator: ",\n\(indent)  "))\n\(indent)}"
    }

    /// The white space that the line of `offset` begins with.
    private func indent(at offset: Int) -> String {
        let line = file.text(of: file.span(ofLine: file.line(at: offset)))
        return String(line.prefix { $0 == " " || $0 == "\t" })
    }
}
