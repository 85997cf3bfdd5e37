package import SourceText

/// The pages of E12xx.
extension DiagnosticKind {
    package static let nameKinds: [DiagnosticKind] = [
        .duplicateName, .builtinName, .bareWord, .notInScope, .unknownFunction, .unknownAlias, .wrongArgumentCount,
        .recursiveDefine, .ruleWithoutKind, .ruleWithoutClause, .givenTwice, .reservedName, .hidesProperty,
        .unknownAttribute, .attributeOfValue, .conditionAsValue, .bareExpression, .comparedWithItself,
        .resourcesAsArgument, .resourceAsValue, .ruleTooCostly, .unusedName,
    ]

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
              require count(a)
            }
            """,
        right: """
            define has(x) = x is present
            rule r {
              for demo.thing
              require has(a)
            }
            """)

    static let bareWord = DiagnosticKind(
        "E1203", "a bare word on the right names nothing",
        """
        To the right of a predicate a bare word is nearly always text whose quotes were forgotten. A \
        property of the resource is written 'this.NAME' there, so that the forgotten quote is found.
        """,
        wrong: """
            rule r {
              for demo.thing
              require protocol is tcp
            }
            """,
        right: """
            rule r {
              for demo.thing
              require protocol is "tcp"
            }
            """)

    static let notInScope = DiagnosticKind(
        "E1204", "a name that cannot be seen from here",
        """
        A define sees its formals, its own variables and 'as_of', nothing else: neither the resource nor a \
        rule's parameters. Hand over what it needs as an argument.
        """,
        wrong: """
            define open(c) = c is one of allowed
            rule r {
              for demo.thing
              require open(cidr)
            }
            """,
        right: """
            define open(c, allowed) = c is one of allowed
            rule r {
              for demo.thing
              require open(cidr, this.allowed)
            }
            """)

    static let unknownFunction = DiagnosticKind(
        "E1205", "no function or define has this name",
        """
        A call names a built-in function, a define of the same file, or one of a file that 'use' reaches.
        """,
        wrong: """
            rule r {
              for demo.thing
              require cout(rules) is 0
            }
            """,
        right: """
            rule r {
              for demo.thing
              require count(rules) is 0
            }
            """)

    static let unknownAlias = DiagnosticKind(
        "E1206", "no file is used under this name",
        """
        The name before the dot of a call is the alias of a 'use … as NAME' at the top of the file.
        """,
        wrong: """
            rule r {
              for demo.thing
              require net.open(cidr)
            }
            """,
        right: """
            define open(c: ip) = c is within "10.0.0.0/8"
            rule r {
              for demo.thing
              require open(cidr)
            }
            """)

    static let wrongArgumentCount = DiagnosticKind(
        "E1207", "a call has too few or too many arguments",
        """
        A function takes exactly the arguments it declares; none of them is optional.
        """,
        wrong: """
            rule r {
              for demo.thing
              require split(host) is present
            }
            """,
        right: """
            rule r {
              for demo.thing
              require split(host, ".") is present
            }
            """)

    static let recursiveDefine = DiagnosticKind(
        "E1208", "a define leads back to itself",
        """
        Every rule ends, on every resource: so a define may not call itself, not even through others. What \
        ranges over data is said with a quantifier.
        """,
        wrong: """
            define a(x) = b(x)
            define b(x) = a(x)
            rule r {
              for demo.thing
              require a(c)
            }
            """,
        right: """
            define a(x) = b(x)
            define b(x) = x is present
            rule r {
              for demo.thing
              require a(c)
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
        "E1212", "a name that begins a predicate",
        """
        Directly after 'is', these words begin a predicate, and so no variable, 'let', formal or parameter \
        may have such a name: present absent empty one at more less between within like older newer a an. A \
        property that has one is written 'this.NAME'.
        """,
        wrong: """
            rule r {
              for demo.thing
              let empty = rules
              require empty is present
            }
            """,
        right: """
            rule r {
              for demo.thing
              let none = rules
              require none is present
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

    static let unknownAttribute = DiagnosticKind(
        "E1214", "a resource has no such attribute",
        """
        Beside its properties the scan knows of a resource: @id @kind @name @account @region @location \
        @group @tags @source.
        """,
        wrong: """
            rule r {
              for demo.thing
              require @nme is "a"
            }
            """,
        right: """
            rule r {
              for demo.thing
              require @name is "a"
            }
            """)

    static let attributeOfValue = DiagnosticKind(
        "E1215", "an attribute is read of a value",
        """
        Attributes belong to the resource under test, as '@id', and to a variable over 'resources of KIND', \
        as 'v.@id'. Values inside a resource have none.
        """,
        wrong: """
            rule r {
              for demo.thing
              param names: string_list = ["a"]
              require every n in names satisfies n.@id is "a"
            }
            """,
        right: """
            rule r {
              for demo.thing
              param names: string_list = ["a"]
              require every n in names satisfies n is @id
            }
            """)

    static let conditionAsValue = DiagnosticKind(
        "E1216", "a define that answers yes or no is used as a value",
        """
        A define whose body is a condition has no value; it stands alone, or behind 'not'.
        """,
        wrong: """
            define open(c) = c is present
            rule r {
              for demo.thing
              require open(a) is true
            }
            """,
        right: """
            define open(c) = c is present
            rule r {
              for demo.thing
              require open(a)
            }
            """)

    static let bareExpression = DiagnosticKind(
        "E1217", "a value where a condition is due",
        """
        Only a call of a define that answers yes or no stands alone. Of a value something has to be asked: \
        'is true', 'is present', 'is at most 3'.
        """,
        wrong: """
            rule r {
              for demo.thing
              require enabled
            }
            """,
        right: """
            rule r {
              for demo.thing
              require enabled is true
            }
            """)

    static let comparedWithItself = DiagnosticKind(
        "E1218", "a path is compared with itself",
        """
        The answer is the same for every resource. Probably one side should name a parameter.
        """,
        wrong: """
            rule r {
              for demo.thing
              require hard_quota is this.hard_quota
            }
            """,
        right: """
            rule r {
              for demo.thing
              param quota: numeric = 10
              require hard_quota is quota
            }
            """)

    static let resourcesAsArgument = DiagnosticKind(
        "E1219", "'resources of' stands where a value is due",
        """
        Resources are ranged over by a quantifier or by 'let … each', or counted by 'count'.
        """,
        wrong: """
            rule r {
              for demo.thing
              require first(resources of is.vpc) is present
            }
            """,
        right: """
            rule r {
              for demo.thing
              require count(resources of is.vpc) is at least 1
            }
            """)

    static let resourceAsValue = DiagnosticKind(
        "E1220", "a resource is compared as if it were a value",
        """
        Compare one of its properties or attributes.
        """,
        wrong: """
            rule r {
              for demo.thing
              require some v in resources of is.vpc satisfies v is "a"
            }
            """,
        right: """
            rule r {
              for demo.thing
              require some v in resources of is.vpc satisfies v.@id is "a"
            }
            """)

    static let ruleTooCostly = DiagnosticKind(
        "E1221", "a rule is too large",
        """
        The steps a rule can take are bounded, as a function of the lists it ranges over. Quantifiers nest \
        at most eight deep, defines included.
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
