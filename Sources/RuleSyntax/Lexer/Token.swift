import SourceText

/// A word, a literal or a sign of a rule.
struct Token: Sendable {
    enum Kind: Hashable, Sendable {
        case name(String)
        /// The decoded value.
        case string(String)
        /// As written, in JSON's grammar.
        case number(String)
        /// As written, `90d`.
        case duration(String)
        /// The text between the slashes, with `\/` read as `/`.
        case regex(String, caseInsensitive: Bool)
        case symbol(Symbol)
        /// Text that is no token; the lexer has reported it.
        case invalid
        case end
    }

    var kind: Kind
    var span: SourceSpan
    /// The first token of its line.
    var startsLine: Bool
    /// Nothing stands between this token and the one before it.
    var touchesPrevious: Bool
    /// A literal that is not closed and holds a `}`, which was probably not meant to be in it.
    var hidesBrace = false
    /// The keyword that a name is spelled like.
    var keyword: Keyword?

    init(kind: Kind, span: SourceSpan, startsLine: Bool, touchesPrevious: Bool) {
        self.kind = kind
        self.span = span
        self.startsLine = startsLine
        self.touchesPrevious = touchesPrevious
        keyword = if case .name(let text) = kind { Keyword.named(text) } else { nil }
    }

    var name: String? { if case .name(let text) = kind { text } else { nil } }
    var string: String? { if case .string(let value) = kind { value } else { nil } }
    var symbol: Symbol? { if case .symbol(let symbol) = kind { symbol } else { nil } }

    /// True of a token after which a value is complete, so that a `/` divides and begins no expression.
    var endsOperand: Bool {
        switch kind {
        case .name: keyword?.precedesOperand != true
        case .string, .number, .duration, .regex, .invalid: true
        case .symbol(let symbol): symbol == .closeParenthesis || symbol == .closeBracket
        case .end: false
        }
    }
}

/// The signs of the language, and those of other languages for which the parser has a cure.
enum Symbol: String, CaseIterable, Sendable {
    case openBrace = "{"
    case closeBrace = "}"
    case openParenthesis = "("
    case closeParenthesis = ")"
    case openBracket = "["
    case closeBracket = "]"
    case comma = ","
    case dot = "."
    case colon = ":"
    case equals = "="
    case atSign = "@"
    case star = "*"

    case doubleEquals = "=="
    case tripleEquals = "==="
    case notEquals = "!="
    case lessOrGreater = "<>"
    case greaterOrEqual = ">="
    case lessOrEqual = "<="
    case greaterThan = ">"
    case lessThan = "<"
    case equalsTilde = "=~"
    case bangTilde = "!~"
    case doubleAmpersand = "&&"
    case doubleBar = "||"
    case bang = "!"
    case plus = "+"
    case minus = "-"
    case slash = "/"
    case percent = "%"

    /// The sign of a byte with which no longer one begins.
    init?(alone byte: UInt8) {
        switch byte {
        case UInt8(ascii: "{"): self = .openBrace
        case UInt8(ascii: "}"): self = .closeBrace
        case UInt8(ascii: "("): self = .openParenthesis
        case UInt8(ascii: ")"): self = .closeParenthesis
        case UInt8(ascii: "["): self = .openBracket
        case UInt8(ascii: "]"): self = .closeBracket
        case UInt8(ascii: ","): self = .comma
        case UInt8(ascii: "."): self = .dot
        case UInt8(ascii: ":"): self = .colon
        default: return nil
        }
    }

    /// True of a sign that only a calculation would need; `*` stands in `[*]` too.
    var isArithmetic: Bool {
        switch self {
        case .plus, .minus, .slash, .percent, .star: true
        case .openBrace, .closeBrace, .openParenthesis, .closeParenthesis, .openBracket, .closeBracket, .comma, .dot,
            .colon, .equals, .atSign, .doubleEquals, .tripleEquals, .notEquals, .lessOrGreater, .greaterOrEqual,
            .lessOrEqual, .greaterThan, .lessThan, .equalsTilde, .bangTilde, .doubleAmpersand, .doubleBar, .bang:
            false
        }
    }

    /// Longest first, as the lexer tries them.
    static let byLength = allCases.map { (symbol: $0, bytes: Array($0.rawValue.utf8)) }
        .sorted { $0.bytes.count > $1.bytes.count }
}
