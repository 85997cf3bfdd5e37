import ResourceDocuments
import RuleSyntax
import SourceText

extension BodyChecker {
    /// A call where a value is due.
    mutating func callExpression(_ syntax: CallSyntax) -> TypedExpression? {
        if syntax.module == nil, let function = BuiltinFunction(rawValue: syntax.name.text) {
            guard let called = builtin(function, syntax) else { return nil }
            return syntax.accessors.isEmpty ? called : path(from: called, syntax, mayBeMissing: false)
        }
        guard let (called, mayBeMissing) = valueDefine(syntax) else { return nil }
        if !syntax.accessors.isEmpty { return path(from: called, syntax, mayBeMissing: mayBeMissing) }
        if mayBeMissing { noteOptional([text(of: syntax)], at: called.place) }
        return called
    }

    private mutating func valueDefine(_ syntax: CallSyntax) -> (value: TypedExpression, mayBeMissing: Bool)? {
        guard let checked = defineCall(syntax) else { return nil }
        guard let own = checked.signature.result else {
            report(.conditionAsValue(syntax.name.text, at: place(syntax.span)))
            return nil
        }
        let result = session.result(of: checked.signature, passing: checked.views)
        let expression = CheckedExpression(
            .define(checked.call), type: result?.type ?? own, place: place(syntax.span))
        return (TypedExpression(expression: expression, view: result?.view ?? .unknown), result?.mayBeMissing ?? false)
    }

    /// A call of a define whose arguments fit its formals, and what is known of them.
    struct DefineCall {
        var call: CheckedDefineCall
        var signature: CheckedSignature
        var views: [ArgumentView]
    }

    /// A call of a define, its arguments checked against its formals.
    mutating func defineCall(_ syntax: CallSyntax) -> DefineCall? {
        let arguments = syntax.arguments.map { argument -> TypedExpression? in
            switch argument {
            case .expression(let expression): return self.expression(expression, .free)
            case .resources(_, let span):
                report(.resourcesAsArgument(at: place(span)))
                return nil
            }
        }
        guard let state = resolveDefine(syntax) else { return nil }
        switch state {
        case .failed:
            session.noteFailure()
            return nil
        case .declared(let declaration), .checking(let declaration):
            report(.recursiveDefine(declaration.name.text, at: place(syntax.name.span)))
            return nil
        case .tooDeep:
            session.reportCallDepth(at: syntax.name.span, in: module)
            return nil
        case .checked(let define, let signature):
            if case .define = subject, signature.callDepth == CostEstimate.maximumCallDepth {
                session.reportCallDepth(at: syntax.name.span, in: module)
                return nil
            }
            callDepth = max(callDepth, signature.callDepth)
            guard arguments.count == signature.formals.count else {
                report(
                    .wrongArgumentCount(
                        syntax.name.text, expected: define.formals, given: arguments.count,
                        at: place(syntax.span)))
                return nil
            }
            // What could not be checked may be anything, so that nothing is said of it twice.
            let views = arguments.map { $0.map { ArgumentView(type: $0.type, view: $0.view) } ?? .unknown }
            if passesArguments { session.calls.note(signature.id, passing: views, at: place(syntax.span)) }
            var converted: [CheckedExpression] = []
            for (argument, formal) in zip(arguments, signature.formals) {
                guard let argument else { continue }
                if let value = self.argument(argument, as: formal) { converted.append(value) }
            }
            guard converted.count == signature.formals.count else { return nil }
            readsClock = readsClock || signature.readsClock
            for kind in signature.inventoryKinds { noteInventory(kind) }
            calls.append(define.place)
            let called = [RuleSource(define.place, calls: signature.calls)] + signature.calledDefines
            for source in called where !calledDefines.contains(where: { $0.place == source.place }) {
                calledDefines.append(source)
            }
            let call = CheckedDefineCall(define: define, arguments: converted, place: place(syntax.span))
            return DefineCall(call: call, signature: signature, views: views)
        }
    }

    private mutating func argument(_ value: TypedExpression, as formal: ValueType) -> CheckedExpression? {
        if isReadable(value.type.scalar, as: formal.scalar) { return convert(value, to: formal.scalar) }
        switch (value.type, formal) {
        case (.any, _), (_, .any), (.list, .list(.any)), (.list(.any), .list), (.resource, .map): break
        case (let own, let wanted) where own == wanted: break
        default:
            report(.wrongArgument(formal, value.type, at: value.place))
            return nil
        }
        return readNumber(value)
    }

    /// Whether a value of that type is read as the formal's: text, and what may be text.
    private func isReadable(_ own: ValueType, as formal: ValueType) -> Bool {
        switch (formal, own) {
        case (.ip, .any), (.ip, .string), (.timestamp, .any), (.timestamp, .string), (.duration, .any),
            (.duration, .string), (.version, .any), (.version, .string), (.quantity, .any), (.quantity, .string),
            (.quantity, .numeric), (.pattern, .any), (.pattern, .string):
            true
        default: false
        }
    }

