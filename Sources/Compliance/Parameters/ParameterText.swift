package import ResourceDocuments
import ResourceReaders
import RuleChecker
package import RuleSyntax

/// Reads a parameter's value as clients of SCC send it, by the type that the rule declares.
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
package enum ParameterText {
    /// Why a value is not one of the type.
    package struct Fault: Error, Hashable {
        /// What stands there: `a number`, `'abc'`.
        package let found: String
        /// What was wanted, where it differs from the type itself: an element of a list.
        package let wanted: String
        package let hint: String?
    }

    package static func value(_ node: DocumentNode, as type: TypeName) -> Result<Value, Fault> {
        switch type {
        case .string:
            guard let text = node.string else {
                let hint = node.kind == .number || node.kind == .boolean ? "put it in quotes" : nil
                return fault(node, "text", hint: hint)
            }
            return .success(.string(text))
        case .numeric: return number(node)
        case .boolean: return boolean(node)
        case .general: return node.value.map { .success($0) } ?? fault(node, "a value")
        case .stringList: return list(node, element: .string)
        case .ipList: return list(node, element: .ip)
        case .numericList: return list(node, element: .numeric)
        case .timestamp: return text(node, "a time such as \"2026-01-01T00:00:00Z\"", as: .timestamp)
        case .duration: return text(node, "a duration such as \"90d\"", as: .duration)
        case .version: return version(node)
        case .ip: return text(node, "an address or a range of addresses", as: .ip)
        case .pattern: return pattern(node)
        case .quantity:
            if let number = node.number { return .success(.number(number)) }
            return text(node, "a quantity such as \"500m\"", as: .quantity)
        case .list: return list(node, element: .general)
        case .map: return map(node)
        }
    }

    private static func fault(_ node: DocumentNode, _ wanted: String, hint: String? = nil) -> Result<Value, Fault> {
        let found = node.string.map { "'\($0)'" } ?? PlacedNode(node, path: DocumentPath()).kindName
        return .failure(Fault(found: found, wanted: wanted, hint: hint))
    }

    private static func text(_ node: DocumentNode, _ wanted: String, as type: ValueType) -> Result<Value, Fault> {
        guard let text = node.string, let value = Value(reading: ListText.trimmed(text), as: type) else {
            return fault(node, wanted)
        }
        return .success(value)
    }

    private static func number(_ node: DocumentNode) -> Result<Value, Fault> {
        if let number = node.number { return .success(.number(number)) }
        return text(node, "a number", as: .numeric)
    }

    /// A version of two parts reads as a number where nobody quoted it.
    private static func version(_ node: DocumentNode) -> Result<Value, Fault> {
        if let number = node.number, let version = VersionNumber(number.description) {
            return .success(.version(version))
        }
        return text(node, "a version such as \"1.2\"", as: .version)
    }

    private static func boolean(_ node: DocumentNode) -> Result<Value, Fault> {
        if let flag = node.bool { return .success(.boolean(flag)) }
        switch node.string.map(ListText.trimmed) {
        case "true", "True": return .success(.boolean(true))
        case "false", "False": return .success(.boolean(false))
        default: return fault(node, "true or false")
        }
    }

    private static func pattern(_ node: DocumentNode) -> Result<Value, Fault> {
        guard let text = node.string else { return fault(node, "a regular expression") }
        do throws(PatternError) {
            return .success(.pattern(try Pattern(text, caseInsensitive: false)))
        } catch {
            return fault(node, "a regular expression", hint: "\(error.message), at character \(error.offset + 1)")
        }
    }

    private static func map(_ node: DocumentNode) -> Result<Value, Fault> {
        if node.kind == .map { return node.value.map { .success($0) } ?? fault(node, "a map") }
        guard let text = node.string, let document = ListText.document(text), document.root.kind == .map,
            let value = document.root.value
        else { return fault(node, "a map") }
        return .success(value)
    }

    /// A list, or text that holds one. A single value is not a list of one: SCC's clients write the brackets too.
    private static func list(_ node: DocumentNode, element: TypeName) -> Result<Value, Fault> {
        let wanted = element == .general ? "a list" : "a list of \(name(of: element))"
        if node.kind == .list { return elements(node.elements, as: element, wanted: wanted) }
        guard let text = node.string else { return fault(node, wanted) }
        guard let document = ListText.document(text), document.root.kind == .list else {
            let hint = text.contains("[") ? "write it as [\"a\", \"b\"]" : "write it as [\"\(text)\"]"
            return fault(node, wanted, hint: hint)
        }
        return elements(document.root.elements, as: element, wanted: wanted)
    }

    private static func elements(
        _ nodes: [DocumentNode], as element: TypeName, wanted: String
    ) -> Result<Value, Fault> {
        var values: [Value] = []
        values.reserveCapacity(nodes.count)
        for node in nodes {
            switch value(node, as: element) {
            case .success(let value): values.append(value)
            case .failure(let fault):
                return .failure(Fault(found: "\(fault.found) in it", wanted: wanted, hint: fault.hint))
            }
        }
        return .success(.list(values))
    }

    private static func name(of element: TypeName) -> String {
        switch element {
        case .ip: "addresses"
        case .numeric: "numbers"
        case .string, .boolean, .general, .stringList, .ipList, .timestamp, .numericList, .duration, .version,
            .pattern, .quantity, .list, .map:
            "text"
        }
    }
}
