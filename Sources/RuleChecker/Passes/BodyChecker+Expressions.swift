import ResourceDocuments
import RuleSyntax
import SourceText

/// Where an expression stands: to the right of a predicate a bare word is probably text without its quotes.
enum Position {
    case operand
    case free
}

extension BodyChecker {
    /// `expression = term { "default" term } ;`
    mutating func expression(_ syntax: ExpressionSyntax, _ position: Position) -> TypedExpression? {
        switch syntax {
        case .literal(let literal): self.literal(literal)
        case .path(let path): self.path(path, position)
        case .call(let call): callExpression(call)
        case .fallback(let left, let right, let span): fallback(left, right, span, position)
        }
    }

    /// `a default b`: a property that one branch can have need not be one that the other can.
    private mutating func fallback(
        _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ span: SourceSpan, _ position: Position
    ) -> TypedExpression? {
        let outer = withheldUnknowns
        withheldUnknowns = []
        guardDepth += 1
        let first = expression(left, position)
        guardDepth -= 1
        let leftUnknowns = withheldUnknowns ?? []
        withheldUnknowns = []
        let second = expression(right, position)
        let rightUnknowns = withheldUnknowns ?? []
        withheldUnknowns = outer
        let isLiteral = second?.isLiteral ?? false
        if !leftUnknowns.isEmpty, isLiteral || !rightUnknowns.isEmpty {
            for diagnostic in leftUnknowns + rightUnknowns { reportUnknown(diagnostic) }
        }
        guard let first, let second else { return nil }
        if isLiteral, case .call(let function, _) = first.expression.form, function != .first, function != .last {
            report(.defaultAfterCall(function.rawValue, at: place(span)))
            return nil
        }
        // A message never says nothing: whatever is missing on the way, what stands behind `default` is printed.
        let reach = isLiteral && !bindings.isInMessage ? CheckedExpression.Fallback.ownEnd : .anywhere
        let type = first.type == second.type ? first.type : mergedType(first.type, second.type)
        return TypedExpression(
            expression: CheckedExpression(
                .fallback(first.expression, second.expression, reach), type: type, place: place(span)),
            view: view(of: first, leftUnknowns, or: second, rightUnknowns))
    }

    /// What is known of the value of either branch; a property that nothing has leaves it to the other one.
    private func view(
        of first: TypedExpression, _ firstUnknowns: [Diagnostic], or second: TypedExpression,
        _ secondUnknowns: [Diagnostic]
    ) -> SchemaView {
        if !firstUnknowns.isEmpty { return second.view }
        if !secondUnknowns.isEmpty { return first.view }
        if case .literal(let value) = second.expression.form { return first.view.or(value) }
        return first.view.or(second.view)
    }

    private func mergedType(_ left: ValueType, _ right: ValueType) -> ValueType {
        switch (left, right) {
        case (.list(let element), .list(.any)), (.list(.any), .list(let element)): .list(element)
        case (.list, .list): .list(.any)
        case (.numeric, .quantity), (.quantity, .numeric): .quantity
        default: .any
        }
    }

    /// A property that no schema has: held back while a `default` may still bring one that some schema has.
    mutating func reportUnknown(_ diagnostic: Diagnostic) {
        if withheldUnknowns == nil { report(diagnostic) } else { withheldUnknowns?.append(diagnostic) }
    }

    /// The parts of a clause's message; a part with an error is left out.
    mutating func message(_ syntax: MessageSyntax) -> [CheckedClause.MessagePart] {
        guardDepth += 1
        bindings.isInMessage = true
        defer {
            guardDepth -= 1
            bindings.isInMessage = false
        }
        return syntax.parts.compactMap { part in
            switch part {
            case .text(let text): .text(text)
            case .expression(let syntax): expression(syntax, .free).map { .expression($0.expression) }
            }
        }
    }
}
