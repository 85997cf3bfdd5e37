import SourceText

extension YAMLSyntaxFault {
    static let tooDeep = "nested too deeply"

    /// libyaml's problem in our words, with the cure for what people write.
    func diagnostic(in source: SourceFile) -> Diagnostic {
        let place = place(in: source)
        let context = contextOffset.map { Self.character(at: $0, in: source) }
        switch problem {
        case Self.tooDeep, "Maximum nesting level reached, set with yaml_set_max_nest_level())":
            return YAMLDiagnostics.tooDeep(at: place, limit: limit ?? DocumentLimits.default.maximumDepth)
        case "found character that cannot start any token":
            return Self.forbiddenStart(place)
        case "found a tab character that violates indentation",
            "found a tab character where an indentation space is expected":
            return Self.tab(place)
        case "found unexpected end of stream", "found unexpected document indicator":
            return Diagnostic(
                .yamlUnclosedQuote, at: context ?? place, "the quoted text is not closed", label: "begins here",
                hint: "end it with the same quote; inside single quotes write '' for one")
        case "found unknown escape character", "did not find expected hexdecimal number",
            "found invalid Unicode character escape code":
            return Self.badEscape(at: place)
        case "did not find expected alphabetic or numeric character":
            return Self.forbiddenStart(context ?? place)
        case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
            return Self.unclosedBracket(isList: problem.hasSuffix("']'"), at: place, opener: context)
        case "could not find expected ':'":
            return Self.missingColon(at: context ?? place)
        case "mapping values are not allowed in this context":
            return Self.unexpectedColon(at: place)
        case "did not find expected key", "did not find expected '-' indicator":
            return Self.badIndentation(isList: problem.hasSuffix("indicator"), at: place, collection: context)
        case "block sequence entries are not allowed in this context":
            return Diagnostic(
                .yamlMisplacedDash, at: place, "a list cannot begin here", label: "this '-' begins an element",
                hint: "put each element on its own line, or write the list in brackets: [a, b]")
        case "did not find expected node content":
            return Diagnostic(
                .yamlValueExpected, at: place,
                "expected a value, found \(Self.found(at: place))",
                hint: "write a value, or text in quotes")
        case "found incompatible YAML document":
            return Diagnostic(
                .yamlMalformed, at: context ?? place, "this is another version of YAML",
                hint: "write '%YAML 1.2', or leave the line out")
        default:
            return Diagnostic(
                .yamlMalformed, at: place.span.isEmpty ? context ?? place : place,
                "the text is not YAML here: \(problem)",
                hint: "write text with special characters in quotes")
        }
    }

    private func place(in source: SourceFile) -> SourcePlace { Self.character(at: offset, in: source) }

    /// One character; none at the end of a line.
    private static func character(at offset: Int, in source: SourceFile) -> SourcePlace {
        let start = min(max(offset, 0), source.text.count)
        let isInside = start < source.text.count && source.text[start] != 0x0A && source.text[start] != 0x0D
        let length = isInside ? ScalarDecoding.scalar(in: source.text, at: start).length : 0
        return SourcePlace(source, SourceSpan(start, start + length))
    }

    private static func found(at place: SourcePlace) -> String {
        if !place.span.isEmpty { return "'\(place.text)'" }
        let isEnd = place.file.text[min(place.span.start, place.file.text.count)...].allSatisfy {
            $0 == 0x0A || $0 == 0x0D
        }
        return isEnd ? "the end of the text" : "the end of the line"
    }

    private static func tab(_ place: SourcePlace) -> Diagnostic {
        Diagnostic(.yamlTab, at: place, "a tab stands where the line is indented", hint: "indent with spaces")
    }

    private static func forbiddenStart(_ place: SourcePlace) -> Diagnostic {
        if place.text == "\t" { return tab(place) }
        return Diagnostic(
            .yamlForbiddenStart, at: place, "no value can begin with '\(place.text)'",
            hint: "write the text in quotes")
    }

