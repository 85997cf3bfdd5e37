import ResourceDocuments
import RuleCompiler
import RuleMachine
import Testing

/// Rules that differ in more than constants read each value of the resource once, and ask each test once.
@Suite struct SharingTests {
    private static func run(_ conditions: String...) throws -> MachineRun {
        try MachineRun(
            conditions.enumerated().map { "rule r\($0) { for demo.thing require \($1) }" }.joined(separator: "\n"))
    }

    private static func shared(_ run: MachineRun) -> String {
        let contents = run.library.contents(ofKind: "demo.thing")
        return SharedTests(families: contents.families, alone: contents.alone, keys: run.keys).text
    }

    @Test func theSameTestIsAskedOnce() throws {
        let run = try Self.run(
            "name is \"x\"", "name is \"x\" or size is at least 3", "size is at least 3 and name is \"x\"")
        #expect(
            Self.shared(run) == """
                asked once of each resource
                    for 3 rules  .name equal "x"
                    for 2 rules  .size atLeast 3

                """)
        let (outcomes, answers) = try run.run(on: #"{"name": "y", "size": 3}"#)
        #expect(outcomes.map(\.words) == ["false", "true", "false"])
        // Of the name, and of the size: not of the name three times.
        #expect(answers == 2)
        #expect(
            try run.outcomes(on: #"{"size": 2}"#).map(\.words) == ["absent", "absent", "false"])
    }

    @Test func theSamePathIsReadOnce() throws {
        let run = try Self.run(
            "a.b.c is \"x\"", "a.b.c is \"y\" or a.b.d is true", "every x in a.b.list satisfies x is 1",
            "lower(a.b.c) is \"x\" or a.e[0].f is 1", "lower(a.b.c) is \"y\" and a.e[0].g is 1")
        #expect(
            Self.shared(run) == """
                read once of each resource
                    for 3 rules  .a.b
                    for 2 rules  .a.e[0]
                    for 2 rules  lower(.a.b.c)

                """)
        let json = #"{"a": {"b": {"c": "X", "d": true, "list": [1]}, "e": [{"f": 1, "g": 2}]}}"#
        #expect(try run.outcomes(on: json).map(\.words) == ["false", "true", "true", "true", "false"])
        #expect(
            try run.outcomes(on: #"{"a": {"b": {"c": 1}}}"#).map(\.words)
                == ["wrong type", "absent, wrong type", "absent", "missing, wrong type", "missing, wrong type"])
    }

    /// Through a `let`, a define, and with the sides of an order exchanged.
    @Test func whatIsAskedInOtherWordsIsTheSame() throws {
        let run = try MachineRun(
            """
            define low(r, least) = r.port.min is less than least
            rule plain { for demo.thing forbid port.min is less than 1024 }
            rule named { for demo.thing let port = this.port.min require port is at least 2 or not (port is less than 1024) }
            rule called { for demo.thing require not low(this, 1024) or name is "x" }
            rule exchanged { for demo.thing forbid 1024 is more than this.port.min or name is "y" }
            """)
        #expect(Self.shared(run).contains("for 4 rules  .port.min lessThan 1024\n"), "\(Self.shared(run))")
        let (outcomes, _) = try run.run(on: #"{"port": {"min": 22}, "name": "z"}"#)
        #expect(outcomes.map(\.words) == ["false", "true", "false", "false"])
    }

    /// Many rules that each ask something else of one value, each beside another test of its own.
    @Test func oneLookUpAnswersManyForms() throws {
        let run = try Self.run(
            "size is at least 1 and a is 1", "size is at least 2 or b is 1", "c is 1 or size is at least 3",
            "d is 1 and size is at least 4", "e is 1 or not (size is at least 5)")
        let (outcomes, answers) = try run.run(on: #"{"size": 3, "a": 1, "b": 2, "c": 2, "d": 1, "e": 2}"#)
        #expect(outcomes.map(\.words) == ["true", "true", "true", "false", "true"])
        #expect(answers == 0)
        // Each test is one rule's, and the look-up all rules'; what one rule alone reads is nobody's to share.
        let asks =
            (1...9).map { "size is at least \($0) and a\($0) is 1" } + ["lower(name) is \"x\" and name is present"]
        let many = try MachineRun(
            asks.enumerated().map { "rule r\($0) { for demo.thing require \($1) }" }.joined(separator: "\n"))
        #expect(
            Self.shared(many) == """
                looked up once of each resource
                    for 9 rules  .size atLeast one of 9 constants

                """)
        #expect(
            try run.outcomes(on: #"{"size": "3", "d": 2}"#).map(\.words)
                == ["absent, wrong type", "absent, wrong type", "absent, wrong type", "false", "absent, wrong type"])
    }

    /// To look at a member again takes less than to compile rules again, for a few resources.
    @Test func aFewResourcesShareWhatIsCostly() throws {
        let rules = """
            rule one { for demo.thing require json(policy).version is 1 or a.b is 1 }
            rule two { for demo.thing require json(policy).version is 2 or a.b is 1 }
            rule three { for demo.thing require name matches /^x/ and json(policy).open is false }
            rule four { for demo.thing forbid name matches /^x/ and a.b is 1 }
            """
        #expect(SharingExtent(resources: 16_383) == .costly && SharingExtent(resources: 16_384) == .all)
        let few = try MachineRun(rules, sharing: .costly)
        #expect(
            Self.shared(few) == """
                asked once of each resource
                    for 2 rules  .name matches /^x/
                read once of each resource
                    for 3 rules  json(.policy)

                """)
        #expect(Self.shared(try MachineRun(rules)).contains("for 3 rules  .a.b equal 1"))
        #expect(Self.shared(try MachineRun(rules, sharing: .none)).isEmpty)
        let json = #"{"policy": "{\"version\": 2, \"open\": false}", "name": "xyz", "a": {"b": 2}}"#
        #expect(try few.outcomes(on: json).map(\.words) == ["false", "true", "true", "true"])
    }

