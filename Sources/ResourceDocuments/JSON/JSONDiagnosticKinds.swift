package import SourceText

/// What can be wrong with a JSON text; `DocumentError.diagnostic(in:)` makes the message.
package enum JSONDiagnostics {
    package static let allKinds: [DiagnosticKind] = DocumentError.Kind.allCases.map(\.diagnosticKind)
}

extension DocumentError.Kind {
    /// The page of `norma explain` for this kind of error.
    package var diagnosticKind: DiagnosticKind {
        switch self {
        case .emptyText:
            Self.page(
                "E2001", "empty text",
                "A JSON text is one value. A text with nothing, or only white space, says nothing of a resource, and Norma does not guess.",
                wrong: " \n", right: "{}")
        case .trailingText:
            Self.page(
                "E2002", "text behind the value",
                "A JSON text is one value and ends with it. Several documents stand in a JSON Lines file, one on each line, or in one list.",
                wrong: #"{"id": "a"} {"id": "b"}"#, right: #"[{"id": "a"}, {"id": "b"}]"#)
        case .valueExpected:
            Self.page(
                "E2003", "a value is missing",
                "A value must stand behind a colon, and between commas. Where nothing is known, write null or leave the member out.",
                wrong: #"{"port": }"#, right: #"{"port": null}"#)
        case .unexpectedCharacter:
            Self.page(
                "E2004", "unexpected character",
                "The character means nothing in JSON outside a string.",
                wrong: #"{"port": @22}"#, right: #"{"port": "@22"}"#)
        case .trailingComma:
            Self.page(
                "E2005", "comma behind the last element",
                "Commas separate; behind the last element or member there is none.",
                wrong: #"["tcp", "udp",]"#, right: #"["tcp", "udp"]"#)
        case .missingComma:
            Self.page(
                "E2006", "missing comma",
                "Elements of a list and members of a map are separated by commas.",
                wrong: #"{"a": 1 "b": 2}"#, right: #"{"a": 1, "b": 2}"#)
        case .missingColon:
            Self.page(
                "E2007", "missing colon",
                "A map's member is a key, a colon and a value.",
                wrong: #"{"a" 1}"#, right: #"{"a": 1}"#)
        case .keyExpected:
            Self.page(
                "E2008", "key without quotes",
                "Keys are strings in double quotes, also when they look like names or numbers.",
                wrong: "{port: 22}", right: #"{"port": 22}"#)
        case .wrongQuotes:
            Self.page(
                "E2009", "wrong quotes",
                "Strings and keys stand in double quotes. Single and typographic quotes come from other languages and from word processors.",
                wrong: "{'port': 22}", right: #"{"port": 22}"#)
        case .comment:
            Self.page(
                "E2010", "comment",
                "JSON has no comments. A document that needs them can be written in YAML, which Norma reads as well.",
                wrong: "// the listener\n{}", right: "{}")
        case .bareWord:
            Self.page(
                "E2011", "a word that is no value",
                "The only words of JSON are true, false and null, in lower case. NaN, Infinity, None and undefined are other languages'.",
                wrong: #"{"enabled": True}"#, right: #"{"enabled": true}"#)
        case .unclosedString:
            Self.page(
                "E2012", "string that is not closed",
                "A string goes from one double quote to the next. The text ended before it came.",
                wrong: #"{"name": "web}"#, right: #"{"name": "web"}"#)
        case .unclosedList:
            Self.page(
                "E2013", "list that is not closed",
                "The text ended inside a list. Often the file was cut off while it was written or copied.",
                wrong: "[1, 2", right: "[1, 2]")
        case .unclosedMap:
            Self.page(
                "E2014", "map that is not closed",
                "The text ended inside a map. Often the file was cut off while it was written or copied.",
                wrong: #"{"a": {"b": 1}"#, right: #"{"a": {"b": 1}}"#)
        case .mismatchedBracket:
            Self.page(
                "E2015", "bracket that does not match",
                "A list ends with ']' and a map with '}', the inner one first.",
                wrong: #"{"ports": [22, 80}"#, right: #"{"ports": [22, 80]}"#)
        case .leadingZero:
            Self.page(
                "E2016", "number with a leading zero",
                "A number does not begin with a zero, for some languages read such numbers as octal. What keeps its zeros (an account, a mode) is text.",
                wrong: #"{"account": 0042}"#, right: #"{"account": "0042"}"#)
        case .malformedNumber:
            Self.page(
                "E2017", "number in another form",
                "A number is an optional '-', digits, optionally a fraction and an exponent. There is no '+' in front, no hexadecimal, no '_', and a digit stands on both sides of the point.",
                wrong: #"{"ratio": .5}"#, right: #"{"ratio": 0.5}"#)
        case .exponentTooLarge:
            Self.page(
                "E2018", "exponent too large",
                "Norma keeps numbers exactly, and compares them exactly. It refuses exponents beyond a thousand million, which no configuration needs.",
                wrong: "1e10000000000", right: "1e400")
        case .controlCharacter:
            Self.page(
                "E2019", "control character in a string",
                "Line ends, tabs and other control characters are escaped inside strings. A line end in a string is often a forgotten quote.",
                wrong: "{\"name\": \"web\n\"}", right: #"{"name": "web\n"}"#)
        case .badEscape:
            Self.page(
                "E2020", "unknown escape",
                "A backslash begins an escape: \\\" \\\\ \\/ \\b \\f \\n \\r \\t, or \\u and four hexadecimal digits. A backslash itself is written twice.",
                wrong: #"{"path": "C:\data"}"#, right: #"{"path": "C:\\data"}"#)
        case .loneSurrogate:
            Self.page(
                "E2021", "half of a character",
                "Characters beyond U+FFFF are escaped as two \\u, a high and a low surrogate. One alone stands for nothing and cannot be kept.",
                wrong: #"["\ud83d"]"#, right: #"["\ud83d\ude00"]"#)
        case .invalidUTF8:
            Self.page(
                "E2022", "text that is not UTF-8",
                "JSON is written in UTF-8. A file in UTF-16 or Latin-1, or one that is compressed or damaged, must be converted first; Norma changes no character silently.",
                wrong: "[\u{0}1\u{0}]\u{0}", right: "[1]")
        case .misplacedByteOrderMark:
            Self.page(
                "E2023", "byte order mark inside the text",
                "A byte order mark at the very start of a text is skipped. Inside, it comes from files that were put one behind another.",
                wrong: "[1, \u{FEFF}2]", right: "[1, 2]")
        case .tooDeep:
            Self.page(
                "E2024", "nested too deeply",
                "Lists and maps may stand inside each other as deep as the limit says, \(DocumentLimits.default.maximumDepth) if nothing else is said. Configurations need far less; the limit protects everything that walks a document.",
                wrong: String(repeating: "[", count: 513) + String(repeating: "]", count: 513), right: "[[[]]]")
        case .tooLarge:
            DiagnosticKind(
                "E2025", "text too large",
                "One document may be as large as the limit says, 64 MiB if nothing else is said. A large inventory is better written as JSON Lines, one resource on each line: the limit is then for each line.",
                .command, wrong: "norma eval --rules rules --inventory one-list-of-200-megabytes.json",
                right: "norma eval --rules rules --inventory one-resource-a-line.jsonl")
        }
    }

    private static func page(
        _ code: String, _ title: String, _ explanation: String, wrong: String, right: String
    ) -> DiagnosticKind {
        DiagnosticKind(code, title, explanation, .json, wrong: wrong, right: right)
    }
}
