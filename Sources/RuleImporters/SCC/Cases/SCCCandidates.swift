import ResourceDocuments

/// Values to try on a property: what the condition names, and what lies beside it.
enum SCCCandidates {
    static func values(for test: SCCTest, operands: [String]) -> [Value] {
        let other = "something else"
        switch test.comparison {
        case .isEmpty, .isNotEmpty: return [.string(""), .string("something")]
        case .isTrue, .isFalse: return [.boolean(true), .boolean(false)]
        case .stringEquals, .stringNotEquals, .stringMatch, .stringNotMatch, .stringContains, .stringNotContains:
            let fitting = operands.map {
                test.comparison.isWildcard ? $0.replacing("*", with: "1").replacing("?", with: "1") : $0
            }
            return (fitting + [other, "", "-"]).map(Value.string)
        case .stringsInList, .stringsAllowed, .stringsRequired:
            return [
                .list(operands.map(Value.string)), .list((operands.prefix(1) + [other]).map(Value.string)),
                list([other]),
            ]
        case .addressesInRange, .addressesEqual, .addressesNotEqual:
            return [.list(operands.map(Value.string))] + ["203.0.113.7", "2001:db8::7", "10.0.0.7"].map { list([$0]) }
        case .numberEquals, .numberNotEquals, .numberLessThan, .numberLessThanOrEquals, .numberGreaterThan,
            .numberGreaterThanOrEquals:
            let named = operands.compactMap { ExactNumber($0) }
            return (named + [0, 1, -1].map { ExactNumber($0) } + named.map { $0.scaled(byPowerOfTen: 1) }).map(
                Value.number)
        case .daysLessThan:
            return ["2026-01-01T00:00:00Z", "2000-01-01T00:00:00Z", "2100-01-01T00:00:00Z"].map(Value.string)
                + operands.compactMap { ExactNumber($0) }.map(Value.number) + [number("-1000000")]
        }
    }

    /// A value for a parameter or a property that is only compared with.
    static func value(comparedBy comparison: SCCOperator, type: SCCParameter.ValueType?) -> Value {
        switch type ?? .usual(for: comparison) {
        case .numeric: number("5")
        case .boolean: .boolean(true)
        case .stringList where comparison.operandForm == .addresses: list(["10.0.0.0/8"])
        case .stringList: list(["a", "b"])
        case .ipList: list(["10.0.0.0/8"])
        case .timestamp: .string("2026-01-01T00:00:00Z")
        case .string, .general:
            switch comparison.operandForm {
            case .numbers, .number: type == .string ? .string("5") : number("5")
            case .addresses: .string("10.0.0.0/8")
            case .nothing, .texts, .textList: .string("a")
            }
        }
    }

    private static func list(_ texts: [String]) -> Value { .list(texts.map(Value.string)) }

    private static func number(_ text: String) -> Value { ExactNumber(text).map(Value.number) ?? .string(text) }
}
