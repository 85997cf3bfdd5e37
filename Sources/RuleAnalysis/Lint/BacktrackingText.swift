import ResourceDocuments

/// A short text that makes PCRE2 give a pattern up: something that a repetition matches in many ways, many times, and an end that it does
/// not match.
enum BacktrackingText {
    /// Longer texts keep any pattern busy that looks at them twice.
    private static let length = 160
    private static let endings = ["!", "\n", "\u{7F}x", ""]
    private static let letters = ["a", "0", " ", "-", ".", "/", "x", "\"", "'", "=", ","]

    /// nil where none was found.
    static func find(for pattern: Pattern) -> String? {
        let repeated = repeatedGroups(in: pattern.text)
        // Without a repeated group, or two repetitions in a row, no short text does it.
        guard !repeated.isEmpty || pattern.text.count(where: { "*+{".contains($0) }) > 1 else { return nil }
        // PCRE2 does not begin where the letter that a match needs last is not there.
        let last = pattern.text.last { $0.isLetter || $0.isNumber }.map { ["!\($0)", "\($0)"] } ?? []
        let starts = [""] + prefixes(of: pattern).prefix(3)
        for pump in repeated + letters {
            for start in starts {
                for ending in endings + last {
                    let count = max(1, (length - start.count) / max(1, pump.count))
                    let text = start + String(repeating: pump, count: count) + ending
                    if pattern.exceedsMatchLimit(on: text) { return shortened(start, pump, ending, count, pattern) }
                }
            }
        }
        return nil
    }

    /// With as few repetitions as still do it.
    private static func shortened(
        _ start: String, _ pump: String, _ ending: String, _ count: Int, _ pattern: Pattern
    ) -> String {
        func text(_ count: Int) -> String { start + String(repeating: pump, count: count) + ending }
        var low = 1
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if pattern.exceedsMatchLimit(on: text(middle)) { high = middle } else { low = middle + 1 }
        }
        return text(low)
    }

    /// What the groups that are repeated match.
    private static func repeatedGroups(in text: String) -> [String] {
        let characters = Array(text)
        var open: [Int] = []
        var found: [String] = []
        var isEscaped = false
        for (index, character) in characters.enumerated() {
            defer { isEscaped = character == "\\" && !isEscaped }
            if isEscaped { continue }
            if character == "(" { open.append(index) }
            guard character == ")", let start = open.popLast(), index + 1 < characters.count,
                "*+{".contains(characters[index + 1]),
                let group = try? Pattern(String(characters[start...index]), caseInsensitive: false)
            else { continue }
            found += PatternTexts.matching(group, limit: 3).filter { !$0.isEmpty && $0.count < 20 }
        }
        return found
    }

    /// Texts that the beginning of a pattern matches, up to its first repetition.
    private static func prefixes(of pattern: Pattern) -> [String] {
        let head = pattern.text.prefix { !"*+{".contains($0) }
        for length in stride(from: head.count, to: 1, by: -1) {
            guard let start = try? Pattern(String(head.prefix(length)), caseInsensitive: pattern.isCaseInsensitive)
            else { continue }
            return PatternTexts.matching(start, limit: 3)
        }
        return []
    }
}
