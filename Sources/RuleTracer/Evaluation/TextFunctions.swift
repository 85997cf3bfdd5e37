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

    var readJSON: TracedValue {
        read(by: .json, as: "a JSON document") { source in try? JSONParser.document(source, keys: KeyTable()) }
    }

    var readYAML: TracedValue {
        read(by: .yaml, as: "a YAML document") { source in
            let (documents, diagnostics) = YAMLReader.documents(source, keys: KeyTable())
            return documents.count == 1 && !diagnostics.contains(where: \.isError) ? documents.first : nil
        }
    }

    private func read(
        by function: BuiltinFunction, as wanted: String, _ parse: (SourceFile) -> Document?
    ) -> TracedValue {
        guard let text else { return derived(wrongType(wanted: "a string")) }
        guard let document = parse(SourceFile(name: wanted, text: text)) else {
            return derived(badData(wanted: wanted))
        }
        return TracedValue(document.root, origin.made(by: function))
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
