import ResourceDocuments

/// The pattern that the author of another one had in mind.
struct PatternCure {
    private let pattern: Pattern
    /// With `^` and `$` that are the edges of the text.
    private let text: String
    /// What stands between the `|` that are in no group.
    private let alternatives: [String]

    init(_ pattern: Pattern) {
        self.pattern = pattern
        text = pattern.text.replacing("(?m)", with: "")
        alternatives = Self.alternatives(of: text)
    }

    /// With the names held at both ends, as a rule writes it. nil where nothing was found that takes what it takes, and none of the others.
    ///
    /// - Parameter others: beside a text that it takes, those that it must not take.
    func holding(_ others: (String) -> [String]) -> String? {
        let candidates = [
            alternatives.map(held).joined(separator: "|"), "^\(text)$", "^(?:\(text))$",
            "^(?:\(alternatives.map(Self.withoutEdges).joined(separator: "|")))$",
        ]
        return first(of: candidates, others)
    }

    /// With all alternatives between one '^' and one '$'.
    func grouped(_ others: (String) -> [String]) -> String? {
        first(of: ["^(\(alternatives.map(Self.withoutEdges).joined(separator: "|")))$"], others)
    }

    /// With a backslash before each of these places.
    func escaping(_ offsets: [Int]) -> Pattern? {
        var text = Array(pattern.text)
        for offset in offsets.sorted(by: >) where text.indices.contains(offset) { text.insert("\\", at: offset) }
        return try? Pattern(String(text), caseInsensitive: pattern.isCaseInsensitive)
    }

    private func first(of candidates: [String], _ others: (String) -> [String]) -> String? {
        let meant = PatternTexts.matching(pattern, limit: 8)
        return candidates.compactMap { try? Pattern($0, caseInsensitive: pattern.isCaseInsensitive) }.first {
            candidate in
            let good = meant.filter { candidate.matches($0) == .found }
            return !good.isEmpty && good.flatMap(others).allSatisfy { candidate.matches($0) != .found }
        }?.written
    }

    private func held(_ alternative: String) -> String {
        guard let own = try? Pattern(alternative, caseInsensitive: pattern.isCaseInsensitive),
            let tree = PatternTree(own), let name = SpelledName.all(in: tree).first
        else { return alternative }
        let isDomain = [".", "@"].contains(tree.elements.first?.spelled.first)
        let hasScheme = name.kind == .host && tree.spelledText.contains("://")
        return (isDomain || tree.isHeld(by: .textStart) ? "" : "^") + alternative
            + (tree.isHeld(by: .textEnd) || name.kind == .scheme ? "" : hasScheme ? "(/|$)" : "$")
    }

    private static func withoutEdges(_ alternative: String) -> String {
        let start = alternative.hasPrefix("^") ? alternative.dropFirst() : alternative[...]
        return String(start.hasSuffix("$") && !start.hasSuffix("\\$") ? start.dropLast() : start)
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

extension PatternTree {
    fileprivate var spelledText: String { String(spelled) }

    /// Whether some of its own alternatives are held at an edge of the text, and others, that begin, or end, with a letter, are not: whoever
    /// wrote it took the edge for that of all. A word that ends with a dash or a slash is the beginning of others on purpose.
    var hasStrayEdge: Bool {
        func isStray(_ edge: Edge, _ nearest: (PatternTree) -> Character?) -> Bool {
            let parts = alternatives.filter { !$0.isOnlyEdge }
            let isAnyHeld = parts.contains { $0.isHeld(by: edge) }
            return isAnyHeld
                && parts.contains { part in
                    !part.isHeld(by: edge) && (nearest(part).map { $0.isLetter || $0.isNumber } ?? false)
                }
        }
        switch self {
        case .choice: break
        case .group(let inner, _): return inner.hasStrayEdge
        case .sequence(let parts) where parts.count == 1: return parts[0].hasStrayEdge
        case .character, .set, .any, .sequence, .repeated, .look, .reference, .edge: return false
        }
        return isStray(.textStart) { $0.elements.first { !$0.isOnlyEdge }?.onlyCharacter }
            || isStray(.textEnd) { $0.elements.last { !$0.isOnlyEdge }?.onlyCharacter }
    }

    private var onlyCharacter: Character? { if case .character(let character) = self { character } else { nil } }
}

extension Pattern {
    /// As a rule writes it, with every slash escaped once.
    fileprivate var written: String {
        var text = ""
        var isEscaped = false
        for character in self.text {
            if character == "/", !isEscaped { text += "\\" }
            text.append(character)
            isEscaped = character == "\\" && !isEscaped
        }
        return "/\(text)/\(isCaseInsensitive ? "i" : "")"
    }
}
