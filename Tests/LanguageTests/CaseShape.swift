import SourceText

@testable import RuleSyntax

/// What remains of a file's rules when every name, literal and comment is left out: two cases of one shape test the same.
struct CaseShape: Hashable {
    private let words: [String]

    init(_ source: SourceFile) {
        words = Lexer.lex(source).tokens.map { token in
            switch token.kind {
            case .name(let name): token.keyword == nil ? "NAME" : name
            case .string, .number, .duration, .regex: "LITERAL"
            case .symbol(let symbol): symbol.rawValue
            case .invalid: source.text(of: token.span)
            case .end: ""
            }
        }
    }
}
