package import SourceText

/// The pages of E30xx. Their cases are about a rule `example` that requires `this.port is port`, 22 by default.
extension DiagnosticKind {
    package static let caseKinds: [DiagnosticKind] = [
        .noCases, .unknownCaseField, .missingCaseField, .wrongCaseShape, .noResource, .noSuchPath, .expectsNothing,
        .unknownVerdict, .unknownRuleInCase, .casesWithoutRules, .sameCaseName,
        .wrongSurvivor,
    ]

    static let noCases = DiagnosticKind(
        "E3001", "a file without cases",
        """
        A case file without cases would be reported as passed and would have tested nothing.
        """, .cases,
        wrong: """
            rules: example.norma
            cases: []
            """,
        right: """
            rules: example.norma
            cases:
              - name: a port
                resource: {kind: demo.thing, id: a, properties: {port: 22}}
                expect: {example: pass}
            """)

    static let unknownCaseField = DiagnosticKind(
        "E3002", "an unknown field",
        """
        A misspelt field of a case would be passed over, and the case would test something else than it \
        says.
        """, .cases,
        wrong: """
            rules: example.norma
            cases:
              - name: a port
                resource: {kind: demo.thing, id: a, properties: {port: 22}}
                expct: {example: pass}
            """,
        right: """
            rules: example.norma
            cases:
              - name: a port
                resource: {kind: demo.thing, id: a, properties: {port: 22}}
                expect: {example: pass}
            """)

    static let missingCaseField = DiagnosticKind(
        "E3003", "a field is missing",
        """
        A case file names its rules and its cases; a case has a name and says what it expects.
        """, .cases,
        wrong: """
            cases:
              - name: a port
                resource: {kind: demo.thing, id: a, properties: {port: 22}}
                expect: {example: pass}
            """,
        right: """
            rules: example.norma
            cases:
              - name: a port
                resource: {kind: demo.thing, id: a, properties: {port: 22}}
                expect: {example: pass}
            """)

    static let wrongCaseShape = DiagnosticKind(
        "E3004", "a field has the wrong shape",
        """
        The value of this field is of another shape than a case needs.
        """, .cases,
        wrong: """
            rules: example.norma
            cases:
              - name: a port
                resource: {kind: demo.thing, id: a, properties: {port: 22}}
                expect: [example]
            """,
        right: """
            rules: example.norma
            cases:
              - name: a port
                resource: {kind: demo.thing, id: a, properties: {port: 22}}
                expect: {example: pass}
            """)

    static let noResource = DiagnosticKind(
        "E3005", "a case without a resource",
        """
        A case asks rules about resources, so it has at least one: its own, or the one under 'defaults'.
        """, .cases,
        wrong: """
            rules: example.norma
            cases:
              - name: a port
                expect: {example: pass}
            """,
        right: """
            rules: example.norma
            cases:
              - name: a port
                resource: {kind: demo.thing, id: a, properties: {port: 22}}
                expect: {example: pass}
            """)

    static let noSuchPath = DiagnosticKind(
        "E3006", "a path that leads nowhere",
        """
        'remove' and 'patch' change the resource at a path of its properties, and 'at' names the place of a finding. A \
        path that leads nowhere would change nothing and could not be found, and the case would not test what it says.
        """, .cases,
        wrong: """
            rules: example.norma
            cases:
              - name: a port
                resource: {kind: demo.thing, id: a, properties: {port: 22}}
                remove: [prt]
                expect: {example: pass}
            """,
        right: """
            rules: example.norma
            cases:
              - name: a port
                resource: {kind: demo.thing, id: a, properties: {port: 22}}
                remove: [port]
                expect: {example: unknown}
            """)

    static let expectsNothing = DiagnosticKind(
        "E3007", "a case that expects nothing",
        """
        A case that expects nothing cannot fail; neither can one whose resource is of a misspelt kind, which no rule judges. An empty \
        'message' is part of every message, and a field that is null names nothing: neither expects anything.
        """, .cases,
        wrong: """
            rules: example.norma
            cases:
              - name: a port
                resource: {kind: demo.thing, id: a, properties: {port: 22}}
                expect: {}
            """,
        right: """
            rules: example.norma
            cases:
              - name: a port
                resource: {kind: demo.thing, id: a, properties: {port: 22}}
                expect: {example: pass}
            """)

    static let unknownVerdict = DiagnosticKind(
        "E3008", "an unknown verdict",
        """
        A rule says pass, fail, unknown or not_applicable of a resource.
        """, .cases,
        wrong: """
            rules: example.norma
            cases:
              - name: a port
                resource: {kind: demo.thing, id: a, properties: {port: 22}}
                expect: {example: ok}
            """,
        right: """
            rules: example.norma
            cases:
              - name: a port
                resource: {kind: demo.thing, id: a, properties: {port: 22}}
                expect: {example: pass}
            """)

    static let unknownRuleInCase = DiagnosticKind(
        "E3009", "an unknown rule or resource",
        """
        The case names a rule that its files do not hold, or a resource that it does not have.
        """, .cases,
        wrong: """
            rules: example.norma
            cases:
              - name: a port
                resource: {kind: demo.thing, id: a, properties: {port: 22}}
                expect: {exmple: pass}
            """,
        right: """
            rules: example.norma
            cases:
              - name: a port
                resource: {kind: demo.thing, id: a, properties: {port: 22}}
                expect: {example: pass}
            """)

    static let sameCaseName = DiagnosticKind(
        "W3011", "two cases of one file have one name",
        """
        A report names a case by its name: of two that are called alike nobody can tell which one failed.
        """, .cases,
        wrong: """
            rules: example.norma
            cases:
              - name: a port
                resource: {kind: demo.thing, id: a, properties: {port: 22}}
                expect: {example: pass}
              - name: a port
                resource: {kind: demo.thing, id: a, properties: {port: 23}}
                expect: {example: fail}
            """,
        right: """
            rules: example.norma
            cases:
              - name: the port
                resource: {kind: demo.thing, id: a, properties: {port: 22}}
                expect: {example: pass}
              - name: another port
                resource: {kind: demo.thing, id: a, properties: {port: 23}}
                expect: {example: fail}
            """)

    static let wrongSurvivor = DiagnosticKind(
        "E3012", "a survivor that is none, or has no reason",
        """
        'survivors' names mutants of a rule that no case has to notice, and why. One that the rule does not have, or that nobody gives a reason \
        for, excuses nothing, and the next one of its name would live unseen.
        """, .cases,
        wrong: """
            rules: example.norma
            survivors:
              - {rule: example, mutant: "this.port is port: the clause left out", reason: ""}
            cases:
              - name: a port
                resource: {kind: demo.thing, id: a, properties: {port: 22}}
                expect: {example: pass}
            """,
        right: """
            rules: example.norma
            survivors:
              - {rule: example, mutant: "this.port is port: the clause left out", reason: whatever fails it is refused before}
            cases:
              - name: a port
                resource: {kind: demo.thing, id: a, properties: {port: 22}}
                expect: {example: pass}
            """)

    static let casesWithoutRules = DiagnosticKind(
        "E3010", "no case file was found",
        """
        A test run without cases would be reported as passed.
        """, .command,
        wrong: "norma test .ci", right: "norma test rules")
}
