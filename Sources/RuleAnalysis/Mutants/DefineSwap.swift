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
        case .test(let test):
            return .test(
                test.with(subject: expression(test.subject), predicate: test.predicate.mapping(expression)))
        case .quantified(let quantified):
            return .quantified(
                quantified.with(
                    sources: quantified.sources.map(source), filter: quantified.filter.map(self.condition),
                    body: quantified.body.map(self.condition)))
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
        CheckedDefineCall(
            define: call.define === old ? new : within(call.define), arguments: call.arguments.map(expression),
            place: call.place)
    }

    /// The define itself where it calls nothing.
    private func within(_ define: CheckedDefine) -> CheckedDefine {
        switch define.body {
        case .condition(let condition): define.saying(.condition(self.condition(condition)))
        case .expression(let expression): define.saying(.expression(self.expression(expression)))
        }
    }

    private func expression(_ expression: CheckedExpression) -> CheckedExpression {
        switch expression.form {
        case .literal, .parameter, .slot, .asOf, .resources: expression
        case .path(let path): expression.with(.path(self.path(path)))
        case .fallback(let first, let second, let fallback):
            expression.with(.fallback(self.expression(first), self.expression(second), fallback))
        case .call(let function, let arguments): expression.with(.call(function, arguments.map(self.expression)))
        case .define(let call): expression.with(.define(self.call(call)))
        case .convert(let inner, let conversion): expression.with(.convert(self.expression(inner), conversion))
        }
    }

    private func path(_ path: CheckedPath) -> CheckedPath {
        let root: CheckedPath.Root =
            if case .expression(let root) = path.root { .expression(expression(root)) } else { path.root }
        let steps = path.steps.map { step -> CheckedPath.Step in
            if case .index(let index, let place) = step { .index(expression(index), place) } else { step }
        }
        return CheckedPath(root: root, steps: steps)
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
