import SourceText

extension Parser {
    /// True at `every some no exactly`, which are reserved, and at `at least`, `at most`.
    var isAtQuantifier: Bool {
        at(.every) || at(.some) || at(.no) || at(.exactly)
            || at(.at) && (peek().keyword == .least || peek().keyword == .most)
    }

    /// `quantified = quantifier NAME [ "," NAME ] "in" domain
    ///               ( predicate | "satisfies" condition | "where" condition [ "satisfies" condition ] ) ;`
    mutating func parseQuantified() throws(SyntaxFailure) -> QuantifiedSyntax {
        enter(.quantified)
        let start = current.span
        let reportedBefore = diagnostics.count
        let quantifier = try parseQuantifier()
        let quantifierSpan = span(from: start)
        if isInsideWhere { report(QuantifierDiagnostics.insideWhere(at: place(quantifierSpan))) }
        let wasInsideWhere = isInsideWhere
        isInsideWhere = false
        defer { isInsideWhere = wasInsideWhere }

        let variable = try parseVariable(of: quantifier)
        let secondVariable = consume(.comma) ? try parseVariable(of: quantifier) : nil
        try expect(.in)
        let domain = try parseDomain()
        let filter = try parseWhere()
        let body = try parseQuantifiedBody(hasFilter: filter != nil)
        let isSilent = diagnostics.count > reportedBefore
        let quantified = QuantifiedSyntax(
            quantifier: quantifier, quantifierSpan: quantifierSpan, variable: variable, secondVariable: secondVariable,
            domain: domain, filter: filter, body: body, span: span(from: start))
        if case .nothing = body, !isSilent, filter == nil || quantifier == .every {
            report(
                QuantifierDiagnostics.asksNothing(
                    quantifier, variable: variable.text, quantifier: place(quantifierSpan), at: missingPlace))
            // `such that …`: nothing more is to be said of this line.
            if current.name != nil, !current.startsLine, current.keyword.map(Keyword.reserved.contains) != true {
                throw SyntaxFailure()
            }
        }
        return quantified
    }

    /// A word of the language is a name that cannot be used only where 'in' follows it; else the name is missing.
    private mutating func parseVariable(of quantifier: QuantifiedSyntax.Quantifier) throws(SyntaxFailure) -> Name {
        let isReserved = current.keyword.map(Keyword.reserved.contains) ?? false
        let isMissing = isReserved && peek().keyword != .in && peek().symbol != .comma
        if current.name != nil, !isAtItemEnd, !isMissing { return try parseBindingName("the name of a variable") }
        switch quantifier {
        case .every, .some, .no:
            throw expected("the name of a variable", hint: "name the elements: 'every x in …', 'some x in …'")
        case .exactly, .atLeast, .atMost:
            throw expected(
                "the name of a variable",
                hint: "a number of elements is asked for by 'at least 2 x in …', a value by 'VALUE is at least 2'")
        }
    }

    private mutating func parseQuantifiedBody(hasFilter: Bool) throws(SyntaxFailure) -> QuantifiedSyntax.Body {
        if consume(.satisfies) { return .satisfies(try parseCondition()) }
        if at(.colon) {
            report(StructureDiagnostics.wrongSign(":", instead: " satisfies", at: place(current.span)))
            advance()
            return .satisfies(try parseCondition())
        }
        if !hasFilter, let predicate = try parsePredicate() { return .predicate(predicate) }
        return .nothing
    }

    /// `quantifier = "every" | "some" | "no" | "exactly" INT | "at" ( "least" | "most" ) INT ;`
    private mutating func parseQuantifier() throws(SyntaxFailure) -> QuantifiedSyntax.Quantifier {
        enter(.quantifier)
        if let foreign = foreignQuantifier {
            let start = current.span
            for _ in 0..<foreign.words { advance() }
            report(QuantifierDiagnostics.foreignWords(write: foreign.phrase, at: place(span(from: start))))
            return foreign.quantifier
        }
        if consume(.every) { return .every }
        if consume(.some) { return .some }
        if consume(.no) { return .no }
        if consume(.exactly) { return .exactly(try parseCount()) }
        try expect(.at)
        if consume(.least) { return .atLeast(try parseCount()) }
        try expect(.most)
        return .atMost(try parseCount())
    }

