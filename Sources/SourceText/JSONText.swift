/// Text as JSON writes it.
package enum JSONText {
    /// `text` as a JSON string (RFC 8259, 7): what must be escaped is, and so is what would act on a terminal.
    package static func quoted(_ text: String) -> String {
        if text.utf8.allSatisfy(isPlain) { return "\"" + text + "\"" }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            default:
                if VisibleText.replacement(for: scalar) == nil {
                    quoted.unicodeScalars.append(scalar)
                } else {
                    for unit in String(scalar).utf16 { quoted += escaped(unit) }
                }
            }
        }
        return quoted + "\""
    }

    /// ASCII that stands for itself: nearly all text is of nothing else.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    private static func escaped(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
