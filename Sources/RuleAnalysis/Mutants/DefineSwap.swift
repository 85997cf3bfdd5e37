import RuleChecker
import RuleSyntax
import SourceText

/// Puts another define in the place of one, wherever a rule calls it, also through others.
struct DefineSwap {
    private let old: CheckedDefine
    private let new: CheckedDefine

    init(_ old: CheckedDefine, with new: CheckedDefine) {
        self.old = old
        self.new = new
    }

    func condition(_ condition: CheckedCondition) -> CheckedCondition {
        switch condition {
        case .all(let parts, let place): return .all(parts.map(self.condition), place)
        case .any(let parts, let place): return .any(parts.map(self.condition), place)
        case .not(let part, let place): return .not(self.condition(part), place)
        case .call(let call): return .call(self.call(call))
        case .test(var test):
            test.subject = expression(test.subject)
            test.predicate = test.predicate.mapping(expression) ?? test.predicate
            return .test(test)
        case .quantified(var quantified):
            quantified.sources = quantified.sources.map(source)
            quantified.filter = quantified.filter.map(self.condition)
            quantified.body = quantified.body.map(self.condition)
            return .quantified(quantified)
        }
    }

    func form(_ form: CheckedBinding.Form) -> CheckedBinding.Form {
        switch form {
        case .expression(let expression): .expression(self.expression(expression))
        case .each(let variable, let sources, let filter):
            .each(variable: variable, sources: sources.map(source), filter: filter.map(condition))
        }
    }

    private func source(_ source: CheckedSource) -> CheckedSource {
        switch source {
        case .expression(let expression): .expression(self.expression(expression))
        case .resources: source
        }
    }

    private func call(_ call: CheckedDefineCall) -> CheckedDefineCall {
        var call = call
        call.arguments = call.arguments.map(expression)
        call.define = call.define === old ? new : within(call.define)
        return call
    }

    /// The define itself where it calls nothing.
    private func within(_ define: CheckedDefine) -> CheckedDefine {
        switch define.body {
        case .condition(let condition): define.saying(.condition(self.condition(condition)))
        case .expression(let expression): define.saying(.expression(self.expression(expression)))
        }
    }

    private func expression(_ expression: CheckedExpression) -> CheckedExpression {
        var changed = expression
        switch expression.form {
        case .literal, .parameter, .slot, .asOf, .resources: return expression
        case .path(var path):
            if case .expression(let root) = path.root { path.root = .expression(self.expression(root)) }
            path.steps = path.steps.map { step in
                if case .index(let index, let place) = step { .index(self.expression(index), place) } else { step }
            }
            changed.form = .path(path)
        case .fallback(let first, let second, let fallback):
            changed.form = .fallback(self.expression(first), self.expression(second), fallback)
        case .call(let function, let arguments): changed.form = .call(function, arguments.map(self.expression))
        case .define(let call): changed.form = .define(self.call(call))
        case .convert(let inner, let conversion): changed.form = .convert(self.expression(inner), conversion)
        }
        return changed
    }
}

extension CheckedDefine {
    /// The same define with another body.
    func saying(_ body: Body) -> CheckedDefine {
        CheckedDefine(
            name: name, formals: formals, slotCount: slotCount, body: body, readsClock: readsClock, cost: cost,
            place: place)
    }
}
