import SourceText

/// E13xx: types.
extension Diagnostic {
    static func cannotCompare(_ left: ValueType, with right: ValueType, at place: SourcePlace) -> Self {
        let hint: String =
            switch (left, right) {
            case (.numeric, .string): "write the number without quotes"
            case (.string, .numeric): "quote it, or read the text with 'number(…)'"
            case (.boolean, .string): "write 'true' or 'false' without quotes"
            default: "compare values of one type: between different types the answer is always unknown"
            }
        return Diagnostic(.cannotCompare, at: place, "cannot compare \(left) with \(right)", hint: hint)
    }

    static func unreadableLiteral(_ text: String, _ type: ValueType, at place: SourcePlace) -> Self {
        let example: String =
            switch type {
            case .ip: "an address, a CIDR block or a range: \"10.0.0.0/8\", \"::1\", \"192.0.2.1-192.0.2.9\""
            case .timestamp: "a date and time of RFC 3339: \"2026-01-31T12:00:00Z\""
            case .duration: "a number and a unit: 90d, 12h, 30m"
            case .version: "numbers with dots: \"1.2\", \"1.31.4\""
            case .quantity: "a Kubernetes quantity: \"500m\", \"2Gi\""
            case .numeric: "a number: 22, 1.5, 1e6"
            case .any, .string, .boolean, .pattern, .map, .list, .resource: "a \(type)"
            }
        return Diagnostic(.unreadableLiteral, at: place, "'\(text)' does not read as \(type)", hint: "write \(example)")
    }

    static func badPattern(_ text: String, _ reason: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .badPattern, at: place, "the regular expression '\(text)' is not valid: \(reason)",
            hint: "patterns are Perl-compatible (PCRE2); a literal '.', '(' or '[' wants a backslash before it")
    }

    static func wrongSubject(_ words: String, _ type: ValueType, at place: SourcePlace) -> Self {
        Diagnostic(.wrongSubject, at: place, "'\(words)' cannot be asked of \(type)", hint: Self.reading(type))
    }

    private static func reading(_ type: ValueType) -> String {
        switch type {
        case .numeric, .boolean: "turn it into text first: 'text(…)', or compare it with 'is'"
        case .any, .string, .timestamp, .duration, .version, .ip, .pattern, .map, .quantity, .list, .resource:
            "ask something that a \(type) can answer"
        }
    }

    static func wrongOperand(_ words: String, _ wanted: String, _ type: ValueType, at place: SourcePlace) -> Self {
        Diagnostic(.wrongOperand, at: place, "'\(words)' wants \(wanted) here, not \(type)", hint: "write \(wanted)")
    }

    static func listWhereOneValue(_ words: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .listWhereOneValue, at: place, "'\(words)' is asked of a list, where one value is due",
            hint: "say which elements: 'every x in \(place.text) …' or 'some x in \(place.text) …'")
    }

    static func listOperand(_ words: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .listWhereOneValue, at: place, "one value is compared with a list",
            hint: "write 'is one of …' for membership, or 'any of …' behind 'matches', 'contains', 'starts with'")
    }

    static func notAList(_ type: ValueType, at place: SourcePlace) -> Self {
        Diagnostic(
            .notAList, at: place, "a list is due here, not \(type)",
            hint: "put it in brackets: [\(place.text)], or write 'list(…)' where a property may be one value or many")
    }

    static func cannotReadAs(_ own: ValueType, _ type: ValueType, at place: SourcePlace) -> Self {
        Diagnostic(
            .cannotCompare, at: place, "cannot compare \(own) with \(type)",
            hint: "write it as text that reads as \(type)")
    }

    static func ageWithoutUnit(_ type: ValueType, at place: SourcePlace) -> Self {
        Diagnostic(
            .ageWithoutUnit, at: place, "an age is a duration or an instant, not \(type)",
            hint: "write 90d, 'days(\(place.text))', 'duration(…)' or 'timestamp(…)'")
    }

    static func hasNoOrder(_ type: ValueType, at place: SourcePlace) -> Self {
        Diagnostic(
            .hasNoOrder, at: place, "\(type) has no order",
            hint: type == .string
                ? "read it first: 'number(…)', 'version(…)', 'timestamp(…)', 'quantity(…)'"
                : "only numbers, versions, instants, durations and quantities are more or less than one another")
    }

    static func wrongDefault(_ own: ValueType, for type: ValueType, at place: SourcePlace) -> Self {
        Diagnostic(
            .wrongDefault, at: place, "the default is \(own), and the parameter is \(type)",
            hint: "write a \(type), or change the parameter's type")
    }

    static func eachOfOneValue(_ type: ValueType, at place: SourcePlace) -> Self {
        Diagnostic(
            .eachOfOneValue, at: place, "'that each' is asked of \(type), which has no elements",
            hint: "leave out 'each'")
    }

    static func wrongArgument(_ formal: ValueType, _ type: ValueType, at place: SourcePlace) -> Self {
        Diagnostic(
            .wrongArgument, at: place, "the define wants \(formal) here, not \(type)", hint: "give it a \(formal)")
    }

    static func wrongFunctionArgument(
        _ function: String, _ wanted: String, _ type: ValueType, at place: SourcePlace
    ) -> Self {
        let hint: String =
            switch (function, type) {
            case ("count", .string): "the length of text is 'length(…)'"
            case ("length", .list), ("length", .map): "the number of elements is 'count(…)'"
            default: "give it \(wanted)"
            }
        return Diagnostic(.wrongArgument, at: place, "'\(function)' takes \(wanted), not \(type)", hint: hint)
    }

    static func defaultAfterCall(_ function: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .defaultAfterCall, at: place, "a default behind '\(function)(…)' never answers for what the call was given",
            hint: "put it inside: '\(function)(… default …)'")
    }

    static func hasNoMembers(_ type: ValueType, _ name: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .hasNoMembers, at: place, "a \(type) has no member '\(name)'",
            hint: "read the member of a map or a resource")
    }

    static func memberOfList(_ name: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .hasNoMembers, at: place, "'\(name)' is read of a list",
            hint: "read it of each element: '[*].\(name)', or range over the list: 'every x in … '")
    }

    static func noIndex(at place: SourcePlace) -> Self {
        Diagnostic(
            .noIndex, at: place, "nothing has the index '\(place.text)'",
            hint:
                "write an element's number, counted from 0, or a member's name in quotes; 'some' and 'every' ask all elements"
        )
    }
}
