import SourceText

/// Faults in how declarations, items and brackets stand.
enum StructureDiagnostics {
    static let allKinds = [
        expected, unexpected, missingBrace, strayBrace, unclosed, unknownDeclaration, itemOutsideRule, unknownItem,
        wrongSign, resultType, needlessSign, missingMessage, missingCondition, strayComma, misplacedFallback, tooDeep,
    ]

    static let expected = DiagnosticKind(
        "E1101", "something else is expected here",
        "The text cannot go on like this. The message says what the grammar asks for at this place, and what stands "
            + "there.",
        wrong: "rule r { require name is one [\"a\"] }", right: "rule r { require name is one of [\"a\"] }")

    static func expected(
        _ what: String, after previous: Token?, found: String, in file: SourceFile, at place: SourcePlace, hint: String?
    ) -> Diagnostic {
        let behind = previous.map { " after \(shortened($0, in: file))" } ?? ""
        return Diagnostic(expected, at: place, "expected \(what)\(behind), found \(found)", hint: hint)
    }

    static let unexpected = DiagnosticKind(
        "E1102", "text behind the end of an item",
        "The item is complete, and this text cannot belong to it: often an 'and' or 'or' is missing, a string that "
            + "should be a list, or the '(' of a call or the '[' of an index does not touch its name.",
        wrong: "rule r { require name is \"a\" \"b\" }", right: "rule r { require name is one of [\"a\", \"b\"] }")

    static func unexpected(
        _ token: Token, described: String, after previous: Token, in file: SourceFile
    ) -> Diagnostic {
        Diagnostic(
            unexpected, at: SourcePlace(file, token.span),
            "\(described) cannot follow \(shortened(previous, in: file))", hint: cure(for: token))
    }

    /// What somebody may have meant by a token that is left over.
    private static func cure(for token: Token) -> String? {
        switch token.kind {
        case .symbol(.openParenthesis), .symbol(.openBracket):
            "the '(' of a call and the '[' of an index touch their name"
        case .symbol(.closeParenthesis), .symbol(.closeBracket): "it closes nothing: delete it"
        case .symbol(.comma), .string: "several values stand in a list, a message behind 'else'"
        case .name(let name): cure(for: name, token.keyword)
        case .symbol, .number, .duration, .regex: endOfItem
        case .invalid, .end: nil
        }
    }

    private static let endOfItem = "the item ends before it: delete it, or join conditions with 'and' or 'or'"

    private static func cure(for word: String, _ keyword: Keyword?) -> String {
        if keyword == .else { return oneMessage }
        if keyword == .where { return "'where' stands behind 'for', and behind the list of a quantifier" }
        if keyword == .default {
            return
                "'default' stands behind a value, and several follow one another: 'a default b default c'; that of a parameter is written with '='"
        }
        if keyword == .satisfies || keyword == .in { return "a quantifier begins with 'every', 'some' or 'no'" }
        return alternative(to: word) ?? nearestWord(to: word).map { "did you mean '\($0)'?" } ?? endOfItem
    }

    private static let oneMessage = "'require' and 'forbid' have one message each, behind the condition"

    /// What is said otherwise, where another word in its place would mean something else.
    private static func alternative(to word: String) -> String? {
        word.lowercased() == "unless" ? "say 'when not (CONDITION)' in the rule" : nil
    }

    private static func nearestWord(to name: String) -> String? {
        let continuations: [Keyword] = [
            .and, .or, .if, .else, .where, .satisfies, .default, .is, .contains, .matches, .overlaps, .does,
        ]
        let words = (Keyword.items + continuations).map(\.rawValue)
        let lower = name.lowercased()
        return words.contains(lower) ? lower : itemAliases[lower] ?? Spelling.nearest(to: name, among: words)
    }

    /// What other languages call an item.
    private static let itemAliases = [
        "assert": "require", "check": "require", "must": "require", "ensure": "require", "deny": "forbid",
        "reject": "forbid", "parameter": "param", "message": "else", "name": "title", "remediation": "fix",
        "level": "severity", "labels": "tags", "kind": "for", "kinds": "for", "resource": "for", "var": "let",
        "otherwise": "else", "msg": "else",
    ]

    static let missingBrace = DiagnosticKind(
        "E1103", "a missing '}'",
        "A rule, and a block of conditions, ends with '}'. The next declaration or the end of the file came first.",
        wrong: "rule r {\n  title \"t\"\n", right: "rule r {\n  title \"t\"\n}\n")

