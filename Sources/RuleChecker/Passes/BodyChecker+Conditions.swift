import RuleSyntax
import SourceText

extension BodyChecker {
    /// `condition` and `unary`: every part is checked, also when one of them has an error.
    mutating func condition(_ syntax: ConditionSyntax) -> CheckedCondition? {
        switch syntax {
        case .and(let parts, let span): conditions(parts).map { .all($0, place(span)) }
        case .or(let parts, let span): conditions(parts).map { .any($0, place(span)) }
        case .not(let part, let span): condition(part).map { .not($0, place(span)) }
        case .parenthesized(let part, _): condition(part)
        case .block(.all, let parts, let span): conditions(parts).map { .all($0, place(span)) }
        case .block(.any, let parts, let span): conditions(parts).map { .any($0, place(span)) }
        case .block(.none, let parts, let span):
            conditions(parts).map { .not(.any($0, place(span)), place(span)) }
        case .quantified(let quantified): self.quantified(quantified)
        case .test(let subject, let predicate, let span): test(subject, predicate, span)
        case .expression(let expression): bareCondition(expression)
        }
    }

    private mutating func conditions(_ parts: [ConditionSyntax]) -> [CheckedCondition]? {
        let checked = parts.map { condition($0) }
        let settled = checked.compactMap { $0 }
        return settled.count == parts.count ? settled : nil
    }

    /// Only a call of a define that answers yes or no stands alone.
    private mutating func bareCondition(_ syntax: ExpressionSyntax) -> CheckedCondition? {
        guard case .call(let call) = syntax, BuiltinFunction(rawValue: call.name.text) == nil || call.module != nil
        else {
            if expression(syntax, .free) != nil { report(.bareExpression(place(syntax.span))) }
            return nil
        }
        guard let checked = defineCall(call) else { return nil }
        guard checked.signature.result == nil, call.accessors.isEmpty else {
            report(.bareExpression(place(syntax.span)))
            return nil
        }
        return .call(checked.call)
    }

    /// `expression predicate`
    private mutating func test(
        _ subject: ExpressionSyntax, _ predicate: PredicateSyntax, _ span: SourceSpan
    ) -> CheckedCondition? {
        let asksPresence =
            switch predicate.form {
            case .present, .absent, .type: true
            case .empty, .undetermined, .equal, .oneOf, .ordered, .between, .within, .like, .older, .newer, .contains,
                .matches,
                .startsWith, .endsWith, .overlaps:
                false
            }
        if asksPresence {
            guardDepth += 1
            notePresence(of: subject)
        }
        let checked = expression(subject, .free)
        if asksPresence { guardDepth -= 1 }
        guard let checked else {
            // The operand may hold errors of its own.
            _ = self.predicate(predicate, of: nil)
            return nil
        }
        reportSelfComparison(subject, predicate)
        guard let form = self.predicate(predicate, of: checked) else { return nil }
        return .test(
            CheckedTest(
                subject: form.subject, predicate: form.predicate, negated: form.negated, place: place(span),
                predicatePlace: place(predicate.span)))
    }

    /// `a.b is present` makes reading `a.b`, and everything before it, safe for the rest of the rule.
    private mutating func notePresence(of syntax: ExpressionSyntax) {
        switch syntax {
        case .path(let path):
            for count in 0...path.accessors.count {
                var prefix = path
                prefix.accessors = Array(path.accessors.prefix(count))
                presenceTested.insert(text(of: prefix))
            }
        case .call(let call):
            let root = text(of: call)
            for count in 0...call.accessors.count {
                presenceTested.insert(text(of: call.accessors.prefix(count), behind: root))
            }
        case .literal, .fallback: break
        }
    }

    /// The same path on both sides says nothing about the resource.
    private func reportSelfComparison(_ subject: ExpressionSyntax, _ predicate: PredicateSyntax) {
        guard case .path(let left) = subject else { return }
        let operand: ExpressionSyntax? =
            switch predicate.form {
            case .equal(let operand), .ordered(_, let operand): operand
            case .present, .absent, .empty, .undetermined, .oneOf, .between, .within, .like, .older, .newer, .type,
                .contains,
                .matches, .startsWith, .endsWith, .overlaps:
                nil
            }
        guard case .path(let right)? = operand, text(of: left) == text(of: right), isBound(left) == isBound(right)
        else { return }
        report(.comparedWithItself(text(of: left), at: place(subject.span.union(right.span))))
    }

    /// True when the path starts at a variable, a `let`, a formal or a parameter; `this.port` and `port` may differ so.
    private func isBound(_ path: PathSyntax) -> Bool {
        if case .name(let name) = path.root { bindings.declared(name) != nil } else { false }
    }
}
