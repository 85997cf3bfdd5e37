import SourceText

/// What the comments in front of a Guard file say of it, after the registry's convention: a line `# Description:` and
/// the lines below it up to an empty one.
enum GuardHeader {
    static func description(of file: GuardFile) -> String? {
        var words: [String] = []
        var isDescription = false
        for comment in file.comments {
            let line = file.source.text(of: comment).drop { $0 == "#" || $0.isWhitespace }
            let text = GuardMessage.collapsed(line)
            if isDescription {
                if text.isEmpty { break }
                words.append(text)
            } else if text.lowercased().hasPrefix("description:") {
                isDescription = true
                let rest = GuardMessage.collapsed(text.dropFirst("description:".count))
                if !rest.isEmpty { words.append(rest) }
            }
        }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }
}