    /// libyaml stops at the backslash or behind the letter that follows it.
    private static func badEscape(at place: SourcePlace) -> Diagnostic {
        let text = place.file.text
        var start = place.span.start
        // The text may end where libyaml stopped.
        func isBackslash(_ offset: Int) -> Bool { offset < text.count && text[offset] == UInt8(ascii: "\\") }
        while start > 0, place.span.start - start < 2, !isBackslash(start) { start -= 1 }
        var end = min(start + 2, text.count)
        while end < text.count, end < start + 6, text[end] < 0x80, Character(Unicode.Scalar(text[end])).isHexDigit {
            end += 1
        }
        let isUnicode = start + 1 < text.count && text[start + 1] == UInt8(ascii: "u")
        let escape = SourcePlace(place.file, SourceSpan(start, isUnicode ? end : min(start + 2, text.count)))
        return Diagnostic(
            .yamlBadEscape, at: escape, "'\(escape.text)' is no escape",
            hint: isUnicode && escape.span.count == 6
                ? "write the character itself, or its code as \\U and eight digits"
                : "write a backslash as '\\\\', or the text in single quotes, where it means itself")
    }

    private static func unclosedBracket(isList: Bool, at place: SourcePlace, opener: SourcePlace?) -> Diagnostic {
        let (kind, bracket) = isList ? ("list", "]") : ("map", "}")
        let found =
            place.text.isEmpty
            ? "the \(place.span.start < place.file.text.count ? "line's" : "text's") end" : "'\(place.text)'"
        return Diagnostic(
            .yamlUnclosedBracket, at: place, "expected ',' or '\(bracket)', found \(found)",
            secondary: opener.map { [Diagnostic.Label($0, "the \(kind) begins here")] } ?? [],
            hint: "close the \(kind) with '\(bracket)', or quote text that holds a bracket, a comma or a colon")
    }

    private static func missingColon(at place: SourcePlace) -> Diagnostic {
        if let colon = touchingColon(onLine: place.position.line, of: place.file) { return missingSpace(at: colon) }
        let end = place.file.span(ofLine: place.position.line).end
        return Diagnostic(
            .yamlMissingColon, at: SourcePlace(place.file, SourceSpan(place.span.start, end)),
            "a key stands here without ':'",
            hint: "write 'key: value'; text that goes on from the line above is indented further than its key")
    }

    /// A second colon on one line, or one behind text of several lines.
    private static func unexpectedColon(at place: SourcePlace) -> Diagnostic {
        let line = place.position.line
        let before = place.file.text(of: SourceSpan(place.file.span(ofLine: line).start, place.span.start))
        if before.contains(": ") || before.contains(":\t") {
            return Diagnostic(
                .yamlUnexpectedColon, at: place, "a second ':' makes no sense on this line",
                hint: "write text that holds ': ' in quotes, or put the inner map on a line of its own")
        }
        if line > 1, let colon = touchingColon(onLine: line - 1, of: place.file) { return missingSpace(at: colon) }
        return Diagnostic(
            .yamlIndentation, at: place, "a map begins here, but a value stands above it already",
            hint: "indent the line as the keys it belongs to, or remove the value above")
    }

    private static func missingSpace(at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            .yamlMissingSpace, at: place, "a space is missing behind ':'",
            hint: "write 'key: value'; without the space the line is one text", replacement: ": ")
    }

    /// The colon of `key:value` when the line is that.
    private static func touchingColon(onLine line: Int, of file: SourceFile) -> SourcePlace? {
        let span = file.span(ofLine: line)
        var index = span.start
        while index < span.end, file.text[index] == 0x20 || file.text[index] == UInt8(ascii: "-") { index += 1 }
        while index < span.end, file.text[index] != UInt8(ascii: ":"), file.text[index] != 0x20 { index += 1 }
        guard index + 1 < span.end, file.text[index] == UInt8(ascii: ":"), file.text[index + 1] != 0x20 else {
            return nil
        }
        return SourcePlace(file, SourceSpan(index, index + 1))
    }

    private static func badIndentation(isList: Bool, at place: SourcePlace, collection: SourcePlace?) -> Diagnostic {
        let before = place.file.text(
            of: SourceSpan(place.file.span(ofLine: place.position.line).start, place.span.start))
        let begins = collection.map { [Diagnostic.Label($0, "the \(isList ? "list" : "map") begins here")] } ?? []
        if before.allSatisfy({ $0 == " " }) {
            return Diagnostic(
                .yamlIndentation, at: place,
                isList ? "expected another element, which begins with '-'" : "this line is indented like no other",
                secondary: begins,
                hint: isList
                    ? "begin the line with '- ', or indent it as the map around the list"
                    : "indent it as the keys it belongs to")
        }
        return Diagnostic(
            .yamlTextBehindValue, at: place, "text stands behind a value that has ended",
            secondary: begins, hint: "put the whole text in one pair of quotes")
    }
}
