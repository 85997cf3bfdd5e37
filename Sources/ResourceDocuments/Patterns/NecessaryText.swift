/// One of some short texts, of which each text has one that a pattern is found in. What is beyond ASCII in it may be any character.
struct NecessaryText: Hashable {
    /// Not empty, and none of them is.
    let alternatives: [[ByteSet]]

    /// More are as good as none.
    fileprivate static let maximumAlternatives = 16
    fileprivate static let maximumLength = 200
    fileprivate static let maximumRepetition = 8
    /// So many are looked at.
    fileprivate static let maximumCount = 16
    /// A byte that may be so many is as good as any.
    fileprivate static let maximumBytes = 4

    /// nil where one of the texts would be empty.
    fileprivate init?(_ texts: [[ByteSet]]) {
        guard !texts.isEmpty, texts.count <= Self.maximumAlternatives, texts.allSatisfy({ !$0.isEmpty }) else {
            return nil
        }
        alternatives = texts
    }

    /// Of the shortest.
    var length: Int { alternatives.reduce(.max) { min($0, $1.count) } }

    var expression: RegularExpression {
        .choice(alternatives.map { .sequence($0.map { .byte($0) }) })
    }
}

extension RegularExpression {
    /// Each of them is necessary.
    var necessaryTexts: [NecessaryText] { Array(found.prefix(NecessaryText.maximumCount)) }

    private var found: [NecessaryText] {
        switch self {
        case .sequence(let parts): Self.found(in: parts)
        case .choice(let parts): texts.flatMap { NecessaryText($0) }.map { [$0] } ?? Self.found(inOneOf: parts)
        case .repeated(let part, let least, _): texts == nil && least > 0 ? part.found : Self.found(in: [self])
        case .byte, .start, .end, .boundary: Self.found(in: [self])
        }
    }

    /// What stands one behind another, as far as it is short, and what parts of it need.
    private static func found(in parts: [RegularExpression]) -> [NecessaryText] {
        var found: [NecessaryText] = []
        var run: [[ByteSet]] = [[]]
        for part in parts {
            if let texts = part.texts, let longer = product(run, texts) {
                run = longer
                continue
            }
            found += [NecessaryText(run)].compactMap(\.self)
            run = part.texts ?? [[]]
            if part.texts == nil { found += part.isAtom ? [] : part.found }
        }
        return found + [NecessaryText(run)].compactMap(\.self)
    }

    /// The longest that each part needs.
    private static func found(inOneOf parts: [RegularExpression]) -> [NecessaryText] {
        let longest = parts.compactMap { part in part.necessaryTexts.max { $0.length < $1.length } }
        guard longest.count == parts.count else { return [] }
        return [NecessaryText(longest.flatMap(\.alternatives))].compactMap(\.self)
    }

    /// Whether no part stands in it that could need something.
    private var isAtom: Bool {
        switch self {
        case .byte, .start, .end, .boundary: true
        case .repeated(_, let least, _): least == 0
        case .sequence, .choice: false
        }
    }

    /// Every text that it stands for, where they are few; borders are looked over.
    private var texts: [[ByteSet]]? {
        switch self {
        case .byte(let set): set.count <= NecessaryText.maximumBytes ? [[set.widened]] : nil
        case .start, .end, .boundary: [[]]
        case .choice(let parts):
            parts.reduce([] as [[ByteSet]]?) { texts, part in
                guard let texts, let more = part.texts else { return nil }
                return texts.count + more.count <= NecessaryText.maximumAlternatives ? texts + more : nil
            }
        case .sequence(let parts):
            parts.reduce([[]] as [[ByteSet]]?) { texts, part in
                texts.flatMap { texts in part.texts.flatMap { Self.product(texts, $0) } }
            }
        case .repeated(let part, let least, let most):
            if least == 0, most == 1 {
                part.texts.map { [[]] + $0 }
            } else if least == most, least > 0, least <= NecessaryText.maximumRepetition {
                RegularExpression.sequence(Array(repeating: part, count: least)).texts
            } else {
                nil
            }
        }
    }

    /// nil where they are too many or too long.
    private static func product(_ first: [[ByteSet]], _ second: [[ByteSet]]) -> [[ByteSet]]? {
        guard first.count * second.count <= NecessaryText.maximumAlternatives else { return nil }
        let texts = first.flatMap { start in second.map { start + $0 } }
        return texts.allSatisfy { $0.count <= NecessaryText.maximumLength } ? texts : nil
    }
}
