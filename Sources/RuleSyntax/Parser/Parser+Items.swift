import SourceText

extension Parser {
    /// `item = metadata | severity | tags | param | for | when | let | clause ;`
    ///
    /// Nil after a fault that is over already.
    mutating func parseItem() throws(SyntaxFailure) -> RuleItem? {
        enter(.item)
        if let name = current.name, let field = MetadataSyntax.Field(rawValue: name) {
            return .metadata(try parseMetadata(field))
        }
        if at(.severity) { return try parseSeverity() }
        if at(.tags) { return try parseTags() }
        if at(.param) { return .parameter(try parseParameter()) }
        if at(.for) { return .kinds(try parseFor()) }
        if at(.when) { return try parseWhen() }
        if at(.let) { return .binding(try parseLet()) }
        if at(.require) { return .clause(try parseClause(.require)) }
        if at(.forbid) { return .clause(try parseClause(.forbid)) }
        throw unreadableItem()
    }

    /// What stands where an item should: text left over on the line of the item before, or an unknown keyword.
    private mutating func unreadableItem() -> SyntaxFailure {
        let previousIsBrace = index > 0 && tokens[index - 1].symbol == .openBrace
        if !current.startsLine, let last = lastItem, last.end == index, last.isFaulty { return SyntaxFailure() }
        if !current.startsLine, !previousIsBrace, current.kind != .invalid {
            report(
                StructureDiagnostics.unexpected(
                    current, described: describe(current), after: tokens[index - 1], in: file))
        } else if at(.if) {
            report(OperatorDiagnostics.ifThen(at: place(current.span)))
        } else if let name = current.name {
            report(StructureDiagnostics.unknownItem(name, at: place(current.span)))
        } else {
            return expected("an item of the rule")
        }
        return SyntaxFailure()
    }

    /// `metadata = ( "id" | "version" | "title" | "description" | "fix" | "reference" ) STRING ;`
    private mutating func parseMetadata(_ field: MetadataSyntax.Field) throws(SyntaxFailure) -> MetadataSyntax {
        enter(.metadata)
        let keyword = advance()
        skipForeignSign(after: keyword)
        let value = try parseString("the text of '\(field.rawValue)'")
        return MetadataSyntax(field: field, value: value, span: span(from: keyword.span))
    }

    /// `severity = "severity" LEVEL ;`
    private mutating func parseSeverity() throws(SyntaxFailure) -> RuleItem? {
        enter(.severity)
        let keyword = advance()
        skipForeignSign(after: keyword)
        guard let name = current.name ?? current.string, !isAtItemEnd else { throw expected("a severity level") }
        let word = advance()
        guard let level = SeverityLevel(rawValue: name), word.name != nil else {
            report(WordingDiagnostics.unknownSeverity(name, at: place(word.span)))
            return nil
        }
        return .severity(level, span(from: keyword.span))
    }

    /// `tags = "tags" STRING { "," STRING } ;`
    private mutating func parseTags() throws(SyntaxFailure) -> RuleItem {
        enter(.tags)
        let keyword = advance()
        skipForeignSign(after: keyword)
        let tags = try parseSequence { parser throws(SyntaxFailure) in try parser.parseString("a tag") }
        return .tags(tags, span(from: keyword.span))
    }

    /// `param = "param" NAME [ STRING [ STRING ] ] ":" type { constraint } [ "=" literal ] ;`
    private mutating func parseParameter() throws(SyntaxFailure) -> ParameterDeclaration {
        enter(.param)
        let keyword = advance()
        let name = try parseBindingName("the name of a parameter")
        let displayName = current.string != nil ? try parseString("a display name") : nil
        let description = current.string != nil ? try parseString("a description") : nil
        if at(.equals), peek().name.flatMap(TypeName.init) != nil {
            report(StructureDiagnostics.wrongSign("=", instead: ":", at: place(current.span)))
            advance()
        } else {
            guard consume(.colon) else { throw expected("':' and a type", hint: "write 'param \(name.text): TYPE'") }
        }
        let type = try parseType()
        var constraints: [ConstraintSyntax] = []
        while at(.that) { constraints.append(try parseConstraint()) }
        var defaultValue: LiteralSyntax?
        if at(.equals) || at(.colon) || at(.doubleEquals) || at(.default) {
            try expectAssignment()
            defaultValue = try parseLiteral()
        }
        return ParameterDeclaration(
            name: name, displayName: displayName, description: description, type: type, constraints: constraints,
            defaultValue: defaultValue, span: span(from: keyword.span))
    }

    /// `constraint = "that" [ "each" ] predicate ;`
    private mutating func parseConstraint() throws(SyntaxFailure) -> ConstraintSyntax {
        enter(.constraint)
        let keyword = advance()
        let each = consume(.each)
        guard let predicate = try parsePredicate() else { throw expected("a predicate") }
        return ConstraintSyntax(each: each, predicate: predicate, span: span(from: keyword.span))
    }

