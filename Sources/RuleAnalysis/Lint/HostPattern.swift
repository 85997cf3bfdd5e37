import ResourceDocuments

/// A regular expression as one reads it that is to admit a host: what it holds fast, and what it lets through.
struct HostPattern {
    /// Whether it spells a name of the Internet, such as `example\.com`, or a scheme with one.
    let namesHost: Bool
    private let holdsStart: Bool
    private let holdsEnd: Bool
    private let pattern: Pattern

    init(_ pattern: Pattern) {
        self.pattern = pattern
        let text = pattern.text
        // A dot that is a dot, between a label and a top-level domain that is no ending of a file's name.
        let label =
            /[A-Za-z0-9)\]+*-]\\\.(?:com|net|org|io|dev|cloud|app|gov|edu|mil|info|example|internal|local|uk|de|eu|us|fr|ch|jp|cn|in|au|ca|br)(?:$|[$\/:)|\\(?\[])/
        namesHost = text.contains(label) || text.contains(/:(\\?\/){2}[A-Za-z]/)
        let start = /^(\(\?[a-z]+\)|\(\?:|\()*(\^|\\A)/
        // Behind a host only a port, a path or nothing ends it; a `\b` does not.
        let end = /(\$|\\z|\\Z|\/.*|:.*)\)*$/
        holdsStart = text.contains(start)
        holdsEnd = text.contains(end) && !text.hasSuffix("://") && !Self.endsWithHost(text)
    }

    /// The host is the last thing that the pattern spells.
    private static func endsWithHost(_ text: String) -> Bool { text.contains(/\\\.[A-Za-z]{2,}\)*$/) }

    var isHeld: Bool { holdsStart && holdsEnd }

    /// Names of other hosts that have a match in them.
    func lookalikes(of text: String) -> [String] {
        (holdsStart ? [] : ["https://evil.example/?" + text, "evil-" + text])
            + (holdsEnd ? [] : [text + ".evil.example"])
    }

    /// The pattern with what it lacks.
    var anchored: String {
        let escaped = pattern.text.split(separator: "/", omittingEmptySubsequences: false).joined(separator: "\\/")
        let inner = escaped.contains("|") ? "(?:\(escaped))" : escaped
        let text = (holdsStart ? "" : "^") + inner + (holdsEnd ? "" : "$")
        return "/\(text)/\(pattern.isCaseInsensitive ? "i" : "")"
    }
}
