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
        switch function {
        case .count: return argument.count
        case .length: return argument.onText { .number(ExactNumber(Int64($0.unicodeScalars.count))) }
        case .lower: return argument.onText { .text($0.lowercased()) }
        case .upper: return argument.onText { .text($0.uppercased()) }
        case .trim: return argument.onText { .text(trimmed($0)) }
        case .number: return argument.readNumber
        case .text: return argument.spelled
        case .list: return argument.kind == .list ? argument : argument.derivedList([argument])
        case .distinct: return argument.distinct
        case .keys: return argument.onMembers { key, value in TracedValue(.text(key), value.origin.derived) }
        case .values: return argument.onMembers { _, value in value }
        case .entries: return argument.onMembers { key, value in argument.entry(key, value) }
        case .split: return argument.split(by: arguments.last ?? argument)
        case .first: return argument.element { $0.first }
        case .last: return argument.element { $0.last }
        case .prefixLength: return argument.prefixLength
        case .quantity: return argument.result(of: .quantity)
        case .duration: return argument.result(of: .span)
        case .timestamp: return argument.result(of: .instant)
        case .version: return argument.result(of: .version)
        case .ip: return argument.result(of: .address)
        case .days: return argument.days
        case .json: return argument.readJSON
        case .yaml: return argument.readYAML
        case .base64: return argument.decodedBase64
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
