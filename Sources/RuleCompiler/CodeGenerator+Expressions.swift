import ResourceDocuments
import RuleChecker
import RuleMachine

extension CodeGenerator {
    /// Works out a value and says where it is: in a register that already holds it, or in a new one.
    mutating func evaluate(_ expression: CheckedExpression) -> UInt8 {
        if let register = standing(expression) { return register }
        let target = builder.register()
        let mark = builder.mark
        evaluate(expression, into: target)
        builder.release(to: mark)
        return target
    }

    /// The register of a value that is there already.
    private func standing(_ expression: CheckedExpression) -> UInt8? {
        if !invariants.isEmpty, let register = invariants[ExpressionKey(expression)] { return register }
        switch expression.form {
        case .slot(let slot):
            if case .register(let register)? = frame.slots[slot.index] { return register }
            return nil
        case .path(let path) where path.steps.isEmpty: return standing(path.root)
        case .path, .literal, .parameter, .asOf, .fallback, .call, .define, .resources, .convert: return nil
        }
    }

    func standing(_ root: CheckedPath.Root) -> UInt8? {
        switch root {
        case .this: return 0
        case .slot(let slot):
            if case .register(let register)? = frame.slots[slot.index] { return register }
            return nil
        case .expression(let expression): return standing(expression)
        }
    }

    /// Works out a value into `target`. Registers that are taken on the way belong to the caller to release.
    mutating func evaluate(_ expression: CheckedExpression, into target: UInt8) {
        if builder.isTooLarge { return }
        at(expression.place)
        if let constant = constant(expression) { return load(constant, into: target) }
        if let register = standing(expression) {
            return builder.emit(Instruction(.copy, d: target, a: register))
        }
        if loadShared(expression, into: target) { return }
        switch expression.form {
        case .literal, .parameter, .slot: return
        case .asOf: builder.emit(Instruction(.clock, d: target))
        case .path(let path): evaluate(path, into: target)
        case .fallback(let first, let second, let fallback): evaluate(first, default: second, fallback, into: target)
        case .call(let function, let arguments): evaluate(function, arguments, into: target)
        case .define(let call):
            guard case .expression(let body) = call.define.body else { return }
            let outer = frame
            frame = self.frame(of: call)
            evaluate(body, into: target)
            frame = outer
        case .resources(let kind): loadCount(of: kind, into: target)
        case .convert(let value, let conversion):
            let source = evaluate(value)
            at(expression.place)
            builder.emit(Instruction(.convert, flags: conversion.code.rawValue, d: target, a: source))
        }
    }

    private mutating func load(_ constant: CodeFragment.Constant, into target: UInt8) {
        let index = builder.constant(constant)
        builder.emit(Instruction(.constant, d: target, b: index))
    }

    private mutating func loadCount(of kind: KindPattern, into target: UInt8) {
        let index = builder.constant(.kind(kind.text))
        builder.emit(Instruction(.countResources, d: target, b: index))
    }

    private mutating func evaluate(_ function: BuiltinFunction, _ arguments: [CheckedExpression], into target: UInt8) {
        if function == .count, case .resources(let kind)? = arguments.first?.form {
            return loadCount(of: kind, into: target)
        }
        let first: UInt8
        if arguments.count == 1 {
            first = evaluate(arguments[0])
        } else {
            first = builder.register(count: arguments.count)
            for (index, argument) in arguments.enumerated() { evaluate(argument, into: first + UInt8(index)) }
        }
        builder.emit(Instruction(.call, flags: function.code.rawValue, d: target, a: first))
    }

    // MARK: default

    private mutating func evaluate(
        _ value: CheckedExpression, default replacement: CheckedExpression, _ fallback: CheckedExpression.Fallback,
        into target: UInt8
    ) {
        let missing = fallback.code
        if isBranching(value) {
            let branches = evaluate(value)
            let other = evaluate(replacement)
            var flags = missing.rawValue
            if missing == .ownEnd, constant(replacement) == .value(.list([])) { flags |= MachineBranches.drops }
            builder.emit(Instruction(.replaceBranches, flags: flags, d: target, a: branches, b: UInt16(other)))
            return
        }
        let end = builder.makeLabel()
        evaluate(value, into: target)
        builder.emit(Instruction(.unlessMissing, flags: missing.rawValue, a: target), to: end)
        evaluate(replacement, into: target)
        builder.place(end)
    }

    /// Whether a value is a path's list of branches, which a `default` replaces one by one.
    private func isBranching(_ expression: CheckedExpression) -> Bool {
        switch expression.form {
        case .path(let path): path.isSpread
        case .fallback(let value, _, _): isBranching(value)
        case .literal, .parameter, .slot, .asOf, .call, .define, .resources, .convert: false
        }
    }
}

extension CheckedExpression.Fallback {
    var code: MachineMissing {
        switch self {
        case .ownEnd: .ownEnd
        case .anywhere: .anywhere
        }
    }
}

extension Conversion {
    var code: MachineConversion {
        switch self {
        case .address: .address
        case .instant: .instant
        case .span: .span
        case .version: .version
        case .quantity: .quantity
        case .pattern: .pattern
        case .number: .number
        }
    }
}

extension BuiltinFunction {
    var code: MachineFunction {
        switch self {
        case .count: .count
        case .length: .length
        case .lower: .lower
        case .upper: .upper
        case .trim: .trim
        case .number: .number
        case .text: .text
        case .list: .list
        case .distinct: .distinct
        case .keys: .keys
        case .values: .values
        case .entries: .entries
        case .split: .split
        case .first: .first
        case .last: .last
        case .prefixLength: .prefixLength
        case .quantity: .quantity
        case .duration: .duration
        case .days: .days
        case .timestamp: .timestamp
        case .version: .version
        case .ip: .ip
        case .json: .json
        case .yaml: .yaml
        case .base64: .base64
        }
    }
}
