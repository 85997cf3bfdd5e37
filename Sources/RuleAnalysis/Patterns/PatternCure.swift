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

    /// What the end of an alternative is held with.
    private enum Ending: CaseIterable {
        /// With what such a name goes on with.
        case ofName
        case none
        case edge
    }

    /// With the names held at both ends, as a rule writes it. nil where nothing was found that takes all that was meant, with what such names go
    /// on with, and none of the others.
    ///
    /// - Parameters:
    ///   - name: one that it does not hold.
    ///   - others: beside a text that it takes, those that it must not take.
    func holding(_ name: SpelledName, _ others: (String) -> [String]) -> String? {
        let meant = MeantTexts(of: pattern, naming: name)
        guard !meant.naming.isEmpty else { return nil }
        let unwanted = meant.unwanted + meant.naming.flatMap(others)
        let candidates =
            Ending.allCases.map { ending in alternatives.map { held($0, ending) }.joined(separator: "|") }
            + ["^(?:\(alternatives.map(Self.withoutEdges).joined(separator: "|")))$"]
        return written(firstOf: candidates) { candidate in
            meant.wanted.allSatisfy { candidate.matches($0) == .found }
                && unwanted.allSatisfy { candidate.matches($0) != .found }
        }
    }

    /// With all alternatives between one '^' and one '$'.
    func grouped(_ others: (String) -> [String]) -> String? {
        let meant = PatternTexts.matching(pattern, limit: 8)
        let candidate = "^(\(alternatives.map(Self.withoutEdges).joined(separator: "|")))$"
        return written(firstOf: [candidate]) { candidate in
            let good = meant.filter { candidate.matches($0) == .found }
            return !good.isEmpty && good.flatMap(others).allSatisfy { candidate.matches($0) != .found }
        }
    }

    /// With a backslash before each of these places.
    func escaping(_ offsets: [Int]) -> Pattern? {
        var text = Array(pattern.text)
        for offset in offsets.sorted(by: >) where text.indices.contains(offset) { text.insert("\\", at: offset) }
        return try? Pattern(String(text), caseInsensitive: pattern.isCaseInsensitive)
    }

    private func written(firstOf candidates: [String], where isGood: (Pattern) -> Bool) -> String? {
        candidates.lazy.compactMap { try? Pattern($0, caseInsensitive: pattern.isCaseInsensitive) }
            .first(where: isGood)?.written
    }

    private func held(_ alternative: String, _ ending: Ending) -> String {
        guard let own = try? Pattern(alternative, caseInsensitive: pattern.isCaseInsensitive),
            let tree = PatternTree(own)
        else { return alternative }
        let names = SpelledName.all(in: tree)
        guard !names.isEmpty else { return alternative }
        let isDomain = [".", "@"].contains(tree.elements.first?.spelled.first)
        let start = isDomain || tree.isHeld(by: .textStart) ? "" : "^"
        guard !tree.isHeld(by: .textEnd) else { return start + alternative }
        switch ending {
        case .ofName: return start + alternative + (Self.ending(of: own, naming: names) ?? "")
        case .none: return start + alternative
        case .edge: return start + alternative + "$"
        }
    }

    /// What ends a name with which every text that it takes ends; nil where something else stands there.
    private static func ending(of pattern: Pattern, naming names: [SpelledName]) -> String? {
        let endings = PatternTexts.matching(pattern, limit: 4).map { text in
            names.lazy.compactMap { $0.ending(in: text) }.first
        }
        return Set(endings).count == 1 ? endings[0] : nil
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
