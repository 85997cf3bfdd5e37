import ResourceDocuments
import SourceText
import Testing

@testable import RuleTracer

/// What passes because nothing was asked, and says so.
@Suite struct VacuityTests {
    private func explained(_ clause: String, _ properties: String) throws -> (isVacuous: Bool, words: String) {
        let explanation = try Scene(clause, properties).tracer.explain()
        let clause = try #require(explanation.clauses.first)
        #expect(clause.verdict == .pass)
        return (clause.isVacuous, clause.findings.map(\.explanation).joined(separator: " | "))
    }

    private static let nested = "require every z in zones satisfies every r in z.rules satisfies r.open is false"

    @Test(arguments: [
        (nested, #"{"zones": []}"#, true),
        (nested, #"{"zones": [{"rules": []}, {"rules": []}]}"#, true),
        (nested, #"{"zones": [{"rules": []}, {"rules": [{"open": false}]}]}"#, false),
        // Nobody is kept, and what is kept has nothing in it.
        (
            "require every z in zones where z.on is true satisfies every r in z.rules satisfies r.open is false",
            #"{"zones": [{"on": false, "rules": [{"open": true}]}, {"on": true, "rules": []}]}"#, true
        ),
        (
            "forbid some z in zones satisfies some r in z.rules satisfies r.open is true",
            #"{"zones": [{"rules": []}]}"#, true
        ),
        (
            "require some z in zones satisfies every r in z.rules satisfies r.open is false",
            #"{"zones": [{"rules": []}]}"#, true
        ),
        // A test beside an empty list decides something.
        (
            "require every z in zones satisfies (z.a is 1 and no r in z.rules where r.open is true)",
            #"{"zones": [{"a": 1, "rules": []}]}"#, false
        ),
        ("require a is 1 or every z in zones satisfies z.b is 1", #"{"a": 1, "zones": []}"#, false),
        ("require a is 1 or every z in zones satisfies z.b is 1", #"{"a": 2, "zones": []}"#, true),
        ("require every z in zones satisfies z.a is 1", #"{"zones": [{"a": 1}]}"#, false),
        // Tests of element after element, in an empty list or against one.
        ("require a is within [\"10.0.0.0/8\"]", #"{"a": []}"#, true),
        ("require a is within [\"10.0.0.0/8\"]", #"{"a": ["10.1.0.0/16"]}"#, false),
        ("require a is not within this.b", #"{"a": ["10.1.0.0/16"], "b": []}"#, true),
        ("forbid a overlaps [\"10.0.0.0/8\"]", #"{"a": []}"#, true),
        ("forbid a overlaps [\"10.0.0.0/8\"]", #"{"a": ["11.0.0.0/8"]}"#, false),
        ("require a is not one of this.b", #"{"a": 1, "b": []}"#, true),
        ("require a is not one of this.b", #"{"a": 1, "b": [2]}"#, false),
        ("require a contains all of this.b", #"{"a": [1], "b": []}"#, true),
        ("require a contains all of this.b", #"{"a": [1], "b": [1]}"#, false),
        ("forbid a contains any of this.b", #"{"a": [1], "b": []}"#, true),
        ("require a does not contain 1", #"{"a": []}"#, true),
        ("require a does not contain \"x\"", #"{"a": ""}"#, false),
        ("require a does not match any of []", #"{"a": "x"}"#, true),
        ("require a does not start with any of this.b", #"{"a": "x", "b": []}"#, true),
        ("require a does not end with any of this.b", #"{"a": "x", "b": ["y"]}"#, false),
        ("require a starts with this.b", #"{"a": [1], "b": []}"#, false),
        // An empty list elsewhere in it decides nothing.
        ("require a is 1 and b contains all of this.c", #"{"a": 1, "b": [], "c": []}"#, false),
        ("require count(b) is at most 2", #"{"b": []}"#, false),
        ("require b is empty", #"{"b": []}"#, false),
        (
            "let kept = each x in b where x is not one of []\nrequire a is one of kept", #"{"a": 1, "b": [1]}"#, false
        ),
        ("require every z in zones satisfies z.a is within [\"10.0.0.0/8\"]", #"{"zones": [{"a": []}]}"#, true),
    ])
    func nothingAskedIsVacuous(_ clause: String, _ properties: String, _ isVacuous: Bool) throws {
        #expect(try explained(clause, properties).isVacuous == isVacuous)
    }

    @Test func theFactLeadsToTheEmptyList() throws {
        #expect(
            try explained(Self.nested, #"{"zones": [{"rules": []}, {"rules": []}]}"#).words
                == "nothing is asked of the 2 elements of zones: there is nothing in zones[0].rules to ask")
        #expect(
            try explained(Self.nested, #"{"zones": [{"rules": []}, {"rules": [{"open": false}]}]}"#).words
                == "all 2 elements of zones satisfy it, 1 of them with nothing to ask")
    }

    /// A quantifier that never came to its turn is marked where it stands.
    @Test func whatWasNeverAskedSaysSo() throws {
        func labels(_ properties: String) throws -> [String] {
            let explanation = try Scene(Self.nested, properties).tracer.explain()
            return try #require(explanation.clauses.first?.findings.first).ruleExcerpts.map(\.label)
        }
        #expect(try labels(#"{"zones": []}"#) == ["true, there is none", "never asked"])
        #expect(try labels(#"{"zones": [{"rules": []}]}"#) == ["true, 1 of 1", "true, there is none"])
    }

    /// What a finding says is the same whether somebody asks for vacuity or not.
    @Test func findingsStayAsTheyAre() throws {
        let scene = try Scene(Self.nested, #"{"zones": [{"rules": []}, {"rules": [{"open": true}]}]}"#)
        #expect(scene.trace().findings.map(\.explanation) == ["zones[1].rules[0].open is true, and must be false"])
        #expect(
            scene.tracer.explain().clauses.flatMap(\.findings).map(\.explanation)
                == ["zones[1].rules[0].open is true, and must be false"])
    }
}
