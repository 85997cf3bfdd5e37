import ResourceDocuments
import SourceText
import Testing

@testable import RuleTracer

/// What is said of a join that finds too few partners.
@Suite struct SoughtPartnerTests {
    private let others = [
        #"{"kind": "acl", "id": "a1", "properties": {"vpc": "v1", "ok": false}}"#,
        #"{"kind": "acl", "id": "a2", "properties": {"vpc": "v2", "ok": true}}"#,
    ]

    @Test(
        arguments: Row.table(
            #"""
            require some o in resources of acl where o.vpc is this.vpc => no resource of acl has vpc "v9", and there must be one
            require some o in resources of acl satisfies o.vpc is this.vpc => no resource of acl has vpc "v9", and there must be one
            require at least 2 o in resources of acl where o.vpc is this.vpc => no resource of acl has vpc "v9", and there must be at least 2
            require exactly 1 o in resources of acl where o.vpc is this.vpc => no resource of acl has vpc "v9", and there must be exactly 1
            require some o in resources of acl where o.@id is this.vpc => no resource of acl has @id "v9", and there must be one
            require some o in resources of acl where o.vpc is this.vpc and o.ok is true => no resource of acl has vpc "v9", and there must be one
            require some o in resources of acl where o.vpc is this.vpc satisfies o.ok is true => no resource of acl has vpc "v9", and there must be one
            require at least 2 o in resources of acl where o.vpc is "v1" => 1 resource of acl has vpc "v1", and there must be at least 2
            require at least 2 o in resources of acl where o.vpc is "v1" and o.ok is false => there is 1 o in resources of acl where o.vpc is "v1" and o.ok is false, and there must be at least 2
            require some o in resources of acl where o.vpc is "v1" satisfies o.ok is true => there is no o in resources of acl where o.vpc is "v1" satisfies o.ok is true, and there must be one
            """#))
    func sentences(_ row: Row) throws {
        let all = try Scene.findings(row.question, #"{"vpc": "v9"}"#, others: others)
        #expect(all.count == 1)
        #expect(all.first?.hasSuffix(": \(row.answer)") == true, "\(all)")
    }

    @Test func theOtherSideOfTheEqualityIsMarked() throws {
        func marks(_ clause: String) throws -> [String] {
            let scene = try Scene(clause, #"{"vpcs": ["v1", "v9"], "vpc": "v1"}"#, others: others)
            return try #require(scene.trace().findings.first).resourceMarks.map(\.label)
        }
        #expect(try marks("require at least 2 o in resources of acl where o.vpc is this.vpc").contains(#"vpc is "v1""#))
        #expect(
            try marks("require some o in resources of acl where o.vpc is this.vpc satisfies o.ok is true").contains(
                #"vpc is "v1""#))
        #expect(
            try marks("require every v in vpcs satisfies some o in resources of acl where o.vpc is v") == [
                #"vpcs[1] is "v9""#
            ])
    }

    @Test func onlyWhatTheWhereKeepsIsCounted() throws {
        func label(_ clause: String) throws -> String {
            let finding = try #require(try Scene(clause, #"{"vpc": "v1"}"#, others: others).trace().findings.first)
            return try #require(finding.ruleExcerpts.first).label
        }
        #expect(
            try label("require some o in resources of acl where o.vpc is this.vpc satisfies o.ok is true")
                == "false, 0 of 1, and 1 left out")
        #expect(
            try label("require at least 2 o in resources of acl where o.vpc is this.vpc")
                == "false, the 'where' keeps 1 of 2")
        #expect(
            try label(#"require some o in resources of acl where o.vpc is "v7" satisfies o.ok is true"#)
                == "false, the 'where' keeps none of 2")
    }

    /// Whoever counts resources names those that there are, and what ties them to the one that asks; also behind a `let`.
    @Test(arguments: [
        ("require at least 2 o in resources of acl where o.vpc is this.vpc", ["vpc of a1 is \"v1\""]),
        ("require exactly 2 o in resources of acl where o.vpc is this.vpc", ["vpc of a1 is \"v1\""]),
        ("require at least 2 o in mine where o.ok is false", ["vpc of a1 is \"v1\""]),
        ("require at most 0 o in mine where o.ok is false", ["ok of a1 is false", "vpc of a1 is \"v1\""]),
        ("require no o in mine satisfies o.ok is false", ["ok of a1 is false", "vpc of a1 is \"v1\""]),
        ("require every o in mine satisfies o.ok is true", ["ok of a1 is false", "vpc of a1 is \"v1\""]),
    ])
    func theResourcesAreNamed(_ clause: String, _ labels: [String]) throws {
        let binding = "let mine = each o in resources of acl where o.vpc is this.vpc\n  "
        let scene = try Scene(
            (clause.contains("mine") ? binding : "") + clause, #"{"vpc": "v1"}"#, others: others)
        let finding = try #require(scene.trace().findings.first)
        #expect(finding.related.map(\.label).sorted() == labels)
        #expect(finding.related.allSatisfy { $0.resource.id == "a1" })
        #expect(finding.resourceMarks.contains { $0.label == #"vpc is "v1""# })
        let says = finding.ruleExcerpts.contains { $0.label == "mine holds a1" }
        #expect(says == clause.contains("mine"))
    }
}
