import ResourceDocuments
import SourceText

/// Text that holds a list or a map: JSON, or what Python prints for one (`['1.2', '1.3']`), which is what SCC's own
/// samples and its API's defaults write.
enum ListText {
    /// The value in `text`; nil where it is neither.
    static func value(_ text: String) -> Value? {
        (read(text) ?? pythonAsJSON(text).flatMap(read))?.root.value
    }

    /// Without white space at both ends.
    static func trimmed(_ text: String) -> String {
        func isSpace(_ character: Character) -> Bool { character.isWhitespace }
        guard let first = text.firstIndex(where: { !isSpace($0) }), let last = text.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(text[first...last])
    }

    private static func read(_ text: String) -> Document? {
        try? JSONParser.document(SourceFile(name: "parameter", text: text), keys: KeyTable())
    }

    /// Python's text for a value, as JSON: strings in either quotes, `True`, `False`, `None`. nil where a string does
    /// not end or a bare word is no JSON either; what remains wrong the JSON parser says.
    private static func pythonAsJSON(_ text: String) -> String? {
        var scalars = Array(text.unicodeScalars)[...]
        var json = ""
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "'", "\"":
                guard let string = string(endingWith: scalar, &scalars) else { return nil }
                json += JSONText.quoted(string)
            case "a"..."z", "A"..."Z":
                var word = String(scalar)
                while let next = scalars.first, next.properties.isAlphabetic {
                    word.unicodeScalars.append(next)
                    scalars.removeFirst()
                }
                guard let mapped = ["True": "true", "False": "false", "None": "null"][word] else { return nil }
                json += mapped
            default: json.unicodeScalars.append(scalar)
            }
        }
        return json
    }

    /// The characters of a Python string after its opening quote; nil where it does not end.
    private static func string(
        endingWith quote: Unicode.Scalar, _ scalars: inout ArraySlice<Unicode.Scalar>
    ) -> String? {
        var string = String.UnicodeScalarView()
        while let scalar = scalars.popFirst() {
            if scalar == quote { return String(string) }
            if scalar != "\\" {
                string.append(scalar)
                continue
            }
            guard let escaped = scalars.popFirst(), let decoded = decode(escaped, &scalars) else { return nil }
            string.append(decoded)
        }
        return nil
    }

    private static func decode(
        _ escaped: Unicode.Scalar, _ scalars: inout ArraySlice<Unicode.Scalar>
    ) -> Unicode.Scalar? {
        switch escaped {
        case "\\", "'", "\"": return escaped
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "x": return hexadecimal(2, &scalars)
        case "u": return hexadecimal(4, &scalars)
        case "U": return hexadecimal(8, &scalars)
        default: return nil
        }
    }

    private static func hexadecimal(
        _ count: Int, _ scalars: inout ArraySlice<Unicode.Scalar>
    ) -> Unicode.Scalar? {
        let digits = scalars.prefix(count)
        guard digits.count == count, digits.allSatisfy({ $0.properties.isASCIIHexDigit }) else { return nil }
        scalars.removeFirst(count)
        return UInt32(String(String.UnicodeScalarView(digits)), radix: 16).flatMap(Unicode.Scalar.init)
    }
}
