import SourceText

/// Faults of single words and signs.
enum LexerDiagnostics {
    static let allKinds = [
        unknownCharacter, notUTF8, unterminatedString, badString, foreignQuotes, unterminatedRegex, unknownRegexFlag,
        malformedNumber, badDuration, invisibleCharacter, unusableInName, foreignComment,
    ]

    static let unknownCharacter = DiagnosticKind(
        "E1001", "a character that is no part of the language",
        "Outside strings, patterns and comments a rule consists of words, numbers and a few signs. Conditions are "
            + "written in words, and items need no sign between them.",
        wrong: "rule r { title \"t\"; for k }", right: "rule r { title \"t\" for k }")

    static func unknownCharacter(_ scalar: Unicode.Scalar, at place: SourcePlace) -> Diagnostic {
        let hint =
            switch scalar {
            case ";": "leave it out: items need no sign between them"
            case "&": "write 'and'"
            case "|": "write 'or'"
            case "\u{2260}": "write 'is not'"
            case "\u{2265}": "write 'is at least'"
            case "\u{2264}": "write 'is at most'"
            case "\u{2208}": "write 'is one of'"
            case "\u{2227}": "write 'and'"
            case "\u{2228}": "write 'or'"
            case "\u{00AC}": "write 'not'"
            default: "leave it out; a text stands in double quotes"
            }
        return Diagnostic(unknownCharacter, at: place, "unknown character \(named(scalar))", hint: hint)
    }

    static let notUTF8 = DiagnosticKind(
        "E1002", "the text is not UTF-8",
        "Rules are written in UTF-8. The first byte that is not part of a well-formed character is shown; save the "
            + "file as UTF-8.",
        wrong: "rule r { title \"caf\u{FFFD}\" }", right: "rule r { title \"café\" }")

    static func notUTF8(at place: SourcePlace) -> Diagnostic {
        Diagnostic(notUTF8, at: place, "the text is not UTF-8 from here", hint: "save the file as UTF-8")
    }

    static let unterminatedString = DiagnosticKind(
        "E1003", "a string without its closing quote",
        "A string ends on the line it begins on. A line break inside it is written \\n, a quote \\\".",
        wrong: "rule r { title \"open\n  for k }", right: "rule r { title \"closed\"\n  for k }")

    static func unterminatedString(at place: SourcePlace) -> Diagnostic {
        Diagnostic(unterminatedString, at: place, "the string is not closed on its line", hint: "add '\"'")
    }

    static let badString = DiagnosticKind(
        "E1004", "a string with a faulty escape or a control character",
        "Strings are JSON's: the escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX, a character beyond U+FFFF is "
            + "a pair of \\u escapes, and control characters are written as escapes. A regular expression between "
            + "slashes needs no doubled backslash.",
        wrong: "rule r { title \"C:\\data\" }", right: "rule r { title \"C:\\\\data\" }")

    static func badString(_ fault: StringDecoder.Fault, _ text: String, at place: SourcePlace) -> Diagnostic {
        switch fault {
        case .unknownEscape:
            Diagnostic(
                badString, at: place, "'\(text)' is no escape", hint: "write '\\\\' for a backslash",
                replacement: "\\" + text)
        case .loneSurrogate:
            Diagnostic(
                badString, at: place, "'\(text)' is one half of a character",
                hint: "write both halves, or the character itself")
        case .controlCharacter:
            Diagnostic(
                badString, at: place, "a control character stands in the string",
                hint: text == "\t" ? "write '\\t'" : "write it as '\\uXXXX'",
                replacement: text == "\t" ? "\\t" : nil)
        }
    }

    static let foreignQuotes = DiagnosticKind(
        "E1005", "a string in quotes that are not '\"'",
        "Strings stand in straight double quotes, as in JSON.",
        wrong: "rule r { title 'a title' }", right: "rule r { title \"a title\" }")

    static func foreignQuotes(at place: SourcePlace, replacement: String?) -> Diagnostic {
        Diagnostic(
            foreignQuotes, at: place, "strings stand in double quotes",
            hint: replacement.map { "write \($0)" } ?? "write '\"' on both sides", replacement: replacement)
    }

    static let unterminatedRegex = DiagnosticKind(
        "E1006", "a regular expression without its closing slash",
        "A regular expression stands between slashes on one line; a slash inside it is written \\/.",
        wrong: "rule r {\n  require name matches /^prod\n}", right: "rule r {\n  require name matches /^prod/\n}")

    static func unterminatedRegex(at place: SourcePlace) -> Diagnostic {
        Diagnostic(unterminatedRegex, at: place, "the regular expression is not closed on its line", hint: "add '/'")
    }

    static let unknownRegexFlag = DiagnosticKind(
        "E1007", "a flag that regular expressions do not have",
        "The one flag is i: letters match in either case. Other modes are written inside the pattern, as (?s).",
        wrong: "rule r { require name matches /^prod/g }", right: "rule r { require name matches /^prod/i }")

