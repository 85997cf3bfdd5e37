import SourceText

extension Parser {
    var isAtLiteral: Bool {
        switch current.kind {
        case .string, .number, .duration, .regex: true
        case .symbol(let symbol): symbol == .openBracket
        case .name: (at(.true) || at(.false)) && peek().symbol != .dot
        case .invalid, .end: false
        }
    }

    /// `literal = STRING | NUMBER | DURATION | REGEX | "true" | "false" | "[" [ literal { "," literal } ] "]" ;`
    mutating func parseLiteral() throws(SyntaxFailure) -> LiteralSyntax {
        enter(.literal)
        let token = current
        switch token.kind {
        case .string(let value): return LiteralSyntax(form: .string(value), span: advance().span)
        case .number(let text): return parseNumber(text)
        case .duration(let text): return LiteralSyntax(form: .duration(text), span: advance().span)
        case .regex(let text, let caseInsensitive):
            return LiteralSyntax(form: .pattern(text, caseInsensitive: caseInsensitive), span: advance().span)
        case .symbol(.openBracket):
            advance()
            let elements = try nested { parser throws(SyntaxFailure) in
                try parser.parseList(closedBy: .closeBracket, of: token) { parser throws(SyntaxFailure) in
                    try parser.parseLiteral()
                }
            }
            return LiteralSyntax(form: .list(elements), span: span(from: token.span))
        case .symbol(.openBrace):
            report(OperatorDiagnostics.mapLiteral(at: place(token.span)))
            throw SyntaxFailure()
        case .name(let name):
            if at(.true) || at(.false) {
                return LiteralSyntax(form: .boolean(advance().keyword == .true), span: token.span)
            }
            if isAtItemEnd { throw expected("a literal") }
            return try parseForeignLiteral(name)
        case .symbol, .invalid, .end:
            throw expected("a literal")
        }
    }

    /// A number; a unit behind a space is reported and read with it.
    private mutating func parseNumber(_ text: String) -> LiteralSyntax {
        let number = advance()
        // In a block the next condition may begin with any word.
        guard openBlocks == 0, !current.startsLine, let unit = current.name, DurationUnit.isMeant(by: unit) else {
            return LiteralSyntax(form: .number(text), span: number.span)
        }
        let span = number.span.through(advance().span)
        report(LexerDiagnostics.badDuration(number: text, unit: unit, isApart: true, at: place(span)))
        return LiteralSyntax(form: .duration("0s"), span: span)
    }

    /// A bare word where only a literal may stand: reported, and read as the string it probably is.
    private mutating func parseForeignLiteral(_ name: String) throws(SyntaxFailure) -> LiteralSyntax {
        let start = advance().span
        while at(.dot), peek().name != nil {
            advance()
            advance()
        }
        let span = span(from: start)
        report(OperatorDiagnostics.notLiteral(file.text(of: span), at: place(span)))
        return LiteralSyntax(form: .string(name), span: span)
    }
}
