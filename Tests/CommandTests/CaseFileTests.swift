import TestSupport
import Testing

/// What is wrong with a case file itself is no failed case: it is said with its place, and the exit code is 2.
@Suite struct CaseFileTests {
    private static let rule = """
        rule example {
          for demo.thing
          require every p in ports satisfies p is more than 1023
        }

        """

    private func test(_ cases: String, rules: String = "example.norma") throws -> (output: String, exitCode: Int32) {
        let folder = try ScratchFolder([
            "example.norma": Self.rule,
            "example.cases.yaml":
                "rules: \(rules)\ndefaults:\n  resource: {kind: demo.thing, id: a, properties: {ports: [22]}}\n"
                + "cases:\n\(cases)",
        ])
        let result = try folder.run("norma test example.cases.yaml")
        return (result.output, result.exitCode)
    }

    @Test(arguments: [("ports[0]", 0, ""), ("ports[1]", 2, "E3006"), ("prots[0]", 2, "E3006"), ("ports", 1, "")])
    func aPlaceThatTheResourceDoesNotHaveIsAnError(_ path: String, _ code: Int, _ fault: String) throws {
        let result = try test("  - {name: low, expect: {example: {verdict: fail, at: \"\(path)\"}}}\n")
        #expect(Int(result.exitCode) == code, "\(result.output)")
        #expect(result.output.contains("E3006") == (fault == "E3006"))
        if code == 2 { #expect(result.output.contains("the resource has nothing at '\(path)'")) }
    }

    /// One finding has to be all that is expected: two that each are a part of it are not what was meant.
    @Test func whatIsExpectedOfAFindingIsExpectedOfOne() throws {
        let rule = """
            rule example {
              for demo.thing
              require every p in ports satisfies p is more than 1023
                else "port {p} is privileged"
            }

            """
        func test(_ expected: String) throws -> NormaProcess.Result {
            try ScratchFolder([
                "example.norma": rule,
                "example.cases.yaml": """
                rules: example.norma
                cases:
                  - name: two
                    resource: {kind: demo.thing, id: a, properties: {ports: [22, 2000, 80]}}
                    expect: {example: {verdict: fail, \(expected)}}

                """,
            ]).run("norma test example.cases.yaml")
        }
        #expect(try test("at: \"ports[0]\", message: port 22").exitCode == 0)
        #expect(try test("at: \"ports[2]\", message: port 80").exitCode == 0)
        let crossed = try test("at: \"ports[0]\", message: port 80")
        #expect(crossed.exitCode == 1)
        #expect(
            crossed.standardOutput.contains(
                "example: expected a finding at ports[0] and a message with \"port 80\" of one finding, got each of another"
            ),
            "\(crossed.output)")
        // What no finding has is said by itself.
        let none = try test("at: \"ports[0]\", message: port 443")
        #expect(none.standardOutput.contains("expected a message with \"port 443\", got \"port 22"), "\(none.output)")
        #expect(!none.standardOutput.contains("of one finding"))
    }

    @Test(arguments: [
        ("rule: exampel, mutant: x, reason: y", "E3009", "no rule of these files is called 'exampel'", 6),
        ("rule: example, mutant: x, reason: y", "E3012", "'example' has no mutant 'x'", 6),
        ("rule: example, mutant: \"p is more than 1023: left ou\", reason: y", "E3012", "has no mutant", 6),
        (
            "rule: example, mutant: \"p is more than 1023: 'at least' for 'more than'\", reason: \"  \"", "E3012",
            "the reason is empty", 6
        ),
    ])
    func aSurvivorThatIsNoneIsAnError(_ survivor: String, _ code: String, _ message: String, _ line: Int) throws {
        let folder = try ScratchFolder([
            "example.norma": Self.rule,
            "example.cases.yaml": """
            rules: example.norma
            cases:
              - {name: low, resource: {kind: demo.thing, id: a, properties: {ports: [22]}}, expect: {example: fail}}
              - {name: high, resource: {kind: demo.thing, id: a, properties: {ports: [2200]}}, expect: {example: pass}}
            survivors:
              - {\(survivor)}

            """,
        ])
        for options in ["", "--mutate", "--format json"] {
            let result = try folder.run("norma test \(options) example.cases.yaml")
            #expect(result.exitCode == 2, "\(result.output)")
            #expect(result.output.contains(code) && result.output.contains(message), "\(result.output)")
            if options.isEmpty {
                #expect(result.standardError.contains("┌─ example.cases.yaml:\(line):"), "\(result.output)")
                #expect(result.standardError.contains("  help: "))
            }
        }
    }

    @Test func aMutantIsGivenAReasonOnce() throws {
        let survivor =
            "  - {rule: example, mutant: \"p is more than 1023: 'at least' for 'more than'\", reason: nobody uses 1023}\n"
        let cases = """
            rules: example.norma
            cases:
              - {name: low, resource: {kind: demo.thing, id: a, properties: {ports: [22]}}, expect: {example: fail}}
            survivors:

            """
        for (times, code) in [(1, Int32(0)), (2, 2)] {
            let result = try ScratchFolder([
                "example.norma": Self.rule,
                "example.cases.yaml": cases + String(repeating: survivor, count: times),
            ]).run("norma test example.cases.yaml")
            #expect(result.exitCode == code, "\(result.output)")
            #expect(result.output.contains("the mutant is given a reason twice") == (times == 2), "\(result.output)")
        }
    }

