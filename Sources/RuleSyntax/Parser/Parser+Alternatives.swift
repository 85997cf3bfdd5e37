import SourceText

/// Several values where a list is due: reported with the list, and read as it.
extension Parser {
    /// `is "a" or "b"`: the operands without those that only name another value of the test before them.
    mutating func joiningAlternatives(
        _ operands: [ConditionSyntax], isOr: [Bool]
    ) -> (operands: [ConditionSyntax], isOr: [Bool]) {
        var joined = [operands[0]]
        var joints: [Bool] = []
        var mended: Set<Int> = []
        for (operand, joinsByOr) in zip(operands.dropFirst(), isOr) {
            if joinsByOr, let whole = alternative(operand, of: joined[joined.count - 1]) {
                joined[joined.count - 1] = whole
                mended.insert(joined.count - 1)
            } else {
                joined.append(operand)
                joints.append(joinsByOr)
            }
        }
        for (index, operand) in joined.enumerated() where mended.contains(index) {
            if case .test(_, let predicate, _) = operand { report(alternatives: predicate) }
        }
        return (joined, joints)
    }

    /// The test with one value more; nil where `operand` is no value, or the test compares with none.
    private func alternative(_ operand: ConditionSyntax, of test: ConditionSyntax) -> ConditionSyntax? {
        guard case .expression(.literal(let value)) = operand, case .test(let subject, var predicate, let span) = test
        else { return nil }
        switch predicate.form {
        case .equal(.literal(let first)): predicate.form = .oneOf(.literal(Self.list([first, value])))
        case .oneOf(.literal(let list)):
            guard isLoose(predicate), case .list(let elements) = list.form else { return nil }
            predicate.form = .oneOf(.literal(Self.list(elements + [value])))
        case .present, .absent, .empty, .undetermined, .equal, .oneOf, .ordered, .between, .within, .like, .older,
            .newer, .type, .contains, .matches, .startsWith, .endsWith, .overlaps:
            return nil
        }
        predicate.span = predicate.span.through(value.span)
        return .test(subject, predicate, span.through(value.span))
    }

    /// Whether the predicate's list was put together from values that stand apart.
    private func isLoose(_ predicate: PredicateSyntax) -> Bool {
        guard case .oneOf(.literal(let list)) = predicate.form, case .list(let elements) = list.form,
            let first = elements.first
        else { return false }
        return list.span.start == first.span.start
    }

    private mutating func report(alternatives predicate: PredicateSyntax) {
        guard case .oneOf(.literal(let list)) = predicate.form else { return }
        report(
            WordingDiagnostics.alternatives(
                phrase(of: list, negated: predicate.negated), at: place(predicate.span)))
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

    private func phrase(of list: LiteralSyntax, negated: Bool) -> String {
        "is \(negated ? "not " : "")one of \(text(of: list))"
    }

    private func text(of list: LiteralSyntax) -> String {
        guard case .list(let elements) = list.form else { return file.text(of: list.span) }
        return "[\(elements.map { file.text(of: $0.span) }.joined(separator: ", "))]"
    }

    private static func list(_ elements: [LiteralSyntax]) -> LiteralSyntax {
        LiteralSyntax(form: .list(elements), span: elements[0].span.through(elements[elements.count - 1].span))
    }
}
