import SourceText

extension GuardParser {
    /// One clause; a `condition` of `when` has no block of its own.
    mutating func parseClause(isCondition: Bool) throws -> GuardClause {
        try enter()
        defer { depth -= 1 }
        let start = current.span
        if current.keyword == "when", !isCondition {
            advance()
            let conditions = try parseConditions()
            let block = try parseBlock()
            return .conditional(conditions, block, start.union(previous.span))
        }
        let isNegated = takeNot()
        if let word = current.word, let clause = try parseNamed(word, isNegated: isNegated, isCondition: isCondition) {
            return clause
        }
        let subject = try parseSubject()
        if !isCondition, current.symbol == .openBrace, case .query(let query) = subject {
            let block = try parseBlock()
            return .block(query, block, start.union(previous.span))
        }
        guard let (comparator, comparatorIsNegated) = takeComparator() else { throw unexpected("a comparison") }
        var test = GuardTest(
            subject: subject, isNegated: isNegated, comparator: comparator, comparatorIsNegated: comparatorIsNegated,
            span: start)
        if comparator.takesOperand { test.operand = try parseValue() }
        test.span = start.union(previous.span)
        test.message = takeMessage()
        return .test(test)
    }

    /// A resource type's block, or a reference to a rule; nil where a query begins.
    private mutating func parseNamed(
        _ word: String, isNegated: Bool, isCondition: Bool
    ) throws -> GuardClause? {
        let start = current.span
        let next = token(ahead: 1)
        if word.contains("::"), next.symbol == .openBrace || next.keyword == "when" {
            advance()
            var conditions: GuardConjunction?
            if current.keyword == "when" {
                advance()
                conditions = try parseConditions()
            }
            let block = try parseBlock()
            return .typeBlock(word, when: conditions, block, start.union(previous.span))
        }
        if word.contains("::"), !isCondition, beginsClause(next) {
            advance()
            let clause = try parseClause(isCondition: false)
            let block = GuardBlock(clauses: GuardConjunction(groups: [[clause]]))
            return .typeBlock(word, when: nil, block, start.union(previous.span))
        }
        if next.symbol == .openParenthesis {
            if GuardFunction(rawValue: word) != nil { return nil }
            advance()
            let arguments = try parseArguments()
            let span = start.union(previous.span)
            return .rule(
                GuardRuleReference(
                    name: word, isNegated: isNegated, arguments: arguments, message: takeMessage(), span: span))
        }
        guard !continuesQuery(next, isCondition: isCondition), word != "this", word != "some" else { return nil }
        advance()
        return .rule(
            GuardRuleReference(name: word, isNegated: isNegated, arguments: nil, message: takeMessage(), span: start))
    }

    /// Whether the token behind a name makes a query of it; a name alone is a rule's.
    private func continuesQuery(_ next: GuardToken, isCondition: Bool) -> Bool {
        switch next.form {
        case .symbol(.dot), .symbol(.openBracket), .symbol(.equal), .symbol(.notEqual), .symbol(.atLeast),
            .symbol(.atMost), .symbol(.moreThan), .symbol(.lessThan):
            true
        case .symbol(.openBrace): !isCondition
        case .symbol(.not): Self.comparator(token(ahead: 2)) != nil
        case .word:
            if next.keyword == "not" { Self.comparator(token(ahead: 2)) != nil } else { Self.comparator(next) != nil }
        default: false
        }
    }

    /// Whether a clause begins behind a resource type, its block of one.
    private func beginsClause(_ next: GuardToken) -> Bool {
        guard next.word != nil, Self.comparator(next) == nil else { return false }
        return next.keyword != "not" && next.keyword != "or" && next.keyword != "when"
    }

    private mutating func parseSubject() throws -> GuardValue {
        if let word = current.word, GuardFunction(rawValue: word) != nil,
            token(ahead: 1).symbol == .openParenthesis
        {
            return try parseCall(word)
        }
        return .query(try parseQuery())
    }

    private mutating func takeNot() -> Bool {
        guard current.symbol == .not || current.keyword == "not" else { return false }
        advance()
        return true
    }

    private mutating func takeMessage() -> String? {
        guard case .message(let text) = current.form else { return nil }
        advance()
        return text
    }

    /// The comparator here, and whether it is negated; nil where none stands.
    mutating func takeComparator() -> (GuardComparator, isNegated: Bool)? {
        if take(.notEqual) { return (.equal, true) }
        let negates = current.symbol == .not || current.keyword == "not"
        guard let comparator = Self.comparator(negates ? token(ahead: 1) : current) else { return nil }
        index += negates ? 2 : 1
        return (comparator, negates)
    }

    private static func comparator(_ token: GuardToken) -> GuardComparator? {
        switch token.form {
        case .symbol(let symbol): GuardComparator(rawValue: symbol.rawValue)
        case .word(let word): GuardComparator(rawValue: word.lowercased())
        case .variable, .string, .number, .regex, .message, .invalid, .end: nil
        }
    }
}
