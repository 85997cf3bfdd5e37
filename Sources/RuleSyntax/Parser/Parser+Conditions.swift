import SourceText

extension Parser {
    /// `condition = unary { "and" unary } | unary { "or" unary } ;`
    mutating func parseCondition() throws(SyntaxFailure) -> ConditionSyntax {
        enter(.condition)
        var operands = [try parseUnary()]
        /// For each operand but the first, whether `or` joins it.
        var isOr: [Bool] = []
        while let joinsByOr = consumeConnective() {
            isOr.append(joinsByOr)
            operands.append(try parseUnary())
        }
        (operands, isOr) = joiningAlternatives(operands, isOr: isOr)
        let span = SourceSpan(operands[0].span.start, operands[operands.count - 1].span.end)
        guard let first = isOr.first else { return operands[0] }
        if isOr.allSatisfy({ $0 == first }) { return first ? .or(operands, span) : .and(operands, span) }
        return groupMixed(operands, isOr: isOr, span: span)
    }

    /// `and` or `or`; other languages' signs are reported and read as these. True for `or`, nil where none stands.
    private mutating func consumeConnective() -> Bool? {
        if consume(.and) { return false }
        if consume(.or) { return true }
        guard at(.doubleAmpersand) || at(.doubleBar) else { return nil }
        report(OperatorDiagnostics.connective(text(current), at: place(current.span)))
        return advance().symbol == .doubleBar
    }

    /// Reports `a and b or c` and reads it as most languages would.
    private mutating func groupMixed(
        _ operands: [ConditionSyntax], isOr: [Bool], span: SourceSpan
    ) -> ConditionSyntax {
        var groups = [[operands[0]]]
        for (operand, joinsByOr) in zip(operands.dropFirst(), isOr) {
            if joinsByOr { groups.append([operand]) } else { groups[groups.count - 1].append(operand) }
        }
        var mended = ""
        var end = span.start
        let alternatives = groups.map { group -> ConditionSyntax in
            let groupSpan = SourceSpan(group[0].span.start, group[group.count - 1].span.end)
            mended += file.text(of: SourceSpan(end, groupSpan.start))
            end = groupSpan.end
            let groupText = file.text(of: groupSpan)
            mended += group.count > 1 ? "(\(groupText))" : groupText
            return group.count > 1 ? .parenthesized(.and(group, groupSpan), groupSpan) : group[0]
        }
        report(OperatorDiagnostics.mixed(at: place(span), replacement: mended))
        return .or(alternatives, span)
    }

    /// `unary = "not" unary | "(" condition ")" | block | quantified | expression [ predicate ] ;`
    mutating func parseUnary() throws(SyntaxFailure) -> ConditionSyntax {
        try nested { parser throws(SyntaxFailure) in
            parser.enter(.unary)
            return try parser.parseUnaryForm()
        }
    }

    private mutating func parseUnaryForm() throws(SyntaxFailure) -> ConditionSyntax {
        if isAtOperandEnd { throw expected("a condition") }
        if isReservedWordAsProperty { return try parseTest() }
        if at(.not) || at(.bang) {
            if at(.bang) { report(OperatorDiagnostics.negation(at: place(current.span))) }
            let keyword = advance()
            let operand = try parseUnary()
            return .not(operand, keyword.span.through(operand.span))
        }
        if at(.openParenthesis) { return try parseParenthesized() }
        if let kind = blockKind { return try parseBlock(kind) }
        if isAtBlockWithoutBrace { throw expectedBrace() }
        if isAtQuantifier || foreignQuantifier != nil { return .quantified(try parseQuantified()) }
        if at(.if) {
            report(OperatorDiagnostics.ifThen(at: place(current.span)))
            throw SyntaxFailure()
        }
        return try parseTest()
    }

    /// `"(" condition ")"`
    private mutating func parseParenthesized() throws(SyntaxFailure) -> ConditionSyntax {
        let opening = advance()
        let wasInsideWhere = isInsideWhere
        isInsideWhere = false
        defer { isInsideWhere = wasInsideWhere }
        let condition = try parseCondition()
        try expectClosing(.closeParenthesis, of: opening)
        let span = span(from: opening.span)
        // `(a default b) is c`: the parentheses stand around a value.
        guard case .expression(let value) = condition, !current.startsLine else {
            return .parenthesized(condition, span)
        }
        guard let predicate = try parsePredicate() else { return .parenthesized(condition, span) }
        report(OperatorDiagnostics.parenthesizedValue(at: place(span)))
        return .test(value, predicate, span.through(predicate.span))
    }

