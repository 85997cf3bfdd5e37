/// A known value: a rule's literal, a parameter, a part of a document, the result of a function.
package indirect enum Value: Hashable, Sendable {
    case boolean(Bool)
    case number(ExactNumber)
    case string(String)
    case list([Value])
    case map([MapEntry])
    case address(AddressRange)
    case instant(Instant)
    case span(TimeSpan)
    case version(VersionNumber)
    case pattern(Pattern)
}

/// A member of a map; members keep the order of the text.
package struct MapEntry: Hashable, Sendable {
    package var key: String
    package var value: Value

    package init(key: String, value: Value) {
        self.key = key
        self.value = value
    }
}

extension Value: CustomStringConvertible {
    /// As a message prints it: text bare, but in JSON's quotes inside lists and maps. Control characters are escaped, so that a
    /// message cannot carry terminal sequences.
    package var description: String {
        if case .string(let text) = self { return Self.escaped(text) }
        return quoted
    }

    /// Text in JSON's quotes.
    package var quoted: String {
        switch self {
        case .boolean(let value): value ? "true" : "false"
        case .number(let number): number.description
        case .string(let text): "\"\(Self.escaped(text, quote: true))\""
        case .list(let elements): "[\(elements.map(\.quoted).joined(separator: ", "))]"
        case .map(let entries):
            "{\(entries.map { "\(Value.string($0.key).quoted): \($0.value.quoted)" }.joined(separator: ", "))}"
        case .address(let range): "\"\(range.description)\""
        case .instant(let instant): instant.description
        case .span(let span): span.description
        case .version(let version): "\"\(version.description)\""
        case .pattern(let pattern): pattern.description
        }
    }

    private static func escaped(_ text: String, quote: Bool = false) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case "\"" where quote: result += "\\\""
            case "\\" where quote: result += "\\\\"
            default:
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator:
                    let digits = String(scalar.value, radix: 16, uppercase: true)
                    result += "\\u{\(digits)}"
                default: result.unicodeScalars.append(scalar)
                }
            }
        }
        return result
    }
}
