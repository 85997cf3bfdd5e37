import ResourceDocuments
import RuleChecker
import SourceText
import Testing

@testable import RuleTracer

/// "Findings" of language.md: what is said of a value, and of what it has to be.
@Suite struct FindingWordsTests {
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
            require l contains all of [1, 3]        => l is [1, 2], and must contain all of [1, 3]: it lacks 3
            require l does not contain any of [2]   => l is [1, 2], and must not contain any of [2]: l[1] is 2
            require count(l) is 3                   => count(l) is 2, and must be 3
            require 7 is less than this.n           => 7 must be less than n (5)
            require n is 6 and n is 7               => n is 5, and must be 6, and must be 7
            require n is 6 or n is 7                => n is 5, and must be 6, or must be 7
            """#))
    func sentences(_ row: Row) throws {
        let properties = #"""
            {"n": 5, "null": null, "l": [1, 2], "e": [], "m": {"k": 1}, "ip": "10.0.0.1", "t": "text", "day": "2025-01-01"}
            """#
        let all = try Scene.findings(row.question, properties)
        #expect(all.count == 1)
        #expect(all.first?.hasSuffix(": \(row.answer)") == true, "\(all)")
    }

    @Test func longValuesAreCut() throws {
        let list = (0..<1_000).map(String.init).joined(separator: ", ")
        let text = try Scene.findings("require l contains 1000", "{\"l\": [\(list)]}")[0]
        #expect(text.hasPrefix("l: l is [0, 1, 2, "))
        #expect(text.hasSuffix(" more], and must contain 1000"))
        #expect(text.count < 300)
    }

    @Test func aValueIsToldAsItsDocumentWritesIt() throws {
        let scene = try Scene("require at is newer than 1d", #"{"at": "2025-06-01T01:00:00+02:00"}"#)
        let test = try #require(scene.trace().findings.first?.tests.first)
        #expect(test.actual == #""2025-06-01T01:00:00+02:00""#)
    }
}
