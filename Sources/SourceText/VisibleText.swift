/// Text from anybody's file, made safe to show: nothing in it moves the cursor, changes the colour or turns the
/// direction of what stands around it.
package enum VisibleText {
    /// One line: control characters as their pictures (`␛`), others without a shape as `‹U+202E›`.
    package static func line(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { replacement(for: $0) != nil }) else { return text }
        return escaped(text) { _ in nil }
    }

    /// What `escape` has for a character stands in its place; every other one is as in `line`.
    package static func escaped(_ text: String, escape: (Unicode.Scalar) -> String?) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            if let replacement = escape(scalar) ?? replacement(for: scalar) {
                escaped += replacement
            } else {
                escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// What is shown for a character that must not reach a terminal; nil for all others.
    package static func replacement(for scalar: Unicode.Scalar) -> String? {
        let value = scalar.value
        if value >= 0x20, value < 0x7F { return nil }
        // The pictures of C0 and of DEL begin at U+2400 and U+2421.
        if value < 0x20 { return Unicode.Scalar(0x2400 + value).map { String($0) } }
        if value == 0x7F { return "\u{2421}" }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator:
            let digits = String(value, radix: 16, uppercase: true)
            return "‹U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)›"
        default:
            return nil
        }
    }
}