    /// Kinds that no rule has in common have nothing to share; a rule for a pattern of kinds shares with those it matches.
    @Test func onlyRulesOfOneKindShare() throws {
        let apart = try MachineRun(
            """
            rule one { for demo.thing require a.b is 1 or c is 1 }
            rule two { for demo.other require a.b is 1 and d is 1 }
            """)
        #expect(Self.shared(apart).isEmpty)
        let together = try MachineRun(
            """
            rule one { for demo.thing require a.b is 1 or c is 1 }
            rule two { for "demo.*" require a.b is 1 and d is 1 }
            """)
        #expect(Self.shared(together).contains("for 2 rules  .a.b equal 1\n"))
    }

    /// A family's common tests are those of a rule that is none of it.
    @Test func familiesShareWithRulesAlone() throws {
        let run = try MachineRun(
            """
            rule f1 { for demo.thing when zone.name is "eu" require size is at least 1 }
            rule f2 { for demo.thing when zone.name is "eu" require size is at least 2 }
            rule alone { for demo.thing require zone.name is "eu" or size is present }
            """)
        let contents = run.library.contents(ofKind: "demo.thing")
        #expect(contents.families.map(\.rules.count) == [2])
        #expect(Self.shared(run).contains("for 3 rules  .zone.name equal \"eu\"\n"), "\(Self.shared(run))")
        let (outcomes, answers) = try run.run(on: #"{"zone": {"name": "eu"}, "size": 1}"#)
        #expect(outcomes.map(\.words) == ["true", "false", "true"])
        #expect(answers == 1)
    }

    /// What a rule may still do does not hang on the rules beside it: it pays for what it takes from them.
    @Test(arguments: [20, 40, 80, 160, 320])
    func fuelIsThatOfTheRuleAlone(_ ordinary: Int) throws {
        let condition = "some x in list satisfies lower(this.name.long) is x"
        let json =
            #"{"name": {"long": "\#(String(repeating: "N", count: 200))"}, "list": [\#((0..<20).map { "\"\($0)\"" }.joined(separator: ", "))]}"#
        var alone = try Self.run(condition)
        var beside = try Self.run("lower(name.long) is \"n\" or a is 1", "\(condition) or b is 1", condition)
        alone.limits = MachineLimits(maximumFuel: ordinary, ordinaryFuel: ordinary)
        beside.limits = alone.limits
        #expect(try beside.outcomes(on: json).last?.words == alone.outcomes(on: json).last?.words)
    }
}
