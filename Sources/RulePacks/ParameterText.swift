package import ResourceDocuments
import RuleChecker
package import RuleSyntax

/// Reads a parameter's value from what people and SCC's clients write for it, by the type that the rule declares.
///
/// | type | accepted |
/// |---|---|
/// | string | text |
/// | numeric, quantity | a number, or text that holds one: `"22"` |
/// | boolean | true or false, or text: `"true"`, `"False"` |
/// | timestamp, duration, version, ip, pattern | text that reads as one; a version may be a number |
/// | string_list, ip_list, numeric_list | a list, or text that holds one: `"[\"1.2\", \"1.3\"]"`, `"['1.2', '1.3']"` |
/// | list | a list, or text that holds one |
/// | map | a map, or JSON text that holds one |
/// | general | any value as it stands; text is never read as something else |
///
/// A value that has the type already, as a rule's own default has, stays as it is.
package enum ParameterText {
    /// Why a value is not one of the type.
    package struct Fault: Error, Hashable {
        /// What stands there: `a number`, `"abc"`.
        package let found: String
        /// What is due: `a list of text`.
        package let wanted: String
        package let hint: String?

        package init(found: String, wanted: String, hint: String?) {
            self.found = found
            self.wanted = wanted
            self.hint = hint
        }
    }

    package static func value(_ raw: Value, as type: TypeName) -> Result<Value, Fault> {
        switch type {
        case .general: return .success(raw)
        case .string:
            if case .string = raw { return .success(raw) }
            return fault(raw, as: type, hint: isScalar(raw) ? "put it in quotes" : nil)
        case .numeric: return scalar(raw, as: .numeric, type)
        case .quantity: return scalar(raw, as: .quantity, type)
        case .timestamp: return scalar(raw, as: .timestamp, type)
        case .duration: return scalar(raw, as: .duration, type)
        case .ip: return scalar(raw, as: .ip, type)
        case .version:
            // A version of two parts reads as a number where nobody quoted it.
            if case .number(let number) = raw { return scalar(.string(number.description), as: .version, type) }
            return scalar(raw, as: .version, type)
        case .boolean: return boolean(raw)
        case .pattern: return pattern(raw)
        case .stringList: return list(raw, of: .string, type)
        case .ipList: return list(raw, of: .ip, type)
        case .numericList: return list(raw, of: .numeric, type)
        case .list: return list(raw, of: .general, type)
        case .map: return map(raw)
        }
    }

    /// It begins as text of a list does, whether it reads as one or not.
    package static func looksLikeList(_ text: String) -> Bool { ListText.trimmed(text).hasPrefix("[") }

    private static func fault(_ raw: Value, as type: TypeName, hint: String? = nil) -> Result<Value, Fault> {
        .failure(Fault(found: found(raw), wanted: wanted(type), hint: hint))
    }

    private static func scalar(_ raw: Value, as type: ValueType, _ name: TypeName) -> Result<Value, Fault> {
        if case .number(let number) = raw, number.isBeyondDoubles {
            return .failure(
                Fault(
                    found: number.description, wanted: wanted(name), hint: "write a number between -1.8e308 and 1.8e308"
                ))
        }
        switch (raw, type) {
        case (.number, .numeric), (.number, .quantity), (.instant, .timestamp), (.span, .duration), (.address, .ip),
            (.version, .version):
            return .success(raw)
        case (.string(let text), _):
            guard let value = Value(reading: ListText.trimmed(text), as: type) else { return fault(raw, as: name) }
            // As the number that it writes.
            if case .number = value { return scalar(value, as: type, name) }
            return .success(value)
        default: return fault(raw, as: name)
        }
    }

    private static func boolean(_ raw: Value) -> Result<Value, Fault> {
        switch raw {
        case .boolean: return .success(raw)
        case .string("true"), .string("True"): return .success(.boolean(true))
        case .string("false"), .string("False"): return .success(.boolean(false))
        case .string, .number, .list, .map, .address, .instant, .span, .version, .pattern:
            return fault(raw, as: .boolean)
        }
    }

    private static func pattern(_ raw: Value) -> Result<Value, Fault> {
        if case .pattern = raw { return .success(raw) }
        guard case .string(let text) = raw else { return fault(raw, as: .pattern) }
        do throws(PatternError) {
            return .success(.pattern(try Pattern(text, caseInsensitive: false)))
        } catch {
            return fault(raw, as: .pattern, hint: "\(error.message), at character \(error.offset + 1)")
        }
    }

    private static func map(_ raw: Value) -> Result<Value, Fault> {
        if case .map = raw { return .success(raw) }
        guard case .string(let text) = raw, let read = ListText.value(text), case .map = read else {
            return fault(raw, as: .map)
        }
        return .success(read)
    }

    /// A list, or text that holds one. A single value is not a list of one: SCC's clients write the brackets too.
    private static func list(_ raw: Value, of element: TypeName, _ type: TypeName) -> Result<Value, Fault> {
        var elements: [Value]
        switch raw {
        case .list(let values): elements = values
        case .string(let text):
            guard case .list(let values)? = ListText.value(text) else {
                return fault(raw, as: type, hint: "write it as \(listWritten(for: text, of: element))")
            }
            elements = values
        case .boolean, .number, .map, .address, .instant, .span, .version, .pattern: return fault(raw, as: type)
        }
        for index in elements.indices {
            switch value(elements[index], as: element) {
            case .success(let value): elements[index] = value
            case .failure(let fault):
                return .failure(Fault(found: "\(fault.found) in it", wanted: wanted(type), hint: fault.hint))
            }
        }
        return .success(.list(elements))
    }

    /// A list of the text alone, where it can be an element; else one that the type takes.
    private static func listWritten(for text: String, of element: TypeName) -> String {
        if !text.contains("["), !text.contains("\""), case .success = value(.string(text), as: element) {
            return element == .numeric ? "[\(text)]" : "[\"\(text)\"]"
        }
        return switch element {
        case .numeric: "[1, 2]"
        case .ip: "[\"10.0.0.0/8\", \"192.168.1.1\"]"
        case .string, .general, .boolean, .quantity, .stringList, .numericList, .ipList, .list, .timestamp, .duration,
            .version, .pattern, .map:
            "[\"a\", \"b\"]"
        }
    }

    private static func isScalar(_ value: Value) -> Bool {
        switch value {
        case .boolean, .number: true
        case .string, .list, .map, .address, .instant, .span, .version, .pattern: false
        }
    }

    private static func found(_ value: Value) -> String {
        switch value {
        case .list: "a list"
        case .map: "a map"
        case .boolean, .number, .string, .address, .instant, .span, .version, .pattern: value.quoted
        }
    }

    private static func wanted(_ type: TypeName) -> String {
        switch type {
        case .string: "text"
        case .numeric: "a number"
        case .boolean: "true or false"
        case .general: "a value"
        case .stringList: "a list of text"
        case .ipList: "a list of addresses"
        case .numericList: "a list of numbers"
        case .timestamp: "a time such as \"2026-01-01T00:00:00Z\""
        case .duration: "a duration such as \"90d\""
        case .version: "a version such as \"1.2\""
        case .ip: "an address or a range of addresses"
        case .pattern: "a regular expression"
        case .quantity: "a quantity such as \"500m\""
        case .list: "a list"
        case .map: "a map"
        }
    }
}