    /// `for = "for" kind { "," kind } [ "where" condition ] ;`
    private mutating func parseFor() throws(SyntaxFailure) -> KindsSyntax {
        enter(.for)
        let keyword = advance()
        let kinds = try parseSequence { parser throws(SyntaxFailure) in try parser.parseKind() }
        if at(.and) || at(.or) { throw expected("',' or 'where'", hint: "kinds are separated by ','") }
        let filter = try parseWhere()
        return KindsSyntax(kinds: kinds, filter: filter, span: span(from: keyword.span))
    }

    /// `when = "when" condition ;`
    private mutating func parseWhen() throws(SyntaxFailure) -> RuleItem {
        enter(.when)
        let keyword = advance()
        let condition = try parseCondition(of: keyword)
        return .when(condition, span(from: keyword.span))
    }

    /// `let = "let" NAME "=" ( expression | "each" NAME "in" domain [ "where" condition ] ) ;`
    private mutating func parseLet() throws(SyntaxFailure) -> LetDeclaration {
        enter(.let)
        let keyword = advance()
        let name = try parseBindingName("a name")
        if at(.openParenthesis) { throw expected("'='", hint: "'define', outside the rule, takes parameters") }
        try expectAssignment()
        let value: LetDeclaration.Value
        if consume(.each) {
            let variable = try parseBindingName("the name of a variable")
            try expect(.in)
            let domain = try parseDomain()
            value = .each(variable: variable, domain: domain, filter: try parseWhere())
        } else {
            if at(.if) {
                report(OperatorDiagnostics.ifThen(at: place(current.span)))
                throw SyntaxFailure()
            }
            value = .expression(try parseValue(of: keyword))
        }
        return LetDeclaration(name: name, value: value, span: span(from: keyword.span))
    }

    /// An expression, which a predicate behind it would make a condition.
    private mutating func parseValue(of keyword: Token) throws(SyntaxFailure) -> ExpressionSyntax {
        let start = current.span
        if at(.not) || isAtQuantifier {
            _ = try parseCondition()
        } else {
            let value = try parseExpression()
            if current.startsLine { return value }
            if try parsePredicate() == nil { return value }
        }
        report(OperatorDiagnostics.conditionForValue(of: text(keyword), at: place(span(from: start))))
        throw SyntaxFailure()
    }

    /// `clause = ( "require" | "forbid" ) condition [ fallback ] [ "else" message ] ;`
    private mutating func parseClause(_ kind: ClauseSyntax.Kind) throws(SyntaxFailure) -> ClauseSyntax {
        enter(.clause)
        let keyword = advance()
        var clause = ClauseSyntax(kind: kind, condition: try parseCondition(of: keyword), span: keyword.span)
        if at(.if) { try parseFallback(into: &clause) }
        try parseMisplacedFallbacks(into: &clause)
        if at(.else) {
            skipForeignSign(after: advance())
            clause.message = try parseMessage()
        }
        try parseMisplacedFallbacks(into: &clause)
        clause.span = span(from: keyword.span)
        return clause
    }

    /// `fallback = "if" ( "missing" VERDICT | "unknown" "fail" ) ;`
    private mutating func parseFallback(into clause: inout ClauseSyntax) throws(SyntaxFailure) {
        enter(.fallback)
        let keyword = advance()
        if consume(.missing) {
            guard let word = current.name, !isAtItemEnd, !at(.else) else {
                throw expected("a verdict", hint: "add 'pass', 'fail' or 'unknown'")
            }
            if let verdict = ClauseSyntax.Fallback(rawValue: word) {
                clause.ifMissing = verdict
            } else {
                report(WordingDiagnostics.unknownVerdict(word, at: place(current.span)))
            }
            advance()
        } else if consume(.unknown) {
            guard let word = current.name, !isAtItemEnd, !at(.else) else { throw expected("'fail'") }
            if word != "fail" { report(WordingDiagnostics.onlyFail(word, at: place(current.span))) }
            clause.ifUnknownFail = true
            advance()
        } else {
            report(OperatorDiagnostics.ifThen(at: place(keyword.span)))
            throw SyntaxFailure()
        }
    }

    /// A second `if`, and one behind the message: reported, and read as meant.
    private mutating func parseMisplacedFallbacks(into clause: inout ClauseSyntax) throws(SyntaxFailure) {
        while at(.if), !current.startsLine || peek().keyword == .missing || peek().keyword == .unknown {
            report(StructureDiagnostics.misplacedFallback(at: place(current.span)))
            try parseFallback(into: &clause)
        }
    }

    /// The condition that `keyword` asks for.
    private mutating func parseCondition(of keyword: Token) throws(SyntaxFailure) -> ConditionSyntax {
        let isAtFallback = at(.if) && (peek().keyword == .missing || peek().keyword == .unknown)
        if isAtItemEnd || at(.else) || isAtFallback {
            report(StructureDiagnostics.missingCondition(of: text(keyword), at: place(keyword.span)))
            throw SyntaxFailure()
        }
        skipForeignSign(after: keyword)
        return try parseCondition()
    }

    /// A sign between a keyword and its text, as YAML and others write it.
    private mutating func skipForeignSign(after keyword: Token) {
        guard at(.colon) || at(.equals) else { return }
        report(StructureDiagnostics.needlessSign(text(current), after: text(keyword), at: place(current.span)))
        advance()
    }
}
