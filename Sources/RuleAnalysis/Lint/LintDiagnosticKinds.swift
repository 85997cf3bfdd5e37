package import SourceText

/// The pages of W16xx.
extension DiagnosticKind {
    package static let allLintKinds: [DiagnosticKind] = [
        .neverHolds, .alwaysHolds, .implied, .excludesItsKind, .neverSeenToFail, .unanchored, .blowsUp, .badAllow,
        .idleAllow,
    ]

    /// What a comment may allow.
    static let lintFindingCodes = allLintKinds.filter { $0 != .badAllow && $0 != .idleAllow }.map(\.code)

    static let neverHolds = DiagnosticKind(
        "W1601", "a condition that can never hold",
        """
        Whatever the resource is, this is false or unknown: its parts contradict one another, or what stands before them. Nothing \
        passes a rule that asks for it, and a 'where' or a part of an 'any' that asks for it does nothing.
        """, .lint,
        wrong: """
            rule wide_open {
              for demo.gate
              require port is at least 1024 and port is less than 1000
            }
            """,
        right: """
            rule wide_open {
              for demo.gate
              require port is at least 1000 and port is less than 1024
            }
            """)

    static let alwaysHolds = DiagnosticKind(
        "W1602", "a condition that is never false",
        """
        Whatever the resource is, this is true, or unknown where data is missing: it asks nothing. Often an 'or' stands where an \
        'and' was meant, or a parameter hides the property of its name: 'rotation' where 'this.rotation' was meant. A 'where' or a 'when' \
        that is never false leaves nothing out: the rule applies to everything.
        """, .lint,
        wrong: """
            rule not_public {
              for demo.gate
              require access is not "public" or access is not "anonymous"
            }
            """,
        right: """
            rule not_public {
              for demo.gate
              require access is not "public" and access is not "anonymous"
            }
            """)

    static let implied = DiagnosticKind(
        "W1603", "a condition that says nothing new",
        """
        It holds wherever what stands before it holds, so nothing changes without it. 'norma lint --fix' leaves it out where the rule \
        then says the same of every resource, of those with missing data too.
        """, .lint,
        wrong: """
            rule high_port {
              for demo.gate
              require port is at least 1024
              require port is at least 80
            }
            """,
        right: """
            rule high_port {
              for demo.gate
              require port is at least 1024
            }
            """)

    static let excludesItsKind = DiagnosticKind(
        "W1604", "a 'where' that leaves out the rule's own kind",
        """
        The rule is for certain kinds, and its 'where' is false of all of them: it never applies, and nothing ever fails it. Or it is false of one of several, as a \
        'when' may be: nothing of that kind is ever asked.
        """, .lint,
        wrong: """
            rule gate {
              for demo.gate where @kind is "demo.door"
              require port is 443
            }
            """,
        right: """
            rule gate {
              for demo.gate
              require port is 443
            }
            """)

    static let neverSeenToFail = DiagnosticKind(
        "W1605", "a rule that no case makes fail",
        """
        A rule that was never seen to fail may never fail: a misspelt property, or one 'not' too many, and nobody notices. The resource \
        that is shown makes it fail now; add it as a case, or see what it should have been.
        """, .command,
        wrong: "norma lint rule-alone.norma", right: "norma lint rules/internet-svcs/cis_tls_version.norma")

    static let unanchored = DiagnosticKind(
        "W1606", "a pattern that allows too much",
        """
        'matches' looks for the pattern anywhere in the text. Where a match lets a resource pass, a name (a host, a mailbox, an address, an ARN or a CRN, an account) \
        has to be held at both ends with '^' and '$', or 'evil-example.com' passes for 'example.com'; and its dots have to be dots, '\\.', or 'examplexcom' does. So it is \
        with 'starts with', 'ends with', 'contains' and 'is like'. '^' and '$' bind more tightly than '|': '^a|b$' begins with 'a' or ends with 'b'. No fix is made: the \
        rule says something else then.
        """, .lint,
        wrong: """
            rule own_callback {
              for demo.client
              require callback matches /https:\\/\\/login\\.example\\.com/
            }
            """,
        right: """
            rule own_callback {
              for demo.client
              require callback matches /^https:\\/\\/login\\.example\\.com(\\/|$)/
            }
            """)

    static let blowsUp = DiagnosticKind(
        "W1607", "a pattern that a short text keeps busy",
        """
        Repetitions inside repetitions, and alternatives that match the same, can be combined in so many ways that a text of a few dozen \
        characters takes longer than anybody waits. Norma stops the search: an automaton then decides where the pattern is regular, else the answer is \
        unknown. Whoever writes the resource chooses which.
        """, .lint,
        wrong: """
            rule name {
              for demo.gate
              require name matches /^(\\w+\\s?)+$/
            }
            """,
        right: """
            rule name {
              for demo.gate
              require name matches /^\\w+(\\s\\w+)*$/
            }
            """)

    static let badAllow = DiagnosticKind(
        "E1608", "a finding is allowed without a reason",
        """
        '# norma:allow CODE reason' on the line of a finding, or on the line before it, sets the finding aside. Whoever reads it later has to \
        learn why.
        """, .lint,
        wrong: """
            rule high_port {
              for demo.gate
              require port is at least 1024
              # norma:allow W1603
              require port is at least 80
            }
            """,
        right: """
            rule high_port {
              for demo.gate
              require port is at least 1024
              # norma:allow W1603 the auditors want to read this sentence by itself
              require port is at least 80
            }
            """)

    static let idleAllow = DiagnosticKind(
        "W1609", "nothing to allow",
        """
        The comment allows a finding that is not there: the rule was mended, or the comment stands on another line.
        """, .lint,
        wrong: """
            rule high_port {
              for demo.gate
              # norma:allow W1603 the auditors want to read this sentence by itself
              require port is at least 1024
            }
            """,
        right: """
            rule high_port {
              for demo.gate
              require port is at least 1024
            }
            """)
}
