import ResourceDocuments
import SourceText

/// A document's value as YAML in block style, that reads back as the same value.
enum BlockYAML {
    static func lines(of value: DocumentNode, indent: Int) -> [String] {
        let space = String(repeating: " ", count: indent)
        switch value.kind {
        case .map where value.count != 0:
            return value.entries.flatMap { key, member in
                let head = "\(space)\(scalar(key)):"
                return isBlock(member)
                    ? [head] + lines(of: member, indent: indent + 2) : ["\(head) \(inline(member))"]
            }
        case .list where value.count != 0:
            return value.elements.flatMap { element in
                guard isBlock(element) else { return ["\(space)- \(inline(element))"] }
                var lines = lines(of: element, indent: indent + 2)
                lines[0] = "\(space)- " + lines[0].dropFirst(indent + 2)
                return lines
            }
        case .null, .boolean, .number, .string, .undetermined, .list, .map: return [space + inline(value)]
        }
    }

    private static func isBlock(_ value: DocumentNode) -> Bool {
        switch value.kind {
        case .map, .list: value.count != 0
        case .null, .boolean, .number, .string, .undetermined: false
        }
    }

    private static func inline(_ value: DocumentNode) -> String {
        switch value.kind {
        case .null: "null"
        case .boolean: value.bool == true ? "true" : "false"
        case .number: value.numberText ?? "0"
        case .string: scalar(value.string ?? "")
        case .undetermined: scalar(value.undeterminedName ?? "")
        case .list: "[]"
        case .map: "{}"
        }
    }

    /// Text as it is where nothing else could be meant, else in JSON's quotes, which are YAML's too.
    static func scalar(_ text: String) -> String {
        guard let first = text.utf8.first, isLetter(first) || first == UInt8(ascii: "/"),
            text.utf8.allSatisfy({ isLetter($0) || isDigit($0) || "_-./:@+ ".utf8.contains($0) }),
            !text.contains(": "), !text.hasSuffix(":"), !text.hasSuffix(" "), !text.contains("  "),
            !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
        else { return JSONText.quoted(text) }
        return text
    }

    private static func isLetter(_ byte: UInt8) -> Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 }
    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
}
