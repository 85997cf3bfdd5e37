import SourceText

/// One word of a Guard file.
struct GuardToken: Sendable {
    enum Form: Hashable, Sendable {
        /// A name, keyword or resource type: `Properties`, `when`, `AWS::S3::Bucket`.
        case word(String)
        /// `%name`
        case variable(String)
        case string(String)
        case number(String)
        /// The text between the slashes, with `\/` read as `/`.
        case regex(String)
        /// The text between `<<` and `>>`.
        case message(String)
        case symbol(GuardSymbol)
        case invalid
        case end
    }

    var form: Form
    var span: SourceSpan

    var symbol: GuardSymbol? { if case .symbol(let symbol) = form { symbol } else { nil } }
    var word: String? { if case .word(let word) = form { word } else { nil } }
    /// The word in lower case: Guard's keywords are written small or in capitals.
    var keyword: String? { word?.lowercased() }
}

/// Signs, longest first, so that the first that fits is the one that stands there.
enum GuardSymbol: String, CaseIterable, Sendable {
    case assign = ":="
    case equal = "=="
    case notEqual = "!="
    case atLeast = ">="
    case atMost = "<="
    case moreThan = ">"
    case lessThan = "<"
    case not = "!"
    case becomes = "="
    case dot = "."
    case comma = ","
    case colon = ":"
    case star = "*"
    case bar = "|"
    case openBracket = "["
    case closeBracket = "]"
    case openBrace = "{"
    case closeBrace = "}"
    case openParenthesis = "("
    case closeParenthesis = ")"
}
