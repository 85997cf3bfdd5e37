import SourceText

/// The pages of E12xx that are about declarations; `nameKinds` lists them with the others.
extension DiagnosticKind {
    static let duplicateName = DiagnosticKind(
        "E1201", "a name is declared twice",
        """
        Within one pack each rule and each id, within one file each define, and within one rule each \
        parameter, 'let' and variable has a name of its own; otherwise a reader cannot tell which is meant.
        """,
        wrong: """
            rule r {
              for demo.thing
              param port: numeric = 22
              let port = this.ports
              require port is present
            }
            """,
        right: """
            rule r {
              for demo.thing
              param port: numeric = 22
              let ports = this.ports
              require ports is present and this.a is port
            }
            """)

    static let builtinName = DiagnosticKind(
        "E1202", "a define has the name of a built-in function",
        """
        A call of it would mean the built-in function. Choose another name.
        """,
        wrong: """
            define count(x) = x is present
            rule r {
              for demo.thing
              require this.a is present
            }
            """,
        right: """
            define has(x) = x is present
            rule r {
              for demo.thing
              require has(this.a)
            }
            """)

    static let recursiveDefine = DiagnosticKind(
        "E1208", "a define leads back to itself",
        """
        Every rule ends, on every resource: so a define may not call itself, not even through others. What \
        ranges over data is said with a quantifier.
        """,
        wrong: """
            define f(x) = g(x)
            define g(x) = f(x)
            rule r {
              for demo.thing
              require f(c)
            }
            """,
        right: """
            define f(x) = g(x)
            define g(x) = x is present
            rule r {
              for demo.thing
              require f(c)
            }
            """)

    static let ruleWithoutKind = DiagnosticKind(
        "E1209", "a rule does not say which kind it is for",
        """
        Without a kind a rule would be asked of everything and mean nothing. Name one or more, or a quoted \
        pattern such as "k8s.*".
        """,
        wrong: """
            rule r {
              require a is present
            }
            """,
        right: """
            rule r {
              for demo.thing
              require a is present
            }
            """)

    static let ruleWithoutClause = DiagnosticKind(
        "E1210", "a rule asks nothing",
        """
        A rule without 'require' or 'forbid' would pass whatever it is given.
        """,
        wrong: """
            rule r {
              title "nothing"
              for demo.thing
            }
            """,
        right: """
            rule r {
              for demo.thing
              require a is present
            }
            """)

    static let givenTwice = DiagnosticKind(
        "E1211", "a line that may stand once stands twice",
        """
        Only 'reference', 'param', 'when', 'let', 'require' and 'forbid' may be repeated.
        """,
        wrong: """
            rule r {
              for demo.thing
              title "one"
              title "two"
              require a is present
            }
            """,
        right: """
            rule r {
              for demo.thing
              title "one"
              require a is present
            }
            """)

    static let reservedName = DiagnosticKind(
        "E1212", "a name that means the instant of the run",
        """
        'as_of' is the instant that ages are counted back from, in rules and in defines alike, and so no \
        variable, 'let', formal or parameter may have that name. A property that has it is written 'this.as_of'.
        """,
        wrong: """
            rule r {
              for demo.thing
              let as_of = created_at
              require as_of is older than 90d
            }
            """,
        right: """
            rule r {
              for demo.thing
              let created = created_at
              require created is older than 90d
            }
            """)

    static let hidesProperty = DiagnosticKind(
        "E1213", "a name hides a property",
        """
        A bare name means the variable, 'let' or parameter. Where the kind's schema has a property of that \
        name, the rule has to write 'this.NAME' for the property at least once, so that nobody reads one for \
        the other.
        """,
        wrong: """
            rule r {
              for demo.bucket
              param hard_quota: numeric = 10
              require hard_quota is at most 10
            }
            """,
        right: """
            rule r {
              for demo.bucket
              param hard_quota: numeric = 10
              require this.hard_quota is at most hard_quota if missing fail
            }
            """)

    static let ruleTooCostly = DiagnosticKind(
        "E1221", "a rule is too large",
        """
        The steps a rule can take are bounded, as a function of the lists it ranges over. Quantifiers nest \
        at most eight deep, defines included, and calls of defines a hundred deep.
        """,
        wrong: """
            rule r {
              for demo.thing
              require every x0 in this.a satisfies
                  every x1 in x0.a satisfies
                  every x2 in x1.a satisfies
                  every x3 in x2.a satisfies
                  every x4 in x3.a satisfies
                  every x5 in x4.a satisfies
                  every x6 in x5.a satisfies
                  every x7 in x6.a satisfies
                  every x8 in x7.a satisfies
                  x8.b is present
            }
            """,
        right: """
            rule r {
              for demo.thing
              require every x in a satisfies x.b is present
            }
            """)

    static let unusedName = DiagnosticKind(
        "W1222", "a parameter or 'let' is never used",
        """
        What nobody reads probably stands where something else was meant.
        """,
        wrong: """
            rule r {
              for demo.thing
              param port: numeric = 22
              require a is present
            }
            """,
        right: """
            rule r {
              for demo.thing
              param port: numeric = 22
              require a is port
            }
            """)
}
