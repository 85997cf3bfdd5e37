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