    /// `all x in`, `for each x in`, `any x in`, `exists x in`, `more than 2 x in`: what is meant, and how many words
    /// stand before the variable.
    var foreignQuantifier: (quantifier: QuantifiedSyntax.Quantifier, phrase: String, words: Int)? {
        let first = at(.for) ? 1 : 0
        let beginsElements = { (ahead: Int) in
            peek(ahead).name != nil
                && (peek(ahead + 1).keyword == .in
                    || peek(ahead + 1).symbol == .comma && peek(ahead + 3).keyword == .in)
        }
        if at(.more) || at(.less), peek().keyword == .than, case .number(let text) = peek(2).kind, beginsElements(3),
            let count = Int(text), count > 0, count < Int.max
        {
            return at(.more)
                ? (.atLeast(count + 1), "at least \(count + 1)", 3) : (.atMost(count - 1), "at most \(count - 1)", 3)
        }
        guard beginsElements(first + 1) else { return nil }
        switch peek(first).name {
        case "all", "each", "forall", "foreach": return (.every, "every", first + 1)
        case "every": return first == 1 ? (.every, "every", 2) : nil
        case "any", "exists": return (.some, "some", first + 1)
        case "some": return first == 1 ? (.some, "some", 2) : nil
        case "none": return (.no, "no", first + 1)
        default: return nil
        }
    }

    /// `INT`
    private mutating func parseCount() throws(SyntaxFailure) -> Int {
        if let name = current.name, let count = ["zero", "one", "two", "three"].firstIndex(of: name) {
            report(QuantifierDiagnostics.badCount(name, replacement: String(count), at: place(advance().span)))
            return count
        }
        guard case .number(let text) = current.kind else {
            throw expected("a whole number", hint: "such as 'exactly 2 x in …'")
        }
        let token = advance()
        if at(.of), peek().name != nil, peek().keyword != .in {
            report(QuantifierDiagnostics.foreignWords(write: "\(text)", at: place(token.span.through(advance().span))))
        }
        if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let count = Int(text) { return count }
        report(QuantifierDiagnostics.badCount(text, at: place(token.span)))
        return 1
    }

    /// `domain = source { "," source } ;`
    mutating func parseDomain() throws(SyntaxFailure) -> DomainSyntax {
        enter(.domain)
        let sources = try parseSequence { parser throws(SyntaxFailure) in try parser.parseSource() }
        return DomainSyntax(
            sources: sources, span: SourceSpan(sources[0].span.start, sources[sources.count - 1].span.end))
    }

    /// `source = expression | resources ;`
    private mutating func parseSource() throws(SyntaxFailure) -> SourceSyntax {
        enter(.source)
        if isAtResources {
            let (kind, span) = try parseResources()
            return .resources(kind, span)
        }
        return .expression(try parseExpression())
    }

    var isAtResources: Bool { at(.resources) && peek().keyword == .of }

    /// `resources = "resources" "of" kind ;`
    mutating func parseResources() throws(SyntaxFailure) -> (kind: KindSyntax, span: SourceSpan) {
        enter(.resources)
        let keyword = try expect(.resources)
        try expect(.of)
        let kind = try parseKind()
        return (kind, span(from: keyword.span))
    }

    /// `kind = NAME { "." NAME } | STRING ;`
    mutating func parseKind() throws(SyntaxFailure) -> KindSyntax {
        enter(.kind)
        if let text = current.string { return KindSyntax(text: text, isQuoted: true, span: advance().span) }
        guard current.name != nil, !isAtItemEnd, !((at(.where) || at(.satisfies)) && peek().symbol != .dot) else {
            throw expected("a kind of resource")
        }
        let first = try parseName("a kind of resource")
        var text = first.text
        while consume(.dot) { text += "." + (try parseName("the rest of the kind").text) }
        return KindSyntax(text: text, isQuoted: false, span: span(from: first.span))
    }
}
