import RuleSyntax
import SourceText

/// Checks one define. It sees its formals, its own variables and `as_of`, nothing else.
enum DefineChecking {
    static func check(
        _ declaration: DefineDeclaration, module: Int, session: CheckSession
    ) -> (CheckedDefine, CheckedSignature)? {
        let before = session.failureCount
        var body = BodyChecker(session: session, module: module, subject: .define(declaration.name.text))
        var types: [ValueType] = []
        for formal in declaration.formals {
            body.checkName(formal.name, as: "formal")
            let type = formal.type.map { ValueType($0.name) } ?? .any
            types.append(type)
            // A formal takes the next slot, so formals stand in slots 0 ..< count.
            let slot = body.bindings.newSlot()
            body.bindings.declareLet(
                formal.name.text,
                Bindings.Variable(slot: slot, type: type, view: .unknown, place: body.place(formal.name.span)))
        }
        let checked = self.body(declaration.body, &body)
        guard let checked, session.failureCount == before, !session.hasFault(in: declaration.span, of: module) else {
            return nil
        }
        let define = CheckedDefine(
            name: declaration.name.text, formals: declaration.formals.map(\.name.text),
            slotCount: body.bindings.slotCount, body: checked.body, readsClock: body.readsClock, cost: checked.cost,
            place: body.place(declaration.span))
        return (
            define,
            CheckedSignature(
                formals: types, result: checked.result, readsClock: body.readsClock,
                inventoryKinds: body.inventoryKinds)
        )
    }

    /// A bare expression makes the define a value, unless it calls a define that answers yes or no.
    private static func body(
        _ syntax: ConditionSyntax, _ body: inout BodyChecker
    ) -> (body: CheckedDefine.Body, result: ValueType?, cost: StaticCost)? {
        if case .expression(let expression) = syntax, !body.isCondition(expression) {
            guard let value = body.expression(expression, .free) else { return nil }
            return (.expression(value.expression), value.type, CostEstimate.of(value.expression))
        }
        guard let condition = body.condition(syntax) else { return nil }
        return (.condition(condition), nil, CostEstimate.of(condition))
    }
}

extension BodyChecker {
    /// True for a call of a define that answers yes or no; says nothing of its own.
    fileprivate func isCondition(_ expression: ExpressionSyntax) -> Bool {
        guard case .call(let call) = expression, call.accessors.isEmpty else { return false }
        if call.module == nil, BuiltinFunction(rawValue: call.name.text) != nil { return false }
        let imports = session.modules[module].imports
        let owners =
            call.module.map { alias in imports.filter { $0.alias == alias.text }.map(\.module) }
            ?? [module] + imports.filter { $0.alias == nil }.map(\.module)
        for owner in owners {
            guard let state = session.define(call.name.text, in: owner) else { continue }
            if case .checked(_, let signature) = state { return signature.result == nil }
            return false
        }
        return false
    }
}

/// Checks what a `param … that …` asks of its value.
enum ConstraintChecking {
    static func check(
        _ syntax: ConstraintSyntax, type: ValueType, body owner: BodyChecker
    ) -> CheckedParameter.Constraint? {
        var body = BodyChecker(session: owner.session, module: owner.module, subject: .constraint)
        let slot = body.bindings.newSlot()
        let place = body.place(syntax.span)
        if syntax.each, type != .any, type == type.scalar {
            body.report(.eachOfOneValue(type, at: place))
            return nil
        }
        let subject = TypedExpression(
            expression: CheckedExpression(.slot(slot), type: syntax.each ? type.element : type, place: place))
        guard let form = body.predicate(syntax.predicate, of: subject) else { return nil }
        let condition = CheckedCondition.test(
            CheckedTest(
                subject: form.subject, predicate: form.predicate, negated: form.negated, place: place,
                predicatePlace: body.place(syntax.predicate.span)))
        return CheckedParameter.Constraint(each: syntax.each, condition: condition, place: place)
    }
}
