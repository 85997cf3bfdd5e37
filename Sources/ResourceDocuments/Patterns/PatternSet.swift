/// Up to 256 patterns that are searched in one text at once.
package final class PatternSet: Sendable {
    /// Those that an automaton decides in one pass over a text.
    package let regular: NumberSet
    let automaton: PatternAutomaton

    /// nil where none of them is regular. O(patterns)
    package init?(_ patterns: [TextPattern]) {
        let read = patterns.enumerated().compactMap { number, pattern in
            pattern.expression.map { (number: number, expression: $0) }
        }
        let known = read.filter { PatternAutomaton.knows($0.expression) }
        guard !known.isEmpty, let automaton = PatternAutomaton(known) else { return nil }
        regular = NumberSet(known.map(\.number))
        self.automaton = automaton
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
    var expression: RegularExpression? {
        switch self {
        case .pattern(let pattern):
            RegularExpressionParser.parse(pattern.text, isCaseInsensitive: pattern.isCaseInsensitive)
        case .glob(let glob):
            .sequence([.start] + glob.text.utf8.map { Self.expression(ofGlob: $0) } + [.end(allowsNewline: false)])
        case .prefix(let text): .sequence([.start, .text(text.utf8)])
        case .suffix(let text): .sequence([.text(text.utf8), .end(allowsNewline: false)])
        case .part(let text): .text(text.utf8)
        case .any(let patterns): Self.choice(patterns.map(\.expression))
        }
    }

    private static func choice(_ expressions: [RegularExpression?]) -> RegularExpression? {
        let known = expressions.compactMap(\.self)
        return known.count == expressions.count && !known.isEmpty ? .choice(known) : nil
    }

    private static func expression(ofGlob byte: UInt8) -> RegularExpression {
        switch byte {
        case UInt8(ascii: "*"): .repeated(.byte(.all), least: 0, most: nil)
        case UInt8(ascii: "?"): .byte(.all)
        default: .byte(ByteSet([byte]))
        }
    }
}
