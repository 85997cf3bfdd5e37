import Testing

/// What may be left out, or empty, is asked about where it can be, and nowhere else.
@Suite struct OptionalDataTests {
    private static let schema = """
        {"properties": {
          "days": {"type": "integer"},
          "spec": {"properties": {"owner": {"type": "string"}}},
          "rules": {"type": "array", "items": {"properties": {"port": {"type": "integer"}}}},
          "zones": {"type": "array", "minItems": 1, "items": {"type": "string"}}}}
        """

    private func check(_ lines: String, kinds: String = "demo.box", schemas: [String: String] = [:]) throws -> String {
        var files = [
            "r.norma": "rule r {\n  for \(kinds)\n\(lines)\n}\n", "schemas/demo.box.json": Self.schema,
        ]
        for (kind, schema) in schemas { files["schemas/\(kind).json"] = schema }
        return try ScratchFolder(files).run("norma check r.norma").output
    }

    // MARK: list()

    @Test func listTakesTheElementsOfAListAndAnyOtherValueItself() throws {
        let single = [
            "demo.bag": #"{"properties": {"rules": {"type": "object", "properties": {"port": {"type": "integer"}}}}}"#
        ]
        let lines = "  forbid some entry in list(rules) satisfies entry.PROPERTY is 22 if missing fail"
        #expect(
            try check(lines.replacing("PROPERTY", with: "port"), kinds: "demo.box, demo.bag", schemas: single)
                == "1 rule checked\n")
        #expect(
            try check(lines.replacing("PROPERTY", with: "prot"), kinds: "demo.box, demo.bag", schemas: single)
                .contains("did you mean 'port'?"))
    }

    // MARK: let

    @Test(
        "a let that is read is answered for where it is used",
        arguments: [
            "require kept is 1 if missing fail", "require kept is present and kept is 1",
            "require kept default 0 is 1", "forbid kept is absent or kept is 1",
            "let twice = kept\n  require twice is present and twice is 1",
        ])
    func aLetThatIsAnsweredFor(_ use: String) throws {
        let other = "require @id is present"
        #expect(try check("  let kept = days\n  \(other)\n  \(use)") == "1 rule checked\n")
    }

    @Test(arguments: [
        "require kept is 1", "let twice = kept\n  require twice is 1",
        "require kept is 1 if missing fail\n  require kept is 2",
    ])
    func aLetThatIsNot(_ use: String) throws {
        let said = try check("  let kept = days\n  \(use)")
        #expect(said.contains("warning[W1403]: 'days' may be missing"))
        #expect(said.contains("r.norma:3:14"))
        #expect(said.contains("1 warning\n"), "\(said)")
    }

    // MARK: Messages

    @Test(arguments: ["", #", "spec": {}"#, #", "spec": null"#])
    func aMessagePrintsItsDefaultWhereverThePathBreaksOff(_ spec: String) throws {
        let folder = try ScratchFolder([
            "r.norma": """
            rule r {
              for demo.box
              require days is 1 if missing fail else "{days} days, owned by {spec.owner default \\"nobody\\"}"
            }

            """,
            "b.json": #"{"kind": "demo.box", "id": "b", "properties": {"days": 2\#(spec)}}"#,
        ])
        let said = try folder.run("norma eval --rules r.norma --inventory b.json").standardOutput
        #expect(said.contains("2 days, owned by nobody"), "\(said)")
    }

    // MARK: Coverage

    private func unseen(_ lines: String, _ resources: [(properties: String, verdict: String)]) throws -> String {
        let cases = resources.enumerated().map { index, resource in
            """
              - name: "\(index)"
                resource: {kind: demo.box, id: b, properties: \(resource.properties)}
                expect: {r: \(resource.verdict)}

            """
        }
        return try ScratchFolder([
            "r.norma": "rule r {\n  for demo.box\n  \(lines)\n}\n", "schemas/demo.box.json": Self.schema,
            "r.cases.yaml": "rules: r.norma\ncases:\n" + cases.joined(),
        ]).run("norma test --coverage r.norma").output
    }

    private static let open = [
        ("{rules: [{port: 22}], zones: [a]}", "fail"), ("{rules: [{port: 1}], zones: [b]}", "pass"),
    ]

    @Test(arguments: [
        "when rules is not empty\n  forbid some entry in rules satisfies entry.port is 22 if missing fail",
        "forbid some zone in zones satisfies zone is \"a\" if missing fail",
    ])
    func aListThatCannotBeEmptyNeedsNoCase(_ lines: String) throws {
        let said = try unseen(lines, Self.open)
        #expect(said.contains("outcomes seen") && !said.contains("the list was never empty"), "\(said)")
    }

    /// What a `when` says of a list holds for the clauses, not for itself.
    @Test func aConditionThatGuardsIsItselfAskedOfAnEmptyList() throws {
        let lines = "when some entry in rules satisfies entry.port is at least 1\n"
        let clause = "  forbid some entry in rules satisfies entry.port is 22 if missing fail"
        let said = try unseen(lines + clause, Self.open)
        #expect(said.contains("r.norma:3: the list was never empty"), "\(said)")
        #expect(!said.contains("r.norma:4: the list was never empty"))
    }

    @Test func aListThatMayBeEmptyNeedsOne() throws {
        let lines = "forbid some entry in rules satisfies entry.port is 22 if missing fail"
        #expect(try unseen(lines, Self.open).contains("r.norma:3: the list was never empty"))
    }
}
