import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleImporters
import RuleSyntax
import SourceText
import Testing

/// A schema that was written finds a misspelt property before anything runs: what the checker says of a rule is the proof.
@Suite struct SchemaImportTests {
    private func document(_ text: String, name: String = "schema.json") throws -> Document {
        try JSONParser.document(SourceFile(name: name, text: text), keys: KeyTable())
    }

    /// The codes and hints of what is wrong with a condition on resources of the schema's kind.
    private func check(_ condition: String, against schema: WrittenSchema) throws -> [String] {
        let read = SchemaReader.read(try document(schema.text), kind: schema.kind)
        #expect(read.diagnostics.isEmpty)
        let text = "rule r {\n  for \"\(schema.kind)\"\n  require \(condition)\n}\n"
        let (file, faults) = Parser.parse(SourceFile(name: "r.norma", text: text))
        let known = KindSchemas([read.schema].compactMap { $0 })
        let checked = Checker.check([RuleModule(file: file)], schemas: known)
        return (faults + checked.diagnostics).filter(\.isError).map { "\($0.kind.code) \($0.hint ?? "")" }
    }

    private let bucket = ##"""
        {
          "typeName": "AWS::S3::Bucket",
          "description": "a bucket",
          "properties": {
            "BucketName": { "type": "string", "maxLength": 63 },
            "Encryption": { "$ref": "#/definitions/Encryption" },
            "Tags": { "type": "array", "items": { "$ref": "#/definitions/Tag" } },
            "Copy": { "$ref": "#/properties/BucketName" }
          },
          "definitions": {
            "Encryption": {
              "type": "object",
              "properties": { "Algorithm": { "type": "string", "enum": ["AES256", "aws:kms"] } },
              "anyOf": [{ "required": ["Algorithm"] }, { "required": ["Key"] }]
            },
            "Tag": { "type": "object", "patternProperties": { "^aws:": { "type": "string" } } },
            "Unused": { "type": "object" }
          },
          "required": ["BucketName"],
          "primaryIdentifier": ["/properties/BucketName"]
        }
        """##

    @Test func cloudFormationTypesBecomeKinds() throws {
        let reading = ProviderSchemas.cloudFormation(try document(bucket))
        #expect(reading.diagnostics.isEmpty)
        let schema = try #require(reading.schemas.first)
        #expect(schema.fileName == "AWS::S3::Bucket.json")
        #expect(try check("BucketName is present", against: schema).isEmpty)
        #expect(try check("BucketNam is present", against: schema) == ["E1401 did you mean 'BucketName'?"])
        #expect(
            try check("Encryption.Algorithmus is \"AES256\" if missing fail", against: schema)
                == ["E1401 did you mean 'Algorithm'?"])
        // A pattern's keys are data.
        #expect(try check("every t in Tags satisfies t.anything is present", against: schema).isEmpty)
        #expect(!schema.text.contains("Unused"))
        #expect(schema.text.contains("\"$ref\": \"#/$defs/properties.BucketName\""))
    }

    private let kubernetes = ##"""
        {
          "definitions": {
            "io.k8s.api.batch.v1.Job": {
              "type": "object",
              "properties": { "spec": { "$ref": "#/definitions/io.k8s.api.batch.v1.JobSpec" } },
              "x-kubernetes-group-version-kind": [{ "group": "batch", "version": "v1", "kind": "Job" }]
            },
            "io.k8s.api.batch.v2beta1.Job": {
              "type": "object",
              "properties": { "old": { "type": "string" } },
              "x-kubernetes-group-version-kind": [{ "group": "batch", "version": "v2beta1", "kind": "Job" }]
            },
            "io.k8s.api.batch.v1.JobSpec": {
              "type": "object",
              "properties": {
                "suspend": { "type": "boolean" },
                "next": { "$ref": "#/definitions/io.k8s.api.batch.v1.JobSpec" }
              }
            },
            "io.k8s.api.core.v1.Pod": {
              "type": "object",
              "properties": {},
              "x-kubernetes-group-version-kind": [{ "group": "", "version": "v1", "kind": "Pod" }]
            },
            "Options": {
              "x-kubernetes-group-version-kind": [
                { "group": "", "version": "v1", "kind": "Options" },
                { "group": "apps", "version": "v1", "kind": "Options" }
              ]
            }
          }
        }
        """##

    @Test func kubernetesKindsAreTheStableVersions() throws {
        let reading = ProviderSchemas.kubernetes(try document(kubernetes)) { _ in true }
        #expect(reading.diagnostics.isEmpty)
        #expect(reading.schemas.map(\.kind) == ["k8s.Pod", "k8s.batch.Job"])
        let job = try #require(reading.schemas.last)
        #expect(try check("spec.suspend is false if missing pass", against: job).isEmpty)
        // A definition may refer to itself.
        #expect(
            try check("spec.next.next.suspendd is false if missing pass", against: job)
                == ["E1401 did you mean 'suspend'?"])
        #expect(ProviderSchemas.kubernetes(try document(kubernetes)) { $0 == "k8s.Pod" }.schemas.count == 1)
    }

    @Test(arguments: ["{}", "[]", "3", #"{"typeName": 3, "properties": {}}"#])
    func otherDocumentsAreRefused(_ text: String) throws {
        let cloudFormation = ProviderSchemas.cloudFormation(try document(text))
        #expect(cloudFormation.schemas.isEmpty)
        #expect(cloudFormation.diagnostics.map(\.kind.code) == ["E6201"])
        #expect(ProviderSchemas.kubernetes(try document(text)) { _ in true }.diagnostics.map(\.kind.code) == ["E6201"])
    }

    /// The cure of one provider's schema given for another's is the other command.
    @Test func anotherProvidersSchemaIsNamed() throws {
        let bucket = try document(#"{"typeName": "AWS::S3::Bucket", "properties": {}, "definitions": {"A": {}}}"#)
        #expect(
            ProviderSchemas.kubernetes(bucket) { _ in true }.diagnostics.map(\.hint) == [
                "it is a schema of CloudFormation: 'norma schema import cloudformation'"
            ])
        #expect(
            ProviderSchemas.cloudFormation(try document(kubernetes)).diagnostics.map(\.hint) == [
                "if it is the OpenAPI document of Kubernetes: 'norma schema import kubernetes'"
            ])
    }

    @Test(arguments: ["#/definitions/Nothing", "other.json#/definitions/Tag", "Tag", "#", ""])
    func aReferenceThatLeadsNowhereLeavesThePropertyOpen(_ reference: String) throws {
        let text = #"{"typeName": "K", "properties": {"a": {"$ref": "\#(reference)"}}}"#
        let reading = ProviderSchemas.cloudFormation(try document(text))
        let schema = try #require(reading.schemas.first)
        #expect(reading.diagnostics.map(\.kind.code) == ["W6202"])
        #expect(try check("a.b.c is 3 if missing fail", against: schema).isEmpty)
        #expect(try check("b is 3 if missing fail", against: schema).count == 1)
    }

    @Test func samplesSayWhatMayBeRead() throws {
        var reader = InventoryReader()
        reader.read([
            SourceFile(
                name: "samples.yaml",
                text: """
                    - kind: shop.server
                      id: a
                      properties: { since: "2026-01-01T00:00:00Z", address: 10.0.0.0/8, ports: [22, 443], size: 1 }
                    - kind: shop.server
                      id: b
                      properties: { since: "2026-02-01T00:00:00Z", address: 10.1.0.1, ports: [], size: 1.5, owner: null }
                    - kind: shop.key
                      id: c
                      properties: { n: 1 }

