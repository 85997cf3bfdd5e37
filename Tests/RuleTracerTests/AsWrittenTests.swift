import ResourceDocuments
import RuleChecker
import SourceText
import Testing

@testable import RuleTracer

/// Values and places as somebody wrote them: not as the engine computes with them, and without the names of a rule's variables.
@Suite struct AsWrittenTests {
    @Test(
        arguments: Row.table(
            #"""
            require every s in ss satisfies list(s.who) contains "me"       => list(ss[0].who) is ["a"], and must contain "me"
            require every s in ss satisfies distinct(list(s.who)) is ["me"] => distinct(list(ss[0].who)) is ["a"], and must be ["me"]
            require every s in ss satisfies s.ps[*].n is [2]                => ss[0].ps[*].n is [1], and must be [2]
            require every s in ss satisfies some p in list(s.who) satisfies p is "me" => there is no p in list(ss[0].who) satisfies p is "me", and there must be one
            require every s in ss satisfies 1 is one of list(s.who)         => 1 is a number, where a string is due
            require every s in ss satisfies first(s.none) is 1              => ss[0].none is an empty list, without a first or last element
            require every s in ss satisfies keys(s)[9] is "a"               => keys(s)[9] is missing
            require limit is at most quantity("8Gi")                        => limit is "16Gi", and must be at most quantity("8Gi")
            require quantity(limit) is at most quantity("8Gi")              => quantity(limit) is "16Gi", and must be at most quantity("8Gi")
            require quantity(limit) is one of ["1Gi", "8Gi"]                => quantity(limit) is "16Gi", and must be one of ["1Gi", "8Gi"]
            require duration(age) is one of [1w, 90m]                       => duration(age) is 14d, and must be one of [1w, 90m]
            require m is []                                                 => m is a map, {"w": null}, where a list is due
            require nulls is [1]                                            => nulls is [null, 1], and must be [1]
            """#))
    func sentences(_ row: Row) throws {
        let properties = #"""
            {"ss": [{"who": "a", "ps": [{"n": 1}], "none": []}], "limit": "16Gi", "m": {"w": null}, "nulls": [null, 1],
             "age": "2w"}
            """#
        let all = try Scene.findings(row.question, properties)
        #expect(all.count == 1)
        #expect(all.first?.hasSuffix(": \(row.answer)") == true, "\(all)")
    }

    @Test func aQuantityThatIsAParameter() throws {
        let scene = try Scene(
            rule: "rule t {\n  param most: quantity = \"8Gi\"\n  for k\n  require limit is at most most\n}",
            resource: #"{"kind": "k", "id": "r1", "properties": {"limit": "16Gi"}}"#)
        let finding = try #require(scene.trace().findings.first)
        #expect(finding.explanation == #"limit is "16Gi", and must be at most "8Gi""#)
        #expect(finding.ruleExcerpts.map(\.label).contains("false\n\"8Gi\", default of the rule"))
    }

    @Test func aParameterInAMessage() throws {
        let scene = try Scene(
            rule: """
                rule t {
                  param most: quantity = "8Gi"
                  param age: duration = 90d
                  for k
                  require limit is at most most else "{limit} over {most}, kept {age}"
                }
                """, resource: #"{"kind": "k", "id": "r1", "properties": {"limit": "16Gi"}}"#)
        #expect(try #require(scene.trace().findings.first).message == "16Gi over 8Gi, kept 90d")
    }

    /// Elements of a list that are something else than they had to be stand in it as they are.
    @Test func anElementThatIsNotWhatItHadToBe() throws {
        #expect(
            try Scene.findings(#"require rs[*].c is within "10.0.0.0/8""#, #"{"rs": [{"c": "11.0.0.1"}, {"c": "x"}]}"#)
                == [
                    #"rs: rs[*].c is ["11.0.0.1", "x"], and must be within "10.0.0.0/8": rs[0].c is "11.0.0.1", and rs[1].c is "x", which is not an IP address, block or range"#
                ])
    }

    @Test(arguments: [
        (#"require json(t).a[1].b is 2"#, #"{"t": "{\"a\": [1, {\"b\": 33}]}"}"#, "33"),
        (#"require json(json(t).in).b is 2"#, #"{"t": "{\"in\": \"{\\\"b\\\": 44}\"}"}"#, "44"),
        (#"require split(t, ",")[1] is "x""#, #"{"t": "é,bb,c"}"#, "bb"),
        (#"require base64(t) is "x""#, #"{"t": "YQ=="}"#, "\"YQ==\""),
        // What is missing within it: the key around.
        (#"require json(t).a.c is 2"#, #"{"t": "{\"a\": {\"b\": 33}}"}"#, #"\"a\"#),
        // What is tested, where something beside it is missing; that is around, and not in it.
        (
            #"forbid some s in S satisfies (some v in s.P satisfies v is "*") and s.C is absent"#,
            #"{"S": [{"P": {"A": "*"}}]}"#, #""*""#
        ),
        (
            #"forbid some s in json(t) satisfies (some v in s.P satisfies v is "*") and s.C is absent"#,
            #"{"t": "[{\"P\": [\"*\"]}]"}"#, #"\"*\"#
        ),
        // What is not the text itself stands where that does.
        (#"require json(base64(t)).a is 2"#, #"{"t": "eyJhIjogMX0="}"#, "\"eyJhIjogMX0=\""),
    ])
    func thePlaceWithinAText(_ clause: String, _ properties: String, _ expected: String) throws {
        let scene = try Scene(clause, properties)
        let finding = try #require(scene.trace().findings.first)
        let place = try #require(finding.place(in: scene.resource))
        #expect(place.text == expected)
    }
}
