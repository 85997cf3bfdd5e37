package import ResourceDocuments
import RuleChecker
package import RuleSyntax

/// Reads a parameter's value from what people and clients write for it.
///
/// SCC's clients send every value as text: `"22"`, `"[\"1.2\",\"1.3\"]"` (JSON), `"['1.2', '1.3']"` (single quotes). So text
/// is read as the declared type; `general` and `string` keep it as it is.
package enum ParameterText {
    /// The value as `type`, or nil when it does not read as one.
    package static func value(_ raw: Value, as type: TypeName) -> Value? {
        switch type {
        case .general: return raw
        case .string:
            switch raw {
            case .string: return raw
            case .number, .boolean, .list, .map, .address, .instant, .span, .version, .pattern: return nil
            }
        case .stringList, .ipList, .numericList, .list: return list(raw, as: type)
        case .map:
            if case .map = raw { return raw }
            return nil
        case .boolean:
            switch raw {
            case .boolean: return raw
            case .string("true"): return .boolean(true)
            case .string("false"): return .boolean(false)
            case .string, .number, .list, .map, .address, .instant, .span, .version, .pattern: return nil
            }
        case .numeric, .timestamp, .duration, .version, .ip, .pattern, .quantity:
            return scalar(raw, as: ValueType(type))
        }
    }

    private static func scalar(_ raw: Value, as type: ValueType) -> Value? {
        switch raw {
        case .string(let text):
            if type == .pattern { return (try? Pattern(text, caseInsensitive: false)).map { .pattern($0) } }
            return Value(reading: text, as: type)
        case .number: return type == .numeric || type == .quantity ? raw : nil
        case .boolean: return type == .boolean ? raw : nil
        case .address: return type == .ip ? raw : nil
        case .instant: return type == .timestamp ? raw : nil
        case .span: return type == .duration ? raw : nil
        case .version: return type == .version ? raw : nil
        case .pattern: return type == .pattern ? raw : nil
        case .list, .map: return nil
        }
    }

    private static func list(_ raw: Value, as type: TypeName) -> Value? {
        switch raw {
        case .list(let elements):
            let element = ValueType(type).element
            let read = elements.map { value in
                switch element {
                case .string: if case .string = value { value } else { Value?.none }
                case .any: value
                default: scalar(value, as: element)
                }
            }
            let settled = read.compactMap { $0 }
            return settled.count == elements.count ? .list(settled) : nil
        case .string(let text):
            return QuotedList.parse(text).flatMap { list(.list($0), as: type) }
        case .number, .boolean, .map, .address, .instant, .span, .version, .pattern: return nil
        }
    }
}

/// `["1.2", "1.3"]` or `['1.2', '1.3']` or `[22, 3389]`, written as text.
enum QuotedList {
    /// The elements, or nil when the text is not such a list. Single-quoted strings know the escapes `\'` and `\\`.
    static func parse(_ text: String) -> [Value]? {
        var reader = Reader(scalars: Array(text.unicodeScalars))
        return reader.list()
    }

    private struct Reader {
        let scalars: [Unicode.Scalar]
        var position = 0

        mutating func list() -> [Value]? {
            guard take("[") else { return nil }
            var elements: [Value] = []
            if !take("]") {
                repeat {
                    guard let element = element() else { return nil }
                    elements.append(element)
                } while take(",")
                guard take("]") else { return nil }
            }
            skipSpace()
            return position == scalars.count ? elements : nil
        }

        private mutating func skipSpace() {
            while position < scalars.count, scalars[position].properties.isWhitespace { position += 1 }
        }

        private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
            skipSpace()
            guard position < scalars.count, scalars[position] == scalar else { return false }
            position += 1
            return true
        }

        private mutating func element() -> Value? {
            skipSpace()
            guard position < scalars.count else { return nil }
            let quote = scalars[position]
            if quote == "\"" || quote == "'" { return string(quote).map { .string($0) } }
            var text = ""
            while position < scalars.count, scalars[position] != ",", scalars[position] != "]" {
                text.unicodeScalars.append(scalars[position])
                position += 1
            }
            while let last = text.unicodeScalars.last, last.properties.isWhitespace { text.unicodeScalars.removeLast() }
            switch text {
            case "true", "True": return .boolean(true)
            case "false", "False": return .boolean(false)
            default: return ExactNumber(text).map { .number($0) }
            }
        }

        private mutating func string(_ quote: Unicode.Scalar) -> String? {
            position += 1
            var text = ""
            while position < scalars.count {
                let scalar = scalars[position]
                position += 1
                if scalar == quote { return text }
                guard scalar == "\\" else {
                    text.unicodeScalars.append(scalar)
                    continue
                }
                guard position < scalars.count else { return nil }
                let escaped = scalars[position]
                position += 1
                switch escaped {
                case "n": text += "\n"
                case "t": text += "\t"
                case "r": text += "\r"
                case "\\", "'", "\"", "/": text.unicodeScalars.append(escaped)
                case "u":
                    guard position + 4 <= scalars.count else { return nil }
                    let digits = String(String.UnicodeScalarView(scalars[position..<position + 4]))
                    guard let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code) else { return nil }
                    position += 4
                    text.unicodeScalars.append(scalar)
                default: return nil
                }
            }
            return nil
        }
    }
}
