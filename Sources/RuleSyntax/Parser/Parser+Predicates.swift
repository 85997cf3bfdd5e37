import SourceText

extension Parser {
    /// `predicate = "is" [ "not" ] … | "contains" … | "matches" … | ( "starts" | "ends" ) "with" … | "overlaps" …
    ///            | "does" "not" … ;` — nil where none begins.
    mutating func parsePredicate() throws(SyntaxFailure) -> PredicateSyntax? {
        let start = current.span
        let form: PredicateSyntax.Form
        var negated = false
        if consume(.is) {
            negated = consume(.not)
            form = try parseIs(negated: &negated)
        } else if at(.does) {
            (form, negated) = try parseDoes()
        } else if at(.contains) || at(.matches) || at(.overlaps)
            || (at(.starts) || at(.ends)) && peek().keyword == .with
        {
            form = try parseVerb()
        } else {
            if let contraction = try parseContraction() { return contraction }
            return try parseForeignComparison()
        }
        enter(.predicate)
        return PredicateSyntax(form: form, negated: negated, span: span(from: start))
    }

    /// What follows `is` and `is not`.
    mutating func parseIs(negated: inout Bool) throws(SyntaxFailure) -> PredicateSyntax.Form {
        if consume(.present) { return .present }
        if consume(.absent) { return .absent }
        if consume(.empty) { return .empty }
        if consume(.undetermined) { return .undetermined }
        if consume(.one) {
            try expect(.of)
            if let list = try parseLooseList() { return .oneOf(list) }
            return .oneOf(try parseExpression())
        }
        if consume(.at) {
            let order: PredicateSyntax.Order = at(.most) ? .atMost : .atLeast
            if !consume(.most) {
                guard consume(.least) else {
                    throw expected("'least' or 'most'", hint: "write 'at least' or 'at most'")
                }
            }
            return .ordered(order, try parseExpression())
        }
        if at(.more) || at(.less) {
            let order: PredicateSyntax.Order = advance().keyword == .more ? .moreThan : .lessThan
            try expect(.than)
            if at(.or), peek().name == "equal" { return .ordered(try parseOrEqual(order), try parseExpression()) }
            return .ordered(order, try parseExpression())
        }
        if consume(.between) {
            let low = try parseExpression()
            try expect(.and)
            return .between(low, try parseExpression())
        }
        if consume(.within) { return .within(try parseExpression()) }
        if consume(.like) { return .like(try parseExpression()) }
        if at(.older) || at(.newer) {
            let isOlder = advance().keyword == .older
            try expect(.than)
            let limit = try parseExpression()
            return isOlder ? .older(limit) : .newer(limit)
        }
        if consume(.a) || consume(.an) { return .type(try parseType()) }
        if let foreign = try parseForeignIs(negated: &negated) { return foreign }
        return .equal(try parseExpression())
    }

    /// `"does" "not" ( "contain" amount | "match" anyof | ( "start" | "end" ) "with" anyof | "overlap" expression )`
    mutating func parseDoes() throws(SyntaxFailure) -> (form: PredicateSyntax.Form, negated: Bool) {
        let does = advance()
        let negated = consume(.not)
        if isAtExist {
            let word = advance()
            report(WordingDiagnostics.exists(negated: negated, at: place(does.span.through(word.span))))
            return (.present, negated)
        }
        if current.name == "begin" || current.name == "begins" {
            let word = text(advance())
            report(
                WordingDiagnostics.verbForm(
                    word, write: negated ? "start" : "starts", at: place(tokens[index - 1].span)))
            try expect(.with)
            let (anyOf, value) = try parseAnyOf()
            return (.startsWith(anyOf: anyOf, value), negated)
        }
        let baseForms: [Keyword] = [.contain, .match, .start, .end, .overlap]
        if !negated {
            report(WordingDiagnostics.doesWithoutNot(followedBy: current.name, at: place(does.span)))
        } else if let keyword = current.keyword, [.contains, .matches, .starts, .ends, .overlaps].contains(keyword) {
            report(WordingDiagnostics.verbForm(text(current), write: baseForm(of: keyword), at: place(current.span)))
        } else if !baseForms.contains(where: at) {
            throw expected(
                "'contain', 'match', 'start with', 'end with' or 'overlap'",
                hint: at(.is) ? "write 'is not'" : "add one of them")
        }
        return (try parseVerb(), negated)
    }

