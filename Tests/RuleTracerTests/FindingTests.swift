import ResourceDocuments
import RuleChecker
import SourceText
import Testing

@testable import RuleTracer

/// "Findings" of language.md: which places a clause is reported at, and what is said there.
@Suite struct FindingTests {
    /// `place: explanation`, or with what is missing `place+missing: explanation`.
    private func findings(
        _ clause: String, _ properties: String, lines: String = "", defines: String = "", others: [String] = []
    ) throws -> [String] {
        let scene = try Scene("\(lines)\n  \(clause)", properties, defines: defines, others: others)
        return scene.trace().findings.map { finding in
            let missing = finding.missing.map { "+\($0)" } ?? ""
            return "\(finding.path)\(missing): \(finding.explanation)"
        }
    }

    /// What is marked in the resource beside an empty list that the rule made of another.
    @Test func aDerivedListIsCalledAsTheRuleCallsIt() throws {
        func labels(_ clause: String) throws -> [String] {
            let lines = "let open = each r in rules where r.on is true"
            let scene = try Scene("\(lines)\n  \(clause)", #"{"rules": [{"on": false}], "text": "a"}"#)
            return scene.trace().findings.flatMap(\.resourceMarks).map(\.label)
        }
        #expect(try labels("require some r in open satisfies r.port is 22") == ["open has 0 elements"])
        #expect(
            try labels("require some r in rules[*].on satisfies r is true") == [
                "rules[*].on has 1 element", "rules[0].on is false",
            ])
        #expect(
            try labels("require some r in rules satisfies r.on is true") == [
                "rules has 1 element", "rules[0].on is false",
            ])
        #expect(try labels("require open[0].port is 22") == ["open[0].port is missing"])
    }

    // MARK: Places

    @Test func failingElementsOfEvery() throws {
        #expect(
            try findings(
                "require every r in rules satisfies r.port is 443",
                #"{"rules": [{"port": 22}, {"port": 443}, {"port": 80}]}"#) == [
                    "rules[0]: rules[0].port is 22, and must be 443", "rules[2]: rules[2].port is 80, and must be 443",
                ])
    }

    @Test func hitsOfAForbiddenSomeAndOfNo() throws {
        let properties = #"{"rules": [{"port": 22}, {"port": 443}, {"port": 22}]}"#
        let expected = ["rules[0]: rules[0].port must not be 22", "rules[2]: rules[2].port must not be 22"]
        #expect(try findings("forbid some r in rules satisfies r.port is 22", properties) == expected)
        #expect(try findings("require no r in rules satisfies r.port is 22", properties) == expected)
        #expect(try findings("require no r in rules where r.port is 22", properties) == expected)
        #expect(try findings("require not some r in rules satisfies r.port is 22", properties) == expected)
    }

    @Test func elementsOfAnExceededCount() throws {
        let properties = #"{"rules": [{"port": 22}, {"port": 443}, {"port": 22}]}"#
        let words = "there are 2 r in rules where r.port is 22, and there must be"
        #expect(
            try findings("require at most 1 r in rules where r.port is 22", properties) == [
                "rules[0]: \(words) at most 1", "rules[2]: \(words) at most 1",
            ])
        #expect(
            try findings("require exactly 1 r in rules where r.port is 22", properties) == [
                "rules[0]: \(words) exactly 1", "rules[2]: \(words) exactly 1",
            ])
    }

    @Test func theListWhereTooFewCount() throws {
        let properties = #"{"net": {"rules": [{"port": 443}]}}"#
        #expect(
            try findings("require some r in net.rules satisfies r.port is 22", properties) == [
                "net.rules: there is no r in net.rules satisfies r.port is 22, and there must be one"
            ])
        #expect(
            try findings("require at least 2 r in net.rules where r.port is 443", properties) == [
                "net.rules: there is 1 r in net.rules where r.port is 443, and there must be at least 2"
            ])
        #expect(
            try findings("require exactly 2 r in net.rules where r.port is 443", properties) == [
                "net.rules: there is 1 r in net.rules where r.port is 443, and there must be exactly 2"
            ])
    }

    @Test func theInnermostOfNestedElements() throws {
        let properties = #"{"cs": [{"ps": [{"n": 1}, {"n": 22}]}, {"ps": []}, {"ps": [{"n": 22}]}]}"#
        #expect(
            try findings("forbid some c in cs satisfies some p in c.ps satisfies p.n is 22", properties) == [
                "cs[0].ps[1]: cs[0].ps[1].n must not be 22", "cs[2].ps[0]: cs[2].ps[0].n must not be 22",
            ])
        // An inner list that falls short is the place.
        #expect(
            try findings("require every c in cs satisfies some p in c.ps satisfies p.n is 22", properties) == [
                "cs[1].ps: there is no p in c.ps satisfies p.n is 22, and there must be one"
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
            try findings(
                "forbid some e in env satisfies at least 2 other in env where other.name is e.name", properties
            ).map { $0.prefix(7) } == ["env[0]:", "env[2]:"])
    }

    @Test func aSpreadPathKeepsItsElementsPlaces() throws {
        let properties = #"{"rules": [{"ports": [1, 22]}, {"ports": [22]}]}"#
        #expect(
            try findings("forbid some p in rules[*].ports[*] satisfies p is 22", properties) == [
                "rules[0].ports[1]: rules[0].ports[1] must not be 22",
                "rules[1].ports[0]: rules[1].ports[0] must not be 22",
            ])
    }

    @Test func throughALetAndADefine() throws {
        #expect(
            try findings(
                "forbid some r in open satisfies anywhere(r.cidr)",
                #"{"rules": [{"cidr": "0.0.0.0/0", "in": true}, {"cidr": "0.0.0.0/0", "in": false}]}"#,
                lines: "let open = each r in rules where r[\"in\"] is true",
                defines: "define anywhere(c: ip) = c is one of [\"0.0.0.0/0\", \"::/0\"]") == [
                    #"rules[0]: rules[0].cidr is "0.0.0.0/0", and must not be one of ["0.0.0.0/0", "::/0"]"#
                ])
    }

    @Test func onlyTheBranchesThatDecide() throws {
        let properties = #"{"a": 1, "b": 2, "rules": [{"x": 1}]}"#
        #expect(try findings("require a is 1 and b is 1", properties) == ["b: b is 2, and must be 1"])
        #expect(
            try findings("require a is 2 or b is 1", properties) == [
                "a: a is 1, and must be 2; or b is 2, and must be 1"
            ])
        #expect(
            try findings("forbid a is 1 and b is 2", properties) == ["a: a is 1 and b is 2, which must not both be so"])
        #expect(
            try findings("require a is 2 and every r in rules satisfies r.x is 2", properties) == [
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

    // MARK: What is not known

    @Test func missingData() throws {
        #expect(try findings("require a.b.c is 1", "{}") == ["this+a.b.c: a.b.c is missing: there is no a"])
        #expect(try findings("require a.b.c is 1", #"{"a": {}}"#) == ["a+a.b.c: a.b.c is missing: there is no a.b"])
        #expect(try findings("require a.b.c is 1", #"{"a": {"b": null}}"#) == ["a.b+a.b: a.b is null"])
        #expect(
            try findings("require every r in rules satisfies r.x is 1", #"{"rules": [{"x": 1}, {}]}"#) == [
                "rules[1]+rules[1].x: rules[1].x is missing"
            ])
    }

    /// Whether the element belongs is what is not known, and not what would be read of it.
    @Test func elementThatMayBelong() throws {
        let kept = "let open = each r in rules where r.on is true\n  "
        #expect(
            try findings(kept + "forbid some r in open satisfies r.x.y is 1", #"{"rules": [{"x": {"y": 1}}]}"#) == [
                "rules[0]+rules[0].on: rules[0].on is missing"
            ])
        #expect(
            try findings(kept + "forbid 1 is one of open[*].x.y", #"{"rules": [{"x": {"y": 1}}]}"#) == [
                "rules[0]+rules[0].on: rules[0].on is missing"
            ])
        #expect(
            try findings(kept + "forbid some r in open satisfies r.x is 1", "{}") == ["this+rules: rules is missing"])
        // Nor does a step behind a function's result go on along the argument's path.
        #expect(try findings("require json(doc).x is 1", "{}") == ["this+doc: doc is missing"])
    }

    @Test func oneRootOnce() throws {
        #expect(
            try findings("require a.b is 1 and a.c is 2 and count(a.d) is 3", "{}") == [
                "this+a.b: a.b is missing: there is no a"
            ])
        #expect(
            try findings("require every r in rules satisfies r.x is this.limit", #"{"rules": [{"x": 1}, {"x": 2}]}"#)
                .map { $0.prefix(10) } == ["this+limit"])
        #expect(try findings("require a is 1 and b is 2", "{}").count == 2)
    }

    @Test func badDataAndWrongTypes() throws {
        #expect(
            try findings("require cidr is within \"10.0.0.0/8\"", #"{"cidr": "x"}"#) == [
                #"cidr: cidr is "x", which is not an IP address, block or range"#
            ])
        #expect(
            try findings("require age is at most 5", #"{"age": "7"}"#) == [
                #"age: age is a string, "7", where a number is due"#
            ])
        #expect(try findings("require m.k is 5", #"{"m": {"k": 1, "k": 2}}"#) == ["m.k: m.k stands twice"])
        #expect(
            try findings("require some r in resources of other satisfies r.x is 1", "{}") == [
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

    // MARK: Values

    @Test func whatIsNotThereAndMustBe() throws {
        let scene = try Scene("require a.b is present", #"{"a": {}}"#)
        let finding = try #require(scene.trace().findings.first)
        #expect(finding.verdict == .fail)
        #expect("\(finding.path)" == "a")
        #expect(finding.missing.map { "\($0)" } == "a.b")
        #expect(finding.explanation == "a.b is missing, and must be present")
    }

    @Test(
        arguments: Row.table(
            #"""
            require n is 6                          => n is 5, and must be 6
            require n is not 5                      => n must not be 5
            forbid n is 5                           => n must not be 5
            require n is absent                     => n is 5, and must be absent
            require zz is present                   => zz is missing, and must be present
            require null is present                 => null is null, and must be present
            require n is a string                   => n is 5, and must be a string
            require n is not a numeric              => n is 5, and must not be a number
            require l is empty                      => l has 2 elements, and must be empty
            require e is not empty                  => e is [], and must not be empty
            require n is one of [1, 2]              => n is 5, and must be one of [1, 2]
            require n is at least 6                 => n is 5, and must be at least 6
            require n is not at least 5             => n is 5, and must be less than 5
            forbid n is more than 4                 => n is 5, and must be at most 4
            require n is less than this.m.k         => n is 5, and must be less than m.k (1)
            require n is between 6 and 7            => n is 5, and must be between 6 and 7
            require ip is within "11.0.0.0/8"       => ip is "10.0.0.1", and must be within "11.0.0.0/8"
            require ip does not overlap "10.0.0.0/8" => ip is "10.0.0.1", and must not overlap "10.0.0.0/8"
            require t is like "a*"                  => t is "text", and must be like "a*"
            require t matches /^a/                  => t is "text", and must match /^a/
            require t does not match any of ["^t"]  => t is "text", and must not match any of [/^t/]
            require t starts with "a"               => t is "text", and must start with "a"
            require t ends with any of ["a", "b"]   => t is "text", and must end with any of ["a", "b"]
            require day is newer than 90d           => day is "2025-01-01", and must be newer than 90d
            require l contains 3                    => l is [1, 2], and must contain 3
            require l contains all of [1, 3]        => l is [1, 2], and must contain all of [1, 3]
            require l does not contain any of [2]   => l is [1, 2], and must not contain any of [2]
            require count(l) is 3                   => count(l) is 2, and must be 3
            require 7 is less than this.n           => 7 must be less than n (5)
            require n is 6 and n is 7               => n is 5, and must be 6, and must be 7
            require n is 6 or n is 7                => n is 5, and must be 6, or must be 7
            """#))
    func sentences(_ row: Row) throws {
        let properties = #"""
            {"n": 5, "null": null, "l": [1, 2], "e": [], "m": {"k": 1}, "ip": "10.0.0.1", "t": "text", "day": "2025-01-01"}
            """#
        let all = try findings(row.question, properties)
        #expect(all.count == 1)
        #expect(all.first?.hasSuffix(": \(row.answer)") == true, "\(all)")
    }

    @Test func longValuesAreCut() throws {
        let list = (0..<1_000).map(String.init).joined(separator: ", ")
        let text = try findings("require l contains 1000", "{\"l\": [\(list)]}")[0]
        #expect(text.hasPrefix("l: l is [0, 1, 2, "))
        #expect(text.hasSuffix(" more], and must contain 1000"))
        #expect(text.count < 300)
    }

    @Test func parametersAndTheirOrigins() throws {
        let attachment = SourceFile(name: "attachments/prod.yaml", text: "\n\nssh_port: 23")
        let bound = BoundParameter(
            value: .number(ExactNumber(23)), origin: .attachment("prod-eu"),
            place: SourcePlace(attachment, SourceSpan(2, 5)))
        let scene = try Scene(
            rule: "rule t {\n title \"T\"\n param ssh_port: numeric = 22\n for k\n require port is ssh_port\n}",
            resource: #"{"kind": "k", "id": "r1", "properties": {"port": 80}}"#, parameters: ["ssh_port": bound])
        let finding = try #require(scene.trace().findings.first)
        #expect(finding.explanation == "port is 80, and must be 23")
        #expect(finding.parameters.map(\.name) == ["ssh_port"])
        let test = try #require(finding.tests.first)
        #expect([test.subject, test.actual, test.expected] == ["port", "80", "must be 23"])
        #expect(try scene.drawing().contains("23, set by attachment prod-eu (attachments/prod.yaml:3)"))
    }

    /// Wherever a quantifier or a list has them, also where no element decides.
    @Test(arguments: [
        "require some p in allowed satisfies this.port is p",
        "require at least 1 p in ports where p is one of allowed",
        "let open = each p in ports where p is not one of allowed\n require open is empty",
        "let open = each p in ports where p is not one of allowed\n let first = open\n require first is empty",
        "require no p in ports satisfies (p is more than 1 and p is not one of allowed)",
    ])
    func theParametersOfQuantifiersAreTold(_ lines: String) throws {
        let scene = try Scene(
            rule: "rule t {\n title \"T\"\n param allowed: numeric_list = [443, 80]\n for k\n \(lines)\n}",
            resource: #"{"kind": "k", "id": "r1", "properties": {"port": 22, "ports": [22]}}"#)
        let finding = try #require(scene.trace().findings.first)
        #expect(finding.parameters.map(\.name) == ["allowed"])
        #expect(
            try scene.drawing().contains("allowed is [443, 80], default of the rule")
                || scene.drawing().contains("[443, 80], default of the rule"))
    }

    /// No element shows what partners were held against.
    @Test func aJoinWithoutAPartnerShowsWhatItLooksFor() throws {
        let other = #"{"kind": "net", "id": "n1", "properties": {}}"#
        let scene = try Scene(
            "require some n in resources of net where n.@id is this.net", #"{"net": "n2"}"#, others: [other])
        let finding = try #require(scene.trace().findings.first)
        #expect(finding.path.isWhole)
        #expect(finding.resourceMarks.map(\.label) == ["this resource", "net is \"n2\""])
    }

    @Test func aValueIsToldAsItsDocumentWritesIt() throws {
        let scene = try Scene("require at is newer than 1d", #"{"at": "2025-06-01T01:00:00+02:00"}"#)
        let test = try #require(scene.trace().findings.first?.tests.first)
        #expect(test.actual == #""2025-06-01T01:00:00+02:00""#)
    }

    /// The form that language.md 4 draws.
    @Test func theDrawing() throws {
        let scene = try Scene(
            rule: """
                rule cis_tls_version {
                  title "T"
                  param tls_version: string_list = ["1.2", "1.3"]
                  for internet-svcs.zone
                  require min_tls_version is one of tls_version
                    else "the zone accepts TLS {min_tls_version}; allowed: {tls_version}"
                }
                """,
            resource: """
                {
                  "kind": "internet-svcs.zone",
                  "id": "example.com",
                  "properties": {
                    "min_tls_version": "1.1"
                  }
                }
                """)
        let finding = try #require(scene.trace().findings.first)
        #expect(finding.message == #"the zone accepts TLS 1.1; allowed: ["1.2", "1.3"]"#)
        #expect(
            try scene.drawing() == """
                    ┌─ zone.json:5:24
                  5 │     "min_tls_version": "1.1"
                    │                        ^^^^^ min_tls_version is "1.1"
                    ┌─ t.norma:5:11
                  5 │   require min_tls_version is one of tls_version
                    │           ^^^^^^^^^^^^^^^ ^^^^^^^^^^^^^^^^^^^^^ false
                    │                           ["1.2", "1.3"], default of the rule

                """)
    }

    @Test func theDrawingOfADefine() throws {
        let scene = try Scene(
            "forbid some r in rules satisfies anywhere(r.cidr)", #"{"rules": [{"cidr": "::/0"}]}"#,
            defines: "define anywhere(c: ip) = c is one of [\"0.0.0.0/0\", \"::/0\"]")
        #expect(
            try scene.drawing() == """
                    ┌─ zone.json:1:76
                  1 │ {"kind": "k", "id": "r1", "name": "one", "properties": {"rules": [{"cidr": "::/0"}]}}
                    │                                                                            ^^^^^^ rules[0].cidr is "::/0"
                    ┌─ t.norma:5:36
                  1 │ define anywhere(c: ip) = c is one of ["0.0.0.0/0", "::/0"]
                    │                          - ------------------------------- true
                    ·
                  5 │   forbid some r in rules satisfies anywhere(r.cidr)
                    │                                    ^^^^^^^^^^^^^^^^ called here

                """)
    }
}
