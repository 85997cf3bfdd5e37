import ResourceDocuments
import RuleChecker
import SourceText

/// `trim`, `text`, `split`, and the functions that read a text.
extension TracedValue {
    static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }

    /// `text`
    var spelled: TracedValue {
        switch content {
        case .text(let text): derived(.text(text))
        case .number(let number): derived(.text(number.description))
        case .boolean(let value): derived(.text(value ? "true" : "false"))
        case .unknown, .list, .map, .address, .instant, .span, .version, .pattern, .resource:
            derived(wrongType(wanted: "a string, a number or a boolean"))
        }
    }

    func split(by separator: TracedValue) -> TracedValue {
        guard let text else { return derived(wrongType(wanted: "a string")) }
        guard let part = separator.text else { return derived(separator.wrongType(wanted: "a string")) }
        guard !part.isEmpty else { return derived(separator.badData(wanted: "a separator")) }
        let whole = origin.made(by: .split, separator: part)
        let pieces = ScalarText(text).pieces(separatedBy: ScalarText(part))
        return .derivedList(pieces.enumerated().map { TracedValue(.text($1), whole.part(.index($0))) }, whole)
    }

    /// `json`, `yaml`
    func read(by function: BuiltinFunction) -> TracedValue {
        guard let text else { return derived(wrongType(wanted: "a string")) }
        guard let document = Self.document(text, by: function) else {
            return derived(badData(wanted: "a \(function.rawValue.uppercased()) document"))
        }
        return TracedValue(document.root, origin.made(by: function))
    }

    /// What a text holds; nil where it does not, and of functions that read no document.
    static func document(_ text: String, by function: BuiltinFunction) -> Document? {
        let source = SourceFile(name: function.rawValue, text: text)
        switch function {
        case .json: return try? JSONParser.document(source, keys: KeyTable())
        case .yaml:
            let (documents, diagnostics) = YAMLReader.documents(source, keys: KeyTable())
            return documents.count == 1 && !diagnostics.contains(where: \.isError) ? documents.first : nil
        case .count, .length, .lower, .upper, .trim, .number, .text, .list, .distinct, .keys, .values, .entries, .split,
            .first, .last, .prefixLength, .quantity, .duration, .days, .timestamp, .version, .ip, .base64:
            return nil
        }
    }

    /// `base64`
    var decodedBase64: TracedValue {
        guard let text else { return derived(wrongType(wanted: "a string")) }
        guard let bytes = Base64.decode(text), let decoded = String(validating: bytes, as: UTF8.self) else {
            return derived(badData(wanted: "base64"))
        }
        return derived(.text(decoded))
    }
}
