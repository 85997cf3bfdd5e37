import SourceText

extension Parser {
    /// `message = '"' { text | "{{" | "}}" | interpolation } '"' ;` — the string after `else`.
    mutating func parseMessage() throws(SyntaxFailure) -> MessageSyntax {
        enter(.message)
        guard current.string != nil else {
            if current.kind != .invalid { report(StructureDiagnostics.missingMessage(at: missingPlace)) }
            throw SyntaxFailure()
        }
        let token = advance()
        let content = contentRange(of: token)
        var decoder = StringDecoder(bytes: file.text, content: content)
        let parts = parseParts(of: decoder.decode())
        if parts.isCut { while !isAtEnd, !current.startsLine, !at(.closeBrace) { advance() } }
        return MessageSyntax(parts: parts.parts, span: token.span)
    }

    /// Between the quotes; quotes of other languages have been reported and may be longer.
    private func contentRange(of token: Token) -> Range<Int> {
        let quote = UInt8(ascii: "\"")
        let start = min(token.span.start + 1, token.span.end)
        let isClosed = token.span.count > 1 && file.text[token.span.end - 1] == quote
        return start..<max(start, isClosed ? token.span.end - 1 : token.span.end)
    }

    /// - Returns: the parts, and whether a quote in the braces has ended the message: what follows on the line is still its text.
    private mutating func parseParts(of text: DecodedString) -> (parts: [MessageSyntax.Part], isCut: Bool) {
        let openBrace = UInt8(ascii: "{")
        let closeBrace = UInt8(ascii: "}")
        var parts: [MessageSyntax.Part] = []
        var plain: [UInt8] = []
        var position = 0
        var isCut = false
        func flush() {
            if !plain.isEmpty { parts.append(.text(String(decoding: plain, as: UTF8.self))) }
            plain = []
        }
        while position < text.bytes.count {
            let byte = text.bytes[position]
            let next = position + 1 < text.bytes.count ? text.bytes[position + 1] : nil
            if byte == openBrace || byte == closeBrace, next == byte {
                plain.append(byte)
                position += 2
            } else if byte == openBrace {
                flush()
                let (expression, end) = parseInterpolation(in: text, at: position)
                if let expression { parts.append(.expression(expression)) }
                if end == nil { isCut = isTextOfMessage(current) }
                position = end ?? text.bytes.count
            } else {
                if byte == closeBrace { report(MessageDiagnostics.strayBrace(at: bracePlace(text, position))) }
                plain.append(byte)
                position += 1
            }
        }
        flush()
        return (parts, isCut)
    }

    /// Whether a word behind a message, whose last brace is open, stands in what was meant to be a string in the braces.
    private func isTextOfMessage(_ token: Token) -> Bool {
        token.touchesPrevious && token.symbol != .closeBrace && !isAtEnd
    }

    /// `interpolation = "{" expression "}" ;` — the expression, nil after a fault, and where the text goes on; nil where the braces
    /// do not end.
    private mutating func parseInterpolation(
        in text: DecodedString, at position: Int
    ) -> (expression: ExpressionSyntax?, end: Int?) {
        enter(.interpolation)
        let lexed = Lexer.lexInterpolation(text, from: position + 1, in: file, counting: steps)
        guard lexed.isClosed else {
            report(
                MessageDiagnostics.unclosed(at: bracePlace(text, position), holdsString: isTextOfMessage(current)))
            return (nil, nil)
        }
        guard lexed.tokens.count > 1 || !lexed.diagnostics.isEmpty else {
            report(MessageDiagnostics.empty(at: bracePlace(text, position)))
            return (nil, lexed.position)
        }
        var inner = Parser(
            file: file, tokens: lexed.tokens, diagnostics: lexed.diagnostics, endDescription: "the end of the braces",
            counting: steps)
        let expression = inner.parseWholeExpression()
        diagnostics.append(contentsOf: inner.diagnostics)
        productions.formUnion(inner.productions)
        return (expression, lexed.position)
    }

    /// An expression and nothing behind it.
    private mutating func parseWholeExpression() -> ExpressionSyntax? {
        do {
            let expression = try parseExpression()
            if !isAtEnd { throw expected("'}'", hint: "only a value stands in the braces of a message") }
            return expression
        } catch {
            return nil
        }
    }

    private func bracePlace(_ text: DecodedString, _ position: Int) -> SourcePlace {
        place(SourceSpan(text.origins[position], text.origins[position + 1]))
    }
}
