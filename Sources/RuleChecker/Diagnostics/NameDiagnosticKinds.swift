package import SourceText

/// The pages of E12xx.
extension DiagnosticKind {
    package static let nameKinds: [DiagnosticKind] = [
        .duplicateName, .builtinName, .bareWord, .notInScope, .unknownFunction, .unknownAlias, .wrongArgumentCount,
        .recursiveDefine, .ruleWithoutKind, .ruleWithoutClause, .givenTwice, .reservedName, .hidesProperty,
        .unknownAttribute, .attributeOfValue, .conditionAsValue, .bareExpression, .comparedWithItself,
        .resourcesAsArgument, .resourceAsValue, .ruleTooCostly, .unusedName, .variableInOwnDomain,
    ]

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

    static let variableInOwnDomain = DiagnosticKind(
        "E1223", "a quantifier's variable in its own domain",
        """
        A variable is bound by the elements of the domain, so it means nothing inside it: read as a property it \
        would silently be another list. What lies inside an element has a quantifier of its own.
        """,
        wrong: """
            rule r {
              for demo.thing
              require every p in pools, p.members satisfies p.name is present
            }
            """,
        right: """
            rule r {
              for demo.thing
              require every p in pools satisfies every m in p.members satisfies m.name is present
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
}
