import SourceText

extension Parser {
    /// `expression = term { "default" term } ;`
    mutating func parseExpression() throws(SyntaxFailure) -> ExpressionSyntax {
        try nested { parser throws(SyntaxFailure) in
            parser.enter(.expression)
            var value = try parser.parseTerm()
            try parser.skipArithmetic()
            var count = 1
            while parser.at(.default) {
                count += 1
                guard count <= Parser.fallbackLimit else {
                    parser.report(
                        StructureDiagnostics.tooManyFallbacks(
                            Parser.fallbackLimit, at: parser.place(parser.current.span)))
                    throw SyntaxFailure()
                }
                parser.advance()
                let other = try parser.parseTerm()
                try parser.skipArithmetic()
                value = .fallback(value, other, value.span.through(other.span))
            }
            return value
        }
    }

    /// Reports `a + b`, once for a whole calculation, and goes on behind it.
    private mutating func skipArithmetic() throws(SyntaxFailure) {
        var isReported = false
        while isAtArithmetic {
            if !isReported { report(OperatorDiagnostics.arithmetic(text(current), at: place(current.span))) }
            isReported = true
            if current.symbol != nil { advance() }
            // Nothing to calculate with: the fault is reported.
            if current.startsLine || isAtItemEnd { throw SyntaxFailure() }
            _ = try parseTerm()
        }
    }

    private var isAtArithmetic: Bool {
        if let symbol = current.symbol { return symbol.isArithmetic }
        // `a -1`
        guard case .number(let text) = current.kind, text.hasPrefix("-") else { return false }
        return openBlocks == 0 && !current.startsLine && index > 0 && tokens[index - 1].endsOperand
    }

    /// `term = literal | call { accessor } | path ;`
    private mutating func parseTerm() throws(SyntaxFailure) -> ExpressionSyntax {
        enter(.term)
        if isAtLiteral { return .literal(try parseLiteral()) }
        if at(.openBrace) {
            report(OperatorDiagnostics.mapLiteral(at: place(current.span)))
            throw SyntaxFailure()
        }
        if at(.openParenthesis) { return try parseParenthesizedValue() }
        if isReservedWordAsProperty {
            report(WordingDiagnostics.reservedWord(text(current), at: place(current.span)))
            return .path(try parsePath())
        }
        if at(.atSign) || at(.this) { return .path(try parsePath()) }
        guard current.name != nil, !isAtOperandEnd else { throw expected("a value") }
        if let keyword = current.keyword, Keyword.reserved.contains(keyword) { throw expectedValue(at: keyword) }
        if isAtResources { throw expected("a value", hint: "write 'each x in resources of …'") }
        if opensCall(at: 1) || (peek().symbol == .dot && peek(2).name != nil && opensCall(at: 3)) {
            return .call(try parseCall())
        }
        return .path(try parsePath())
    }

    private func opensCall(at ahead: Int) -> Bool {
        peek(ahead).symbol == .openParenthesis && peek(ahead).touchesPrevious
    }

    private mutating func expectedValue(at keyword: Keyword) -> SyntaxFailure {
        let conditions: Set<Keyword> = [.every, .some, .no, .exactly, .not]
        let verbs: Set<Keyword> = [.contains, .matches, .does]
        if keyword == .not, index > 0, tokens[index - 1].keyword == .not {
            return expected("a value", hint: "write 'not' once")
        }
        if conditions.contains(keyword) {
            return expected("a value", hint: "a condition stands where no value is asked for")
        }
        let isBehindIs = index > 0 && tokens[index - 1].keyword == .is
        return expected(
            "a value", hint: verbs.contains(keyword) && isBehindIs ? "write '\(keyword.rawValue)' without 'is'" : nil)
    }

    /// A reserved word that is evidently meant as a property: a predicate or an accessor follows.
    var isReservedWordAsProperty: Bool {
        guard let keyword = current.keyword, Keyword.reserved.contains(keyword) else { return false }
        let next = peek()
        if keyword == .true || keyword == .false { return next.symbol == .dot }
        if keyword == .this { return false }
        if next.symbol == .dot || next.symbol == .openBracket && next.touchesPrevious { return true }
        return next.keyword == .is || next.keyword == .contains || next.keyword == .matches || next.keyword == .does
    }

    /// `( value )`: reported, and read as the value.
    private mutating func parseParenthesizedValue() throws(SyntaxFailure) -> ExpressionSyntax {
        let opening = advance()
        let value = try parseExpression()
        try expectClosing(.closeParenthesis, of: opening)
        report(OperatorDiagnostics.parenthesizedValue(at: place(span(from: opening.span))))
        return value
    }

