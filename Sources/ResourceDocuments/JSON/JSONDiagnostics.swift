package import SourceText

extension DocumentError {
    /// The fault in words. `base` is where the parsed bytes begin in `file`.
    package func diagnostic(in file: SourceFile, base: Int = 0) -> Diagnostic {
        func place(_ offset: Int, _ length: Int) -> SourcePlace {
            SourcePlace(file, SourceSpan(base + offset, base + offset + length))
        }
        let wording = wording(quoting: place(offset, min(length, Self.longestQuote)).text)
        return Diagnostic(
            kind.diagnosticKind, at: place(offset, length), wording.message, label: wording.label ?? "",
            secondary: opener.flatMap { opener in
                wording.openerLabel.map { [Diagnostic.Label(place(opener, 1), $0)] }
            } ?? [],
            hint: wording.hint, replacement: wording.replacement)
    }

    /// The same fault of text that was never read whole.
    ///
    /// - Parameter limit: in bytes.
    package static func tooLarge(limit: Int, at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            Kind.tooLarge.diagnosticKind, at: place, tooLargeMessage(limit: limit), hint: tooLargeHint(limit: limit))
    }

    static func tooDeepMessage(limit: Int) -> String { "lists and maps are nested more than \(limit) levels deep" }

    static let tooDeepHint = "flatten the document; the limit protects its readers"

    private static func tooLargeMessage(limit: Int) -> String {
        "the text is larger than \(DocumentLimits.words(forBytes: limit))"
    }

    private static func tooLargeHint(limit: Int) -> String {
        "split it, for example into JSON Lines"
            + (limit < DocumentLimits.largestText
                ? ", or allow more with --max-document-bytes" : ": no larger text is read")
    }

    private static let longestQuote = 40

    private struct Wording {
        var message: String
        var label: String?
        var openerLabel: String?
        var hint: String?
        var replacement: String?

        init(
            _ message: String, label: String? = nil, opener: String? = nil, hint: String? = nil,
            replacement: String? = nil
        ) {
            self.message = message
            self.label = label
            openerLabel = opener
            self.hint = hint
            self.replacement = replacement
        }
    }

    private var expected: String {
        switch expectation {
        case .value: "a value"
        case .key: "a key in double quotes"
        case .colon: "':'"
        case .commaOrListEnd: "',' or ']'"
        case .commaOrMapEnd: "',' or '}'"
        case .end: "the end of the text"
        case .none: "something else"
        }
    }

    private func wording(quoting text: String) -> Wording {
        switch kind {
        case .emptyText:
            Wording("the text is empty", hint: "write a JSON value; an empty map is '{}'")
        case .trailingText:
            Wording(
                "the text goes on behind its value", label: "expected the end of the text",
                hint: "put one value in a text; several stand in JSON Lines, one on each line, or in a list")
        case .valueExpected:
            Wording(
                "expected a value, found '\(text)'",
                hint: text == "," ? "write a value here, or remove the comma" : "write the value, or null")
        case .unexpectedCharacter where text == "\0":
            Wording(
                "a NUL byte stands in the text, where \(expected) is expected",
                hint: "remove it; inside a string it is written \\u0000")
        case .unexpectedCharacter:
            Wording("expected \(expected), found \(Self.name(of: text))", hint: "remove \(Self.name(of: text))")
        case .trailingComma:
            Wording(
                "a comma stands behind the last \(expectation == .key ? "member of a map" : "element of a list")",
                hint: "remove the comma", replacement: "")
        case .missingComma:
            length == 0
                ? Wording(
                    "a comma is missing", label: "expected \(expected)", hint: "put a comma here", replacement: ",")
                : Wording(
                    "expected \(expected), found '\(text)'", hint: commaHint(text),
                    replacement: text == ";" ? "," : nil)
        case .missingColon:
            length == 0
                ? Wording(
                    "a colon is missing behind the key", hint: "write the key's value behind ':'", replacement: ":")
                : Wording(
                    "expected ':' behind the key, found '\(text)'", hint: "write the key's value behind ':'",
                    replacement: text == "=" ? ":" : nil)
        case .keyExpected:
            keyWording(text)
        case .wrongQuotes:
            Wording(
                "\(text == "'" ? "single quotes" : "these quotes") are not JSON's",
                hint: "write strings and keys in double quotes, \"…\"")
        case .comment:
            Wording("JSON has no comments", hint: "remove the comment, or write the document in YAML")
        case .bareWord:
            bareWordWording(text)
        case .unclosedString:
            Wording("the string is not closed", label: "begins here", hint: "end it with a double quote")
        case .unclosedList:
            Wording("the list is not closed", label: "begins here", hint: "end it with ']'")
        case .unclosedMap:
            Wording("the map is not closed", label: "begins here", hint: "end it with '}'")
        case .mismatchedBracket:
            Wording(
                "'\(text)' does not close this \(text == "]" ? "map" : "list")", opener: "opened here",
                hint: text == "]" ? "close the map with '}' first" : "close the list with ']' first")
        case .leadingZero:
            Wording(
                "the number '\(text)' begins with a zero",
                hint: "remove the zero; where it means something, write a string: \"\(text)\"")
        case .malformedNumber:
            Wording(
                "'\(text)' is not a number in JSON",
                hint: "write digits as in 12, -0.5 or 1e6; anything else is a string in double quotes")
        case .exponentTooLarge:
            Wording(
                "the exponent of '\(text)' is larger than \(ExactNumber.maximumExponent)",
                hint: "write a number with a smaller exponent, or a string")
        case .controlCharacter:
            Wording(
                "a string holds \(Self.controlName(of: text)) as it is", opener: "the string begins here",
                hint: "close the string before it, or write it as \(JSONText.quoted(text).dropFirst().dropLast())")
        case .badEscape:
            Wording(
                "'\(text)' is no escape",
                hint:
                    "write a backslash as '\\\\'; JSON has \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits"
            )
        case .loneSurrogate:
            Wording(
                "'\(text)' is half of a character",
                hint: "write both halves, as in \\ud83d\\ude00, or the character itself")
        case .invalidUTF8:
            Wording("the text is not UTF-8 here", hint: "save the file in UTF-8")
        case .misplacedByteOrderMark:
            Wording(
                "a byte order mark stands inside the text",
                hint: "remove it: only the very start of a text may have one")
        case .tooDeep:
            Wording(
                Self.tooDeepMessage(limit: limit ?? DocumentLimits.default.maximumDepth), hint: Self.tooDeepHint)
        case .tooLarge:
            Wording(
                Self.tooLargeMessage(limit: limit ?? DocumentLimits.default.maximumBytes),
                hint: Self.tooLargeHint(limit: limit ?? DocumentLimits.default.maximumBytes))
        }
    }

    private func commaHint(_ text: String) -> String {
        switch text {
        case ":" where expectation == .commaOrListEnd: "a list has no keys: write a map in '{' and '}'"
        case ";": "write ',' in its place"
        default: "remove '\(text)'"
        }
    }

    private func keyWording(_ text: String) -> Wording {
        let message = "expected \(expected), found \(Self.name(of: text))"
        guard let byte = text.utf8.first, byte >= 0x80 || JSONFault.isWordByte(byte), length <= Self.longestQuote else {
            return Wording(message, hint: "write a key, as in \"name\": 1, or remove \(Self.name(of: text))")
        }
        let key = JSONText.quoted(text)
        return Wording(message, hint: "write \(key)", replacement: key)
    }

    private func bareWordWording(_ text: String) -> Wording {
        switch text.lowercased() {
        case "true", "false", "null":
            Wording(
                "'\(text)' is not JSON's '\(text.lowercased())'", hint: "write it in lower case",
                replacement: text.lowercased())
        case "none", "nil", "undefined":
            Wording("JSON has no '\(text)'", hint: "write null", replacement: "null")
        case "nan", "-nan", "+nan", "inf", "-inf", "+inf", "infinity", "-infinity", "+infinity":
            Wording("JSON has no '\(text)'", hint: "write null, leave the value out, or write a string")
        default:
            if let word = Spelling.nearest(to: text, among: ["true", "false", "null"]) {
                Wording("the word '\(text)' is no JSON value", hint: "write \(word)", replacement: word)
            } else {
                Wording("the word '\(text)' is no JSON value", hint: "write text in double quotes: \"\(text)\"")
            }
        }
    }

    private static func controlName(of text: String) -> String {
        switch text.utf8.first {
        case 0x09: "a tab"
        case 0x0A, 0x0D: "a line end"
        case _?: "the control character \(name(of: text))"
        case nil: "a control character"
        }
    }

    /// A character in quotes, one that nobody sees by its number.
    private static func name(of text: String) -> String {
        guard let scalar = text.unicodeScalars.first, scalar.properties.isWhitespace || scalar.value < 0x20 else {
            return "'\(text)'"
        }
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
