import SourceText

/// Signs and constructs of other languages.
enum OperatorDiagnostics {
    static let allKinds = [
        equality, inequality, order, match, assignment, conjunction, disjunction, negation, mixed, arithmetic,
        mapLiteral,
        ifThen, parenthesizedValue, looseBracket, memberNumber, methodCall, notLiteral, conditionForValue,
    ]

    // MARK: Comparisons

    static let equality = DiagnosticKind(
        "E1120", "'==' instead of 'is'",
        "Equality is written 'is'.",
        wrong: "rule r { require name == \"a\" }", right: "rule r { require name is \"a\" }")

    static let inequality = DiagnosticKind(
        "E1121", "'!=' instead of 'is not'",
        "Inequality is written 'is not'.",
        wrong: "rule r { require name != \"a\" }", right: "rule r { require name is not \"a\" }")

    static let order = DiagnosticKind(
        "E1122", "a sign of order instead of words",
        "Order is written in words: 'is more than', 'is at least', 'is less than', 'is at most', 'is between A and B'.",
        wrong: "rule r { require port >= 22 }", right: "rule r { require port is at least 22 }")

    static let match = DiagnosticKind(
        "E1123", "'=~' instead of 'matches'",
        "A search by regular expression is written 'matches' or 'does not match'.",
        wrong: "rule r { require name =~ /^a/ }", right: "rule r { require name matches /^a/ }")

    static let assignment = DiagnosticKind(
        "E1124", "'=' in a condition",
        "'=' gives a name its value in 'let', 'param' and 'define'. A comparison is written 'is'.",
        wrong: "rule r { require name = \"a\" }", right: "rule r { require name is \"a\" }")

    static func comparison(_ symbol: Symbol, write phrase: String, at place: SourcePlace) -> Diagnostic {
        let kind: DiagnosticKind =
            switch symbol {
            case .equals: assignment
            case .notEquals, .lessOrGreater: inequality
            case .greaterOrEqual, .lessOrEqual, .greaterThan, .lessThan: order
            case .equalsTilde, .bangTilde: match
            case .doubleEquals, .tripleEquals, .openBrace, .closeBrace, .openParenthesis, .closeParenthesis,
                .openBracket, .closeBracket, .comma, .dot, .colon, .atSign, .star, .doubleAmpersand, .doubleBar, .bang,
                .plus, .minus, .slash, .percent:
                equality
            }
        return Diagnostic(
            kind, at: place, "a comparison is written '\(phrase)', not '\(symbol.rawValue)'",
            hint: "write '\(phrase)'", replacement: phrase)
    }

    // MARK: Connectives

    static let conjunction = DiagnosticKind(
        "E1125", "'&&' instead of 'and'", "Two conditions that must both hold are joined by 'and'.",
        wrong: "rule r { require a is 1 && b is 2 }", right: "rule r { require a is 1 and b is 2 }")

    static let disjunction = DiagnosticKind(
        "E1126", "'||' instead of 'or'", "Two conditions of which one must hold are joined by 'or'.",
        wrong: "rule r { require a is 1 || b is 2 }", right: "rule r { require a is 1 or b is 2 }")

    static func connective(_ sign: String, at place: SourcePlace) -> Diagnostic {
        let word = sign == "&&" ? "and" : "or"
        return Diagnostic(
            sign == "&&" ? conjunction : disjunction, at: place, "conditions are joined by '\(word)', not '\(sign)'",
            hint: "write '\(word)'", replacement: word)
    }

    static let negation = DiagnosticKind(
        "E1127", "'!' instead of 'not'", "A condition is negated by 'not', a predicate by 'is not' or 'does not'.",
        wrong: "rule r { require !(a is 1) }", right: "rule r { require not (a is 1) }")

