/// Text from anybody's file, made safe to show: nothing in it moves the cursor, changes the colour or turns the
/// direction of what stands around it.
package enum VisibleText {
    /// One line: control characters as their pictures (`␛`), others without a shape as `‹U+202E›`.
    package static func line(_ text: String) -> String {
        guard !isPlain(text), text.unicodeScalars.contains(where: { replacement(for: $0) != nil }) else { return text }
        return escaped(text) { _ in nil }
    }

    /// One line of a log, or a part of one: as `line`, and no command to GitHub's runner, which reads the log of a step. It takes `::name` for one
    /// where a line begins with it, behind blanks (`::1` and `::a:b` are addresses), and `##[name]` wherever it stands, as the agent of Azure
    /// Pipelines takes `##vso[name]`.
    ///
    /// - Parameter startsLine: whether nothing but blanks stands before it.
    package static func printed(_ text: String, startsLine: Bool) -> String {
        var visible = text.utf8.contains(UInt8(ascii: "#")) ? withoutBracketed(text) : line(text)
        if startsLine, let start = startOfCommand(in: visible.unicodeScalars) {
            visible.unicodeScalars.replaceSubrange(start...start, with: "‹:›".unicodeScalars)
        }
        return visible
    }

    private static func withoutBracketed(_ text: String) -> String {
        var hashes = 0
        // Of `vso` behind them.
        var letters = 0
        return escaped(text) { scalar in
            if scalar == "[", hashes >= 2, letters == 0 || letters == azure.count { return bracket }
            if scalar == "#" {
                hashes = letters == 0 ? hashes + 1 : 1
                letters = 0
            } else if hashes >= 2, letters < azure.count, scalar.properties.lowercaseMapping == azure[letters] {
                letters += 1
            } else {
                hashes = 0
                letters = 0
            }
            return nil
        }
    }

    private static let azure = ["v", "s", "o"]

    /// Where a line that begins with `::name` and a space, or `::name::`, does so.
    private static func startOfCommand(in line: String.UnicodeScalarView) -> String.Index? {
        let command = line.drop(while: \.properties.isWhitespace)
        guard command.starts(with: "::".unicodeScalars) else { return nil }
        let name = command.dropFirst(2)
        let rest = name.drop { $0.isASCII && $0.properties.isAlphabetic || $0 == "-" || $0 == "_" }
        guard rest.startIndex > name.startIndex else { return nil }
        return rest.first == " " || rest.starts(with: "::".unicodeScalars) ? command.startIndex : nil
    }

    /// In place of the one that would make a command of what stands before it.
    static let bracket = "‹[›"

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

    /// Whether it is of nothing but ASCII that has a shape, as most text is: its own form, and a column for each byte.
    static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy(isPlain) }

    static func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F }

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
