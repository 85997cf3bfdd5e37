/// A description as comments hold it: lines without space around them and without characters that cannot be seen.
enum CommentText {
    /// nil where nothing can be seen.
    static func normal(_ text: String?) -> String? {
        guard let text else { return nil }
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
            trimmed(line.unicodeScalars.map { isVisible($0) ? Character($0) : " " })
        }
        let whole = lines.drop(while: \.isEmpty).reversed().drop(while: \.isEmpty).reversed()
        return whole.isEmpty ? nil : whole.joined(separator: "\n")
    }

    /// The text as comment lines, each with its line end.
    static func comment(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "#\n" : "# \($0)\n" }.joined()
    }

    /// What comment lines, signs included, say.
    static func text(of comments: [String]) -> String? {
        normal(comments.map { $0.dropFirst() }.joined(separator: "\n"))
    }

    private static func trimmed(_ line: [Character]) -> String {
        var line = line[...]
        while line.first?.isWhitespace == true { line.removeFirst() }
        while line.last?.isWhitespace == true { line.removeLast() }
        return String(line)
    }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: false
        default: true
        }
    }
}
