import RuleSyntax
import SourceText

/// Checks one define. It sees its formals, its own variables and `as_of`, nothing else.
///
/// The body is checked once for what it means, whatever it is called with. It is looked at again for what the schemas of the
/// arguments say of it: of its value at one call, and of the properties it reads at all of them.
enum DefineChecking {
    static func check(
        _ declaration: DefineDeclaration, module: Int, session: CheckSession
    ) -> (CheckedDefine, CheckedSignature)? {
        let before = session.failureCount
        var body = BodyChecker(session: session, module: module, subject: .define(declaration.name.text))
        let types = declaration.formals.map { $0.type.map { ValueType($0.name) } ?? .any }
        declareFormals(of: declaration, passing: types.map { ArgumentView(type: $0, view: .unknown) }, in: &body)
        let checked = self.body(declaration.body, &body)
        guard let checked, session.failureCount == before, !session.hasFault(in: declaration.span, of: module) else {
            return nil
        }
        let define = CheckedDefine(
            name: declaration.name.text, formals: declaration.formals.map(\.name.text),
            slotCount: body.bindings.slotCount, body: checked.body, readsClock: body.readsClock,
            cost: cost(of: checked.body),
            place: body.place(declaration.span))
        return (
            define,
            CheckedSignature(
                declaration: declaration, module: module, formals: types, result: checked.value?.type,
                readsClock: body.readsClock, inventoryKinds: body.inventoryKinds,
                calls: body.calls, calledDefines: body.calledDefines, callDepth: body.callDepth + 1)
        )
    }

    /// What is known of the value for these arguments; nil where the body cannot be right for them, which a run will say.
    static func result(
        of signature: CheckedSignature, passing arguments: [ArgumentView], session: CheckSession
    ) -> DefineResult? {
        var body = body(of: signature, session: session, reporting: .nothing)
        declareFormals(of: signature.declaration, passing: arguments, in: &body)
        guard let value = self.body(signature.declaration.body, &body)?.value else { return nil }
        let tested = body.presenceTested
        let mayBeMissing = body.optionalReads.contains { $0.paths.contains { !tested.contains($0) } }
        return DefineResult(type: value.type, view: value.view, mayBeMissing: mayBeMissing)
    }

    /// Warns of what the body asks for and no call of the run can give it.
    static func look(
        at signature: CheckedSignature, passing arguments: [ArgumentView], first call: SourcePlace,
        session: CheckSession
    ) {
        var body = body(of: signature, session: session, reporting: .schemasOfCallers(first: call))
        declareFormals(of: signature.declaration, passing: arguments, in: &body)
        _ = self.body(signature.declaration.body, &body)
    }

    private static func body(
        of signature: CheckedSignature, session: CheckSession, reporting: BodyChecker.Reporting
    ) -> BodyChecker {
        BodyChecker(
            session: session, module: signature.module, subject: .define(signature.declaration.name.text),
            reporting: reporting)
    }

    /// A formal's own type goes before that of what is passed, which is read as it.
    private static func declareFormals(
        of declaration: DefineDeclaration, passing arguments: [ArgumentView], in body: inout BodyChecker
    ) {
        for (formal, argument) in zip(declaration.formals, arguments) {
            body.checkName(formal.name, as: "formal")
            let type = formal.type.map { ValueType($0.name) } ?? argument.type
            // A formal takes the next slot, so formals stand in slots 0 ..< count.
            let slot = body.bindings.newSlot()
            body.bindings.declareLet(
                formal.name.text,
                Bindings.Variable(slot: slot, type: type, view: argument.view, place: body.place(formal.name.span)))
        }
    }

    /// A bare expression makes the define a value, unless it calls a define that answers yes or no.
    private static func body(
        _ syntax: ConditionSyntax, _ body: inout BodyChecker
    ) -> (body: CheckedDefine.Body, value: TypedExpression?)? {
        if case .expression(let expression) = syntax, !body.isCondition(expression) {
            guard let value = body.expression(expression, .free) else { return nil }
            return (.expression(value.expression), value)
        }
        guard let condition = body.condition(syntax) else { return nil }
        return (.condition(condition), nil)
    }

    private static func cost(of body: CheckedDefine.Body) -> StaticCost {
        switch body {
        case .expression(let expression): CostEstimate.of(expression)
        case .condition(let condition): CostEstimate.of(condition)
        }
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
