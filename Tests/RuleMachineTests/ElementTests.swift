import ResourceDocuments
import RuleMachine
import Testing

/// Quantifiers that ask all elements of a list at once say what the loop over them says.
@Suite struct ElementTests {
    /// `#` stands for the variables; two of them have a loop and nothing else.
    private static let conditions = [
        "every # in a satisfies x.p is at least 2", "some # in a satisfies x.p is 2",
        "no # in a satisfies x.s is \"b\"",
        "every # in a where x.s is \"a\" satisfies x.p is between 1 and 3",
        "some # in a where x.s is one of [\"a\", \"c\"] satisfies x.p is less than 2",
        "every # in a satisfies (x.p is 1 and x.s is \"a\") or (x.p is not 1 and x.s is present)",
        "not (every # in a satisfies (x.p is 1 or x.s is \"b\") and x.q.r is absent)",
        "no # in a where x.q.r is present satisfies x.q.r is true or 3 is at most x.p",
        "at least 2 # in a where x.p is at most 2", "at most 1 # in a where x.p is 1 satisfies x.s is \"a\"",
        "exactly 2 # in a satisfies x.s matches /^[ab]/",
        "every # in a satisfies x.s starts with any of [\"a\", \"b\"]",
        "some # in a satisfies x.ip is within [\"10.0.0.0/8\", \"::/0\"]",
        "every # in a satisfies x.s is like \"?\" or x.s contains \"x\"", "every # in a satisfies x is present",
        "some # in a satisfies not (x.p is one of [1, 2, 9007199254740993] or x.s is \"b\")",
    ]

    private static let elements = [
        #"{"p": 1, "s": "a", "q": {"r": true}, "ip": "10.1.2.3"}"#, #"{"p": 2, "s": "b", "ip": "nowhere"}"#,
        #"{"p": 3, "s": "c", "q": {}, "ip": "192.168.0.1"}"#, #"{"p": 2.5, "s": "\u0061"}"#, #"{"p": "1"}"#, "{}",
        "null", "7", #"{"p": 1, "p": 2, "s": "a"}"#, #"{"p": 9007199254740993, "s": null, "q": {"r": false}}"#,
    ]

    private static let lists: [String] = {
        let pairs = elements.flatMap { first in elements.map { "[\(first), \($0)]" } }
        let long = [1, 63, 64, 65, 200].map { count in
            "[\(Array(repeating: elements[0], count: count).joined(separator: ", "))]"
        }
        return pairs + long + ["[]", "null", "{}", "7", "{\"k\": {\"p\": 2, \"s\": \"b\"}}"]
    }()

    @Test(arguments: conditions)
    func allAtOnceIsAsOneByOne(_ condition: String) throws {
        let together = try MachineRun(requiring: condition.replacing("#", with: "x"))
        let apart = try MachineRun(requiring: condition.replacing("#", with: "i, x"))
        #expect(Self.listing(together).contains("beginElements"))
        #expect(!Self.listing(apart).contains("beginElements"))
        for list in Self.lists {
            let json = "{\"a\": \(list)}"
            #expect(try together.answer(on: json) == apart.answer(on: json), "\(condition) on \(json)")
        }
    }

    @Test(arguments: ["x.p is 1", "x.p is at least 2 and x.s is present", "not (x.s is \"a\" or x.q.r is true)"])
    func theListOfSomeIsTheSameList(_ condition: String) throws {
        let together = try MachineRun(
            requiring: "kept is this.b", before: "let kept = each x in a where \(condition)")
        // Two sources are gone through one by one.
        let apart = try MachineRun(
            requiring: "kept is this.b", before: "let kept = each x in a, more where \(condition)")
        #expect(Self.listing(together).contains("keepElements"))
        #expect(!Self.listing(apart).contains("keepElements"))
        for list in Self.lists {
            for expected in ["[]", list] {
                let json = "{\"a\": \(list), \"b\": \(expected), \"more\": []}"
                #expect(try together.answer(on: json) == apart.answer(on: json), "\(condition) on \(json)")
            }
        }
    }

    private static func listing(_ run: MachineRun) -> String {
        run.library.fragments.map { Disassembler($0, keys: run.keys).disassembly() }.joined()
    }

    /// What a rule is told of one resource is forgotten when the next one comes.
    @Test func anotherResourceIsAskedAnew() throws {
        let run = try MachineRun(requiring: "every x in a satisfies x.p is 1")
        let resources = try [[1, 1, 1], [1, 2], [1, 1, 2, 1], [1]].map { values in
            try run.resource("{\"a\": [\(values.map { "{\"p\": \($0)}" }.joined(separator: ", "))]}")
        }
        var machine = VirtualMachine(library: run.library, inventory: nil, asOf: Instant(seconds: 0))
        let program = run.library.program(forKind: "demo.thing")
        var verdicts: [Bool] = []
        for resource in resources + resources.reversed() {
            machine.run(program, on: resource.frame)
            verdicts.append(machine.outcomes.first?.verdict == .pass)
        }
        #expect(verdicts == [true, false, false, true, true, false, false, true])
    }

    @Test func rulesOfDifferentFormsShareWhatTheyAsk() throws {
        let run = try MachineRun(
            """
            rule one { for demo.thing require every x in a.b where x.s is "in" satisfies x.p is at least 3 }
            rule two { for demo.thing forbid some r in a.b where r.s is "in" and r.p is at least 3 satisfies r.t is present }
            rule three { for demo.thing require at most 2 y in a.b where y.s is "in" }
            rule four { for demo.thing require some x in a.c satisfies x.s is "in" }
            """)
        #expect(
            SharedTests(alone: run.library.fragments, keys: run.keys).text == """
                asked once of each element
                    for 3 rules  .a.b[].s equal "in"
                    for 2 rules  .a.b[].p atLeast 3
                read once of each resource
                    for 3 rules  .a.b

                """)
        let json = #"{"a": {"b": [{"s": "in", "p": 3, "t": 1}, {"s": "out", "p": 1}], "c": [{"s": "x"}]}}"#
        #expect(try run.outcomes(on: json).map(\.words) == ["true", "false", "true", "false"])
    }

    /// Constants that are equal by chance keep no rule out of its family.
    @Test func equalConstantsAreOfTheFamilyAllTheSame() throws {
        let run = try MachineRun(
            [("1", "2"), ("3", "3"), ("4", "5")].enumerated().map { index, pair in
                "rule r\(index) { for demo.thing require a is at least \(pair.0) or b is at least \(pair.1) }"
            }.joined(separator: "\n"))
        #expect(run.library.families.map(\.members) == [[0, 1, 2]])
        #expect(try run.outcomes(on: #"{"a": 2, "b": 4}"#).map(\.words) == ["true", "true", "false"])
    }

    /// What is for other kinds is neither run nor in the program.
    @Test func rulesForOtherKindsCostNothing() throws {
        let rule = "rule r { for demo.thing require every x in a satisfies x.p is 1 }"
        let others = (0..<300).map {
            "rule o\($0) { for other.kind\($0 % 7) require some x in a satisfies x.p is \($0) }"
        }
        let alone = try MachineRun(rule).library.program(forKind: "demo.thing")
        let among = try MachineRun(([rule] + others).joined(separator: "\n")).library.program(forKind: "demo.thing")
        #expect(among.wordCount == alone.wordCount)
        #expect(among.ruleCount == 1)
    }
}
