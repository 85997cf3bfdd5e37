import ResourceDocuments
import RuleChecker

extension TracedValue {
    /// A built-in function. Unknown arguments give Unknown, propagated.
    static func call(_ function: BuiltinFunction, _ arguments: [TracedValue]) -> TracedValue {
        guard let argument = arguments.first?.asValue else { return .unknown(Unknown(.wrongType, .missing([]))) }
        let unknowns = arguments.compactMap { $0.asValue.unknown }
        if let unknown = unknowns.first {
            return .unknown(unknowns.dropFirst().reduce(unknown) { $0.union($1) }.propagated, argument.origin.derived)
        }
        let result = result(of: function, argument, arguments)
        guard function.makesScalar, !result.isUnknown else { return result }
        return TracedValue(result.content, argument.origin.made(by: function))
    }

    private static func result(
        of function: BuiltinFunction, _ argument: TracedValue, _ arguments: [TracedValue]
    ) -> TracedValue {
        switch function {
        case .count: argument.count
        case .length: argument.onText { .number(ExactNumber(Int64($0.unicodeScalars.count))) }
        case .lower: argument.onText { .text($0.lowercased()) }
        case .upper: argument.onText { .text($0.uppercased()) }
        case .trim: argument.onText { .text(trimmed($0)) }
        case .number: argument.readNumber
        case .text: argument.spelled
        case .list: argument.kind == .list ? argument : argument.derivedList([argument])
        case .distinct: argument.distinct
        case .keys: argument.onMembers { key, value in TracedValue(.text(key), value.origin.derived) }
        case .values: argument.onMembers { _, value in value }
        case .entries: argument.onMembers { key, value in argument.entry(key, value) }
        case .split: argument.split(by: arguments.last ?? argument)
        case .first: argument.element { $0.first }
        case .last: argument.element { $0.last }
        case .prefixLength: argument.prefixLength
        case .quantity: argument.result(of: .quantity)
        case .duration: argument.result(of: .span)
        case .timestamp: argument.result(of: .instant)
        case .version: argument.result(of: .version)
        case .ip: argument.result(of: .address)
        case .days: argument.days
        case .json, .yaml: argument.read(by: function)
        case .base64: argument.decodedBase64
        }
    }

    /// The result of a function of this value.
    func derived(_ content: Content) -> TracedValue { TracedValue(content, origin.derived) }

    func derived(_ unknown: Unknown) -> TracedValue { .unknown(unknown, origin.derived) }

    func derivedList(_ elements: [TracedValue]) -> TracedValue { .derivedList(elements, origin.derived) }

    func onText(_ body: (String) -> Content) -> TracedValue {
        text.map { derived(body($0)) } ?? derived(wrongType(wanted: "a string"))
    }

    private func result(of conversion: Conversion) -> TracedValue {
        let result = converted(to: conversion)
        return TracedValue(result.content, origin.derived)
    }

    private var readNumber: TracedValue {
        switch kind {
        case .number, .text: result(of: .number)
        case .boolean, .list, .map, .address, .instant, .span, .version, .pattern, nil:
            derived(wrongType(wanted: "a string or a number"))
        }
    }

    /// `prefix_length`
    private var prefixLength: TracedValue {
        guard case .address(let range) = content else { return derived(wrongType(wanted: "an address")) }
        guard let length = range.prefixLength else { return derived(badData(wanted: "an address or a block")) }
        return derived(.number(ExactNumber(Int64(length))))
    }

    private var days: TracedValue {
        guard let number else { return derived(wrongType(wanted: "a number")) }
        return TimeSpan(days: number).map { derived(.span($0)) } ?? derived(badData(wanted: "a number of days"))
    }
}

extension BuiltinFunction {
    /// Whether its result is one value that stands nowhere in its argument. Lists and maps say it of their elements.
    fileprivate var makesScalar: Bool {
        switch self {
        case .count, .length, .lower, .upper, .trim, .number, .text, .prefixLength, .quantity, .duration, .days,
            .timestamp,
            .version, .ip, .base64:
            true
        case .list, .distinct, .keys, .values, .entries, .split, .first, .last, .json, .yaml: false
        }
    }
}
