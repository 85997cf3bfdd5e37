import ResourceDocuments
import RuleMachine
import Testing

/// Rules that differ in constants only are run together, and each says what it says alone.
@Suite struct FamilyTests {
    /// A rule for each constant, which stands at `#` in the condition.
    private static func rules(_ condition: String, _ constants: [String]) -> String {
        constants.enumerated().map { index, constant in
            "rule r\(index) { for demo.thing require \(condition.replacing("#", with: constant)) }"
        }.joined(separator: "\n")
    }

    private static func words(_ condition: String, _ constants: [String], on json: String) throws -> [String] {
        let run = try MachineRun(rules(condition, constants))
        #expect(run.library.families.map(\.members.count) == [constants.count])
        return try run.outcomes(on: json).map(\.words)
    }

    @Test(arguments: [
        ("a is at least #", ["1", "5", "9"], #"{"a": 5}"#, ["true", "true", "false"]),
        ("a is less than #", ["1", "5", "9"], #"{"a": 5}"#, ["false", "false", "true"]),
        ("a is at most #", ["1", "5", "9"], #"{"a": 4.5}"#, ["false", "true", "true"]),
        ("a is #", ["1", "5", "9"], #"{"a": 5.0}"#, ["false", "true", "false"]),
        ("a is one of [#, 6]", ["1", "5", "9"], #"{"a": 5}"#, ["false", "true", "false"]),
        ("a is one of [#, 6]", ["1", "5", "9"], #"{"a": 6}"#, ["true", "true", "true"]),
        ("a is one of [#, 6]", ["5", "6", "7"], #"{"a": 6}"#, ["true", "true", "true"]),
        ("a is #", ["\"x\"", "\"y\""], #"{"a": "y"}"#, ["false", "true"]),
        ("a is #", ["\"x\"", "\"y\""], #"{"a": 1}"#, ["wrong type", "wrong type"]),
        ("a is #", ["\"x\"", "\"y\""], #"{}"#, ["absent", "absent"]),
        ("a is one of [#, \"z\"]", ["\"x\"", "\"y\""], #"{"a": "y"}"#, ["false", "true"]),
        (
            "a is within #", ["\"10.0.0.0/8\"", "\"10.1.0.0/16\"", "\"::/0\""], #"{"a": "10.2.0.0/16"}"#,
            ["true", "false", "false"]
        ),
        (
            "a is within [#, \"10.128.0.0/9\"]", ["\"10.0.0.0/9\"", "\"::1\""], #"{"a": "10.0.0.0/8"}"#,
            ["true", "false"]
        ),
        ("a is within #", ["\"::/1\"", "\"ffff::/16\""], #"{"a": "ffff::1"}"#, ["false", "true"]),
        ("a matches #", ["/^a/", "/b$/", "/(?=b)/"], #"{"a": "ab"}"#, ["true", "true", "true"]),
        ("a matches #", ["/^a/", "/b$/", "/ü/"], #"{"a": "aü"}"#, ["true", "false", "true"]),
        ("a matches any of [#, /z$/]", ["/^a/", "/^b/", "/(?=b)/"], #"{"a": "ab"}"#, ["true", "false", "true"]),
        ("a matches any of [#]", ["/^a/", "/ü/", "/b/"], #"{"a": "aü"}"#, ["true", "true", "false"]),
        ("a matches any of [#]", ["/^a/", "/b/"], #"{"a": ["a"]}"#, ["wrong type", "wrong type"]),
        ("a matches #", ["/(?i)AB/", "/(?i)^B/", "/c/"], #"{"a": "xab"}"#, ["true", "false", "false"]),
        (
            "a matches #", ["/(?i)K$/", "/^[^k]$/", "/^.$/", "/\\w/"], #"{"a": "\u212a"}"#,
            ["true", "true", "true", "true"]
        ),
        ("a matches #", ["/\\bb/", "/\\bab\\b/", "/b\\B/"], #"{"a": "x-ab"}"#, ["false", "true", "false"]),
        (
            "a matches #", ["/x(?!b)/", "/x(?=b)/", "/c(?=b)/", "/b/"], #"{"a": "xb"}"#,
            ["false", "true", "false", "true"]
        ),
        ("a matches #", ["/(x)b\\1/", "/(b)b?\\1/", "/^\\w\\w$/"], #"{"a": "ü"}"#, ["false", "false", "false"]),
        ("a is like #", ["\"a*\"", "\"*b\""], #"{"a": "ac"}"#, ["true", "false"]),
        ("a starts with #", ["\"a\"", "\"b\""], #"{"a": "bc"}"#, ["false", "true"]),
        ("a contains #", ["\"a\"", "\"b\""], #"{"a": ["x", "b"]}"#, ["false", "true"]),
        ("a contains #", ["\"a\"", "\"b\""], #"{"a": {"b": null, "a": 1}}"#, ["true", "false"]),
        ("a contains #", ["\"a\"", "\"b\""], #"{"a": "xbx"}"#, ["false", "true"]),
        ("a contains all of [#, \"z\"]", ["\"a\"", "\"b\""], #"{"a": ["z", "b"]}"#, ["false", "true"]),
        ("a contains any of [#, \"y\"]", ["\"a\"", "\"b\""], #"{"a": {"b": 1}}"#, ["false", "true"]),
        ("a contains #", ["\"a\"", "\"b\""], #"{"a": ["b", 1]}"#, ["wrong type", "true"]),
        ("not (a is # or b is 7)", ["1", "2"], #"{"a": 1}"#, ["false", "absent"]),
        ("every x in a satisfies x.p is at least #", ["1", "3"], #"{"a": [{"p": 2}, {"p": 9}]}"#, ["true", "false"]),
        (
            "some x in a where x.on is true satisfies x.p is #", ["1", "2"],
            #"{"a": [{"p": 1}, {"p": 2, "on": true}]}"#, ["absent", "true"]
        ),
        (
            "no x in a satisfies (x.p is # and x.q is 7)", ["1", "2"], #"{"a": [{"p": 1}, {"p": 3}]}"#,
            ["absent", "true"]
        ),
        (
            "at least 2 x in a satisfies x is #", ["1", "2", "3"], "{\"a\": [1, 2, 2, 3, 2]}",
            ["false", "true", "false"]
        ),
        ("at most 1 x in a satisfies x is #", ["1", "2", "9"], "{\"a\": [1, 2, 2, 3]}", ["true", "false", "true"]),
        (
            "exactly 2 x in a satisfies x is at least #", ["1", "2", "3"], "{\"a\": [1, 2, 3]}",
            ["false", "true", "false"]
        ),
        ("exactly 0 x in a satisfies x is #", ["1", "5"], "{\"a\": [1, 2]}", ["false", "true"]),
        ("at least 0 x in a satisfies x is #", ["1", "5"], "{\"a\": [1, 2]}", ["true", "true"]),
        ("not (at least 2 x in a satisfies x is #)", ["1", "2"], "{\"a\": [2, 2]}", ["true", "false"]),
        // One that is Unknown is what is missing of the first, and too little for the second.
        (
            "at least 2 x in a satisfies x.p is #", ["1", "2", "3"],
            #"{"a": [{"p": 1}, {"q": 1}, {"p": 3}, {"p": 3}]}"#,
            ["absent", "false", "true"]
        ),
        (
            "at most 1 x in a where x.on is # satisfies x.p is 1", ["\"a\"", "\"b\""],
            #"{"a": [{"on": "a", "p": 1}, {"on": "a"}, {"on": "b", "p": 1}, {"on": 7, "p": 2}]}"#, ["absent", "true"]
        ),
        (
            "exactly 1 x in a satisfies x.p is #", ["1", "2", "3"],
            #"{"a": [{"p": 1}, {"p": 3}, {"p": 3}, {"p": "x"}]}"#,
            ["wrong type", "wrong type", "false"]
        ),
        ("at least 1 x in a satisfies x is #", ["1", "2"], #"{"b": 1}"#, ["absent", "absent"]),
        ("at least 2 x in a, b satisfies x is #", ["1", "2"], #"{"a": [1, 1]}"#, ["true", "absent"]),
        (
            "at least 2 x in a satisfies (exactly 1 y in x satisfies y is #)", ["1", "2", "3"],
            #"{"a": [[1, 2], [1, 2, 2], [3, 3]]}"#, ["true", "false", "false"]
        ),
        (
            "every x in a satisfies (at most 1 y in x.l satisfies y is #) or x.ok is true", ["1", "2"],
            #"{"a": [{"l": [1, 1, 2], "ok": true}, {"l": [2, 2]}]}"#, ["true", "absent"]
        ),
        ("a contains all of [#, 7]", ["1", "2.5"], #"{"a": [7, 2.50, 3]}"#, ["false", "true"]),
        ("a contains all of [#, 7]", ["1", "2"], #"{"a": [7, 2, null]}"#, ["absent", "true"]),
        ("duration(a) is more than #", ["1h", "3h"], #"{"a": "2h"}"#, ["true", "false"]),
    ])
    func eachRuleSaysWhatItSaysAlone(_ condition: String, _ constants: [String], _ json: String, _ expected: [String])
        throws
    {
        #expect(try Self.words(condition, constants, on: json) == expected)
        for (constant, word) in zip(constants, expected) {
            #expect(try answer(condition.replacing("#", with: constant), json) == word)
        }
    }

    @Test func conditionsAndFallbacksAreEachRulesOwn() throws {
        let rules = [("1", "\"eu\""), ("2", "\"us\""), ("3", "\"eu\"")].enumerated().map { index, constants in
            """
            rule r\(index) {
              for demo.thing
              when site is \(constants.1)
              require every x in a satisfies x.p is not \(constants.0) if missing fail
              require b is at most \(constants.0)
            }
            """
        }.joined(separator: "\n")
        let run = try MachineRun(rules)
        #expect(run.library.families.map(\.members) == [[0, 1, 2]])
        #expect(
            try run.outcomes(on: #"{"site": "eu", "a": [{"p": 3}], "b": 1}"#).map(\.words) == [
                "true", "not applicable", "false",
            ])
        #expect(
            try run.outcomes(on: #"{"site": "eu", "a": [{}], "b": 1}"#).map(\.words) == [
                "false", "not applicable", "false",
            ])
        #expect(
            try run.outcomes(on: #"{"site": "eu", "a": [{"p": 1}]}"#).map(\.words) == [
                "false", "not applicable", "absent",
            ])
        #expect(try run.outcomes(on: #"{"a": [], "b": 2}"#).map(\.words) == ["absent", "absent", "absent"])
    }

    @Test func aLargeFamilyIsDivided() throws {
        let run = try MachineRun(Self.rules("a is at least #", (0..<600).map { "\($0)" }))
        #expect(run.library.families.map(\.members.count) == [256, 256, 88])
        let outcomes = try run.outcomes(on: #"{"a": 299}"#)
        #expect(outcomes.map(\.verdict) == (0..<600).map { $0 <= 299 ? .pass : .fail })
        #expect(outcomes.map(\.ruleIndex) == (0..<600).map { Int32($0) })
    }

    @Test func whatDiffersOtherwiseIsNoFamily() throws {
        #expect(try MachineRun(Self.rules("at least # x in a satisfies x is 1", ["1", "2"])).library.families.isEmpty)
        #expect(
            try MachineRun(Self.rules("count(a[#].b) is 1", ["0", "1"])).library.families.isEmpty)
        #expect(try MachineRun(Self.rules("a[#] is 1", ["0", "1"])).library.families.isEmpty)
        #expect(try MachineRun(Self.rules("a is #", ["1", "\"1\""])).library.families.isEmpty)
    }

    @Test func aFamilyWithoutFuelIsRunRuleByRule() throws {
        var run = try MachineRun(
            Self.rules("every x in a satisfies (every y in a satisfies y is at least #)", ["1", "2"]))
        run.limits = MachineLimits(maximumFuel: 20, ordinaryFuel: 20)
        let list = #"{"a": [\#(Array(repeating: "1", count: 10).joined(separator: ", "))]}"#
        #expect(try run.outcomes(on: list).map(\.words) == ["budget", "false"])
    }
}
