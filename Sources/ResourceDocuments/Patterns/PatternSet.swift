/// Up to 256 patterns that are searched in one text at once.
package final class PatternSet: Sendable {
    /// Those that an automaton decides in one pass over a text.
    package let regular: NumberSet
    /// Those that it only looks for a text of which they cannot do without: found, that says nothing.
    package let filtered: NumberSet
    let automaton: PatternAutomaton
    private let patterns: [TextPattern]

    /// nil where nothing can be told of any of them. O(patterns)
    package convenience init?(_ patterns: [TextPattern]) { self.init(patterns, filtersAll: false) }

    private init?(_ patterns: [TextPattern], filtersAll: Bool) {
        let known = filtersAll ? [] : Self.known(patterns)
        regular = NumberSet(known.map(\.number))
        let filters = Self.filters(of: patterns, besides: regular)
        if !filters.isEmpty, let automaton = PatternAutomaton(known + filters) {
            filtered = NumberSet(filters.map(\.number))
            self.automaton = automaton
        } else {
            guard !known.isEmpty, let automaton = PatternAutomaton(known) else { return nil }
            filtered = NumberSet()
            self.automaton = automaton
        }
        self.patterns = filtersAll ? [] : patterns
    }

    /// Looks for one text that a pattern cannot do without.
    init?(necessary text: NecessaryText) {
        guard let automaton = PatternAutomaton([(0, text.expression)]) else { return nil }
        regular = NumberSet()
        filtered = NumberSet([0])
        self.automaton = automaton
        patterns = []
    }

    /// Looks for what all of the patterns cannot do without, in any text.
    var filters: PatternSet? { PatternSet(patterns, filtersAll: true) }

    private typealias Expressions = [(number: Int, expression: RegularExpression)]

    private static func known(_ patterns: [TextPattern]) -> Expressions {
        patterns.enumerated().compactMap { number, pattern in
            guard let expression = pattern.expression, PatternAutomaton.knows(expression) else { return nil }
            return (number, expression)
        }
    }

    /// For each other pattern a text that few others need too, and a long one rather than a short one.
    private static func filters(of patterns: [TextPattern], besides regular: NumberSet) -> Expressions {
        let needed = patterns.enumerated().compactMap { number, pattern in
            regular.contains(number) ? nil : (number: number, texts: pattern.necessaryTexts)
        }
        var askers: [NecessaryText: Int] = [:]
        for text in needed.flatMap({ Set($0.texts) }) { askers[text, default: 0] += 1 }
        return needed.compactMap { number, texts in
            texts.min { (askers[$0] ?? 0, $1.length) < (askers[$1] ?? 0, $0.length) }.map { (number, $0.expression) }
        }
    }
}

/// What is looked for in a text.
package indirect enum TextPattern: Sendable {
    case pattern(Pattern)
    case glob(Glob)
    case prefix(String)
    case suffix(String)
    case part(String)
    case any([TextPattern])

    /// nil for what no automaton decides.
    var expression: RegularExpression? { expression(as: .exact) }

    /// Each text that matches has all of them, whatever it is.
    var necessaryTexts: [NecessaryText] { expression(as: .necessary)?.necessaryTexts ?? [] }

    private func expression(as reading: RegularExpressionParser.Reading) -> RegularExpression? {
        switch self {
        case .pattern(let pattern):
            RegularExpressionParser.parse(pattern.text, isCaseInsensitive: pattern.isCaseInsensitive, as: reading)
        case .glob(let glob):
            .sequence(
                [.start] + glob.text.unicodeScalars.map { Self.expression(ofGlob: $0) } + [.end(allowsNewline: false)])
        case .prefix(let text): .sequence([.start, .text(text)])
        case .suffix(let text): .sequence([.text(text), .end(allowsNewline: false)])
        case .part(let text): .text(text)
        case .any(let patterns): Self.choice(patterns.map { $0.expression(as: reading) })
        }
    }

    private static func choice(_ expressions: [RegularExpression?]) -> RegularExpression? {
        let known = expressions.compactMap(\.self)
        return known.count == expressions.count && !known.isEmpty ? .choice(known) : nil
    }

    private static func expression(ofGlob character: UnicodeScalar) -> RegularExpression {
        switch character {
        case "*": .anything
        case "?": .byte(.all)
        default: .byte(ByteSet(character))
        }
    }
}
