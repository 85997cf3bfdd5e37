import SourceText

/// Faults of quantifiers.
enum QuantifierDiagnostics {
    static let allKinds = [everyAsksNothing, asksNothing, insideWhere, badCount, foreignWords]

    static let everyAsksNothing = DiagnosticKind(
        "E1160", "'every' without what each element must be",
        "'every' asks something of each element: a predicate, or 'satisfies' and a condition. 'where' only says which "
            + "elements are meant.",
        wrong: "rule r { require every x in rules where x.open is true }",
        right: "rule r { require every x in rules where x.open is true satisfies x.port is 22 }")

    static let asksNothing = DiagnosticKind(
        "E1161", "a quantifier that asks nothing of its elements",
        "A quantifier needs a predicate, 'where' or 'satisfies'. That a list has an element at all is 'is not empty', "
            + "and how many it has, 'count(list) is …'.",
        wrong: "rule r { require some x in rules }", right: "rule r { require rules is not empty }")

    static func asksNothing(
        _ kind: QuantifiedSyntax.Quantifier, variable: String, quantifier: SourcePlace, at place: SourcePlace
    ) -> Diagnostic {
        let isEvery = kind == .every
        return Diagnostic(
            isEvery ? everyAsksNothing : asksNothing, at: place,
            isEvery ? "'every' does not say what each element must be" : "the quantifier asks nothing of its elements",
            secondary: [Diagnostic.Label(quantifier, "this quantifier")],
            hint: "add 'satisfies \(variable)…', or a predicate behind the list")
    }

    static let insideWhere = DiagnosticKind(
        "E1162", "a quantifier in a 'where' without parentheses",
        "A quantifier reaches as far right as it can, so inside a 'where' it would take the 'satisfies' that belongs "
            + "outside. Parentheses say where it ends.",
        wrong: "rule r { require some x in rules where some p in x.ports is 22 satisfies x.open is true }",
        right: "rule r { require some x in rules where (some p in x.ports is 22) satisfies x.open is true }")

    static func insideWhere(at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            insideWhere, at: place, "a quantifier inside a 'where' stands in parentheses",
            hint: "put parentheses around the whole quantifier")
    }

    static let badCount = DiagnosticKind(
        "E1163", "a count that is no whole number",
        "'exactly', 'at least' and 'at most' count elements: a whole number of 0 or more, written with digits. To "
            + "compare with a parameter, write 'count(…) is at least p'.",
        wrong: "rule r { require at least 1.5 x in rules where x.open is true }",
        right: "rule r { require at least 2 x in rules where x.open is true }")

    static func badCount(_ text: String, replacement: String? = nil, at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            badCount, at: place, "'\(text)' is no count of elements",
            hint: replacement.map { "write \($0)" } ?? "write a whole number of 0 or more", replacement: replacement)
    }

    static let foreignWords = DiagnosticKind(
        "E1164", "other words for a quantifier",
        "The quantifiers are 'every', 'some', 'no', 'exactly N', 'at least N' and 'at most N', each followed by the "
            + "name of a variable and 'in'. 'all', 'any' and 'none' stand before a block of conditions in braces.",
        wrong: "rule r { require all x in rules satisfies x.open is true }",
        right: "rule r { require every x in rules satisfies x.open is true }")

    static func foreignWords(write phrase: String, at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            foreignWords, at: place, "'\(place.text)' is no quantifier", hint: "write '\(phrase)'", replacement: phrase)
    }
}

/// Faults in the braces of a message.
enum MessageDiagnostics {
    static let allKinds = [unclosed, strayBrace, empty]

    static let unclosed = DiagnosticKind(
        "E1170", "a '{' of a message without its '}'",
        "Text in braces inside a message is a value that is put in. A brace itself is doubled: '{{'. A string inside "
            + "the braces is written with \\\".",
        wrong: "rule r { require a is 1 else \"a is {a\" }", right: "rule r { require a is 1 else \"a is {a}\" }")

    /// - Parameter holdsString: a string begins in the braces, and has ended the message.
    static func unclosed(at place: SourcePlace, holdsString: Bool) -> Diagnostic {
        Diagnostic(
            unclosed, at: place, "the '}' of this '{' is missing in the message",
            hint: holdsString
                ? "inside a message quotes are written with a backslash: {name default \\\"none\\\"}"
                : "close it, or write '{{' for a brace")
    }

    static let strayBrace = DiagnosticKind(
        "E1171", "a '}' in a message that closes nothing",
        "A brace that belongs to the text of a message is doubled: '}}'.",
        wrong: "rule r { require a is 1 else \"use ${a}}\" }", right: "rule r { require a is 1 else \"use ${a}\" }")

    static func strayBrace(at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            strayBrace, at: place, "this '}' closes nothing in the message", hint: "write '}}' for a brace",
            replacement: "}}")
    }

    static let empty = DiagnosticKind(
        "E1172", "empty braces in a message",
        "Braces in a message hold a value. To write the two braces themselves, double both: '{{}}'.",
        wrong: "rule r { require a is 1 else \"not {}\" }", right: "rule r { require a is 1 else \"not {{}}\" }")

    static func empty(at place: SourcePlace) -> Diagnostic {
        Diagnostic(empty, at: place, "the braces hold no value", hint: "name a value, or write '{{}}'")
    }
}
