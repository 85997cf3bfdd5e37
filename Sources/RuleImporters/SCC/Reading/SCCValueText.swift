import ResourceDocuments

/// The texts of a `value`, whoever sent it.
///
/// SCC's SDKs send a list as a list. The Terraform provider takes off the brackets and cuts at the commas, so that the
/// elements keep their quotes (`["\"us-south\"", "\"us-east\""]`), and sends a list of one as text (`"[\"a\"]"`); reading
/// back, it writes `[a,b]`. Defaults of parameters stand in single quotes, `['a', 'b']`. Numbers come as text.
enum SCCValueText {
    /// nil where the value holds a map or a list in a list.
    ///
    /// - Parameter asList: text in brackets is a list, quoted or not; otherwise only where its elements are quoted.
    static func texts(_ node: DocumentNode, asList: Bool) -> [String]? {
        switch node.kind {
        case .string: return node.string.map { elements($0, asList: asList) ?? [$0] }
        case .number, .boolean: return scalar(node).map { [$0] }
        case .list:
            var texts: [String] = []
            for element in node.elements {
                guard let text = scalar(element) else { return nil }
                texts.append(unquoted(text))
            }
            // A list of one that was sent as a list of its text.
            if texts.count == 1, let only = texts.first, let inner = elements(only, asList: false) { return inner }
            return texts
        case .null, .map, .undetermined: return nil
        }
    }

    static func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    private static func scalar(_ node: DocumentNode) -> String? {
        if let number = node.number { return number.description }
        if let flag = node.bool { return flag ? "true" : "false" }
        return node.string
    }

    /// The elements of a list that is written as text; nil where it is not one.
    private static func elements(_ text: String, asList: Bool) -> [String]? {
        let whole = trimmed(text)
        guard whole.count >= 2, whole.first == "[", whole.last == "]" else { return nil }
        let parts = split(whole.dropFirst().dropLast())
        let isQuoted = parts.allSatisfy { quote(of: $0) != nil }
        guard isQuoted || asList else { return nil }
        return parts.map(unquoted)
    }

    /// At the commas outside quotes.
    private static func split(_ text: Substring) -> [String] {
        var parts: [String] = []
        var part = ""
        var quote: Character?
        var isEscaped = false
        for character in text {
            if let open = quote {
                if character == open, !isEscaped { quote = nil }
                isEscaped = character == "\\" && !isEscaped
            } else if character == "\"" || character == "'" {
                if trimmed(part).isEmpty { quote = character }
            } else if character == "," {
                parts.append(part)
                part = ""
                continue
            }
            part.append(character)
        }
        if !parts.isEmpty || !trimmed(part).isEmpty { parts.append(part) }
        return parts.map(trimmed)
    }

    private static func quote(of text: String) -> Character? {
        let text = trimmed(text)
        guard text.count >= 2, let first = text.first, first == text.last, first == "\"" || first == "'" else {
            return nil
        }
        return first
    }

    /// Without the quotes around it, if it has any, and what is escaped inside them.
    private static func unquoted(_ text: String) -> String {
        guard let quote = quote(of: text) else { return text }
        let inner = trimmed(text).dropFirst().dropLast()
        var plain = ""
        var isEscaped = false
        for character in inner {
            if character == "\\", !isEscaped {
                isEscaped = true
                continue
            }
            if isEscaped, character != quote, character != "\\" { plain.append("\\") }
            isEscaped = false
            plain.append(character)
        }
        if isEscaped { plain.append("\\") }
        return plain
    }
}
