import SourceText

/// English that the grammar says otherwise, and words that stand for nothing.
enum WordingDiagnostics {
    static let allKinds = [
        reservedWord, unusableName, unknownType, unknownSeverity, unknownVerdict, verbForm, contraction, comparative,
        isIn, isNull, exists, equalTo, missingIs, alternatives,
    ]

    // MARK: Names

    static let reservedWord = DiagnosticKind(
        "E1140", "a reserved word as the name of a property",
        "These words begin or join conditions: "
            + Keyword.allCases.filter(Keyword.reserved.contains).map(\.rawValue).joined(separator: " ")
            + ". A property of that name is written behind 'this.'; behind a dot every word may stand.",
        wrong: "rule r { require in is \"eth0\" }", right: "rule r { require this.in is \"eth0\" }")

    static func reservedWord(_ word: String, at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            reservedWord, at: place, "'\(word)' is a reserved word", hint: "write 'this.\(word)'",
            replacement: "this.\(word)")
    }

    static let unusableName = DiagnosticKind(
        "E1141", "a name that could never be used",
        "A parameter, 'let', variable or define cannot be named like a reserved word, nor like a word that begins a "
            + "predicate behind 'is': "
            + Keyword.allCases.filter(Keyword.predicates.contains).map(\.rawValue).joined(separator: " ") + ".",
        wrong: "rule r { let empty = 1 }", right: "rule r { let nothing = 1 }")

    static func unusableName(_ word: String, at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            unusableName, at: place, "nothing can be named '\(word)', a word of the language",
            hint: "choose another name")
    }

    static let unknownType = DiagnosticKind(
        "E1142", "an unknown type",
        "The types are " + TypeName.allCases.map(\.rawValue).joined(separator: ", ")
            + ". 'is a' and 'is an' always ask "
            + "for a type; a property named 'a' is written 'this.a'.",
        wrong: "rule r { param port: number }", right: "rule r { param port: numeric }")

    static func unknownType(_ word: String, isPath: Bool, at place: SourcePlace) -> Diagnostic {
        let aliases = [
            "number": "numeric", "int": "numeric", "integer": "numeric", "float": "numeric", "bool": "boolean",
            "str": "string", "text": "string", "strings": "string_list", "array": "list", "object": "map",
            "dict": "map", "date": "timestamp", "time": "timestamp", "datetime": "timestamp", "regex": "pattern",
            "any": "general", "cidr": "ip", "address": "ip", "ips": "ip_list", "semver": "version",
            "numbers": "numeric_list", "set": "list",
        ]
        let near = aliases[word.lowercased()] ?? Spelling.nearest(to: word, among: TypeName.allCases.map(\.rawValue))
        let hint = isPath ? "a property is written 'this.\(word)'" : near.map { "did you mean '\($0)'?" }
        return Diagnostic(
            unknownType, at: place, "unknown type '\(word)'", hint: hint ?? types, replacement: isPath ? nil : near)
    }

    static let types = "the types are \(TypeName.allCases.map(\.rawValue).joined(separator: ", "))"

    static let unknownSeverity = DiagnosticKind(
        "E1143", "an unknown severity",
        "The levels are " + SeverityLevel.allCases.map(\.rawValue).joined(separator: ", ") + ", without quotes.",
        wrong: "rule r { severity hihg }", right: "rule r { severity high }")

    static func unknownSeverity(_ word: String, at place: SourcePlace) -> Diagnostic {
        let levels = SeverityLevel.allCases.map(\.rawValue)
        let aliases = ["info": "informational", "moderate": "medium", "severe": "critical", "warning": "low"]
        let near =
            levels.first { $0 == word.lowercased() } ?? aliases[word.lowercased()]
            ?? Spelling.nearest(to: word, among: levels)
        return Diagnostic(
            unknownSeverity, at: place, "unknown severity '\(word)'",
            hint: near.map { "write \($0)" } ?? "the levels are \(levels.joined(separator: ", "))", replacement: near)
    }

    static let unknownVerdict = DiagnosticKind(
        "E1144", "an unknown verdict",
        "'if missing' is followed by pass, fail or unknown; 'if unknown' by fail alone, because what is not known must "
            + "never count as passed.",
        wrong: "rule r { require a is 1 if missing ok }", right: "rule r { require a is 1 if missing pass }")

    static func unknownVerdict(_ word: String, at place: SourcePlace) -> Diagnostic {
        let near = Spelling.nearest(to: word, among: ClauseSyntax.Fallback.allCases.map(\.rawValue))
        return Diagnostic(
            unknownVerdict, at: place, "unknown verdict '\(word)'",
            hint: near.map { "did you mean '\($0)'?" } ?? "write pass, fail or unknown", replacement: near)
    }

    static func onlyFail(_ word: String, at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            unknownVerdict, at: place, "only 'fail' may follow 'if unknown', not '\(word)'", hint: "write 'fail'",
            replacement: "fail")
    }

    // MARK: Predicates

    static let verbForm = DiagnosticKind(
        "E1145", "a predicate in the wrong form",
        "The verbs are 'contains', 'matches', 'starts with', 'ends with' and 'overlaps'; behind 'does not' they are "
            + "'contain', 'match', 'start with', 'end with' and 'overlap'.",
        wrong: "rule r { require name does not contains \"a\" }",
        right: "rule r { require name does not contain \"a\" }")

    static func verbForm(_ word: String, write phrase: String, at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            verbForm, at: place, "'\(word)' is no predicate here", hint: "write '\(phrase)'", replacement: phrase)
    }

    static func doesWithoutNot(followedBy word: String?, at place: SourcePlace) -> Diagnostic {
        let verbs = ["contain", "match", "start", "end", "overlap"]
        let verb = verbs.first { word?.hasPrefix($0) == true } ?? "contain"
        let phrase = verb == "match" ? "matches" : verb + "s"
        return Diagnostic(
            verbForm, at: place, "'does' stands only before 'not'", hint: "write '\(phrase)' without 'does'")
    }

    static let contraction = DiagnosticKind(
        "E1146", "a contraction",
        "'isn't' and 'doesn't' are written 'is not' and 'does not'.",
        wrong: "rule r { require name isn't \"a\" }", right: "rule r { require name is not \"a\" }")

    static func contraction(_ word: String, write phrase: String, at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            contraction, at: place, "\"\(word)\" is written out", hint: "write '\(phrase)'", replacement: phrase)
    }

    static let comparative = DiagnosticKind(
        "E1147", "another word for 'more' or 'less'",
        "Order is said with 'is more than', 'is less than', 'is at least' and 'is at most'.",
        wrong: "rule r { require port is greater than 22 }", right: "rule r { require port is more than 22 }")

    static func order(_ words: String, write phrase: String, at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            comparative, at: place, "'\(words)' is said '\(phrase)'", hint: "write 'is \(phrase)'", replacement: phrase)
    }

    static let isIn = DiagnosticKind(
        "E1148", "'in' instead of 'is one of'",
        "That a value is an element of a list is written 'is one of'; that an address lies in a network, 'is within'.",
        wrong: "rule r { require name is in [\"a\", \"b\"] }", right: "rule r { require name is one of [\"a\", \"b\"] }"
    )

    /// Behind `is` and `is not`.
    static func isIn(negated: Bool, at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            isIn, at: place, "'in' is no predicate", hint: "write 'is \(negated ? "not " : "")one of'",
            replacement: "one of")
    }

    /// Without `is`.
    static func bareIn(negated: Bool, at place: SourcePlace) -> Diagnostic {
        let phrase = "is \(negated ? "not " : "")one of"
        return Diagnostic(isIn, at: place, "'in' is no predicate", hint: "write '\(phrase)'", replacement: phrase)
    }

    static let isNull = DiagnosticKind(
        "E1149", "'is null' instead of 'is absent'",
        "A property that is null counts as one that is not there: 'is absent' and 'is present' ask for it.",
        wrong: "rule r { require name is not null }", right: "rule r { require name is present }")

    static func isNull(_ word: String, negated: Bool, at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            isNull, at: place, "'\(word)' is no value of the language",
            hint: negated ? "write 'is present'" : "write 'is absent'", replacement: negated ? nil : "absent")
    }

    static let exists = DiagnosticKind(
        "E1150", "'exists' instead of 'is present'",
        "That a property is there is written 'is present', that it is not 'is absent'.",
        wrong: "rule r { require name exists }", right: "rule r { require name is present }")

    static func exists(negated: Bool, at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            exists, at: place, "'\(place.text)' is no predicate",
            hint: negated ? "write 'is absent'" : "write 'is present'")
    }

    static let equalTo = DiagnosticKind(
        "E1151", "'equals' instead of 'is'",
        "Equality is written 'is', its opposite 'is not'.",
        wrong: "rule r { require name equals \"a\" }", right: "rule r { require name is \"a\" }")

    static func isEqualTo(at place: SourcePlace) -> Diagnostic {
        Diagnostic(equalTo, at: place, "'\(place.text)' is no predicate", hint: "write 'is'")
    }

    static let missingIs = DiagnosticKind(
        "E1152", "a predicate without its 'is'",
        "These predicates begin with 'is': 'is present', 'is one of', 'is at least', 'is between', 'is within', "
            + "'is like', 'is older than'.",
        wrong: "rule r { require port between 1 and 9 }", right: "rule r { require port is between 1 and 9 }")

    static func missingIs(_ word: String, at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            missingIs, at: place, "'is' is missing before '\(word)'", hint: "write 'is \(word)'",
            replacement: "is \(word)")
    }

    static let alternatives = DiagnosticKind(
        "E1153", "several values that are no list",
        "'or' joins conditions, not values: that a value is one of several is said with 'is one of' and a list, which "
            + "stands in square brackets.",
        wrong: "rule r { require name is \"a\" or \"b\" }", right: "rule r { require name is one of [\"a\", \"b\"] }")

    /// `is "a" or "b"`
    static func alternatives(_ phrase: String, at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            alternatives, at: place, "'or' joins conditions, not values", hint: "write '\(phrase)'", replacement: phrase
        )
    }

    /// `("a", "b")` and `"a", "b"` behind `one of`.
    static func looseList(_ list: String, at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            alternatives, at: place, "a list stands in square brackets", hint: "write '\(list)'", replacement: list)
    }
}
