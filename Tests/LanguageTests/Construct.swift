import RuleChecker
import SourceText

@testable import RuleSyntax

/// A predicate, a quantifier or a built-in function, by the words that a rule says it with.
struct Construct: Hashable, CustomStringConvertible {
    private let words: [String]
    private let isFunction: Bool

    /// `is not one of`, `split(…)`
    var description: String { isFunction ? "\(words[0])(…)" : words.joined(separator: " ") }

    /// Every one that the language has.
    static func all() throws -> [Construct] {
        let phrases = try GrammarPhrases()
        return (phrases.predicates + phrases.quantifiers).map { Construct(words: $0, isFunction: false) }
            + BuiltinFunction.allCases.map { Construct(words: [$0.rawValue], isFunction: true) }
    }

    /// Those among `constructs` that a text uses; where several begin at a word, the longest.
    static func used(in text: String, of constructs: [Construct]) -> Set<Construct> {
        let tokens = Lexer.lex(SourceFile(name: "text.norma", text: text)).tokens
        var used: Set<Construct> = []
        var rest = tokens[...]
        while let token = rest.first {
            let found = constructs.filter { $0.begins(rest) }.max { $0.words.count < $1.words.count }
            if let found { used.insert(found) }
            rest = rest.dropFirst(token.name == nil ? 1 : max(1, found?.words.count ?? 1))
        }
        return used
    }

    private func begins(_ tokens: ArraySlice<Token>) -> Bool {
        guard tokens.count > words.count else { return false }
        let names = tokens.prefix(words.count).map { $0.name == "an" ? "a" : $0.name }
        guard names == words else { return false }
        let next = tokens[tokens.startIndex + words.count]
        return !isFunction || next.symbol == .openParenthesis && next.touchesPrevious
    }
}
