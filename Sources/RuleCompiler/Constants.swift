import ResourceDocuments
import RuleChecker
import RuleMachine

/// What is known of a value when the rule is bound.
extension CodeGenerator {
    /// The constant that an expression always gives; nil for one that depends on the resource, or that is left to the machine.
    func constant(_ expression: CheckedExpression) -> CodeFragment.Constant? {
        switch expression.form {
        case .literal(let value): return .value(value)
        case .parameter(let index):
            return rule.parameters.indices.contains(index) ? .value(rule.parameters[index].value) : .unknown(.missing)
        case .slot(let slot):
            if case .constant(let value)? = frame.slots[slot.index] { return .value(value) }
            return nil
        case .path(let path) where path.steps.isEmpty:
            switch path.root {
            case .this: return nil
            case .slot(let slot):
                if case .constant(let value)? = frame.slots[slot.index] { return .value(value) }
                return nil
            case .expression(let root): return constant(root)
            }
        case .convert(let value, let conversion):
            guard case .value(let known)? = constant(value) else { return nil }
            return Self.read(known, as: conversion).map { .value($0) }
        case .path, .asOf, .fallback, .call, .define, .resources: return nil
        }
    }

    func value(_ expression: CheckedExpression) -> Value? {
        if case .value(let value)? = constant(expression) { value } else { nil }
    }

    /// A constant read as the other side of a comparison asks; nil where some of it does not read, which the machine then says.
    private static func read(_ value: Value, as conversion: Conversion) -> Value? {
        switch (value, conversion) {
        case (.list(let elements), _):
            let read = elements.compactMap { Self.read($0, as: conversion) }
            return read.count == elements.count ? .list(read) : nil
        case (.address, .address), (.instant, .instant), (.span, .span), (.version, .version), (.pattern, .pattern),
            (.number, .quantity), (.number, .number):
            return value
        case (.string(let text), .address): return AddressRange(text).map { .address($0) }
        case (.string(let text), .instant): return Instant(text).map { .instant($0) }
        case (.string(let text), .span): return TimeSpan(text).map { .span($0) }
        case (.string(let text), .version): return VersionNumber(text).map { .version($0) }
        case (.string(let text), .quantity): return Quantity.parse(text).map { .number($0) }
        case (.string(let text), .number): return ExactNumber(text).map { .number($0) }
        case (.string(let text), .pattern):
            return (try? Pattern(text, caseInsensitive: false)).map { .pattern($0) }
        case (.boolean, _), (.map, _), (.number, _), (.address, _), (.instant, _), (.span, _), (.version, _),
            (.pattern, _):
            return nil
        }
    }
}

extension Value {
    /// Whether an instruction can hold it beside its operands.
    var isInlined: Bool {
        switch self {
        case .boolean, .number, .string: true
        case .list, .map, .address, .instant, .span, .version, .pattern: false
        }
    }

    /// The number where a tape word holds it.
    var isInlineInteger: Bool {
        guard case .number(let number) = self, let integer = number.int64 else { return false }
        return integer.magnitude < UInt64(TapeWord.integerLimit)
    }

    /// The texts of a list of nothing else, not empty.
    var texts: [Value]? {
        guard case .list(let elements) = self, !elements.isEmpty else { return nil }
        return elements.allSatisfy { if case .string = $0 { true } else { false } } ? elements : nil
    }
}
