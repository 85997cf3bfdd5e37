import SourceText

/// Predicates as other languages, or English, would put them: each is reported with its cure and read as meant.
extension Parser {
    /// `isn't …`, `doesn't …`
    mutating func parseContraction() throws(SyntaxFailure) -> PredicateSyntax? {
        guard let word = current.name, word.hasSuffix("n't") else { return nil }
        let isForm = ["isn't", "aren't", "wasn't"].contains(word.lowercased())
        guard isForm || ["doesn't", "don't"].contains(word.lowercased()) else { return nil }
        let token = advance()
        report(WordingDiagnostics.contraction(word, write: isForm ? "is not" : "does not", at: place(token.span)))
        var negated = true
        let form: PredicateSyntax.Form
        if isForm {
            form = try parseIs(negated: &negated)
        } else if current.name == "exist" {
            advance()
            form = .present
        } else {
            form = try parseVerb()
        }
        return PredicateSyntax(form: form, negated: negated, span: span(from: token.span))
    }

    /// `==`, `!=`, `>=`, `=~`, `=` … behind a subject.
    mutating func parseForeignComparison() throws(SyntaxFailure) -> PredicateSyntax? {
        guard let symbol = current.symbol, let comparison = ForeignComparison(symbol) else { return nil }
        let token = advance()
        report(OperatorDiagnostics.comparison(symbol, write: comparison.phrase, at: place(token.span)))
        let operand = try parseExpression()
        return PredicateSyntax(
            form: comparison.form(operand), negated: comparison.negated, span: span(from: token.span))
    }

    /// What follows `is`: `in`, `null`, `greater than`, `equal to`, `exists`.
    mutating func parseForeignIs(negated: inout Bool) throws(SyntaxFailure) -> PredicateSyntax.Form? {
        guard let word = current.name, peek().symbol != .dot, !peek().touchesPrevious || peek().name != nil else {
            return nil
        }
        let start = current.span
        switch word {
        case "in":
            advance()
            report(WordingDiagnostics.isIn(negated: negated, at: place(start)))
            return .oneOf(try parseExpression())
        case "null", "nil", "undefined":
            advance()
            report(WordingDiagnostics.isNull(word, negated: negated, at: place(start)))
            negated.toggle()
            return .present
        case "exists", "defined":
            advance()
            report(WordingDiagnostics.exists(negated: negated, at: place(start)))
            return .present
        case "matching", "containing":
            advance()
            let isMatch = word == "matching"
            let phrase =
                negated ? (isMatch ? "does not match" : "does not contain") : (isMatch ? "matches" : "contains")
            report(WordingDiagnostics.verbForm(word, write: phrase, at: place(start)))
            // Behind a word it does not know, the lexer takes the '/' of a pattern for a division.
            if at(.slash) { throw SyntaxFailure() }
            let operand = try parseExpression()
            return isMatch ? .matches(anyOf: false, operand) : .contains(.one, operand)
        case "contained" where peek().keyword == .in:
            advance()
            report(WordingDiagnostics.isIn(negated: negated, at: place(start.through(advance().span))))
            return .oneOf(try parseExpression())
        case "equal" where peek().name == "to":
            advance()
            let to = advance()
            report(WordingDiagnostics.isEqualTo(at: place(start.through(to.span))))
            return .equal(try parseExpression())
        case "greater", "bigger", "larger", "higher", "lower", "smaller", "fewer":
            guard peek().keyword == .than || peek().keyword == .or else { return nil }
            advance()
            let isMore = !["lower", "smaller", "fewer"].contains(word)
            var order: PredicateSyntax.Order = isMore ? .moreThan : .lessThan
            _ = consume(.than)
            if at(.or), peek().name == "equal" {
                order = try parseOrEqual(order, from: start)
            } else {
                report(WordingDiagnostics.order(word, write: order.rawValue, at: place(span(from: start))))
            }
            return .ordered(order, try parseExpression())
        default:
            return nil
        }
    }

    /// `or equal [to]` behind `more than`; `start` is where the phrase began.
    mutating func parseOrEqual(
        _ order: PredicateSyntax.Order, from start: SourceSpan? = nil
    ) throws(SyntaxFailure) -> PredicateSyntax.Order {
        let phrase = start ?? tokens[index - 2].span
        advance()
        advance()
        if current.name == "to" { advance() }
        let meant: PredicateSyntax.Order = order == .moreThan ? .atLeast : .atMost
        let span = span(from: phrase)
        report(WordingDiagnostics.order(file.text(of: span), write: meant.rawValue, at: place(span)))
        return meant
    }

    /// A word behind a subject that is no predicate: `exists`, `in`, `equals`, `has`, `contain`, or one that lacks `is`.
    mutating func parseForeignPredicate(after subject: ExpressionSyntax) throws(SyntaxFailure) -> PredicateSyntax? {
        if current.startsLine { return nil }
        // In a block a call may stand alone, and the next condition may begin with any word.
        if openBlocks > 0, case .call = subject { return nil }
        if at(.openBracket) || at(.openParenthesis), case .path = subject {
            report(OperatorDiagnostics.looseBracket(text(current), at: place(current.span)))
            throw SyntaxFailure()
        }
        let start = current.span
        var negated = at(.not) && (peek().keyword == .in || peek().name == "exists")
        if negated { advance() }
        guard let word = current.name else { return nil }
        guard let form = try parseForeignVerb(word, start: start, negated: &negated) else { return nil }
        return PredicateSyntax(form: form, negated: negated, span: span(from: start))
    }

