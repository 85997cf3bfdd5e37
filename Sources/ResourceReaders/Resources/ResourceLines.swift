import ResourceDocuments
import SourceText

/// The lines that a resource takes in its text, from what is known to stand there and from how lines are indented.
struct ResourceLines {
    /// Where its first value stands.
    let head: Int
    private(set) var first: Int
    private(set) var last: Int

    /// nil where no place of the resource is known. O(lines)
    init?(_ parts: ResourceParts, in file: SourceFile, _ format: InventoryFormat, _ lines: TextLines) {
        guard let span = Self.span(of: parts, format) else { return nil }
        head = file.line(at: span.start)
        first = head
        last = file.line(at: max(span.start, span.end - 1))
        if format == .yaml, file.text[span.start] != UInt8(ascii: "{") {
            extend(lines, prefix: file.text[file.span(ofLine: head).start..<span.start])
        }
        cover(lines)
    }

    func contains(_ line: Int) -> Bool { (first...last).contains(line) }

    /// What follows and is indented deeper is the resource's too: `DependsOn` and comments behind `Properties`.
    ///
    /// - Parameter prefix: what stands in front of the resource on its first line. In brackets no depth means anything.
    private mutating func extend(_ lines: TextLines, prefix: ArraySlice<UInt8>) {
        guard let head = lines[head], prefix.allSatisfy({ $0 == 0x20 || $0 == UInt8(ascii: "-") }) else { return }
        var number = last + 1
        while let line = lines[number], line.section == head.section {
            let isDeeper = line.indentation > head.indentation
            if line.content == .value, !isDeeper { return }
            if isDeeper, line.content != .blank { last = number }
            number += 1
        }
    }

    /// Of a resource that is a whole document every comment of the document is.
    private mutating func cover(_ lines: TextLines) {
        guard let section = lines[head]?.section else { return }
        let own = lines.numbers.filter { lines[$0]?.section == section }
        guard let begin = own.first, let end = own.last,
            own.allSatisfy({ contains($0) || lines[$0]?.content != .value })
        else { return }
        (first, last) = (begin, end)
    }

    /// From the resource's first value to its last, as far as they are known.
    private static func span(of parts: ResourceParts, _ format: InventoryFormat) -> SourceSpan? {
        var nodes = [parts.identitySource, parts.properties]
        for case .node(let node) in [parts.kind, parts.id] { nodes.append(node) }
        if let envelope = parts.envelope { nodes.append(envelope) }
        // A table of TOML or INI has the place of its header alone.
        if format == .toml || format == .ini { nodes += nodes.flatMap(values) }
        let spans = nodes.compactMap(\.place?.span) + [parts.identitySource.keyPlace?.span].compactMap(\.self)
        return spans.reduce(nil) { $0?.union($1) ?? $1 }
    }

    private static func values(in node: PlacedNode) -> [PlacedNode] {
        let children = node.elements + node.members.map(\.value)
        return children + children.flatMap(values)
    }
}
