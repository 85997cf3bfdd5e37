import ResourceDocuments
import SourceText

/// What comments of a text ask for, for the resource that they stand in, or directly in front of:
///
///     Logs:
///       # norma:mask bucket_versioned, W35: it holds the logs itself
///       Type: AWS::S3::Bucket
///
/// Several names may share a reason, and one has to be given. Nothing but blank lines and comments stands between a comment and the
/// resource that it is in front of.
struct CommentSuppressions {
    private struct Comment {
        let names: [String]
        let reason: String?
        let span: SourceSpan
        var hasResource = false
    }

    private static let marker = Array("norma:mask".utf8)

    private let file: SourceFile
    private let format: InventoryFormat
    private let lines: TextLines
    private var comments: [Comment]

    /// nil where no comment asks for anything. O(text)
    init?(in file: SourceFile, _ format: InventoryFormat) {
        guard format != .json, format != .jsonLines, Self.holdsMarker(file.text) else { return nil }
        let spans = DocumentComments.spans(in: file, format)
        comments = spans.compactMap { Self.read(file.text(of: $0), at: $0) }
        if comments.isEmpty { return nil }
        self.file = file
        self.format = format
        lines = TextLines(file, comments: spans, format)
    }

    /// Adds to each resource of one document what comments ask of it. `shown`: the text as reports may show it, with the same places.
    /// O(comments · (resources + lines))
    mutating func add(to parts: inout [ResourceParts], shown: SourceFile) {
        let extents = parts.map { ResourceLines($0, in: file, format, lines) }
        for index in comments.indices where !comments[index].hasResource {
            let comment = comments[index]
            guard let resource = resource(of: file.line(at: comment.span.start), among: extents) else { continue }
            comments[index].hasResource = true
            parts[resource].suppressions += comment.names.map {
                Suppression(
                    rule: $0, reason: comment.reason, reasonForm: "# norma:mask \($0): REASON",
                    place: SourcePlace(shown, comment.span))
            }
        }
    }

    /// Those that no resource was found for.
    var idle: [SourcePlace] { comments.filter { !$0.hasResource }.map { SourcePlace(file, $0.span) } }

    private func resource(of line: Int, among extents: [ResourceLines?]) -> Int? {
        var inside: Int?
        for (index, extent) in extents.enumerated() {
            guard let extent, extent.contains(line) else { continue }
            // Of several around it the one that begins last is the nearest.
            if inside.flatMap({ extents[$0]?.first }) ?? .min <= extent.first { inside = index }
        }
        let isAlone = lines[line]?.content == .comment
        let next = isAlone ? line + gap(from: line, step: 1) : nil
        let following = next.flatMap { next in extents.firstIndex { $0?.head == next } }
        if let inside {
            // In front of one that stands within the same resource.
            guard let next, let following, extents[inside]?.head != next, extents[inside]?.contains(next) == true else {
                return inside
            }
            return following
        }
        if isAlone, isBehindTable(line) {
            let before = line - gap(from: line, step: -1)
            return extents.firstIndex { $0?.contains(before) ?? false }
        }
        return following
    }

    /// How many lines away the next is that holds a value.
    private func gap(from line: Int, step: Int) -> Int {
        var distance = 1
        while let other = lines[line + step * distance], other.content != .value,
            other.content != .boundary || isOpening(line + step * distance)
        {
            distance += 1
        }
        return distance
    }

    /// Whether the line begins the first document: a comment in front of it is in front of that.
    private func isOpening(_ line: Int) -> Bool {
        !lines.numbers.contains { $0 < line && lines[$0]?.content == .value }
    }

    /// In TOML and INI no depth tells whose a comment is that stands behind a table's values: it is the table's where a blank line or
    /// the end of the text follows.
    private func isBehindTable(_ line: Int) -> Bool {
        guard format == .toml || format == .ini else { return false }
        var (above, below) = (line - 1, line + 1)
        while lines[above]?.content == .comment { above -= 1 }
        while lines[below]?.content == .comment { below += 1 }
        guard lines[below].map({ $0.content == .blank }) ?? true else { return false }
        return lines[above]?.content == .value || lines[line + gap(from: line, step: 1)] == nil
    }

    private static func holdsMarker(_ text: [UInt8]) -> Bool {
        guard let first = marker.first else { return false }
        return text.indices.contains { text[$0] == first && text[$0...].starts(with: marker) }
    }

    /// `# norma:mask NAME, NAME: REASON`; nil of any other comment, and of one that speaks of the form further on.
    private static func read(_ comment: String, at span: SourceSpan) -> Comment? {
        guard let match = comment.wholeMatch(of: #/[#;]+\s*norma:mask\s+([^:#]+?)\s*(?::\s*(.*?)\s*)?/#) else {
            return nil
        }
        let names = match.1.split(separator: ",").map { name in
            String(name.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }
        return Comment(names: names.filter { !$0.isEmpty }, reason: match.2.map(String.init), span: span)
    }
}
