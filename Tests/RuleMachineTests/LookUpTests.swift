import ResourceDocuments
import RuleMachine
import Testing

/// What rules of a family ask with constants of their own is answered by look-ups, not rule by rule.
@Suite struct LookUpTests {
    /// A rule for each number, which stands at `#` in the condition, and the next at `+`.
    private static func run(_ condition: String, _ numbers: Range<Int>) throws -> MachineRun {
        try MachineRun(
            numbers.map { number in
                let text = condition.replacing("#", with: "\(number)").replacing("+", with: "\(number + 1)")
                return "rule r\(number) { for demo.thing require \(text) }"
            }.joined(separator: "\n"))
    }

    private static func passing(_ outcomes: [RuleOutcome]) -> [Int] {
        outcomes.indices.filter { outcomes[$0].verdict == .pass }
    }

    // The first family of 600 rules asks for 257 texts.
    @Test(arguments: [
        ("a contains all of [\"t#\", \"t+\"]", #"{"a": ["t300", "t7", "t8", "t301", "t7"]}"#, [7, 300]),
        ("a contains any of [\"t#\", \"t+\"]", #"{"a": ["t300", "t7"]}"#, [6, 7, 299, 300]),
        ("a contains \"t#\"", #"{"a": ["x", "t599", "t0"]}"#, [0, 599]),
        (
            "a contains all of [\"t#\", \"u#\", \"v#\"]",
            #"{"a": {"t7": 1, "u7": 1, "v7": 1, "t8": 1, "u9": 1, "v8": 1}}"#, [7]
        ),
        ("a contains all of [\"t#\", \"t#\"]", #"{"a": ["t5"]}"#, [5]),
        ("a contains all of [\"t#\", \"x\"]", #"{"a": ["t5"]}"#, []),
    ])
    func anyNumberOfTextsIsLookedFor(_ condition: String, _ json: String, _ passing: [Int]) throws {
        let run = try Self.run(condition, 0..<600).run(on: json)
        #expect(Self.passing(run.outcomes) == passing)
        #expect(run.outcomes.allSatisfy { $0.verdict == .pass || $0.verdict == .fail })
        #expect(run.singleAnswers == 0)
    }

    @Test func whatIsNoTextIsAskedOfEachRule() throws {
        let run = try Self.run("a contains \"t#\"", 0..<300).run(on: #"{"a": ["t5", 1]}"#)
        #expect(run.singleAnswers == 300)
        #expect(Self.passing(run.outcomes) == [5])
        #expect(run.outcomes[6].words == "wrong type")
    }

    /// How many rules PCRE2 is asked for: those whose pattern has what it needs in the text.
    @Test(arguments: [
        ("a matches /\\bt#\\b/", "x-t7-t70", [7, 70], 0), ("a matches /^t#-(?!x)/", "t7-a", [7], 1),
        ("a matches /^t#-(?!x)/", "t7-x", [], 1), ("a matches /(t#)-\\1/", "t7-t7 t8-t9", [7], 2),
        ("a matches /t#-\\w/", "t7-ü", [7], 1),
        ("a matches any of [/^t#-(?!x)/, /u#-/]", "t7-u8-", [7, 8], 2),
        ("a matches /(?i)^T#-(?>[a-z]*)1/", "T7-a1", [7], 1), ("a is like \"t#-*\"", "t7-ü", [7], 0),
    ])
    func aPatternIsAskedWhereATextHasWhatItNeeds(
        _ condition: String, _ text: String, _ passing: [Int], _ singleAnswers: Int
    ) throws {
        let run = try Self.run(condition, 0..<200).run(on: #"{"a": "\#(text)"}"#)
        #expect(Self.passing(run.outcomes) == passing)
        #expect(run.singleAnswers == singleAnswers)
    }

    @Test func eachElementIsAskedThePatternsThatItMayHave() throws {
        let elements = (0..<64).map { #"{"n": "t\#($0)-\#($0 % 2 == 0 ? "x" : "a")"}"# }.joined(separator: ", ")
        let run = try MachineRun(
            (0..<64).map { number in
                // Each of a form of its own.
                "rule r\(number) { for demo.thing require some x in a satisfies (x.n matches /^t\(number)-(?!x)/ and x.q\(number) is absent) }"
            }.joined(separator: "\n")
        ).run(on: #"{"a": [\#(elements)]}"#)
        #expect(Self.passing(run.outcomes) == (0..<64).filter { $0 % 2 == 1 })
        // One for each pattern, and one for each member that is looked for where it is found.
        #expect(run.singleAnswers < 200)
    }

    @Test(arguments: [
        ("a is at most #.5", "7", 7..<300), ("a is at most #.5", "7.5", 7..<300), ("a is at most #.5", "7.51", 8..<300),
        ("a is less than #.5", "7.5", 8..<300), ("a is more than #.5", "7.5", 0..<7),
        ("a is at least #.5", "7.50", 0..<8), ("a is at least #.5", "1e2", 0..<100),
        ("a is at most #.5", "-0.25", 0..<300),
        ("a is at least #.5", "100000000000000000000.5", 0..<300), ("not (a is at least #.5)", "7.5", 8..<300),
        ("a is #.5", "7.50", 7..<8), ("a is one of [#.5, +.5]", "7.5", 6..<8),
        ("a is between #.5 and +.5", "7.25", 6..<7),
        // An integer of each rule, and a value that is none.
        ("a is at most #", "7.5", 8..<300), ("a is more than #", "7.5", 0..<8), ("a is #", "7.0", 7..<8),
        ("a is one of [#, +]", "70e-1", 6..<8),
        ("quantity(a) is at most \"#.5\"", "\"7500m\"", 7..<300),
        ("version(a) is at least \"1.#\"", "\"1.7.0\"", 0..<8),
        ("version(a) is less than \"1.#\"", "\"v1.7.0-rc.1\"", 7..<300),
        ("version(a) is more than \"1.#\"", "\"1.10\"", 0..<10), ("version(a) is \"1.#\"", "\"1.10.0\"", 10..<11),
        ("duration(a) is at most #m", "\"420s\"", 7..<300), ("duration(a) is more than #m", "\"7m1ms\"", 0..<8),
        ("timestamp(a) is at least \"2026-01-01T00:00:00.#Z\"", "\"2026-01-01T01:00:00.09+01:00\"", 0..<1),
        // Seven days before the run.
        ("timestamp(a) is older than #d", "\"2026-01-24T12:00:00Z\"", 0..<7),
        ("timestamp(a) is newer than #d", "\"2026-01-24T12:00:00Z\"", 8..<300),
        ("timestamp(a) is newer than #d", "\"2026-01-24T12:00:00.000000001Z\"", 7..<300),
        ("timestamp(a) is older than #h", "\"2026-02-01T00:00:00Z\"", 0..<0),
        ("a contains #", "[500, 7.0, 7]", 7..<8), ("a contains any of [#, +]", "[7, 7]", 6..<8),
        ("a contains #.5", "[7.5, 8.5]", 7..<9),
        ("a contains #", "[]", 0..<0), ("a contains all of [#, +]", "[7, 9, 8.0, 7]", 7..<9),
        ("a contains all of [#, 500]", "[500, 3]", 3..<4), ("a contains all of [#]", "[]", 0..<0),
        ("at least 2 x in a satisfies x is at most #", "[5, 9, 3]", 5..<300),
        ("exactly 1 x in a satisfies x is #", "[5, 9, 5, 10, 11, 11]", 9..<11),
    ])
    func whatHasAnOrderIsBisected(_ condition: String, _ value: String, _ passing: Range<Int>) throws {
        let run = try Self.run(condition, 0..<300).run(on: #"{"a": \#(value)}"#)
        #expect(Self.passing(run.outcomes) == Array(passing))
        #expect(run.outcomes.allSatisfy { $0.verdict == .pass || $0.verdict == .fail })
        #expect(run.singleAnswers == 0)
    }

    /// The rules' networks are 10.0.0.0/16 and so on, and 172.16.0.0/24 and so on.
    @Test(arguments: [
        ("\"10.7.0.0/17\"", 7..<8, [7]), ("\"10.6.255.255-10.7.0.0\"", 6..<8, []), ("\"10.0.0.0/8\"", 0..<250, []),
        ("\"0.0.0.0/0\"", 0..<250, []), ("\"::/0\"", 0..<0, []), ("\"172.16.7.9\"", 7..<8, [7]),
        ("[\"172.16.7.9\", \"10.7.0.1\"]", 7..<8, [7]), ("[\"10.7.0.1\", \"10.9.0.1\", \"10.8.0.1\"]", 7..<10, []),
        ("[\"10.7.0.0/17\", \"10.7.128.0/17\"]", 7..<8, [7]), ("[]", 0..<0, Array(0..<250)),
        ("[\"::1\", \"10.7.0.1\"]", 7..<8, []),
    ])
    func addressesAreLookedUp(_ value: String, _ overlapping: Range<Int>, _ within: [Int]) throws {
        let networks = "[\"10.#.0.0/16\", \"172.16.#.0/24\"]"
        for (predicate, expected) in [
            ("overlaps", Array(overlapping)), ("is within", within),
            ("does not overlap", (0..<250).filter { !overlapping.contains($0) }),
        ] {
            let run = try Self.run("a \(predicate) \(networks)", 0..<250).run(on: #"{"a": \#(value)}"#)
            #expect(Self.passing(run.outcomes) == expected, "\(predicate)")
            #expect(run.outcomes.allSatisfy { $0.verdict == .pass || $0.verdict == .fail })
            #expect(run.singleAnswers == 0)
        }
    }

    @Test func elementsOfAListAreLookedUp() throws {
        for (condition, passing) in [
            ("some x in a satisfies x.p is at most #.5", Array(7..<250)),
            ("every x in a satisfies x.p is more than #.5", Array(0..<7)),
            ("some x in a satisfies x.net overlaps \"10.#.0.0/16\"", [7, 9]),
            ("no x in a satisfies version(x.v) is less than \"1.#\"", Array(0..<8)),
        ] {
            let run = try Self.run(condition, 0..<250).run(
                on: #"{"a": [{"p": 7.5, "net": "10.7.0.0/24", "v": "1.7"}, {"p": 9, "net": "10.9.1.1", "v": "2.0"}]}"#)
            #expect(Self.passing(run.outcomes) == passing, "\(condition)")
            #expect(run.singleAnswers == 0)
        }
    }

    @Test func whatIsUnknownInAListIsEachRules() throws {
        let run = try Self.run("a overlaps \"10.#.0.0/16\"", 0..<9).run(on: #"{"a": ["10.7.0.0/24", "nowhere"]}"#)
        #expect(run.singleAnswers == 9)
        #expect(run.outcomes.map(\.words) == (0..<9).map { $0 == 7 ? "true" : "bad data" })
    }
}