    static func missingBrace(of what: String, at place: SourcePlace, opening: SourcePlace) -> Diagnostic {
        Diagnostic(
            missingBrace, at: place, "the '}' of \(what) is missing",
            secondary: [Diagnostic.Label(opening, "opened here")], hint: "add '}'", replacement: "\n}")
    }

    static let strayBrace = DiagnosticKind(
        "E1104", "a '}' that closes nothing",
        "Every declaration is closed already: one '}' is too many, here or above.",
        wrong: "rule r { for k require a is 1 } }", right: "rule r { for k require a is 1 }")

    static func strayBrace(at place: SourcePlace) -> Diagnostic {
        Diagnostic(strayBrace, at: place, "this '}' closes nothing", hint: "delete it", replacement: "")
    }

    static let unclosed = DiagnosticKind(
        "E1105", "a missing ')' or ']'",
        "Every '(' and '[' needs its closing sign.",
        wrong: "rule r { require (a is 1 or b is 2 }", right: "rule r { require (a is 1 or b is 2) }")

    static func unclosed(
        _ sign: String, closing: String, at place: SourcePlace, opening: SourcePlace
    ) -> Diagnostic {
        Diagnostic(
            unclosed, at: place, "the '\(closing)' of this '\(sign)' is missing",
            secondary: [Diagnostic.Label(opening, "opened here")], hint: "add '\(closing)'")
    }

    static let unknownDeclaration = DiagnosticKind(
        "E1106", "a file holds rules, defines and uses",
        "At the top of a file stand 'use \"FILE\"', 'define NAME(…) = …' and 'rule NAME { … }'.",
        wrong: "rules r { title \"t\" }", right: "rule r { title \"t\" }")

    static func unknownDeclaration(_ word: String, at place: SourcePlace) -> Diagnostic {
        let aliases = ["policy": "rule", "function": "define", "def": "define", "import": "use", "include": "use"]
        if place.file.name.hasSuffix(".rego") {
            return Diagnostic(
                unknownDeclaration, at: place, "'\(word)' begins no declaration",
                hint: "the language of OPA is not read: 'norma new rule NAME' begins a rule, to be written anew")
        }
        let near = Spelling.nearest(to: word, among: ["rule", "define", "use"]) ?? aliases[word]
        return Diagnostic(
            unknownDeclaration, at: place, "'\(word)' begins no declaration",
            hint: near.map { "did you mean '\($0)'?" } ?? "a file holds 'rule', 'define' and 'use'", replacement: near)
    }

    static let itemOutsideRule = DiagnosticKind(
        "E1107", "an item outside a rule",
        "Items such as 'title' and 'require' stand between the braces of a rule. A '}' above may be one too many.",
        wrong: "title \"t\"\nrule r { for k require a is 1 }", right: "rule r { title \"t\" for k require a is 1 }")

    static func itemOutsideRule(_ word: String, at place: SourcePlace) -> Diagnostic {
        Diagnostic(itemOutsideRule, at: place, "'\(word)' stands outside a rule", hint: "move it into a rule's braces")
    }

    static let unknownItem = DiagnosticKind(
        "E1108", "an unknown item of a rule",
        "A rule holds " + Keyword.items.map(\.rawValue).joined(separator: ", ") + ".",
        wrong: "rule r {\n  requier name is \"a\"\n}", right: "rule r {\n  require name is \"a\"\n}")

    static func unknownItem(_ word: String, at place: SourcePlace) -> Diagnostic {
        let other = word == Keyword.else.rawValue ? oneMessage : alternative(to: word)
        let near = other == nil ? nearestWord(to: word) : nil
        return Diagnostic(
            unknownItem, at: place, "'\(word)' begins no item of a rule",
            hint: other ?? near.map { "did you mean '\($0)'?" }
                ?? "the items are \(Keyword.items.map(\.rawValue).joined(separator: ", "))", replacement: near)
    }

    static let wrongSign = DiagnosticKind(
        "E1109", "':' where '=' is due, or the other way round",
        "A type stands behind ':', a value behind '='. What each element of a quantifier must be stands behind "
            + "'satisfies'.",
        wrong: "rule r { param port = numeric = 22 }", right: "rule r { param port: numeric = 22 }")

