import SourceText

/// What is wrong with the meaning of a YAML text; faults of its syntax stand in `YAMLSyntaxDiagnostics`.
enum YAMLDiagnostics {
    /// Nobody reads more at once, and a document can be made of nothing but faults.
    static let mostOfDocument = 50

    static func notUTF8(at place: SourcePlace) -> Diagnostic {
        Diagnostic(.yamlNotUTF8, at: place, "the text is not UTF-8 here", hint: "save the file in UTF-8")
    }

    static func controlCharacter(_ scalar: Unicode.Scalar, at place: SourcePlace) -> Diagnostic {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
        return Diagnostic(
            .yamlControlCharacter, at: place, "the control character \(code) may not stand in YAML",
            hint: "remove it, or write it as an escape in double quotes: \"\\u\(code.dropFirst(2))\"")
    }

    static func tooManyDirectives(at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            .yamlMalformed, at: place, "more than a hundred directives stand before a document",
            hint: "declare the tags that are used")
    }

    static func tooLarge(at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            DocumentError.Kind.tooLarge.diagnosticKind, at: place, "the document is larger than a document can be",
            hint: "split it")
    }

    static func tooDeep(at place: SourcePlace, limit: Int) -> Diagnostic {
        Diagnostic(
            .yamlTooDeep, at: place, DocumentError.tooDeepMessage(limit: limit), hint: DocumentError.tooDeepHint)
    }

    static func unknownAlias(_ name: String, known: [String], at place: SourcePlace) -> Diagnostic {
        let near = Spelling.nearest(to: name, among: known)
        return Diagnostic(
            .yamlUnknownAlias, at: place, "no anchor '\(name)' stands before this alias",
            hint: near.map { "did you mean '*\($0)'?" }
                ?? "write '&\(name)' in front of the value it names, or quote text that begins with '*'",
            replacement: near.map { "*\($0)" })
    }

    static func recursiveAlias(_ name: String, at place: SourcePlace, anchored: SourcePlace) -> Diagnostic {
        Diagnostic(
            .yamlRecursiveAlias, at: place, "the alias '*\(name)' stands inside the value it names",
            secondary: [Diagnostic.Label(anchored, "which begins here")],
            hint: "a document has an end: name a value that stands before")
    }

    static func expansionLimit(_ name: String, at place: SourcePlace, limits: DocumentLimits) -> Diagnostic {
        Diagnostic(
            .yamlExpansionLimit, at: place,
            "with '*\(name)' the document has more than \(limits.maximumNodes) values or \(limits.maximumBytes) bytes",
            hint: "write out what is needed; aliases of aliases multiply")
    }

    static func duplicateKey(
        _ key: String, isMerge: Bool, at place: SourcePlace, first: SourcePlace
    ) -> Diagnostic {
        Diagnostic(
            .yamlDuplicateKey, at: place, "the key '\(key)' occurs twice in this map",
            secondary: [Diagnostic.Label(first, "first here")],
            hint: isMerge ? "merge several maps as a list: '<<: [*a, *b]'" : "remove or rename one of them")
    }

    static func collectionAsKey(at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            .yamlCollectionAsKey, at: place, "a list or map stands where a key is due",
            hint: "write the key as text; in quotes when it begins with '[', '{' or '*'")
    }

    /// `shortTags`: those that are known beside the core schema's.
    static func unknownTag(_ tag: String, shortTags: [String], at place: SourcePlace) -> Diagnostic {
        let written = YAMLTag.written(tag)
        let near = Spelling.nearest(to: written, among: shortTags)
        let known = ["!!str", "!!int", "!!float", "!!bool", "!!null", "!!seq", "!!map"] + shortTags
        return Diagnostic(
            .yamlUnknownTag, at: tagPlace(written, before: place), "the tag '\(written)' is not known for this value",
            hint: near.map { "did you mean '\($0)'?" }
                ?? "remove the tag; known are \(known.dropLast().joined(separator: ", ")) and \(known.last ?? "")")
    }

    /// Where a tag stands in front of its value; the value's place where something else stands between.
    private static func tagPlace(_ tag: String, before value: SourcePlace) -> SourcePlace {
        let before = value.file.text[..<value.span.start]
        let end = before.lastIndex { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D }.map { $0 + 1 } ?? 0
        let start = end - tag.utf8.count
        guard start >= 0, before[start..<end].elementsEqual(tag.utf8) else { return value }
        return SourcePlace(value.file, SourceSpan(start, end))
    }

    static func tagMismatch(_ tag: String, _ text: String, at place: SourcePlace) -> Diagnostic {
        let (wanted, example) =
            switch tag {
            case YAMLTag.null: ("null", "null")
            case YAMLTag.boolean: ("a boolean", "true")
            case YAMLTag.integer: ("a whole number", "12")
            default: ("a number", "1.5")
            }
        return Diagnostic(
            .yamlTagMismatch, at: place, "'\(text)' does not read as \(wanted), which its tag asks for",
            hint: "write a value such as '\(example)', or remove the tag")
    }

    static func unrepresentableNumber(_ text: String, at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            .yamlUnrepresentableNumber, at: place, "'\(text)' is a number that no document can hold",
            hint: "write null or leave it out; where it is text, write it in quotes", replacement: "\"\(text)\"")
    }

    static func mergeOfNoMap(at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            .yamlMergeOfNoMap, at: place, "a merge key takes a map, or a list of maps",
            hint: "name an anchored map, '<<: *defaults'; a key that is called so stands in quotes")
    }
}
