import SourceText

/// The functions that Guard 3 knows.
enum GuardFunction: String, CaseIterable, Sendable {
    case count, join, substring
    case jsonParse = "json_parse"
    case regexReplace = "regex_replace"
    case toUpper = "to_upper"
    case toLower = "to_lower"
    case urlDecode = "url_decode"
    case parseInt = "parse_int"
    case parseFloat = "parse_float"
    case parseString = "parse_string"
    case parseBoolean = "parse_boolean"
    case parseCharacter = "parse_char"
    case parseEpoch = "parse_epoch"
    case now
}

extension GuardParser {
    /// A literal, a call or a query.
    mutating func parseValue() throws -> GuardValue {
        switch current.form {
        case .string:
            // `'key'.name` is a query; a string alone is a value.
            if token(ahead: 1).symbol == .dot { return .query(try parseQuery()) }
            return .literal(try parseLiteral())
        case .number, .regex, .symbol(.openBracket), .symbol(.openBrace): return .literal(try parseLiteral())
        case .word(let word):
            if Self.isLiteral(word) || isRange { return .literal(try parseLiteral()) }
            if token(ahead: 1).symbol == .openParenthesis { return try parseCall(word) }
            return .query(try parseQuery())
        case .variable, .symbol, .message, .invalid, .end: return .query(try parseQuery())
        }
    }

    mutating func parseCall(_ name: String) throws -> GuardValue {
        let start = advance().span
        let arguments = try parseArguments()
        return .call(name, arguments, start.union(previous.span))
    }

    mutating func parseArguments() throws -> [GuardValue] {
        try enter()
        defer { depth -= 1 }
        try expect(.openParenthesis)
        var arguments: [GuardValue] = []
        while current.symbol != .closeParenthesis {
            arguments.append(try parseValue())
            if !take(.comma) { break }
        }
        try expect(.closeParenthesis)
        return arguments
    }

    private static func isLiteral(_ word: String) -> Bool {
        ["true", "false", "null"].contains(word.lowercased())
    }

    /// `r[` or `r(` with a number behind it.
    private var isRange: Bool {
        guard current.word == "r", case .number = token(ahead: 2).form, token(ahead: 3).symbol == .comma else {
            return false
        }
        return token(ahead: 1).symbol == .openBracket || token(ahead: 1).symbol == .openParenthesis
    }

    private mutating func parseLiteral() throws -> GuardLiteral {
        try enter()
        defer { depth -= 1 }
        let start = current.span
        let form: GuardLiteral.Form
        switch current.form {
        case .string(let text): form = .string(text)
        case .number(let text): form = .number(text)
        case .regex(let text): form = .regex(text)
        case .word(let word) where word == "r": return try parseRange()
        case .word(let word) where word.lowercased() == "true": form = .boolean(true)
        case .word(let word) where word.lowercased() == "false": form = .boolean(false)
        case .word(let word) where word.lowercased() == "null": form = .null
        case .symbol(.openBracket): return try parseList()
        case .symbol(.openBrace): return try parseMap()
        case .word, .variable, .symbol, .message, .invalid, .end: throw unexpected("a value")
        }
        advance()
        return GuardLiteral(form: form, span: start)
    }

    private mutating func parseList() throws -> GuardLiteral {
        let start = advance().span
        var elements: [GuardLiteral] = []
        while current.symbol != .closeBracket {
            elements.append(try parseLiteral())
            if !take(.comma) { break }
        }
        try expect(.closeBracket)
        return GuardLiteral(form: .list(elements), span: start.union(previous.span))
    }

    private mutating func parseMap() throws -> GuardLiteral {
        let start = advance().span
        var members: [(key: String, value: GuardLiteral)] = []
        while current.symbol != .closeBrace {
            switch current.form {
            case .word(let key), .string(let key):
                advance()
                try expect(.colon)
                members.append((key, try parseLiteral()))
            case .variable, .number, .regex, .message, .symbol, .invalid, .end: throw unexpected("a key")
            }
            if !take(.comma) { break }
        }
        try expect(.closeBrace)
        return GuardLiteral(form: .map(members), span: start.union(previous.span))
    }

    private mutating func parseRange() throws -> GuardLiteral {
        let start = advance().span
        let includesLow = current.symbol == .openBracket
        advance()
        guard case .number(let low) = advance().form else { throw unexpected("a number") }
        try expect(.comma)
        guard case .number(let high) = current.form else { throw unexpected("a number") }
        advance()
        let includesHigh = current.symbol == .closeBracket
        guard take(.closeBracket) || take(.closeParenthesis) else { throw unexpected("']' or ')'") }
        return GuardLiteral(
            form: .range(low: low, high: high, includesLow: includesLow, includesHigh: includesHigh),
            span: start.union(previous.span))
    }
}