    private var blockKind: ConditionSyntax.BlockKind? {
        guard peek().symbol == .openBrace else { return nil }
        return current.name.flatMap(ConditionSyntax.BlockKind.init)
    }

    /// At `all`, `any` or `none` at the end of a line, with conditions below it.
    private var isAtBlockWithoutBrace: Bool {
        guard current.name.flatMap(ConditionSyntax.BlockKind.init) != nil else { return false }
        let next = peek()
        return next.startsLine && next.name != nil && !startsItem(at: index + 1) && !namesProperty(before: next)
            && itemColumn.map { column(of: next) > $0 } ?? false
    }

    private mutating func expectedBrace() -> SyntaxFailure {
        advance()
        // Its '}' is none of the rule's.
        if !hasBalancedBraces { openBlocks += 1 }
        return expected("'{'")
    }

    /// `block = ( "all" | "any" | "none" ) "{" condition { condition } "}" ;`
    private mutating func parseBlock(_ kind: ConditionSyntax.BlockKind) throws(SyntaxFailure) -> ConditionSyntax {
        enter(.block)
        let keyword = advance()
        let opening = advance()
        let wasInsideWhere = isInsideWhere
        isInsideWhere = false
        defer { isInsideWhere = wasInsideWhere }
        openBlocks += 1
        var conditions: [ConditionSyntax] = []
        repeat {
            conditions.append(try parseCondition())
            if at(.comma) {
                report(StructureDiagnostics.strayComma(at: place(current.span)))
                advance()
            }
        } while !isAtItemEnd
        // Not in a `defer`: after a failure the recovery wants to know how many `}` are due.
        openBlocks -= 1
        if !consume(.closeBrace) { reportMissingBrace(of: "'\(kind.rawValue)'", opening: opening) }
        return .block(kind, conditions, span(from: keyword.span))
    }

    /// `expression [ predicate ]`
    private mutating func parseTest() throws(SyntaxFailure) -> ConditionSyntax {
        if let keyword = current.keyword, Keyword.betweenConditions.contains(keyword), !isReservedWordAsProperty {
            throw expected("a condition")
        }
        if isAtForeignExists { return try parseForeignExists() }
        let subject = try parseExpression()
        if let predicate = try parsePredicate() {
            return .test(subject, predicate, subject.span.through(predicate.span))
        }
        if let predicate = try parseForeignPredicate(after: subject) {
            return .test(subject, predicate, subject.span.through(predicate.span))
        }
        // What follows has been reported, and may have been meant as the predicate.
        if current.kind == .invalid, !current.startsLine { throw SyntaxFailure() }
        return .expression(subject)
    }

    /// True at `exists` before a name that can only be what should exist.
    private var isAtForeignExists: Bool {
        guard current.name == "exists", !peek().startsLine, peek().name != nil else { return false }
        guard let keyword = peek().keyword else { return true }
        return keyword == .this
            || !Keyword.reserved.contains(keyword) && ![.starts, .ends, .overlaps].contains(keyword)
    }

    /// `exists a.b`
    private mutating func parseForeignExists() throws(SyntaxFailure) -> ConditionSyntax {
        let word = advance()
        report(WordingDiagnostics.exists(negated: false, at: place(word.span)))
        let subject = try parseExpression()
        let predicate = PredicateSyntax(form: .present, negated: false, span: word.span)
        return .test(subject, predicate, word.span.through(subject.span))
    }

    /// `[ "where" condition ]`
    mutating func parseWhere() throws(SyntaxFailure) -> ConditionSyntax? {
        guard at(.where) else { return nil }
        let keyword = advance()
        let wasInsideWhere = isInsideWhere
        isInsideWhere = true
        defer { isInsideWhere = wasInsideWhere }
        if isAtItemEnd || at(.satisfies) {
            report(StructureDiagnostics.missingCondition(of: "where", at: place(keyword.span)))
            throw SyntaxFailure()
        }
        return try parseCondition()
    }
}
