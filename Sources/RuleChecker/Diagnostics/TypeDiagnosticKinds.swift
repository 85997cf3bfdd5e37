package import SourceText

/// The pages of E13xx.
extension DiagnosticKind {
    package static let typeKinds: [DiagnosticKind] = [
        .cannotCompare, .unreadableLiteral, .badPattern, .listWhereOneValue, .notAList, .wrongSubject, .wrongOperand,
        .ageWithoutUnit, .hasNoOrder, .wrongDefault, .eachOfOneValue, .wrongArgument, .defaultAfterCall,
        .hasNoMembers, .noIndex,
    ]

    static let cannotCompare = DiagnosticKind(
        "E1301", "values of two types are compared",
        """
        Between values of different types the answer is always unknown, so a comparison whose types are \
        known to differ is an error.
        """,
        wrong: """
            rule r {
              for demo.thing
              require count(rules) is "3"
            }
            """,
        right: """
            rule r {
              for demo.thing
              require count(rules) is 3
            }
            """)

    static let unreadableLiteral = DiagnosticKind(
        "E1302", "a literal does not read as the type it stands for",
        """
        Beside an ip, a version, a timestamp, a duration or a quantity, text is read as one when the rule is \
        checked.
        """,
        wrong: """
            rule r {
              for demo.thing
              require ip(address) is within "10.0.0.0/33"
            }
            """,
        right: """
            rule r {
              for demo.thing
              require ip(address) is within "10.0.0.0/8"
            }
            """)

    static let badPattern = DiagnosticKind(
        "E1303", "a regular expression is not valid",
        """
        Patterns are Perl-compatible (PCRE2), with Unicode, and are compiled when the rule is checked.
        """,
        wrong: """
            rule r {
              for demo.thing
              require name is present and name matches /(a/
            }
            """,
        right: """
            rule r {
              for demo.thing
              require name is present and name matches /(a)/
            }
            """)

    static let listWhereOneValue = DiagnosticKind(
        "E1304", "a list where one value is due",
        """
        A predicate asks one value. Of a list, say which elements: every, some, no, at least …
        """,
        wrong: """
            rule r {
              for demo.thing
              require versions[*] is one of ["1.2", "1.3"]
            }
            """,
        right: """
            rule r {
              for demo.thing
              require every v in versions is one of ["1.2", "1.3"]
            }
            """)

    static let notAList = DiagnosticKind(
        "E1305", "one value where a list is due",
        """
        A quantifier, 'is one of', '[*]' and 'any of' want a list.
        """,
        wrong: """
            rule r {
              for demo.thing
              require some x in "a" satisfies x is "a"
            }
            """,
        right: """
            rule r {
              for demo.thing
              require some x in list(a) satisfies x is "a"
            }
            """)

    static let wrongSubject = DiagnosticKind(
        "E1306", "a predicate is asked of a type that cannot answer",
        """
        'matches', 'is like', 'starts with' are asked of text, 'contains' of lists, text and maps, 'is \
        empty' of the same.
        """,
        wrong: """
            rule r {
              for demo.thing
              require count(rules) matches /3/
            }
            """,
        right: """
            rule r {
              for demo.thing
              require text(count(rules)) matches /3/
            }
            """)

    static let wrongOperand = DiagnosticKind(
        "E1307", "the right side of a predicate has the wrong type",
        """
        What stands to the right has to be something the predicate can use.
        """,
        wrong: """
            rule r {
              for demo.thing
              require name is like 3
            }
            """,
        right: """
            rule r {
              for demo.thing
              require name is like "a*"
            }
            """)

    static let ageWithoutUnit = DiagnosticKind(
        "E1308", "an age without a unit",
        """
        'older than' and 'newer than' take a duration, counted back from 'as_of', or an instant.
        """,
        wrong: """
            rule r {
              for demo.thing
              require created_at is newer than 90
            }
            """,
        right: """
            rule r {
              for demo.thing
              require created_at is newer than 90d
            }
            """)

    static let hasNoOrder = DiagnosticKind(
        "E1309", "values without an order are ordered",
        """
        Text has no order here: "10" before "9" is never what was meant. Read it as a number, a version, a \
        timestamp or a quantity.
        """,
        wrong: """
            rule r {
              for demo.thing
              require version is at least "1.2"
            }
            """,
        right: """
            rule r {
              for demo.thing
              require version(this.version) is at least "1.2"
            }
            """)

    static let wrongDefault = DiagnosticKind(
        "E1310", "a parameter's default has another type",
        """
        The default is a value like any other: it has the parameter's type.
        """,
        wrong: """
            rule r {
              for demo.thing
              param port: numeric = "22"
              require a is port
            }
            """,
        right: """
            rule r {
              for demo.thing
              param port: numeric = 22
              require a is port
            }
            """)

    static let eachOfOneValue = DiagnosticKind(
        "E1311", "'that each' of a type without elements",
        """
        'each' asks the elements of a list; a single value is asked itself.
        """,
        wrong: """
            rule r {
              for demo.thing
              param port: numeric that each is at least 1 = 22
              require a is port
            }
            """,
        right: """
            rule r {
              for demo.thing
              param port: numeric that is at least 1 = 22
              require a is port
            }
            """)

    static let wrongArgument = DiagnosticKind(
        "E1312", "an argument has the wrong type",
        """
        A function and a define with typed formals take what they name.
        """,
        wrong: """
            rule r {
              for demo.thing
              require length([1, 2]) is 2
            }
            """,
        right: """
            rule r {
              for demo.thing
              require count([1, 2]) is 2
            }
            """)

    static let defaultAfterCall = DiagnosticKind(
        "E1313", "a default that can never answer",
        """
        A literal default answers only where the end of its own path is absent. A call of something absent \
        is unknown, and the default behind it would never be used.
        """,
        wrong: """
            rule r {
              for demo.thing
              require number(port default "22") is number(other) default 3
            }
            """,
        right: """
            rule r {
              for demo.thing
              require number(port default "22") is number(this.other default "3")
            }
            """)

    static let hasNoMembers = DiagnosticKind(
        "E1314", "a member of something that has none",
        """
        Text, numbers and booleans have no members; a list has elements, reached by a quantifier, '[*]' or \
        '[0]'.
        """,
        wrong: """
            rule r {
              for demo.thing
              param name: string = "a"
              require name.first is "a"
            }
            """,
        right: """
            rule r {
              for demo.thing
              param name: string = "a"
              require this.name is name
            }
            """)

    static let noIndex = DiagnosticKind(
        "W1315", "an index that nothing has",
        """
        An index is the number of an element, counted from 0, or the name of a member in quotes. Nothing has another one: the path would be unknown \
        of every resource.
        """,
        wrong: """
            rule r {
              for demo.thing
              require addresses[-1] is "10.0.0.1"
            }
            """,
        right: """
            rule r {
              for demo.thing
              require some address in addresses satisfies address is "10.0.0.1"
            }
            """)
}
