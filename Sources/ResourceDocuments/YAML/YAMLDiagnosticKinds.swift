package import SourceText

extension DiagnosticKind {
    package static let allYAMLKinds = [
        yamlNotUTF8, yamlControlCharacter, yamlTab, yamlUnclosedQuote, yamlBadEscape, yamlUnclosedBracket,
        yamlMissingColon, yamlMissingSpace, yamlUnexpectedColon, yamlForbiddenStart, yamlIndentation,
        yamlTextBehindValue,
        yamlMisplacedDash,
        yamlValueExpected, yamlMalformed, yamlTooDeep, yamlUnknownAlias, yamlRecursiveAlias,
        yamlExpansionLimit, yamlDuplicateKey, yamlCollectionAsKey, yamlUnknownTag, yamlTagMismatch,
        yamlUnrepresentableNumber, yamlMergeOfNoMap,
    ]

    private static func page(
        _ code: String, _ title: String, _ explanation: String, wrong: String, right: String
    ) -> DiagnosticKind {
        DiagnosticKind(code, title, explanation, .yaml, wrong: wrong, right: right)
    }
}

// MARK: Characters and words

extension DiagnosticKind {
    /// U+FFFD in the example stands for a byte that is not UTF-8, which no page can hold.
    static let yamlNotUTF8 = page(
        "E2101", "the text is not UTF-8",
        "Documents are read in UTF-8. The first byte that is no part of a character is shown; save the file as UTF-8.",
        wrong: "name: caf\u{FFFD}\n", right: "name: café\n")

    static let yamlControlCharacter = page(
        "E2102", "control character",
        "YAML is printable text: tabs and line ends are the only control characters. In double quotes any other is "
            + "written as an escape.",
        wrong: "name: a\u{0}b\n", right: "name: \"a\\u0000b\"\n")

    static let yamlTab = page(
        "E2103", "tab in the indentation",
        "Indentation says what belongs to what, and how wide a tab is no two editors agree; so YAML indents with "
            + "spaces alone.",
        wrong: "rules:\n\tport: 22\n", right: "rules:\n  port: 22\n")

    static let yamlUnclosedQuote = page(
        "E2104", "quoted text that is not closed",
        "Text that begins with a quote ends with the same quote. In single quotes a quote is written twice, in double "
            + "quotes as \\\".",
        wrong: "name: 'open\nport: 22\n", right: "name: 'it''s closed'\nport: 22\n")

    static let yamlBadEscape = page(
        "E2105", "faulty escape",
        "In double quotes a backslash begins an escape. Windows paths and regular expressions are easier in single "
            + "quotes, where a backslash is itself.",
        wrong: "path: \"C:\\data\"\n", right: "path: 'C:\\data'\n")

    static let yamlUnclosedBracket = page(
        "E2106", "list or map that is not closed",
        "Between brackets elements are separated by commas, up to the bracket that closes. A bracket, a comma or ': ' "
            + "inside a text makes quotes necessary there.",
        wrong: "ports: [22, 23\nname: a\n", right: "ports: [22, 23]\nname: a\n")

    static let yamlMissingColon = page(
        "E2107", "key without colon",
        "In a map every line that is indented as a key is one, with ':' and a value.",
        wrong: "name: a\nport\nkind: b\n", right: "name: a\nport: 22\nkind: b\n")

    static let yamlMissingSpace = page(
        "E2108", "no space behind the colon",
        "'key:value' is one text: only a colon with a space or the line's end behind it makes a key.",
        wrong: "name: a\nport:22\nkind: b\n", right: "name: a\nport: 22\nkind: b\n")

    static let yamlUnexpectedColon = page(
        "E2109", "a second colon on a line",
        "A line holds one key. Text that holds ': ' stands in quotes; an inner map begins on a line of its own.",
        wrong: "title: rule: no open ports\n", right: "title: 'rule: no open ports'\n")

    static let yamlForbiddenStart = page(
        "E2110", "a value that begins with a reserved character",
        "'*' and '&' begin an alias and an anchor, '@', '`' and '%' are kept for later by YAML; text that begins with one of "
            + "them stands in quotes.",
        wrong: "owner: @platform\n", right: "owner: '@platform'\n")
}

// MARK: Structure

extension DiagnosticKind {
    static let yamlIndentation = page(
        "E2111", "indentation that fits nothing",
        "Keys of one map, and the dashes of one list, stand in one column. A line that is indented in between belongs to "
            + "nothing.",
        wrong: "rule:\n    port: 22\n  name: a\n", right: "rule:\n    port: 22\n    name: a\n")

