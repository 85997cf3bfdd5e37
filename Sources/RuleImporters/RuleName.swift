import RuleSyntax

/// Names as Norma's grammar has them.
enum RuleName {
    /// `NAME = letter { letter | digit | "_" | "-" ( letter | digit ) }`
    static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, isLetter(first), text.utf8.last != UInt8(ascii: "-") else { return false }
        var previous: UInt8 = 0
        for byte in text.utf8 {
            let isDash = byte == UInt8(ascii: "-")
            let isOther = isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_")
            guard isOther || isDash && previous != byte, previous != UInt8(ascii: "-") || byte != UInt8(ascii: "_")
            else {
                return false
            }
            previous = byte
        }
        return true
    }

    /// Whether the word's ending says more than one: `Cidrs`, and not `Status`, `Access`, `Analysis`.
    static func isPlural(_ word: String) -> Bool {
        word.hasSuffix("s") && !["ss", "us", "is"].contains { word.hasSuffix($0) }
    }

    /// Whether a parameter or a variable may have the name, and a bare path may begin with it.
    static func isFree(_ text: String) -> Bool {
        guard isName(text), !["as_of", "all", "any", "none", "resources"].contains(text) else { return false }
        guard let keyword = Keyword(rawValue: text) else { return true }
        return !Keyword.reserved.contains(keyword) && !Keyword.predicates.contains(keyword)
    }

    /// `text` as words of small letters and digits with `_` between them, whole words up to `limit` letters; nil where
    /// nothing is left, or no letter begins it.
    static func slug(_ text: String, limit: Int) -> String? {
        let words = text.lowercased().split { !($0.isLetter || $0.isNumber) }.map { $0.filter(\.isASCII) }
        var name = ""
        for word in words where !word.isEmpty {
            if !name.isEmpty, name.count + 1 + word.count > limit { break }
            name += (name.isEmpty ? "" : "_") + word.prefix(limit)
        }
        while let last = name.lastIndex(of: "_"), linkWords.contains(String(name[name.index(after: last)...])) {
            name = String(name[..<last])
        }
        return isName(name) ? name : nil
    }

    /// Words that a name does not end with.
    private static let linkWords: Set<String> = [
        "a", "an", "and", "are", "as", "at", "by", "for", "from", "in", "is", "no", "not", "of", "on", "or", "that",
        "the", "to",
        "with",
    ]

    private static func isLetter(_ byte: UInt8) -> Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 }
    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
}
