import SourceText

extension GuardParser {
    /// `[ some ] part { part }`
    mutating func parseQuery() throws -> GuardQuery {
        let start = current.span
        let isSome = current.keyword == "some"
        if isSome { advance() }
        var parts: [GuardPart] = []
        let first = current
        switch first.form {
        case .variable(let name): parts.append(GuardPart(form: .variable(name), span: first.span))
        case .word("this"): parts.append(GuardPart(form: .this, span: first.span))
        case .word(let word): parts.append(GuardPart(form: .key(word), span: first.span))
        case .string(let key): parts.append(GuardPart(form: .key(key), span: first.span))
        case .symbol(.star): parts.append(GuardPart(form: .values, span: first.span))
        case .symbol(.openBracket): break
        case .symbol, .number, .regex, .message, .invalid, .end: throw unexpected("a query")
        }
        if first.symbol != .openBracket { advance() }
        while true {
            if take(.dot) {
                parts.append(try parseMember())
            } else if current.symbol == .openBracket {
                parts.append(try parseBracket())
            } else {
                return GuardQuery(isSome: isSome, parts: parts, span: start.union(previous.span))
            }
        }
    }

    /// Behind a dot.
    private mutating func parseMember() throws -> GuardPart {
        let token = current
        let form: GuardPart.Form
        switch token.form {
        case .word(let word): form = .key(word)
        case .string(let key): form = .key(key)
        case .variable(let name): form = .interpolated(name)
        case .symbol(.star): form = .values
        case .number(let text):
            guard let number = Int(text) else { throw unexpected("a key") }
            form = .index(number)
        case .symbol, .regex, .message, .invalid, .end: throw unexpected("a key")
        }
        advance()
        return GuardPart(form: form, span: token.span)
    }

    /// `[*]`, `[0]`, `['key']`, `[ keys == value ]`, `[ clauses ]`, `[ name | clauses ]`
    private mutating func parseBracket() throws -> GuardPart {
        try enter()
        defer { depth -= 1 }
        let start = advance().span
        let closes = token(ahead: 1).symbol == .closeBracket
        var form: GuardPart.Form?
        switch current.form {
        case .symbol(.star) where closes: form = .elements
        case .number(let text) where closes: form = Int(text).map { .index($0) }
        case .string(let key) where closes: form = .key(key)
        case .variable(let name) where closes: form = .interpolated(name)
        case .word, .string, .number, .symbol, .variable, .regex, .message, .invalid, .end: break
        }
        if form != nil {
            advance()
        } else if current.keyword == "keys" {
            advance()
            guard let (comparator, isNegated) = takeComparator() else { throw unexpected("a comparison") }
            form = .keys(comparator, isNegated: isNegated, try parseValue())
        } else {
            if current.word != nil, token(ahead: 1).symbol == .bar { index += 2 }
            var clauses = GuardConjunction()
            while current.symbol != .closeBracket { clauses.groups.append(try parseGroup()) }
            form = .filter(clauses)
        }
        try expect(.closeBracket)
        return GuardPart(form: form ?? .elements, span: start.union(previous.span))
    }
}
