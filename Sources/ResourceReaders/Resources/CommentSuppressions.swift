import ResourceDocuments
import SourceText

/// What comments of a text ask for, for the resource that they stand in, or in front of:
///
///     Logs:
///       # norma:mask bucket_versioned, W35: it holds the logs itself
///       Type: AWS::S3::Bucket
///
/// In YAML, TOML, INI and Dockerfiles, whose comments begin with `#`. Several names may share a reason, and one has to be given.
struct CommentSuppressions {
    private struct Comment {
        let suppressions: [Suppression]
        let offset: Int
        let section: Int
    }

    private static let marker = Array("norma:mask".utf8)

    let source: SourceFile
    private var comments: [Comment] = []
    /// Where the documents of a YAML stream begin.
    private var separators: [Int] = []

    /// O(text); JSON has no comments.
    init(in source: SourceFile) {
        self.source = source
        let first = source.text.first { !" \n\r\t".utf8.contains($0) }
        guard first != UInt8(ascii: "{"), first != UInt8(ascii: "["), Self.holdsMarker(source.text) else { return }
        for line in source.firstLine..<(source.firstLine + source.lineCount) {
            let span = source.span(ofLine: line)
            let text = source.text(of: span)
            if text.hasPrefix("---") { separators.append(span.start) }
            guard let read = Self.read(text, from: source, at: span) else { continue }
            comments.append(Comment(suppressions: read, offset: span.start, section: separators.count))
        }
    }

    /// Adds to each resource of one document what comments ask of it. O(comments · resources)
    func add(to parts: inout [ResourceParts]) {
        if comments.isEmpty { return }
        let spans = parts.map(Self.span)
        for comment in comments {
            var inside: Int?
            var next: Int?
            for (index, span) in spans.enumerated() {
                guard let span, section(of: span.start) == comment.section else { continue }
                if source.line(at: span.start) <= source.line(at: comment.offset),
                    source.line(at: comment.offset) <= source.line(at: max(span.start, span.end - 1))
                {
                    inside = index
                } else if span.start > comment.offset, span.start < next.flatMap({ spans[$0]?.start }) ?? .max {
                    next = index
                }
            }
            if let index = inside ?? next { parts[index].suppressions += comment.suppressions }
        }
    }

    private func section(of offset: Int) -> Int { separators.count { $0 <= offset } }

    /// From the resource's first line to its last, as far as they are known.
    private static func span(of parts: ResourceParts) -> SourceSpan? {
        var spans = [parts.properties.place?.span, parts.identitySource.place?.span]
        for case .node(let node) in [parts.kind, parts.id] { spans.append(node.place?.span) }
        return spans.compactMap(\.self).reduce(nil) { $0?.union($1) ?? $1 }
    }

    private static func holdsMarker(_ text: [UInt8]) -> Bool {
        guard let first = marker.first else { return false }
        return text.indices.contains { text[$0] == first && text[$0...].starts(with: marker) }
    }

    /// `# norma:mask NAME, NAME: REASON`; nil of any other line.
    private static func read(_ line: String, from source: SourceFile, at span: SourceSpan) -> [Suppression]? {
        guard let match = line.firstMatch(of: #/#\s*norma:mask\s+([^:#]+?)\s*(?::\s*(.*?)\s*)?$/#) else { return nil }
        let reason = match.2.map(String.init)
        let place = SourcePlace(source, span)
        return match.1.split(separator: ",").map { $0.trimmingPrefix(while: \.isWhitespace) }.compactMap { name in
            let name = name.reversed().drop(while: \.isWhitespace).reversed()
            return name.isEmpty
                ? nil
                : Suppression(
                    rule: String(name), reason: reason, reasonForm: "# norma:mask \(String(name)): REASON", place: place
                )
        }
    }
}