    private mutating func parseForeignVerb(
        _ word: String, start: SourceSpan, negated: inout Bool
    ) throws(SyntaxFailure) -> PredicateSyntax.Form? {
        let wordPlace = place(start.through(current.span))
        switch word.lowercased() {
        case "in":
            if isQuantifierBehindIn { throw expectedQuantifier() }
            advance()
            report(WordingDiagnostics.bareIn(negated: negated, at: wordPlace))
            return .oneOf(try parseExpression())
        case "exists":
            advance()
            report(WordingDiagnostics.exists(negated: negated, at: wordPlace))
            return .present
        case "equals", "equal", "eq":
            advance()
            if current.name == "to" { advance() }
            report(WordingDiagnostics.isEqualTo(at: wordPlace))
            return .equal(try parseExpression())
        case "has", "includes", "include", "have":
            advance()
            report(WordingDiagnostics.verbForm(word, write: "contains", at: wordPlace))
            return .contains(.one, try parseExpression())
        case "must", "should", "shall": return try parseDemand(start, negated: &negated)
        case "startswith", "starts_with", "endswith", "ends_with":
            advance()
            let isStart = word.lowercased().hasPrefix("s")
            report(WordingDiagnostics.verbForm(word, write: isStart ? "starts with" : "ends with", at: wordPlace))
            let operand = try parseExpression()
            return isStart ? .startsWith(anyOf: false, operand) : .endsWith(anyOf: false, operand)
        case "start", "end", "starts", "ends", "begin", "begins":
            advance()
            _ = consume(.with)
            let isStart = !word.lowercased().hasPrefix("e")
            let phrase = place(span(from: start))
            report(WordingDiagnostics.verbForm(phrase.text, write: isStart ? "starts with" : "ends with", at: phrase))
            let operand = try parseExpression()
            return isStart ? .startsWith(anyOf: false, operand) : .endsWith(anyOf: false, operand)
        case "contain", "match", "overlap":
            let thirdPerson = word == "match" ? "matches" : word + "s"
            report(WordingDiagnostics.verbForm(word, write: thirdPerson, at: wordPlace))
            return try parseVerb()
        case "present", "absent", "empty", "undetermined", "one", "at", "more", "less", "between", "within", "like",
            "older", "newer":
            report(WordingDiagnostics.missingIs(word, at: wordPlace))
            return try parseIs(negated: &negated)
        default:
            return nil
        }
    }
}

extension Parser {
    /// Tokens behind `in` among which a `satisfies` makes it a quantifier's.
    private static let farthestBody = 16

    /// At the `in` of `x in xs satisfies …`, where `every` or `some` was forgotten.
    private var isQuantifierBehindIn: Bool {
        for ahead in 1...Self.farthestBody {
            let token = peek(ahead)
            if token.kind == .end || startsItem(at: min(index + ahead, tokens.count - 1)) { return false }
            if token.keyword == .satisfies { return true }
        }
        return false
    }

    private mutating func expectedQuantifier() -> SyntaxFailure {
        expected("a predicate", hint: "a quantifier begins with 'every', 'some' or 'no'")
    }

    /// `must be 1`, `should not contain "a"`: the clause's keyword says that it must.
    private mutating func parseDemand(
        _ start: SourceSpan, negated: inout Bool
    ) throws(SyntaxFailure) -> PredicateSyntax.Form {
        advance()
        negated = consume(.not)
        let verbs: [Keyword] = [.contain, .match, .start, .end, .overlap]
        let verb = verbs.first { at($0) }
        if verb == nil, current.name == "be" || current.name == "equal" { advance() }
        let words = place(verb.map { _ in start.through(current.span) } ?? span(from: start))
        let third = verb.map { $0 == .match ? "matches" : "\($0.rawValue)s" } ?? "is"
        let phrase = negated ? verb.map { "does not \($0.rawValue)" } ?? "is not" : third
        report(WordingDiagnostics.verbForm(words.text, write: phrase, at: words))
        return verb == nil ? try parseIs(negated: &negated) : try parseVerb()
    }
}

/// A sign of comparison of other languages, and the phrase that says it here.
struct ForeignComparison {
    let phrase: String
    let negated: Bool
    let form: (ExpressionSyntax) -> PredicateSyntax.Form

    init?(_ symbol: Symbol) {
        switch symbol {
        case .equals, .doubleEquals, .tripleEquals: self.init("is") { .equal($0) }
        case .notEquals, .lessOrGreater: self.init("is not", negated: true) { .equal($0) }
        case .greaterOrEqual: self.init("is at least") { .ordered(.atLeast, $0) }
        case .lessOrEqual: self.init("is at most") { .ordered(.atMost, $0) }
        case .greaterThan: self.init("is more than") { .ordered(.moreThan, $0) }
        case .lessThan: self.init("is less than") { .ordered(.lessThan, $0) }
        case .equalsTilde: self.init("matches") { .matches(anyOf: false, $0) }
        case .bangTilde: self.init("does not match", negated: true) { .matches(anyOf: false, $0) }
        case .openBrace, .closeBrace, .openParenthesis, .closeParenthesis, .openBracket, .closeBracket, .comma, .dot,
            .colon, .atSign, .star, .doubleAmpersand, .doubleBar, .bang, .plus, .minus, .slash, .percent:
            return nil
        }
    }

    private init(
        _ phrase: String, negated: Bool = false, form: @escaping (ExpressionSyntax) -> PredicateSyntax.Form
    ) {
        self.phrase = phrase
        self.negated = negated
        self.form = form
    }
}
