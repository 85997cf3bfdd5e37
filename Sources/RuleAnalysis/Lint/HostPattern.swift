import ResourceDocuments

/// A regular expression as one reads it that is to admit a host: what it holds fast, and what it lets through.
struct HostPattern {
    /// What stands between the `|` that are in no group: each is held, or not, by itself.
    private let alternatives: [Alternative]
    private let isCaseInsensitive: Bool

    init(_ pattern: Pattern) {
        alternatives = Self.alternatives(of: pattern.text).map(Alternative.init)
        isCaseInsensitive = pattern.isCaseInsensitive
    }

    /// Whether it spells a name of the Internet, such as `example\.com`, or a scheme with one.
    var namesHost: Bool { alternatives.contains(where: \.namesHost) }

    var isHeld: Bool { loose.isEmpty }

    /// The pattern with a dot that is a dot before each top-level domain; nil where it has no other.
    var withDots: Pattern? {
        let mended = alternatives.map(\.withDots)
        guard mended != alternatives.map(\.text) else { return nil }
        return try? Pattern(mended.joined(separator: "|"), caseInsensitive: isCaseInsensitive)
    }

    /// The text with another character where the host has a dot.
    static func withoutDot(_ text: String) -> String { text.replacing(Alternative.domain) { "x\($0.output.1)" } }

    private var loose: [Alternative] { alternatives.filter { $0.namesHost && !($0.holdsStart && $0.holdsEnd) } }

    /// Names of other hosts that have a match in them.
    func lookalikes(of text: String) -> [String] {
        (loose.allSatisfy(\.holdsStart) ? [] : ["https://evil.example/?" + text, "evil-" + text])
            + (loose.allSatisfy(\.holdsEnd) ? [] : [text + ".evil.example"])
    }

    /// The pattern with what it lacks.
    var anchored: String {
        "/\(alternatives.map(\.anchored).joined(separator: "|"))/\(isCaseInsensitive ? "i" : "")"
    }

    private static func alternatives(of text: String) -> [String] {
        var alternatives = [""]
        var depth = 0
        var isEscaped = false
        var isInClass = false
        for character in text {
            if isEscaped {
                isEscaped = false
            } else {
                switch character {
                case "\\": isEscaped = true
                case "[": isInClass = true
                case "]": isInClass = false
                case "(" where !isInClass: depth += 1
                case ")" where !isInClass: depth -= 1
                case "|" where !isInClass && depth == 0:
                    alternatives.append("")
                    continue
                default: break
                }
            }
            alternatives[alternatives.count - 1].append(character)
        }
        return alternatives
    }
}

/// One way for a text to match.
private struct Alternative {
    let text: String
    let namesHost: Bool
    /// A name that begins with a dot or an `@` may go on before it: it is a domain, with whatever is in it.
    let holdsStart: Bool
    let holdsEnd: Bool
    private let hasScheme: Bool

    init(_ text: String) {
        self.text = text
        hasScheme = text.contains(/:(\\?\/){2}[A-Za-z]/)
        // A dot that is a dot, between a label and a top-level domain that is no ending of a file's name.
        let label =
            /[A-Za-z0-9)\]+*-]\\\.(?:com|net|org|io|dev|cloud|app|gov|edu|mil|info|example|internal|local|uk|de|eu|us|fr|ch|jp|cn|in|au|ca|br)(?:$|[$\/:)|\\(?\[])/
        // Four numbers with dots between.
        let address = /(?:^|[^0-9])(?:[0-9]{1,3}\\\.){3}[0-9]{1,3}(?:$|[^0-9])/
        namesHost = hasScheme || text.contains(label) || text.contains(address)
        holdsStart = text.contains(/^(\(\?[a-z]+\)|\(\?:|\()*(\^|\\A|\\\.|@)/)
        // Behind a host only a port, a path or nothing ends it; a `\b` does not.
        let end = /(\$|\\z|\\Z|\/.*|:.*)\)*$/
        // The host is the last thing that the pattern spells.
        let endsWithHost = text.contains(/\\\.[A-Za-z]{2,}\)*$/)
        holdsEnd = text.contains(end) && !text.hasSuffix("://") && !endsWithHost
    }

    /// A dot before a top-level domain of three letters and more, which any other character may take the place of.
    private static var looseDot: Regex<(Substring, Substring, Substring)> {
        /([A-Za-z0-9-]{2})\.(com|net|org|gov|edu|mil|info|dev|cloud|app|example|internal)(?=$|[$\/:)|\\(?\[])/
    }

    /// The same in a text, with its dot.
    static var domain: Regex<(Substring, Substring)> {
        /\.(com|net|org|gov|edu|mil|info|dev|cloud|app|example|internal)(?=$|[^A-Za-z0-9])/
    }

    var withDots: String { text.replacing(Self.looseDot) { "\($0.output.1)\\.\($0.output.2)" } }

    /// As a rule writes it.
    static func written(_ text: String) -> String {
        text.replacing(/\\?\//, with: "\\/")
    }

    /// Behind a scheme and a host a path may follow.
    var anchored: String {
        let escaped = Self.written(text)
        guard namesHost else { return escaped }
        return (holdsStart ? "" : "^") + escaped + (holdsEnd ? "" : hasScheme ? "(\\/|$)" : "$")
    }
}