    /// `path = ( NAME | "this" | "@" NAME ) { accessor } ;`
    private mutating func parsePath() throws(SyntaxFailure) -> PathSyntax {
        enter(.path)
        let start = current.span
        let root: PathSyntax.Root
        if consume(.atSign) {
            root = .attribute(try parseAttributeName())
        } else if consume(.this) {
            root = .this
        } else {
            root = .name(try parseName("a value").text)
        }
        let rootSpan = span(from: start)
        return PathSyntax(root: root, rootSpan: rootSpan, accessors: try parseAccessors())
    }

    private mutating func parseAttributeName() throws(SyntaxFailure) -> String {
        if isAtItemEnd || !current.touchesPrevious && namesProperty(before: current) {
            throw expected("the name of an attribute", hint: "such as '@id'")
        }
        return try parseName("the name of an attribute").text
    }

    private mutating func parseAccessors() throws(SyntaxFailure) -> [AccessorSyntax] {
        var accessors: [AccessorSyntax] = []
        while at(.dot) || at(.openBracket) && current.touchesPrevious {
            accessors.append(try parseAccessor())
        }
        if at(.openParenthesis), current.touchesPrevious {
            report(OperatorDiagnostics.methodCall(at: place(current.span)))
            throw SyntaxFailure()
        }
        return accessors
    }

    /// `accessor = "." ( NAME | "@" NAME | STRING ) | "[" expression "]" | "[*]" ;`
    private mutating func parseAccessor() throws(SyntaxFailure) -> AccessorSyntax {
        enter(.accessor)
        let opening = advance()
        if opening.symbol == .dot {
            let form = try parseMember(after: opening)
            return AccessorSyntax(form: form, span: span(from: opening.span))
        }
        if consume(.star) {
            try expectClosing(.closeBracket, of: opening)
            return AccessorSyntax(form: .elements, span: span(from: opening.span))
        }
        if at(.closeBracket) { throw expected("an index", hint: "write '[*]' for every element") }
        let index = try parseExpression()
        try expectClosing(.closeBracket, of: opening)
        return AccessorSyntax(form: .index(index), span: span(from: opening.span))
    }

    /// What follows the `.`.
    private mutating func parseMember(after dot: Token) throws(SyntaxFailure) -> AccessorSyntax.Form {
        if consume(.atSign) { return .attribute(try parseAttributeName()) }
        if let text = current.string {
            advance()
            return .member(text, quoted: true)
        }
        if case .number(let text) = current.kind {
            let number = advance()
            while at(.dot), case .number = peek().kind {
                advance()
                advance()
            }
            report(OperatorDiagnostics.memberNumber(text, at: place(span(from: dot.span))))
            return .index(.literal(LiteralSyntax(form: .number(text), span: number.span)))
        }
        if at(.star) || at(.openBracket) {
            throw expected("the name of a property", hint: "write '[*]' for every element, without a dot")
        }
        if current.startsLine, isAtItemEnd { throw expected("the name of a property") }
        if !current.touchesPrevious, namesProperty(before: current), !namesProperty(before: peek()) {
            throw expected("the name of a property", hint: "delete the '.'")
        }
        return .member(try parseName("the name of a property").text, quoted: false)
    }

    /// `call = NAME [ "." NAME ] "(" [ argument { "," argument } ] ")" ;` and the accessors behind it.
    private mutating func parseCall() throws(SyntaxFailure) -> CallSyntax {
        enter(.call)
        var name = try parseName("the name of a function")
        let start = name.span
        var module: Name?
        if consume(.dot) {
            module = name
            name = try parseName("the name of a define")
        }
        let opening = try expect(.openParenthesis)
        let arguments = try parseList(closedBy: .closeParenthesis, of: opening) { parser throws(SyntaxFailure) in
            try parser.parseArgument()
        }
        let accessors = try parseAccessors()
        return CallSyntax(
            module: module, name: name, arguments: arguments, accessors: accessors, span: span(from: start))
    }

    /// `argument = expression | resources ;`
    private mutating func parseArgument() throws(SyntaxFailure) -> CallSyntax.Argument {
        enter(.argument)
        if isAtResources {
            let (kind, span) = try parseResources()
            if at(.where) {
                throw expected("',' or ')'", hint: "select with 'let x = each r in resources of … where …'")
            }
            return .resources(kind, span)
        }
        return .expression(try parseExpression())
    }
}