                    """)
        ])
        let reading = reader.finish()
        #expect(reading.diagnostics.isEmpty)
        var inference = SchemaInference()
        for row in reading.rows.indices { inference.add(try #require(reading.rows.resource(at: row))) }
        #expect(inference.schemas.map(\.kind) == ["shop.key", "shop.server"])
        let server = try #require(inference.schemas.last)
        #expect(
            try check("adress is present", against: server) == ["E1401 did you mean 'address'?"])
        #expect(try check("every p in ports satisfies p is less than 1024 if missing fail", against: server).isEmpty)
        for line in [
            "\"owner\": { \"type\": \"null\" }", "\"format\": \"date-time\"", "\"format\": \"ip\"",
            "\"size\": { \"type\": \"number\" }", "inferred from 2 resources",
        ] {
            #expect(server.text.contains(line), "the schema lacks \(line)")
        }
        #expect(!server.text.contains("required"))
    }

    /// Tags: their keys are data, not properties.
    @Test func keysThatAreDataAreNoProperties() throws {
        let lines = (0..<60).map { #"{"kind": "k", "id": "\#($0)", "properties": {"tags": {"t\#($0)": "x"}}}"# }
        var reader = InventoryReader()
        reader.read([SourceFile(name: "all.ndjson", text: lines.joined(separator: "\n"))])
        var inference = SchemaInference()
        for resource in reader.finish().inventory.resources { inference.add(resource) }
        let schema = try #require(inference.schemas.first)
        #expect(try check("tags.anything is \"x\" if missing fail", against: schema).isEmpty)
        #expect(!schema.text.contains("t59"))
    }
}

@Suite struct SchemaImportPagesTests {
    @Test(arguments: DiagnosticKind.allSchemaImportKinds)
    func wrongExampleGivesTheKindAndRightExampleNothing(_ kind: DiagnosticKind) throws {
        for (text, codes) in [(kind.wrong, [kind.code]), (kind.right, [])] {
            let document = try JSONParser.document(SourceFile(name: "schema.json", text: text), keys: KeyTable())
            #expect(ProviderSchemas.cloudFormation(document).diagnostics.map(\.kind.code) == codes)
        }
    }
}
