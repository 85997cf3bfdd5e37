import SourceText

extension Parser {
    /// `file = { use | define | rule } ;`
    mutating func parseFile() -> [Declaration] {
        enter(.file)
        var declarations: [Declaration] = []
        while !isAtEnd {
            let start = index
            do {
                if let declaration = try parseDeclaration() { declarations.append(declaration) }
            } catch {
                noteUnreadable(from: start)
                recoverToDeclaration(from: start)
            }
        }
        return declarations
    }

    /// Nil after a fault that is over already.
    private mutating func parseDeclaration() throws(SyntaxFailure) -> Declaration? {
        if at(.use) { return .use(try parseUse()) }
        if at(.define) { return .define(try parseDefine()) }
        if at(.rule) { return .rule(try parseRule()) }
        if at(.closeBrace) {
            report(StructureDiagnostics.strayBrace(at: place(current.span)))
            advance()
            return nil
        }
        if resemblesItem(at: index) {
            report(StructureDiagnostics.itemOutsideRule(text(current), at: place(current.span)))
        } else if let name = current.name {
            report(StructureDiagnostics.unknownDeclaration(name, at: place(current.span)))
        } else {
            throw expected(
                "'rule', 'define' or 'use'", hint: "a file of rules holds these: resources are given with '--inventory'"
            )
        }
        throw SyntaxFailure()
    }

    /// `use = "use" STRING [ "as" NAME ] ;`
    private mutating func parseUse() throws(SyntaxFailure) -> UseDeclaration {
        enter(.use)
        let keyword = try expect(.use)
        let path = try parseString("the path of a file")
        let alias = consume(.as) ? try parseBindingName("a name") : nil
        return UseDeclaration(path: path, alias: alias, span: span(from: keyword.span))
    }

    /// `define = "define" NAME "(" [ formal { "," formal } ] ")" "=" condition ;`
    private mutating func parseDefine() throws(SyntaxFailure) -> DefineDeclaration {
        enter(.define)
        let keyword = try expect(.define)
        let name = try parseBindingName("the name of a define")
        let opening = try expect(.openParenthesis)
        let formals = try parseList(closedBy: .closeParenthesis, of: opening) { parser throws(SyntaxFailure) in
            try parser.parseFormal()
        }
        if at(.openBrace) { throw expected("'='", hint: "write '=' and the condition, without braces") }
        skipResultType()
        try expectAssignment()
        if at(.openBrace) { throw expected("a condition", hint: "write the condition without braces") }
        hasBalancedBraces = countsBalancedBraces(opened: 0)
        let body = try parseCondition()
        return DefineDeclaration(name: name, formals: formals, body: body, span: span(from: keyword.span))
    }

    /// `: boolean` before the `=` of a define
    private mutating func skipResultType() {
        guard at(.colon), peek().name != nil, peek(2).symbol == .equals else { return }
        let colon = advance()
        let type = advance()
        report(StructureDiagnostics.resultType(at: place(colon.span.through(type.span))))
    }

    /// `formal = NAME [ ":" type ] ;`
    private mutating func parseFormal() throws(SyntaxFailure) -> FormalSyntax {
        enter(.formal)
        let name = try parseBindingName("the name of a parameter")
        let type = consume(.colon) ? try parseType() : nil
        return FormalSyntax(name: name, type: type)
    }

    /// `rule = "rule" NAME "{" { item } "}" ;`
    private mutating func parseRule() throws(SyntaxFailure) -> RuleDeclaration {
        enter(.rule)
        let keyword = try expect(.rule)
        if current.string != nil { throw expected("the name of a rule", hint: "a name stands without quotes") }
        let name = try parseName("the name of a rule")
        let opening = current
        let isOpened = !resemblesItem(at: index)
        if isOpened, !at(.openBrace) { throw expected("'{'", hint: cureBeforeBrace) }
        if isOpened { advance() } else { _ = expected("'{'", hint: "add '{'") }
        hasBalancedBraces = countsBalancedBraces(opened: 1)
        var items: [RuleItem] = []
        itemColumn = nil
        lastItem = nil
        defer { itemColumn = nil }
        while !consume(.closeBrace) {
            if isAtEnd || startsDeclaration(at: index) {
                if isOpened { reportMissingBrace(of: "rule '\(name.text)'", opening: opening) }
                break
            }
            let start = index
            let reportedBefore = diagnostics.count
            if current.startsLine { itemColumn = column(of: current) }
            do {
                if let item = try parseItem() { items.append(item) }
                lastItem = (start, index, diagnostics.count > reportedBefore)
            } catch {
                if !tokens[start].startsLine { dropItem(endingAt: start, from: &items) }
                lastItem = nil
                noteUnreadable(from: start)
                recoverToItem(from: start)
            }
        }
        return RuleDeclaration(name: name, items: items, span: span(from: keyword.span))
    }
}

