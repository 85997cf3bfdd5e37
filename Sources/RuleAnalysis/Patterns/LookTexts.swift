/// Texts that have what the look-arounds of a pattern name, whether it asks for that or forbids it: alone, and beside what the rest takes.
struct LookTexts {
    private var texts: [String] = []

    private static let textsOfEach = 6

    static func all(in tree: PatternTree, limit: Int) -> [String] {
        var made = LookTexts()
        made.visit(tree, behind: [], before: [])
        return Array(made.texts.unique.prefix(limit))
    }

    /// - Parameters:
    ///   - behind: what it stands behind.
    ///   - rest: what follows it.
    private mutating func visit(_ tree: PatternTree, behind: [PatternTree], before rest: [PatternTree]) {
        switch tree {
        case .character, .set, .any, .reference, .edge: return
        case .choice(let parts): for part in parts { visit(part, behind: behind, before: rest) }
        case .group(let inner, _), .repeated(let inner, _, _): visit(inner, behind: behind, before: rest)
        case .sequence(let parts):
            for (index, part) in parts.enumerated() {
                visit(part, behind: behind + parts[..<index], before: Array(parts[(index + 1)...]) + rest)
            }
        case .look(let inner, let isAhead, _):
            visit(inner, behind: behind, before: rest)
            let start = Self.plain(behind)
            let end = Self.plain(rest)
            for named in PatternTexts.aroundEachChoice(of: inner, limit: Self.textsOfEach) where !named.isEmpty {
                // What is named may be a part of what the rest takes, and of as many characters.
                texts +=
                    isAhead
                    ? [start + named, start + named + end, start + named + end.dropFirst(named.count)]
                    : [named + end, start + named + end, start.dropLast(named.count) + named + end]
            }
        }
    }

    private static func plain(_ parts: [PatternTree]) -> String {
        PatternTexts.aroundEachChoice(of: .sequence(parts), limit: 1).first ?? ""
    }
}
