import TestSupport
import Testing

/// Where it is not known whether a `where` keeps an element, a finding says so, and shows what is missing and what the element says.
@Suite struct OpenFilterTests {
    private func said(_ clause: String, _ resources: String) throws -> String {
        let folder = try ScratchFolder(["r.norma": "rule r {\n  for db.db\n  \(clause)\n}\n", "i.yaml": resources])
        let result = try folder.run("norma eval --rules r.norma --inventory i.yaml --as-of 2026-11-01T00:00:00Z")
        #expect(result.exitCode == 1, "\(result.output)")
        return result.output
    }

    @Test func ofAnotherResource() throws {
        let said = try said(
            "require some k in resources of kms.key where k.arn is this.key satisfies k.rot is true",
            "- { kind: db.db, id: d1, properties: { key: k1 } }\n- { kind: kms.key, id: key, properties: { rot: false } }\n"
        )
        #expect(
            said.contains(#"no resource of kms.key is known to have arn "k1", of 1 it is open, and there must be one"#))
        for shown in ["arn of key is missing", "rot of key is false", #"key is "k1""#, "false, 0 of 1, 1 of them open"]
        {
            #expect(said.contains(shown), "\(shown)\n\(said)")
        }
    }

    /// One that the `where` keeps for certain is shown in the stead of those that it may keep.
    @Test func ofAnElement() throws {
        let clause = "require some e in es where e.k is 1 satisfies e.v is 2"
        let open = try said(clause, "- { kind: db.db, id: d1, properties: { es: [{ v: 3 }, { k: 0, v: 2 }] } }\n")
        for shown in ["es[0].k is missing here", "es[0].v is 3", "false, 0 of 1, 1 of them open, and 1 left out"] {
            #expect(open.contains(shown), "\(shown)\n\(open)")
        }
        let kept = try said(clause, "- { kind: db.db, id: d1, properties: { es: [{ v: 3 }, { k: 1, v: 4 }] } }\n")
        #expect(kept.contains("es[1].v is 4") && !kept.contains("es[0]"), "\(kept)")
        #expect(kept.contains("false, 0 of 2, 1 of them open"), "\(kept)")
    }

    @Test func ofAList() throws {
        let said = try said(
            "let ks = each e in es where e.k is 1\n  require ks is empty",
            "- { kind: db.db, id: d1, properties: { es: [{ k: 1 }, { v: 1 }, { k: 2 }] } }\n")
        #expect(said.contains("ks has at least 1 element, and must be empty"), "\(said)")
    }
}