    static func negation(at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            negation, at: place, "a condition is negated by 'not', not '!'", hint: "write 'not'", replacement: "not ")
    }

    static let mixed = DiagnosticKind(
        "E1128", "'and' and 'or' mixed without parentheses",
        "Readers disagree on which of the two binds tighter, so one condition has only 'and' or only 'or', and "
            + "parentheses say what belongs together. The proposed text is how most languages would read it.",
        wrong: "rule r { require a is 1 and b is 2 or c is 3 }",
        right: "rule r { require (a is 1 and b is 2) or c is 3 }")

    static func mixed(at place: SourcePlace, replacement: String) -> Diagnostic {
        let isShort = replacement.utf8.count <= 80 && !replacement.contains(where: \.isNewline)
        return Diagnostic(
            mixed, at: place, "'and' and 'or' are mixed without parentheses",
            hint: isShort ? "write '\(replacement)'" : "put parentheses around what belongs together",
            replacement: replacement)
    }

    // MARK: What the language leaves out

    static let arithmetic = DiagnosticKind(
        "E1129", "arithmetic is not in the language",
        "Rules compare; they do not calculate. Move the calculation into a parameter or the other side: "
            + "'created is older than 90d' instead of a difference of times, 'x is at least y' instead of a difference.",
        wrong: "rule r { require a + 1 is 2 }", right: "rule r { require a is 1 }")

    static func arithmetic(_ sign: String, at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            arithmetic, at: place, "arithmetic ('\(sign)') is not in the language",
            hint: "compare the values themselves, or make the result a parameter")
    }

    static let mapLiteral = DiagnosticKind(
        "E1130", "a map is not a literal of the language",
        "Literals are strings, numbers, durations, regular expressions, true, false and lists of these. Compare the "
            + "properties of a map one by one. Braces stand around a rule, and around conditions behind 'all', 'any' "
            + "and 'none'.",
        wrong: "rule r { require tags is {} }", right: "rule r { require tags is empty }")

    static func mapLiteral(at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            mapLiteral, at: place, "no map can be written here", hint: "compare its properties one by one")
    }

    static let ifThen = DiagnosticKind(
        "E1131", "'if … then' is not in the language",
        "A rule that holds only sometimes says so with 'when CONDITION'; one clause says it with 'or': "
            + "'require not (A) or B'. Behind a condition, 'if missing' and 'if unknown' say what happens without data.",
        wrong: "rule r { require if a is 1 then b is 2 }", right: "rule r { when a is 1 require b is 2 }")

    static func ifThen(at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            ifThen, at: place, "'if … then' is not in the language",
            hint: "say 'when CONDITION' in the rule, or 'not (A) or B'")
    }

    static let parenthesizedValue = DiagnosticKind(
        "E1132", "parentheses around a value",
        "Parentheses stand around conditions. A value needs none: 'default' binds tighter than any predicate.",
        wrong: "rule r { require (a default 1) is 1 }", right: "rule r { require a default 1 is 1 }")

    static func parenthesizedValue(at place: SourcePlace) -> Diagnostic {
        let inner = String(place.text.dropFirst().dropLast())
        return Diagnostic(
            parenthesizedValue, at: place, "parentheses stand around a value", hint: "delete them", replacement: inner)
    }

    static let looseBracket = DiagnosticKind(
        "E1133", "a space before '(' or '['",
        "The '(' of a call and the '[' of an index touch the name, because a condition and a list begin with the same "
            + "signs.",
        wrong: "rule r { require count (rules) is 1 }", right: "rule r { require count(rules) is 1 }")

    static func looseBracket(_ sign: String, at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            looseBracket, at: place, "'\(sign)' does not touch the name before it", hint: "delete the space")
    }

    static let memberNumber = DiagnosticKind(
        "E1134", "an index behind a dot",
        "An element of a list is written with brackets, counted from 0.",
        wrong: "rule r { require rules.0.port is 22 }", right: "rule r { require rules[0].port is 22 }")

    static func memberNumber(_ number: String, at place: SourcePlace) -> Diagnostic {
        let isOne = place.text == "." + number
        return Diagnostic(
            memberNumber, at: place, "an index stands in brackets",
            hint: isOne ? "write '[\(number)]'" : "write each in brackets, or quote a version",
            replacement: isOne ? "[\(number)]" : nil)
    }

    static let methodCall = DiagnosticKind(
        "E1135", "a value has no methods",
        "A function is called with its values in parentheses: 'lower(a.name)'. Only the alias of a 'use' stands before "
            + "a call, with one dot.",
        wrong: "rule r { require a.b.lower() is \"x\" }", right: "rule r { require lower(a.b) is \"x\" }")

    static func methodCall(at place: SourcePlace) -> Diagnostic {
        Diagnostic(methodCall, at: place, "a value has no methods", hint: "write 'function(value)'")
    }

    static let conditionForValue = DiagnosticKind(
        "E1137", "a condition where a value is due",
        "'let' names a value. A condition is named by a 'define' outside the rule, and called with what it needs.",
        wrong: "rule r { let open = port is 22 }",
        right: "define open(port) = port is 22\nrule r { require open(port) }")

    static func conditionForValue(of word: String, at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            conditionForValue, at: place, "'\(word)' names a value, and this is a condition",
            hint: "name a condition with 'define', outside the rule")
    }

    static let notLiteral = DiagnosticKind(
        "E1136", "a bare word where a literal is due",
        "The elements of a list, and a parameter's default, are literals: strings in quotes, numbers, durations, true "
            + "and false. Properties and parameters are no literals.",
        wrong: "rule r { require protocol is one of [\"tcp\", udp] }",
        right: "rule r { require protocol is one of [\"tcp\", \"udp\"] }")

    static func notLiteral(_ text: String, at place: SourcePlace) -> Diagnostic {
        let quoted = JSONText.quoted(text)
        return Diagnostic(
            notLiteral, at: place, "'\(text)' is no literal", hint: "quote it: \(quoted)", replacement: quoted)
    }
}
