import ResourceDocuments
import SourceText

/// What a text is read as, in one line: what `python_json.py` prints for it.
func reading(of text: [UInt8], limits: DocumentLimits = .default) -> String {
    do {
        return canonical(
            try JSONParser.document(SourceFile(name: "a.json", text: text), keys: KeyTable(), limits: limits).root)
    } catch {
        return "error"
    }
}

/// A value with every digit and every byte: strings in hexadecimal, numbers as digits and exponent without zeros at either end.
func canonical(_ node: DocumentNode) -> String {
    switch node.kind {
    case .null: "null"
    case .boolean: node.bool == true ? "true" : "false"
    case .number: canonicalNumber(node.numberText ?? "")
    case .string: "s" + hexadecimal(node.string ?? "")
    case .undetermined: "undetermined"
    case .list: "[" + node.elements.map(canonical).joined(separator: ",") + "]"
    case .map: "{" + node.entries.map { hexadecimal($0.key) + ":" + canonical($0.value) }.joined(separator: ",") + "}"
    }
}

private func hexadecimal(_ text: String) -> String {
    text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

/// Worked on the text alone, so that no arithmetic of the engine is trusted here.
private func canonicalNumber(_ text: String) -> String {
    let parts = text.lowercased().split(separator: "e")
    var mantissa = parts[0]
    let isNegative = mantissa.hasPrefix("-")
    if isNegative { mantissa.removeFirst() }
    let halves = mantissa.split(separator: ".")
    let fraction = halves.count > 1 ? String(halves[1]) : ""
    var exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) - fraction.count
    var digits = (String(halves[0]) + fraction).drop { $0 == "0" }
    while digits.last == "0" {
        digits.removeLast()
        exponent += 1
    }
    return digits.isEmpty ? "n0" : "n\(isNegative ? "-" : "")\(digits)e\(exponent)"
}

/// The error that a text brings about, nil when it is accepted.
func failure(of text: [UInt8], limits: DocumentLimits = .default) -> DocumentError? {
    do {
        _ = try JSONParser.document(SourceFile(name: "a.json", text: text), keys: KeyTable(), limits: limits)
        return nil
    } catch {
        return error
    }
}

/// A document that must be right.
func document(_ text: String, keys: KeyTable = KeyTable()) throws -> Document {
    try JSONParser.document(SourceFile(name: "a.json", text: text), keys: keys)
}