extension Parser {
    /// What stands between a rule's name and its brace.
    private var cureBeforeBrace: String? {
        if at(.openParenthesis) { return "a rule has no '()': its parameters are items, 'param NAME: TYPE'" }
        return peek().symbol == .openBrace ? "delete \(describe(current))" : nil
    }
}

// MARK: Words that every area needs

extension Parser {
    mutating func parseName(_ what: String) throws(SyntaxFailure) -> Name {
        guard let text = current.name else { throw expected(what) }
        return Name(text, advance().span)
    }

    /// A name that an expression can be asked for: none of the words that an expression or a predicate begins with.
    mutating func parseBindingName(_ what: String) throws(SyntaxFailure) -> Name {
        let keyword = current.keyword
        let name = try parseName(what)
        if let keyword, Keyword.reserved.contains(keyword) || Keyword.predicates.contains(keyword) {
            report(WordingDiagnostics.unusableName(name.text, at: place(name.span)))
        }
        return name
    }

    mutating func parseString(_ what: String) throws(SyntaxFailure) -> StringSyntax {
        guard let value = current.string else { throw expected("\(what) in double quotes") }
        return StringSyntax(value, advance().span)
    }

    /// Silent where a string that is not closed has swallowed a `}`.
    mutating func reportMissingBrace(of what: String, opening: Token) {
        if lastHiddenBrace > opening.span.start { return }
        report(
            StructureDiagnostics.missingBrace(
                of: what, at: place(.empty(at: previousEnd)), opening: place(opening.span)))
    }

    /// `"="`, for which `:` and `==` are common slips.
    mutating func expectAssignment() throws(SyntaxFailure) {
        if consume(.equals) { return }
        guard at(.colon) || at(.doubleEquals) || at(.default) else { throw expected("'='") }
        report(StructureDiagnostics.wrongSign(text(current), instead: "=", at: place(current.span)))
        advance()
    }

    /// Elements between commas, to the closing sign, which is read too.
    mutating func parseList<Element>(
        closedBy closing: Symbol, of opening: Token,
        _ parseElement: (inout Parser) throws(SyntaxFailure) -> Element
    ) throws(SyntaxFailure) -> [Element] {
        var elements: [Element] = []
        while !at(closing), !isAtItemEnd {
            if at(.comma) {
                report(StructureDiagnostics.strayComma(at: place(current.span)))
                advance()
                continue
            }
            elements.append(try parseElement(&self))
            if at(.comma) {
                let comma = advance()
                if at(closing) { report(StructureDiagnostics.strayComma(at: place(comma.span))) }
            } else if at(closing) || current.startsLine || isAtItemEnd {
                break
            } else {
                let isOver = namesProperty(before: current) || at(.equals)
                let failure = expected(
                    "',' or '\(closing.rawValue)'",
                    hint: isOver ? "add '\(closing.rawValue)'" : "elements are separated by ','")
                // `["a" "b"]` is read on, as with its comma.
                if !isAtLiteral { throw failure }
            }
        }
        try expectClosing(closing, of: opening)
        return elements
    }

    /// At least one element, with commas between them.
    mutating func parseSequence<Element>(
        _ parseElement: (inout Parser) throws(SyntaxFailure) -> Element
    ) throws(SyntaxFailure) -> [Element] {
        var elements = [try parseElement(&self)]
        while at(.comma) {
            let comma = advance()
            if at(.comma) || isAtItemEnd {
                report(StructureDiagnostics.strayComma(at: place(comma.span)))
            } else {
                elements.append(try parseElement(&self))
            }
        }
        return elements
    }
}