    static func wrongSign(_ sign: String, instead: String, at place: SourcePlace) -> Diagnostic {
        let cure = String(instead.drop { $0 == " " })
        return Diagnostic(
            wrongSign, at: place, "'\(cure)' stands here, not '\(sign)'", hint: "write '\(cure)'", replacement: instead)
    }

    static let resultType = DiagnosticKind(
        "E1116", "a result type of a define",
        "What a define gives follows from its body: an expression gives its value, a condition a yes or no. Only the "
            + "parameters have types.",
        wrong: "define open(r): boolean = r.open is true", right: "define open(r) = r.open is true")

    static func resultType(at place: SourcePlace) -> Diagnostic {
        Diagnostic(resultType, at: place, "a define has no result type", hint: "delete it", replacement: "")
    }

    static let needlessSign = DiagnosticKind(
        "E1110", "a sign between a keyword and its text",
        "The text of an item follows its keyword directly.",
        wrong: "rule r { title: \"t\" }", right: "rule r { title \"t\" }")

    static func needlessSign(_ sign: String, after word: String, at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            needlessSign, at: place, "no '\(sign)' stands behind '\(word)'", hint: "delete '\(sign)'", replacement: "")
    }

    static let missingMessage = DiagnosticKind(
        "E1111", "'else' without its message",
        "Behind 'else' stands the message of a finding, a string; a value in braces is put in: \"port {r.port}\".",
        wrong: "rule r { require a is 1 else }", right: "rule r { require a is 1 else \"a is {a}\" }")

    static func missingMessage(at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            missingMessage, at: place, "a message in double quotes is missing after 'else'", hint: "add a string")
    }

    static let missingCondition = DiagnosticKind(
        "E1112", "a missing condition",
        "'require', 'forbid', 'when' and 'where' are followed by a condition, such as 'name is present'.",
        wrong: "rule r {\n  require\n  title \"t\"\n}", right: "rule r {\n  require name is present\n  title \"t\"\n}")

    static func missingCondition(of word: String, at place: SourcePlace) -> Diagnostic {
        Diagnostic(missingCondition, at: place, "the condition of '\(word)' is missing", hint: "say what must hold")
    }

    static let strayComma = DiagnosticKind(
        "E1113", "a comma too many",
        "Commas stand between elements: neither two in a row nor one behind the last. Conditions in a block need none.",
        wrong: "rule r { require a is one of [1,, 2] }", right: "rule r { require a is one of [1, 2] }")

    static func strayComma(at place: SourcePlace) -> Diagnostic {
        Diagnostic(strayComma, at: place, "this ',' separates nothing", hint: "delete it", replacement: "")
    }

    static let misplacedFallback = DiagnosticKind(
        "E1114", "'if' behind 'else'",
        "A clause says first what happens when data is missing, once, then its message: "
            + "require CONDITION if missing fail else \"…\".",
        wrong: "rule r { require a is 1 else \"m\" if missing fail }",
        right: "rule r { require a is 1 if missing fail else \"m\" }")

    static func misplacedFallback(at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            misplacedFallback, at: place, "'if' stands once, before 'else'", hint: "move it behind the condition")
    }

    static let tooDeep = DiagnosticKind(
        "E1115", "nested too deep",
        "Conditions, values and lists may stand \(Parser.nestingLimit) deep in each other, and a chain of 'default' may "
            + "hold \(Parser.fallbackLimit) values: nobody reads more. Give parts a name with 'let' or 'define'.",
        wrong: "rule r { require " + String(repeating: "(", count: 101) + "a is 1" + String(repeating: ")", count: 101)
            + " }",
        right: "rule r { require (a is 1) }")

    static func tooDeep(_ limit: Int, at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            tooDeep, at: place, "nested more than \(limit) deep", hint: "name parts of it with 'let' or 'define'")
    }

    static func tooManyFallbacks(_ limit: Int, at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            tooDeep, at: place, "more than \(limit) values in one chain of 'default'",
            hint: "name a part of it with 'let'")
    }

    /// A token as written, in quotes unless it has its own; long ones by what they are.
    private static func shortened(_ token: Token, in file: SourceFile) -> String {
        let text = file.text(of: token.span)
        if token.string != nil { return text.count <= 24 ? text : "the string" }
        return text.count <= 40 ? "'\(text)'" : "this"
    }
}
