import TestSupport
import Testing

/// A property that its kind does not have is said, with what was meant, wherever resources are read.
@Suite struct MisspeltPropertyTests {
    private static let schema = """
        {"properties": {
          "name": {"type": "string"},
          "public": {"type": "boolean"},
          "retention_days": {"type": "integer"},
          "rules": {"type": "array", "items": {"properties": {"direction": {"type": "string"}, "port": {"type": "integer"}}}},
          "labels": {"additionalProperties": {"type": "string"}, "properties": {"environment": {"type": "string"}}}}}
        """
    private static let rule = """
        rule bucket_is_private {
          for demo.bucket
          require this.public default false is false
        }

        """

    private func evaluate(_ resources: String, as name: String = "buckets.yaml") throws -> NormaProcess.Result {
        try ScratchFolder([
            "pack/bucket_is_private.norma": Self.rule, "pack/schemas/demo.bucket.json": Self.schema,
            "pack/schemas/demo.queue.json": #"{"properties": {"encrypted": {"type": "boolean"}}}"#,
            "inventory/\(name)": resources,
        ]).run("norma eval --rules pack --inventory inventory")
    }

    private func bucket(_ properties: String) -> String { "kind: demo.bucket\nid: b\nproperties: {\(properties)}\n" }

    @Test func aSlipIsShownWithWhatWasMeant() throws {
        let result = try evaluate("kind: demo.bucket\nid: b\nproperties:\n  publik: true\n")
        #expect(result.exitCode == 0)
        #expect(
            result.standardError == """
                warning[W1407]: 'demo.bucket' has no property 'publik'
                    ┌─ inventory/buckets.yaml:4:3
                  4 │   publik: true
                    │   ^^^^^^
                  help: did you mean 'public'?

                1 warning

                """)
    }

    @Test func placesAreLookedIntoDownToWhereTheSchemaEnds() throws {
        let result = try evaluate(bucket("rules: [{direction: in, port: 1}, {direciton: out, port: 2}]"))
        #expect(result.standardError.contains("'rules[1]' of 'demo.bucket' has no property 'direciton'"))
        #expect(result.standardError.contains("inventory/buckets.yaml:3:49"))
    }

    @Test(
        "capitals and hyphens are slips too",
        arguments: [("retentionDays", "retention_days"), ("Public", "public"), ("retention-days", "retention_days")])
    func capitalsAndHyphens(_ written: String, _ meant: String) throws {
        #expect(try evaluate(bucket("\(written): 1")).standardError.contains("did you mean '\(meant)'?"))
    }

    @Test(
        "what may be meant as it stands is passed over",
        arguments: [
            "public: false, publik: true",  // the one that is close stands beside it
            "retention_days_total: 3",  // a name with more behind it
            "nam: a",  // too short to tell
            "created_at: 2026-01-01",  // close to none
            "labels: {enviroment: prod}",  // an open place
            "name: {publik: true}",  // the schema has ended
        ])
    func whatMayBeMeantIsPassedOver(_ properties: String) throws {
        #expect(try evaluate(bucket(properties)).standardError == "")
    }

    @Test func aKindThatNoRuleReadsIsPassedOver() throws {
        let other = "---\nkind: demo.queue\nid: q\nproperties: {encryptd: true}\n"
        #expect(try evaluate(bucket("name: a") + other).standardError == "")
    }

    @Test func oneSlipInManyResourcesIsOneWarning() throws {
        let lines = (0..<30).map { #"{"kind": "demo.bucket", "id": "b\#($0)", "properties": {"publik": true}}"# }
        let result = try evaluate(lines.joined(separator: "\n") + "\n", as: "buckets.jsonl")
        #expect(result.standardError.contains("buckets.jsonl:1:"))
        #expect(result.standardError.contains("here and 29 more times"))
        #expect(result.standardError.hasSuffix("1 warning\n"))
    }

    @Test func ofManySlipsTheFirstTenAreShownAndTheOthersCounted() throws {
        let names = [
            "publi", "pulic", "publicc", "puplic", "publlic", "pubilc", "bublic", "publac", "publix", "pudlic", "ublic",
            "pubic",
        ]
        let result = try evaluate(
            names.enumerated().map { "kind: demo.bucket\nid: b\($0)\nproperties: {\($1): true}\n" }
                .joined(separator: "---\n"))
        #expect(result.standardError.contains("has no property 'pudlic'"))
        #expect(!result.standardError.contains("has no property 'ublic'"))
        #expect(result.standardError.contains("warning[W1407]: 2 more properties are none that their kinds have"))
        #expect(result.standardError.hasSuffix("11 warnings\n"))
    }

    @Test func aCaseIsWarnedOfWhereItIsGiven() throws {
        let cases = """
            rules: bucket_is_private.norma
            cases:
              - name: a public bucket
                resource: {kind: demo.bucket, id: b, properties: {pubilc: true}}
                expect: {bucket_is_private: pass}

            """
        let result = try ScratchFolder([
            "bucket_is_private.norma": Self.rule, "schemas/demo.bucket.json": Self.schema,
            "bucket_is_private.cases.yaml": cases,
        ]).run("norma test .")
        #expect(result.standardOutput == "1 passed, 0 failed\n")
        #expect(result.standardError.contains("warning[W1407]: 'demo.bucket' has no property 'pubilc'"))
        #expect(result.standardError.contains("bucket_is_private.cases.yaml:3:"))
        #expect(result.standardError.contains("did you mean 'public'?"))
    }

    /// The packs' own cases and the readers' fixtures are as people write them.
    @Test(arguments: ["rules/aws", "rules/kubernetes", "rules/docker", "rules/github"])
    func noWarningIsFalse(_ pack: String) throws {
        let tested = try NormaProcess.run("norma test \(pack)")
        #expect(!tested.standardError.contains("W1407"), "\(tested.standardError)")
        let read = try NormaProcess.run("norma eval --rules \(pack) --inventory Tests/ResourceReadersTests/Fixtures")
        #expect(!read.standardError.contains("W1407"), "\(read.standardError)")
    }
}