    private var isAtExist: Bool { current.name == "exist" || current.name == "exists" }

    private func baseForm(of keyword: Keyword) -> String {
        keyword == .matches ? "match" : String(keyword.rawValue.dropLast())
    }

    /// A verb and its operand; both forms of the verb are read here.
    mutating func parseVerb() throws(SyntaxFailure) -> PredicateSyntax.Form {
        if consume(.contains) || consume(.contain) {
            let (amount, value) = try parseAmount()
            return .contains(amount, value)
        }
        if consume(.overlaps) || consume(.overlap) { return .overlaps(try parseExpression()) }
        if consume(.matches) || consume(.match) {
            let (anyOf, value) = try parseAnyOf()
            return .matches(anyOf: anyOf, value)
        }
        let isStart = at(.starts) || at(.start)
        guard isStart || at(.ends) || at(.end) else { throw expected("a predicate") }
        advance()
        try expect(.with)
        let (anyOf, value) = try parseAnyOf()
        return isStart ? .startsWith(anyOf: anyOf, value) : .endsWith(anyOf: anyOf, value)
    }

    /// `amount = [ ( "all" | "any" ) "of" ] expression ;`
    private mutating func parseAmount() throws(SyntaxFailure) -> (PredicateSyntax.Amount, ExpressionSyntax) {
        enter(.amount)
        var amount = PredicateSyntax.Amount.one
        if at(.all) || at(.any), peek().keyword == .of || opensListWithoutOf {
            amount = at(.all) ? .all : .any
            skipAnyOf()
        }
        return (amount, try parseExpression())
    }

    /// `anyof = [ "any" "of" ] expression ;`
    private mutating func parseAnyOf() throws(SyntaxFailure) -> (Bool, ExpressionSyntax) {
        enter(.anyof)
        let anyOf = at(.any) && (peek().keyword == .of || opensListWithoutOf)
        if anyOf { skipAnyOf() }
        return (anyOf, try parseExpression())
    }

    /// At `any [`, where `of` was forgotten.
    private var opensListWithoutOf: Bool { peek().symbol == .openBracket && !peek().touchesPrevious }

    private mutating func skipAnyOf() {
        let word = advance()
        if consume(.of) { return }
        report(WordingDiagnostics.verbForm(text(word), write: "\(text(word)) of", at: place(word.span)))
    }

    /// `type`, by its name; an unknown one is reported and read as `general`.
    mutating func parseType() throws(SyntaxFailure) -> TypeSyntax {
        enter(.type)
        if at(.dot) { throw expected("a type", hint: "the property is written 'this.\(text(tokens[index - 1]))'") }
        if at(.openBracket) { throw expected("a type", hint: Self.listTypesHint) }
        let isReserved = current.keyword.map(Keyword.reserved.contains) ?? false
        guard let name = current.name, !isAtItemEnd, !isReserved else {
            throw expected("a type", hint: WordingDiagnostics.types)
        }
        let token = advance()
        if let type = TypeName(rawValue: name) {
            if at(.lessThan) || at(.of) || at(.openBracket) && current.touchesPrevious { throw expectedEndOfType() }
            return TypeSyntax(type, token.span)
        }
        report(WordingDiagnostics.unknownType(name, isPath: at(.dot), at: place(token.span)))
        while at(.dot) || current.touchesPrevious && current.name != nil { advance() }
        return TypeSyntax(.general, token.span)
    }

    private static let listTypesHint = "lists are 'string_list', 'numeric_list', 'ip_list' and 'list'"

    private mutating func expectedEndOfType() -> SyntaxFailure {
        expected("the end of the type", hint: Self.listTypesHint)
    }
}