    static func unknownRegexFlag(_ flags: String, at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            unknownRegexFlag, at: place, "unknown flag '\(flags)' of a regular expression",
            hint: "the one flag is 'i'")
    }

    static let malformedNumber = DiagnosticKind(
        "E1008", "a word that begins like a number and is none",
        "Numbers are JSON's: no leading zeros, no digit separators, digits on both sides of the point. Addresses, "
            + "versions and dates are strings; they take their type from what they are compared with.",
        wrong: "rule r { require remote is within 10.0.0.0/8 }",
        right: "rule r { require remote is within \"10.0.0.0/8\" }")

    static func malformedNumber(_ text: String, at place: SourcePlace) -> Diagnostic {
        let digits = text.filter { $0 != "_" }
        let withoutZeros = digits.drop { $0 == "0" }
        let isPlain = !withoutZeros.isEmpty && withoutZeros.utf8.allSatisfy { (0x30...0x39).contains($0) }
        let replacement = isPlain ? String(withoutZeros) : JSONText.quoted(text)
        return Diagnostic(
            malformedNumber, at: place, "'\(text)' is no number",
            hint: isPlain ? "write \(replacement)" : "quote what is no number: \(replacement)",
            replacement: replacement)
    }

    static let badDuration = DiagnosticKind(
        "E1009", "a number with a unit that durations do not have",
        "A duration is a whole number and one of ms, s, m, h, d, w, without a space: 90d. Write a part as whole "
            + "smaller units (90m for an hour and a half), and a quantity such as 10Gi as a string.",
        wrong: "rule r { require created is newer than 90days }",
        right: "rule r { require created is newer than 90d }")

    /// `isApart` of a number and a unit with a space between them.
    static func badDuration(
        number: String, unit: String, isApart: Bool = false, at place: SourcePlace
    ) -> Diagnostic {
        let isWhole = !number.isEmpty && number.utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard let meant = DurationUnit.meant(by: unit) else {
            return Diagnostic(
                badDuration, at: place, "unknown unit '\(unit)'",
                hint: "the units of durations are ms, s, m, h, d, w; quote what is none, such as a quantity: "
                    + JSONText.quoted("\(number)\(isApart ? " " : "")\(unit)"))
        }
        guard isWhole else {
            return Diagnostic(
                badDuration, at: place, "a duration is a whole number of units",
                hint: "write it without sign and fraction, in smaller units")
        }
        let replacement = number + meant.rawValue
        return Diagnostic(
            badDuration, at: place, isApart ? "the unit of a duration touches its number" : "unknown unit '\(unit)'",
            hint: "write \(replacement)", replacement: replacement)
    }

    static let invisibleCharacter = DiagnosticKind(
        "E1010", "a character that cannot be seen",
        "Characters without a shape, and those that change the direction of the text around them, make a rule say "
            + "something else than it shows. White space is the space, the tab and the line break. In a string such a "
            + "character is written as an escape.",
        wrong: "rule r { title \"a\u{202E}b\" }", right: "rule r { title \"a\\u202eb\" }")

    static func invisibleCharacter(_ scalar: Unicode.Scalar, at place: SourcePlace) -> Diagnostic {
        let isSpace = scalar.properties.isWhitespace
        return Diagnostic(
            invisibleCharacter, at: place,
            "\(isSpace ? "unusual white space" : "invisible character") \(named(scalar))",
            hint: isSpace ? "write a plain space" : "delete it, or write it as an escape in a string",
            replacement: isSpace ? " " : "")
    }

    static let unusableInName = DiagnosticKind(
        "E1011", "a name with a character that names do not have",
        "A name begins with one of the letters A to Z, a to z and goes on with letters, digits, '_' and '-'. A "
            + "property with any other name is written as a string behind a dot.",
        wrong: "rule r { require größe is 5 }", right: "rule r { require this.\"größe\" is 5 }")

    static func unusableInName(_ scalar: Unicode.Scalar, name: String, at place: SourcePlace) -> Diagnostic {
        let message =
            scalar == "_" ? "a name begins with a letter, not '_'" : "a name cannot hold \(named(scalar))"
        return Diagnostic(
            unusableInName, at: place, message, hint: "a property is written this.\(JSONText.quoted(name))")
    }

    static let foreignComment = DiagnosticKind(
        "E1012", "a comment that does not begin with '#'",
        "A comment begins with '#' and ends with its line.",
        wrong: "// the sample\nrule r { for k require a is 1 }",
        right: "# the sample\nrule r { for k require a is 1 }")

    static func foreignComment(at place: SourcePlace, replacement: String?) -> Diagnostic {
        Diagnostic(
            foreignComment, at: place, "a comment begins with '#'", hint: "write '#'", replacement: replacement)
    }

    /// `'¡' (U+00A1)`, or the code point and its Unicode name where nothing would show.
    private static func named(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let codePoint = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        if isInvisible(scalar) || scalar.value < 0x20 || scalar.value == 0x7F {
            let name = scalar.properties.name ?? scalar.properties.nameAlias
            return codePoint + (name.map { " (\($0))" } ?? "")
        }
        return scalar.isASCII ? "'\(scalar)'" : "'\(scalar)' (\(codePoint))"
    }

    /// Bidirectional formatting characters (UAX #9, section 2), as used to disguise source text.
    static func isBidirectional(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
