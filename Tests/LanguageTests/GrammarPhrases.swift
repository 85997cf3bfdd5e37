import Foundation
import TestSupport

/// The phrases that `grammar/norma.ebnf` derives for predicates and quantifiers, each as its words up to the first value in it:
/// `is not one of`, `does not contain all of`, `exactly`.
struct GrammarPhrases {
    let predicates: [[String]]
    let quantifiers: [[String]]

    init() throws {
        let text = try String(contentsOf: ProjectFolder.root.appending(path: "grammar/norma.ebnf"), encoding: .utf8)
        let productions = GrammarReader.productions(in: text)
        func phrases(of production: String) -> [[String]] {
            let derived = productions[production].map { Self.derive($0, productions) } ?? []
            let phrases = derived.map { words in
                // `an` is `a` before a vowel.
                words.prefix { $0 != nil }.compactMap { $0 == "an" ? "a" : $0 }
            }
            return phrases.enumerated().filter { phrases.firstIndex(of: $1) == $0 }.map(\.element)
        }
        predicates = phrases(of: "predicate")
        quantifiers = phrases(of: "quantifier")
    }

    /// Every sequence of words; nil stands for a value, a type or a number.
    private static func derive(
        _ form: GrammarReader.Form, _ productions: [String: GrammarReader.Form]
    ) -> [[String?]] {
        switch form {
        case .word(let word): return [[word]]
        case .name(let name):
            let isPhrase = name == "amount" || name == "anyof"
            return (isPhrase ? productions[name] : nil).map { derive($0, productions) } ?? [[nil]]
        case .optional(let inner): return [[]] + derive(inner, productions)
        case .choice(let forms): return forms.flatMap { derive($0, productions) }
        case .sequence(let forms):
            return forms.reduce([[]]) { derived, next in
                derived.flatMap { before in derive(next, productions).map { before + $0 } }
            }
        }
    }
}

/// Reads the productions of an EBNF that repeat nothing.
struct GrammarReader {
    indirect enum Form {
        case word(String)
        case name(String)
        case optional(Form)
        case choice([Form])
        case sequence([Form])
    }

    private var tokens: ArraySlice<Substring>

    static func productions(in text: String) -> [String: Form] {
        let withoutComments = text.replacing(#/\(\*.*?\*\)/#.dotMatchesNewlines(), with: "")
        var productions: [String: Form] = [:]
        for match in withoutComments.matches(of: #/(\w+) +=((?:"[^"]*"|'[^']*'|\?[^?]*\?|[^;"'?])*);/#) {
            let tokens = match.2.matches(of: #/"[^"]*"|'[^']*'|\?[^?]*\?|\w+|[\[\]{}()|]/#).map(\.output)
            var reader = GrammarReader(tokens: tokens[...])
            productions[String(match.1)] = reader.choice()
        }
        return productions
    }

    private mutating func choice() -> Form {
        var forms = [sequence()]
        while tokens.first == "|" {
            tokens.removeFirst()
            forms.append(sequence())
        }
        return forms.count == 1 ? forms[0] : .choice(forms)
    }

    private mutating func sequence() -> Form {
        var forms: [Form] = []
        while let token = tokens.first, !"|])}".contains(token) {
            tokens.removeFirst()
            switch token {
            case "(", "[", "{":
                let inner = choice()
                tokens = tokens.dropFirst()
                forms.append(token == "(" ? inner : .optional(inner))
            default:
                forms.append(token.first == "\"" ? .word(String(token.dropFirst().dropLast())) : .name(String(token)))
            }
        }
        return .sequence(forms)
    }
}