    static let yamlTextBehindValue = page(
        "E2112", "text behind a value that has ended",
        "A quote or bracket that closes ends the value; what goes on behind it belongs to nothing.",
        wrong: "name: \"a\" or b\n", right: "name: '\"a\" or b'\n")

    static let yamlMisplacedDash = page(
        "E2113", "a list in the middle of a line",
        "Elements with dashes stand on lines of their own.",
        wrong: "ports: - 22\n", right: "ports:\n  - 22\n")

    static let yamlValueExpected = page(
        "E2114", "a value is missing",
        "Between two commas in brackets a value must stand.",
        wrong: "ports: [22, , 23]\n", right: "ports: [22, 23]\n")

    static let yamlMalformed = page(
        "E2115", "text that is not YAML",
        "The text breaks one of YAML's rarer rules, which the message names: a directive, the head of a block of text, a "
            + "tag's form. Most often a text with special characters needs quotes.",
        wrong: "%YAML 3.0\n---\nname: a\n", right: "%YAML 1.2\n---\nname: a\n")

    static let yamlTooDeep = page(
        "E2116", "nested too deeply",
        "Lists and maps may stand inside each other as deep as the limit says, "
            + "\(DocumentLimits.default.maximumDepth) if nothing else is said. Configurations need far less; the limit "
            + "protects everything that walks a document.",
        wrong: String(repeating: "[", count: 513) + String(repeating: "]", count: 513), right: "[[[]]]")
}

// MARK: Meaning

extension DiagnosticKind {
    static let yamlUnknownAlias = page(
        "E2117", "alias of nothing",
        "'*name' repeats the value that stands behind '&name' earlier in the same document. Text that only begins with an "
            + "asterisk stands in quotes.",
        wrong: "kinds: *instance\n", right: "kinds: '*instance'\n")

    static let yamlRecursiveAlias = page(
        "E2118", "a value that holds itself",
        "An alias inside the value that it names would make the document endless.",
        wrong: "a: &self\n  b: *self\n", right: "a: &self\n  b: 1\nc: *self\n")

    static let yamlExpansionLimit = page(
        "E2119", "aliases that multiply",
        "Aliases of lists of aliases grow without bound from a few lines. What a document holds once all are written out "
            + "is limited, \(DocumentLimits.default.maximumNodes) values if nothing else is said.",
        wrong: "a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]\n"
            + zip("bcdefg", "abcdef").map {
                "\($0): &\($0) [\(Array(repeating: "*\($1)", count: 10).joined(separator: ", "))]\n"
            }
            .joined(),
        right: "a: &a [1, 2, 3]\nb: [*a, *a]\n")

    static let yamlDuplicateKey = page(
        "E2120", "key that occurs twice",
        "A map has each key once. Which of two would count, no two readers agree, so neither does.",
        wrong: "port: 22\nname: a\nport: 23\n", right: "port: 22\nname: a\n")

    static let yamlCollectionAsKey = page(
        "E2121", "a list or map as a key",
        "Keys are text. A template's braces at the start of a line read as a map: quote them.",
        wrong: "{name}: a\n", right: "'{name}': a\n")

    static let yamlUnknownTag = page(
        "E2122", "unknown tag",
        "The tags of YAML's core schema are known: !!str, !!int, !!float, !!bool, !!null, !!seq and !!map, each for its "
            + "own kind of value. Any other would be lost, so it is an error.",
        wrong: "vpc: !Ref MainVPC\n", right: "vpc: MainVPC\n")

    static let yamlTagMismatch = page(
        "E2123", "a value that its tag does not fit",
        "'!!int' and its kin say how the text behind them is read; this one cannot be read so.",
        wrong: "port: !!int ssh\n", right: "port: !!int 22\n")

    static let yamlUnrepresentableNumber = page(
        "E2124", "a number that cannot be held",
        "Documents hold decimal numbers, as JSON does: infinity and not-a-number are none, and an exponent has nine "
            + "digits at most. A hash that looks like such a number is text: quote it.",
        wrong: "limit: .inf\n", right: "limit: null\n")

    static let yamlMergeOfNoMap = page(
        "E2125", "a merge key without a map",
        "'<<' brings the members of a map, or of several in a list, into the map it stands in.",
        wrong: "base: &base 1\nrule:\n  <<: *base\n", right: "base: &base {port: 22}\nrule:\n  <<: *base\n")
}
