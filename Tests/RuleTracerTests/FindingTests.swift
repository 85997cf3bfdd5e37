import ResourceDocuments
import RuleChecker
import SourceText
import Testing

@testable import RuleTracer

/// "Findings" of language.md: which places a clause is reported at, and what is said there.
@Suite struct FindingTests {

    // MARK: Places

    @Test func failingElementsOfEvery() throws {
        #expect(
            try Scene.findings(
                "require every r in rules satisfies r.port is 443",
                #"{"rules": [{"port": 22}, {"port": 443}, {"port": 80}]}"#) == [
                    "rules[0]: rules[0].port is 22, and must be 443", "rules[2]: rules[2].port is 80, and must be 443",
                ])
    }

    @Test func hitsOfAForbiddenSomeAndOfNo() throws {
        let properties = #"{"rules": [{"port": 22}, {"port": 443}, {"port": 22}]}"#
        let expected = ["rules[0]: rules[0].port must not be 22", "rules[2]: rules[2].port must not be 22"]
        #expect(try Scene.findings("forbid some r in rules satisfies r.port is 22", properties) == expected)
        #expect(try Scene.findings("require no r in rules satisfies r.port is 22", properties) == expected)
        #expect(try Scene.findings("require no r in rules where r.port is 22", properties) == expected)
        #expect(try Scene.findings("require not some r in rules satisfies r.port is 22", properties) == expected)
    }

    @Test func elementsOfAnExceededCount() throws {
        let properties = #"{"rules": [{"port": 22}, {"port": 443}, {"port": 22}]}"#
        let words = "there are 2 r in rules where r.port is 22, and there must be"
        #expect(
            try Scene.findings("require at most 1 r in rules where r.port is 22", properties) == [
                "rules[0]: \(words) at most 1", "rules[2]: \(words) at most 1",
            ])
        #expect(
            try Scene.findings("require exactly 1 r in rules where r.port is 22", properties) == [
                "rules[0]: \(words) exactly 1", "rules[2]: \(words) exactly 1",
            ])
    }

    @Test func theListWhereTooFewCount() throws {
        let properties = #"{"net": {"rules": [{"port": 443}]}}"#
        #expect(
            try Scene.findings("require some r in net.rules satisfies r.port is 22", properties) == [
                "net.rules: there is no r in net.rules satisfies r.port is 22, and there must be one"
            ])
        #expect(
            try Scene.findings("require at least 2 r in net.rules where r.port is 443", properties) == [
                "net.rules: there is 1 r in net.rules where r.port is 443, and there must be at least 2"
            ])
        #expect(
            try Scene.findings("require exactly 2 r in net.rules where r.port is 443", properties) == [
                "net.rules: there is 1 r in net.rules where r.port is 443, and there must be exactly 2"
            ])
    }

    @Test func theInnermostOfNestedElements() throws {
        let properties = #"{"cs": [{"ps": [{"n": 1}, {"n": 22}]}, {"ps": []}, {"ps": [{"n": 22}]}]}"#
        #expect(
            try Scene.findings("forbid some c in cs satisfies some p in c.ps satisfies p.n is 22", properties) == [
                "cs[0].ps[1]: cs[0].ps[1].n must not be 22", "cs[2].ps[0]: cs[2].ps[0].n must not be 22",
            ])
        // An inner list that falls short is the place.
        #expect(
            try Scene.findings("require every c in cs satisfies some p in c.ps satisfies p.n is 22", properties) == [
                "cs[1].ps: there is no p in cs[1].ps satisfies p.n is 22, and there must be one"
            ])
    }

    @Test func elementsOfParametersHaveNoPlace() throws {
        let scene = try Scene(
            rule: """
                rule t {
                  title "T"
                  param ports: numeric_list = [22, 3389]
                  for k
                  forbid some r in rules satisfies some p in ports satisfies p is between r.from and r.to
                    else "rule {r.id} opens {p}"
                }
                """,
            resource:
                #"{"kind": "k", "id": "r1", "properties": {"rules": [{"id": "a", "from": 1, "to": 9999}, {"id": "b", "from": 80, "to": 80}]}}"#
        )
        let findings = scene.trace().findings
        #expect(findings.map { "\($0.path)" } == ["rules[0]"])
        #expect(findings.map(\.message) == ["rule a opens 22"])
    }

    @Test func aPlaceReachedTwiceIsReportedOnce() throws {
        let properties = #"{"env": [{"name": "A"}, {"name": "B"}, {"name": "A"}]}"#
        #expect(
            try Scene.findings(
                "forbid some e in env satisfies at least 2 other in env where other.name is e.name", properties
            ).map { $0.prefix(7) } == ["env[0]:", "env[2]:"])
    }

    @Test func aSpreadPathKeepsItsElementsPlaces() throws {
        let properties = #"{"rules": [{"ports": [1, 22]}, {"ports": [22]}]}"#
        #expect(
            try Scene.findings("forbid some p in rules[*].ports[*] satisfies p is 22", properties) == [
                "rules[0].ports[1]: rules[0].ports[1] must not be 22",
                "rules[1].ports[0]: rules[1].ports[0] must not be 22",
            ])
    }

    @Test func throughALetAndADefine() throws {
        #expect(
            try Scene.findings(
                "forbid some r in open satisfies anywhere(r.cidr)",
                #"{"rules": [{"cidr": "0.0.0.0/0", "in": true}, {"cidr": "0.0.0.0/0", "in": false}]}"#,
                lines: "let open = each r in rules where r[\"in\"] is true",
                defines: "define anywhere(c: ip) = c is one of [\"0.0.0.0/0\", \"::/0\"]") == [
                    #"rules[0]: rules[0].cidr is "0.0.0.0/0", and must not be one of ["0.0.0.0/0", "::/0"]"#
                ])
    }

    @Test func onlyTheBranchesThatDecide() throws {
        let properties = #"{"a": 1, "b": 2, "rules": [{"x": 1}]}"#
        #expect(try Scene.findings("require a is 1 and b is 1", properties) == ["b: b is 2, and must be 1"])
        #expect(
            try Scene.findings("require a is 2 or b is 1", properties) == [
                "a: a is 1, and must be 2; or b is 2, and must be 1"
            ])
        #expect(
            try Scene.findings("forbid a is 1 and b is 2", properties) == [
                "a: a is 1 and b is 2, which must not both be so"
            ])
        #expect(
            try Scene.findings("require a is 2 and every r in rules satisfies r.x is 2", properties) == [
                "a: a is 1, and must be 2", "rules[0]: rules[0].x is 1, and must be 2",
            ])
    }

    @Test func aJoinHasItsPlaceInTheResourceUnderTest() throws {
        let other = #"{"kind": "block", "id": "b1", "properties": {"bucket": "r1", "acls": false}}"#
        let scene = try Scene(
            "require some b in resources of block where b.bucket is this.@id satisfies b.acls is true", "{}",
            others: [other])
        let finding = try #require(scene.trace().findings.first)
        #expect("\(finding.path)" == "this")
        #expect(finding.related.map { "\($0.resource.id): \($0.label)" } == ["b1: acls of b1 is false"])
    }

    /// What a `let` counts of them is shown behind other `let`s, too.
    @Test(arguments: [
        "require count(mine) is at most 1", "let n = count(mine)\n  require n is at most 1",
        "let n = count(mine)\n  let m = n\n  require m is at most 1",
    ])
    func resourcesThatAreCountedAreShown(_ lines: String) throws {
        let others = (1...3).map { #"{"kind": "block", "id": "b\#($0)", "properties": {"bucket": "r\#($0 / 3 + 1)"}}"# }
        let scene = try Scene(
            "let mine = each b in resources of block where b.bucket is this.@id\n  \(lines)", "{}", others: others)
        let finding = try #require(scene.tracer.trace(.excerpts).findings.first)
        #expect(
            finding.related.map { "\($0.resource.id): \($0.label)" } == [
                "b1: bucket of b1 is \"r1\"", "b2: bucket of b2 is \"r1\"",
            ])
        #expect(finding.resourceMarks.map(\.label) == ["@id is \"r1\""])
    }

    // MARK: What is not known

    @Test func missingData() throws {
        #expect(try Scene.findings("require a.b.c is 1", "{}") == ["this+a.b.c: a.b.c is missing: there is no a"])
        #expect(
            try Scene.findings("require a.b.c is 1", #"{"a": {}}"#) == ["a+a.b.c: a.b.c is missing: there is no a.b"])
        #expect(try Scene.findings("require a.b.c is 1", #"{"a": {"b": null}}"#) == ["a.b+a.b: a.b is null"])
        #expect(
            try Scene.findings("require every r in rules satisfies r.x is 1", #"{"rules": [{"x": 1}, {}]}"#) == [
                "rules[1]+rules[1].x: rules[1].x is missing"
            ])
    }

    /// Whether the element belongs is what is not known, and not what would be read of it.
    @Test func elementThatMayBelong() throws {
        let kept = "let open = each r in rules where r.on is true\n  "
        #expect(
            try Scene.findings(kept + "forbid some r in open satisfies r.x.y is 1", #"{"rules": [{"x": {"y": 1}}]}"#)
                == [
                    "rules[0]+rules[0].on: rules[0].on is missing"
                ])
        #expect(
            try Scene.findings(kept + "forbid 1 is one of open[*].x.y", #"{"rules": [{"x": {"y": 1}}]}"#) == [
                "rules[0]+rules[0].on: rules[0].on is missing"
            ])
        #expect(
            try Scene.findings(kept + "forbid some r in open satisfies r.x is 1", "{}") == [
                "this+rules: rules is missing"
            ])
        // Nor does a step behind a function's result go on along the argument's path.
        #expect(try Scene.findings("require json(doc).x is 1", "{}") == ["this+doc: doc is missing"])
    }

    @Test func oneRootOnce() throws {
        #expect(
            try Scene.findings("require a.b is 1 and a.c is 2 and count(a.d) is 3", "{}") == [
                "this+a.b: a.b is missing: there is no a"
            ])
        #expect(
            try Scene.findings(
                "require every r in rules satisfies r.x is this.limit", #"{"rules": [{"x": 1}, {"x": 2}]}"#
            )
            .map { $0.prefix(10) } == ["this+limit"])
        #expect(try Scene.findings("require a is 1 and b is 2", "{}").count == 2)
    }

    @Test func badDataAndWrongTypes() throws {
        #expect(
            try Scene.findings("require cidr is within \"10.0.0.0/8\"", #"{"cidr": "x"}"#) == [
                #"cidr: cidr is "x", which is not an IP address, block or range"#
            ])
        #expect(
            try Scene.findings("require age is at most 5", #"{"age": "7"}"#) == [
                #"age: age is a string, "7", where a number is due"#
            ])
        #expect(try Scene.findings("require m.k is 5", #"{"m": {"k": 1, "k": 2}}"#) == ["m.k: m.k stands twice"])
        #expect(
            try Scene.findings("require some r in resources of other satisfies r.x is 1", "{}") == [
                "this: resources of other were not collected"
            ])
    }

    @Test func ifMissingFails() throws {
        let scene = try Scene("require a is 1 if missing fail else \"a is {a}\"", "{}")
        let trace = scene.trace()
        #expect(trace.verdict == .fail)
        let finding = try #require(trace.findings.first)
        #expect(finding.verdict == .fail)
        #expect(finding.message == "a is (missing)")
    }

    @Test func whetherTheRuleAppliesIsNotKnown() throws {
        let scene = try Scene("when enabled is true\n  require a is 1", "{}")
        let trace = scene.trace()
        #expect(trace.verdict == .unknown)
        #expect(trace.clauses.isEmpty)
        #expect(trace.findings.map { "\($0.clause as Any) \($0.explanation)" } == ["nil enabled is missing"])
    }
}
