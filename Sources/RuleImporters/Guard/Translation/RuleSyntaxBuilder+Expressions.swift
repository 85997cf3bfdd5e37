import RuleSyntax
import SourceText

extension RuleSyntaxBuilder {
    func expression(_ term: RuleTerm) -> ExpressionSyntax {
        switch term {
        case .path(let path):
            if case .call(let name, let arguments) = path.root {
                .call(call(name, arguments, accessors: path.steps.map(accessor)))
            } else {
                .path(syntax(path))
            }
        case .literal(let literal): .literal(syntax(literal))
        case .fallback(let value, let other): .fallback(expression(value), expression(other), Self.nowhere)
        case .call(let name, let arguments): .call(call(name, arguments))
        }
    }

    func call(_ name: String, _ arguments: [RuleTerm], accessors: [AccessorSyntax] = []) -> CallSyntax {
        CallSyntax(
            module: nil, name: Name(name, Self.nowhere), arguments: arguments.map { .expression(expression($0)) },
            accessors: accessors, span: Self.nowhere)
    }

    /// What something is compared with: a property there is written with `this`, so that no forgotten quote passes for one.
    func operand(_ term: RuleTerm) -> ExpressionSyntax {
        guard case .path(let path) = term, path.root == .this, path.steps.count == 1 else { return expression(term) }
        return .path(
            PathSyntax(root: .this, rootSpan: Self.nowhere, accessors: path.steps.map(accessor)))
    }

    func syntax(_ literal: RuleLiteral) -> LiteralSyntax {
        let form: LiteralSyntax.Form =
            switch literal {
            case .string(let text): .string(text)
            case .number(let text): .number(text)
            case .boolean(let value): .boolean(value)
            case .pattern(let text, let caseInsensitive): .pattern(text, caseInsensitive: caseInsensitive)
            case .list(let elements): .list(elements.map(syntax))
            }
        return LiteralSyntax(form: form, span: Self.nowhere)
    }

    private func syntax(_ path: RulePath) -> PathSyntax {
        var steps = path.steps[...]
        let root: PathSyntax.Root
        switch path.root {
        case .name(let name): root = .name(name)
        case .attribute(let name): root = .attribute(name)
        case .this, .call:
            if case .member(let name)? = steps.first, mayStandFirst(name) {
                root = .name(name)
                steps = steps.dropFirst()
            } else {
                root = .this
            }
        }
        return PathSyntax(root: root, rootSpan: Self.nowhere, accessors: steps.map(accessor))
    }

    private func accessor(_ step: RulePath.Step) -> AccessorSyntax {
        let form: AccessorSyntax.Form =
            switch step {
            case .member(let name): .member(name, quoted: !RuleName.isName(name))
            case .attribute(let name): .attribute(name)
            case .index(let term): .index(expression(term))
            case .elements: .elements
            }
        return AccessorSyntax(form: form, span: Self.nowhere)
    }

    /// A bare property: a name that nothing else has.
    private func mayStandFirst(_ name: String) -> Bool { RuleName.isFree(name) && !names.contains(name) }
}