    private func resolveDefine(_ syntax: CallSyntax) -> CheckSession.DefineState? {
        let name = syntax.name.text
        let imports = session.modules[module].imports
        if let alias = syntax.module {
            guard let used = imports.first(where: { $0.alias == alias.text }) else {
                if mayBeReached(by: alias.text) { return .failed }
                report(
                    .unknownAlias(alias.text, candidates: imports.compactMap(\.alias), at: place(alias.span)))
                return nil
            }
            if let state = session.define(name, in: used.module) { return state }
        } else {
            if let state = session.define(name, in: module) { return state }
            for used in imports where used.alias == nil {
                if let state = session.define(name, in: used.module) { return state }
            }
        }
        if syntax.module == nil, mayBeReached(by: nil) { return .failed }
        let candidates = session.defineNames(in: module) + BuiltinFunction.allCases.map(\.rawValue)
        let written = syntax.module.map { "\($0.text).\(name)" } ?? name
        report(.unknownFunction(written, candidates: candidates, at: place(syntax.name.span)))
        return nil
    }

    /// Whether a `use` of that alias could not be read, or its file not be loaded, which has been reported.
    private func mayBeReached(by alias: String?) -> Bool {
        let module = session.modules[module]
        if module.file.unreadable.contains(where: { $0.keyword == .use }) { return true }
        let imports = module.imports.count { $0.alias == alias }
        return imports < module.file.uses.count { $0.alias?.text == alias }
    }

    // MARK: Built-in functions

    private mutating func builtin(_ function: BuiltinFunction, _ syntax: CallSyntax) -> TypedExpression? {
        let signature = FunctionSignature.of(function)
        if syntax.arguments.count != signature.parameters.count {
            report(
                .wrongArgumentCount(
                    function.rawValue, expected: signature.parameters.map(\.words), given: syntax.arguments.count,
                    at: place(syntax.span)))
            return nil
        }
        var arguments: [TypedExpression] = []
        for (argument, parameter) in zip(syntax.arguments, signature.parameters) {
            switch argument {
            case .resources(let kind, let span):
                guard function == .count else {
                    report(.resourcesAsArgument(at: place(span)))
                    continue
                }
                checkKind(kind)
                let pattern = self.pattern(kind)
                noteInventory(pattern)
                arguments.append(
                    TypedExpression(
                        expression: CheckedExpression(.resources(pattern), type: .list(.resource), place: place(span))))
            case .expression(let syntax):
                guard let value = expression(syntax, .free) else { continue }
                guard parameter.accepts(value.type) else {
                    report(.wrongFunctionArgument(function.rawValue, parameter.words, value.type, at: value.place))
                    continue
                }
                arguments.append(value)
            }
        }
        guard arguments.count == signature.parameters.count else { return nil }
        return call(function, arguments, place(syntax.span))
    }

    /// A literal argument of a reading function is read at once; so `version("1.2")` is a constant.
    private mutating func call(
        _ function: BuiltinFunction, _ arguments: [TypedExpression], _ place: SourcePlace
    ) -> TypedExpression? {
        let type = FunctionSignature.of(function).result(arguments.map(\.type))
        if let first = arguments.first, case .literal(let literal) = first.expression.form {
            switch function {
            case .quantity, .duration, .timestamp, .version, .ip:
                guard let value = readLiteral(literal, as: type.scalar, at: first.place) else { return nil }
                return TypedExpression(expression: CheckedExpression(.literal(value), type: type, place: place))
            case .days:
                guard case .number(let number) = literal, let span = TimeSpan(days: number) else {
                    report(.unreadableLiteral(literal.description, .duration, at: first.place))
                    return nil
                }
                return TypedExpression(expression: CheckedExpression(.literal(.span(span)), type: type, place: place))
            case .count, .length, .lower, .upper, .trim, .number, .text, .list, .distinct, .keys, .values, .entries,
                .split, .first, .last, .prefixLength, .json, .yaml, .base64:
                break
            }
        }
        let values = arguments.map { argument in
            function == .prefixLength ? convert(argument, to: .ip) : readNumber(argument)
        }
        let settled = values.compactMap { $0 }
        guard settled.count == values.count else { return nil }
        var view = SchemaView.unknown
        if let first = arguments.first {
            switch function {
            case .first, .last: view = first.view.elements
            case .distinct: view = first.view
            case .values: view = .list(of: first.view.elements)
            case .list: view = first.view.asList
            default: break
            }
        }
        return TypedExpression(
            expression: CheckedExpression(.call(function, settled), type: type, place: place), view: view)
    }
}
