import SourceText

/// Several values where a list is due: reported with the list, and read as it.
extension Parser {
    /// `is "a" or "b"`: the operands without those that only name another value of the test before them.
    mutating func joiningAlternatives(
        _ operands: [ConditionSyntax], isOr: [Bool]
    ) -> (operands: [ConditionSyntax], isOr: [Bool]) {
        var joined: [ConditionSyntax] = []
        var joints: [Bool] = []
        var index = 0
        while index < operands.count {
            let operand = operands[index]
            if index > 0 { joints.append(isOr[index - 1]) }
            index += 1
            guard case .test(let subject, var predicate, let span) = operand,
                case .equal(.literal(let first)) = predicate.form
            else {
                joined.append(operand)
                continue
            }
            var values = [first]
            while index < operands.count, isOr[index - 1], case .expression(.literal(let value)) = operands[index] {
                values.append(value)
                index += 1
            }
            let last = values[values.count - 1].span
            if values.count > 1 {
                let list = LiteralSyntax(form: .list(values), span: first.span.through(last))
                predicate.form = .oneOf(.literal(list))
                predicate.span = predicate.span.through(last)
                let phrase = "is \(predicate.negated ? "not " : "")one of \(text(of: list))"
                report(WordingDiagnostics.alternatives(phrase, at: place(predicate.span)))
            }
            joined.append(.test(subject, predicate, span.through(last)))
        }
        return (joined, joints)
    }

    /// `one of ("a", "b")` and `one of "a", "b"`, behind `of`; nil where neither stands.
    mutating func parseLooseList() throws(SyntaxFailure) -> ExpressionSyntax? {
        let start = current.span
        let isInParentheses = at(.openParenthesis)
        guard isInParentheses || isAtLiteral && !at(.openBracket) && peek().symbol == .comma else { return nil }
        var elements: [LiteralSyntax] = []
        if isInParentheses { advance() }
        while isAtLiteral {
            elements.append(try parseLiteral())
            guard at(.comma) else { break }
            advance()
        }
        if isInParentheses { guard !elements.isEmpty, consume(.closeParenthesis) else { throw expected("a value") } }
        let whole = span(from: start)
        let list = LiteralSyntax(form: .list(elements), span: whole)
        report(WordingDiagnostics.looseList(text(of: list), at: place(whole)))
        return .literal(list)
    }

    private func text(of list: LiteralSyntax) -> String {
        guard case .list(let elements) = list.form else { return file.text(of: list.span) }
        return "[\(elements.map { file.text(of: $0.span) }.joined(separator: ", "))]"
    }
}