    /// A resource of a misspelt kind is judged by no rule, and whatever is expected of it holds.
    @Test func aMisspeltKindExpectsNothing() throws {
        func test(_ kind: String, _ verdict: String) throws -> NormaProcess.Result {
            try ScratchFolder([
                "example.norma": Self.rule,
                "example.cases.yaml": """
                rules: example.norma
                cases:
                  - {name: low, resource: {kind: \(kind), id: a, properties: {ports: [22]}}, expect: {example: \(verdict)}}

                """,
            ]).run("norma test example.cases.yaml")
        }
        for (kind, verdict) in [
            ("demo.thnig", "not_applicable"), ("demo.things", "not_applicable"), ("demo.thnig", "fail"),
        ] {
            let result = try test(kind, verdict)
            #expect(result.exitCode == 2, "\(result.output)")
            #expect(
                result.standardError.contains(
                    "error[E3007]: 'example' judges no '\(kind)': nothing is expected of it here"),
                "\(result.output)")
            #expect(result.standardError.contains("  help: did you mean 'demo.thing'?"), "\(result.output)")
        }
        // Another kind is another kind.
        #expect(try test("demo.other", "not_applicable").exitCode == 0)
    }

    /// Every message contains it, so that a case with it holds whatever the message is.
    @Test(arguments: ["\"\"", "\" \"", "$words"]) func anEmptyMessageExpectsNothing(_ message: String) throws {
        let result = try ScratchFolder([
            "example.norma": Self.rule,
            "example.cases.yaml": """
            rules: example.norma
            cases:
              - table: [words]
                rows: [[""]]
                resource: {kind: demo.thing, id: a, properties: {ports: [80]}}
                expect: {example: {verdict: fail, message: \(message)}}

            """,
        ]).run("norma test example.cases.yaml")
        #expect(result.exitCode == 2, "\(result.output)")
        #expect(
            result.standardError.hasPrefix(
                "error[E3007]: an empty 'message' is in every message: it expects nothing\n    ┌─ example.cases.yaml:6:48\n"
            ),
            "\(result.output)")
        #expect(
            result.standardError.contains(
                "  help: write words that the finding's message has to contain, or leave 'message' out"),
            "\(result.output)")
    }

    @Test(arguments: [("at", "fail"), ("missing", "unknown"), ("resource", "pass")])
    func nothingHasAnEmptyName(_ field: String, _ verdict: String) throws {
        let result = try ScratchFolder([
            "example.norma": Self.rule,
            "example.cases.yaml": """
            rules: example.norma
            cases:
              - name: a
                resource: {kind: demo.thing, id: a, properties: {ports: [80]}}
                expect: {example: {verdict: \(verdict), \(field): ""}}

            """,
        ]).run("norma test example.cases.yaml")
        #expect(result.exitCode == 2, "\(result.output)")
        #expect(result.standardError.hasPrefix("error[E3007]: an empty '\(field)' names nothing\n"), "\(result.output)")
    }

    /// Written, and from a table.
    @Test(arguments: [
        ("message", "null"), ("message", "~"), ("message", ""), ("message", "$cell"), ("at", "~"), ("missing", "$cell"),
        ("resource", "null"),
    ])
    func whatIsNullExpectsNothing(_ field: String, _ value: String) throws {
        let result = try ScratchFolder([
            "example.norma": Self.rule,
            "example.cases.yaml": """
            rules: example.norma
            cases:
              - table: [cell]
                rows: [[~]]
                resource: {kind: demo.thing, id: a, properties: {ports: [80]}}
                expect:
                  example:
                    verdict: fail
                    \(field): \(value)

            """,
        ]).run("norma test example.cases.yaml")
        #expect(result.exitCode == 2, "\(result.output)")
        #expect(
            result.standardError.hasPrefix(
                "error[E3007]: '\(field)' is null: it expects nothing\n    ┌─ example.cases.yaml:9:"),
            "\(result.output)")
    }

    /// The cell of a table is what is wrong, and not the text that names it.
    @Test func aCellOfAnotherShapeIsSaidToBeSo() throws {
        let result = try ScratchFolder([
            "example.norma": Self.rule,
            "example.cases.yaml": """
            rules: example.norma
            cases:
              - table: [cell]
                rows: [[7]]
                resource: {kind: demo.thing, id: a, properties: {ports: [80]}}
                expect: {example: {verdict: fail, message: $cell}}

            """,
        ]).run("norma test example.cases.yaml")
        #expect(
            result.standardError.hasPrefix("error[E3004]: 'message' must be text, not a number\n"), "\(result.output)")
    }

    /// What stands inside of a text is at its way there, and at the text.
    @Test(arguments: [
        ("json(document).list[1]", 0), ("document", 0), ("json(document).list[0]", 1), ("json(document).list", 1),
        ("json(doc).list[1]", 1),
    ])
    func aPlaceMayStandInsideOfAText(_ path: String, _ code: Int) throws {
        let folder = try ScratchFolder([
            "r.norma": "rule r {\n  for demo.x\n  require every e in json(document).list satisfies e is 1\n}\n",
            "r.cases.yaml": """
            rules: r.norma
            defaults: {resource: {kind: demo.x, id: a, properties: {document: '{"list": [1, 2]}'}}}
            cases: [{name: c, expect: {r: {verdict: fail, at: "\(path)"}}}]

            """,
        ])
        let result = try folder.run("norma test r.cases.yaml")
        #expect(Int(result.exitCode) == code, "\(result.output)")
    }

    @Test func twoCasesOfOneNameAreTold() throws {
        let result = try test("  - {name: low, expect: {example: fail}}\n  - {name: low, expect: {example: fail}}\n")
        #expect(result.exitCode == 0 && result.output.contains("warning[W3011]: case 'low' has the name of another"))
    }

    @Test func aRuleFileIsLookedForBesideTheCases() throws {
        let result = try test("  - {name: low, expect: {example: fail}}\n", rules: "exmaple.norma")
        #expect(result.exitCode == 2 && result.output.contains("it is read from this file's folder"))
    }
}
