import TestSupport

/// Makes JSON texts, and breaks them.
struct RandomJSON {
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func text(depth: Int) -> [UInt8] { Array((space() + value(depth) + space()).utf8) }

    private mutating func value(_ depth: Int) -> String {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 5), using: &random) {
        case 0: return pick(["null", "true", "false"])
        case 1, 2: return number()
        case 3, 4: return string()
        case 5, 6:
            let elements = (0..<Int.random(in: 0...5, using: &random)).map { _ in space() + value(depth - 1) + space() }
            return "[" + (elements.isEmpty ? space() : elements.joined(separator: ",")) + "]"
        default:
            let members = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                space() + key() + space() + ":" + space() + value(depth - 1) + space()
            }
            return "{" + (members.isEmpty ? space() : members.joined(separator: ",")) + "}"
        }
    }

    private mutating func number() -> String {
        pick([
            "0", "-0", "1", "-1", "22", "65535", "1.5", "-0.25", "1e3", "1E+2", "2.50e-7", "12345678901234567",
            "123456789012345678", "9007199254740993", "1152921504606846976", "-9223372036854775809", "1e400", "0.0",
            "10",
            String(Int.random(in: -1_000_000...1_000_000, using: &random)),
        ])
    }

    private mutating func key() -> String {
        pick([
            "\"a\"", "\"b\"", "\"id\"", "\"name\"", "\"\"", "\"é\"", "\"a\\u0062\"", "\"ab\"",
            "\"a key of more than thirty-one bytes, which no guess can hold\"", "\"exactly_sixteen_\"",
            "\"exactly_thirty_one_bytes_long_x\"", string(),
        ])
    }

    private mutating func string() -> String {
        let pieces = (0..<Int.random(in: 0...6, using: &random)).map { _ in
            pick([
                "a", "tcp", "0.0.0.0/0", "sixteen bytes ok", "übertragen", "日本語", "😀", "\\n", "\\\"", "\\\\", "\\/",
                "\\u00e9",
                "\\ud83d\\ude00", "\\u0000", " ", ",", "}", "\u{7F}",
            ])
        }
        return "\"" + pieces.joined() + "\""
    }

    private mutating func space() -> String {
        pick(["", "", "", "", " ", "\n", "\t", "\r\n    ", "                                   "])
    }

    /// One to three small changes: often still JSON.
    mutating func mutated(_ text: [UInt8]) -> [UInt8] {
        var text = text
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let index = Int.random(in: 0...text.count, using: &random)
            switch Int.random(in: 0..<7, using: &random) {
            case 0: if index < text.count { text.remove(at: index) }
            case 1: text.insert(UInt8.random(in: 0...255, using: &random), at: index)
            case 2: if index < text.count { text[index] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
            case 3: text.removeSubrange(index...)
            case 4: text.insert(contentsOf: Array(pick(Self.snippets).utf8), at: index)
            case 5:
                let end = min(index + Int.random(in: 1...8, using: &random), text.count)
                text.insert(contentsOf: text[index..<end], at: index)
            default: text.insert(contentsOf: Array(space().utf8), at: index)
            }
        }
        return text
    }

    private static let snippets = [
        ",", ":", "\"", "[", "]", "{", "}", "0", "1", "-", ".", "e", "E5", "+", "'", "//", "#", "NaN", "true", "nul",
        "\\", "\\u12",
        "\\ud800", "\\x", "\u{FEFF}", "\u{1}", "\n", "“", "é", ";", "=", "1e10000000000", "/*", "/",
    ]

    private mutating func pick(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }
}
