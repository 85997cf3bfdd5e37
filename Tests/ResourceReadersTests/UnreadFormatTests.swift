import ResourceReaders
import SourceText
import Testing

/// What people give by mistake is told to them: what it is, and what to give in its stead.
@Suite struct UnreadFormatTests {
    @Test(arguments: [
        (
            "t.json", #"{"AWSTemplateFormatVersion": "2010-09-09", "resources": {}}"#, "has no map 'Resources'",
            "did you mean 'Resources' by 'resources'?"
        ),
        ("t.yaml", "Transform: AWS::Serverless-2016-10-31\n", "has no map 'Resources'", "declares its resources"),
        (
            "p.json", #"{"format_version": 1.2, "planned_values": {}}"#, "neither a plan nor a state",
            "terraform show -json"
        ),
        (
            "p.json", #"{"version": 3, "terraform_version": "0.11.0", "modules": []}"#, "Terraform's version 3",
            "terraform show -json"
        ),
        ("p.json", #"{"@level": "info", "@message": "Terraform 1.9.8"}"#, "the log of", "terraform plan -out FILE"),
        ("p.tfplan", "PK\u{3}\u{4}", "a ZIP archive", "terraform show -json"),
        ("a.tf", "resource \"aws_s3_bucket\" \"a\" {\n}\n", "a source of Terraform", "terraform plan -out"),
        ("a.bicep", "param name string\n", "a source of Bicep", "az bicep build"),
        ("k.yaml", "kind: Pod\nmetadata:\n  name: a\n", "has no 'apiVersion'", "'apiVersion: v1'"),
        ("k.yaml", "apiVersion: v1\nkid: Pod\n", "has no 'kind'", "did you mean 'kind' by 'kid'?"),
        ("k.yaml", "apiVersion: v1\nkind: [Pod]\n", "a 'kind' that is no text", "'kind: Pod'"),
        ("h.yaml", "{{- if .Values.x }}\nkind: Pod\n{{- end }}\n", "a template of YAML", "helm template"),
        (
            "m.json",
            #"{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"}"#,
            "has no 'resources'", "declares its resources"
        ),
        (
            "a.json", #"{"SecurityGroups": [{"GroupID": "x"}]}"#, "the elements of 'SecurityGroups' have no 'GroupId'",
            "did you mean 'GroupId' by 'GroupID'?"
        ),
        ("c.yaml", "services:\n  web:\n    image: nginx\n", "a Compose file", "'items: services[*]'"),
        (
            "action.yml", "name: Build\nruns:\n  using: composite\n  steps: []\n", "an action of GitHub",
            "'kind: github.action'"
        ),
        ("w.yaml", "on: push\njobs:\n  a:\n    runs-on: x\n", "a workflow of GitHub", "'items: jobs[*]'"),
    ])
    func aDocumentThatIsNearlyReadSaysWhatIsWrong(
        _ name: String, _ text: String, _ message: String, _ hint: String
    ) throws {
        let reading = read(text, name: name)
        #expect(reading.codes == ["E2230"])
        let diagnostic = try #require(reading.diagnostics.first)
        #expect(diagnostic.message.contains(message), "\(diagnostic.message)")
        #expect(diagnostic.hint?.contains(hint) == true, "\(diagnostic.hint ?? "")")
        #expect(diagnostic.primary?.place.file.name == name)
    }

    /// A key such as `services` is many tools' own; an empty list under it must not look like a good result.
    @Test(arguments: [
        (#"{"SecurityGroups": []}"#, "read as a response of AWS, and 'SecurityGroups' is empty", "1:20"),
        (#"{"services": []}"#, "read as a response of AWS, and 'services' is empty", "1:14"),
        (#"{"format_version": "1.2", "planned_values": {}}"#, "read as a Terraform plan", "1:1"),
    ])
    func aDocumentWithoutResourcesIsTold(_ text: String, _ message: String, _ place: String) throws {
        let reading = read("\(text)\n", name: "empty.json")
        #expect(places(reading.diagnostics) == ["empty.json:\(place) W2239"])
        let diagnostic = try #require(reading.diagnostics.first)
        #expect(diagnostic.message == "'empty.json' gives no resources: it is \(message)")
        #expect(!diagnostic.isError)
    }

    /// A list that Norma's own form leaves empty on purpose is no surprise.
    @Test func anEmptyListOfResourcesIsMeant() { #expect(read("[]", name: "empty.json").codes.isEmpty) }

    /// A log has thousands of lines.
    @Test func oneFileIsToldOnce() {
        let line = #"{"@level": "info", "@message": "a"}"#
        #expect(read("\(line)\n\(line)\n\(line)\n", name: "log.jsonl").codes == ["E2230"])
    }

    /// What names nothing in particular is told to be an envelope, as before.
    @Test(arguments: [#"{"a": 1}"#, #"{"kind": "a", "id": "1"}"#, #"{"services": 1}"#, #"{"kind": 1}"#])
    func whatLooksLikeNothingIsToldToBeAnEnvelope(_ text: String) {
        #expect(read(text, name: "x.json").codes.contains("E2201"))
    }

    @Test(arguments: [
        ("RUN a\nFROM x\n", "1:1 E2224"), ("FROM\nRUN a\n", "1:1 E2224"), ("ARG A=1\nRUN x\n", "1:1 E2224"),
        ("FRM alpine\n", "1:1 E2223"), ("# nothing\n", "1:1 E2205"),
    ])
    func aDockerfileIsToldOnce(_ text: String, _ place: String) {
        #expect(places(read(text, name: "Dockerfile").diagnostics) == ["Dockerfile:\(place)"])
    }

    @Test(arguments: [
        (
            "AWSTemplateFormatVersion: x\nResources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties: [a]\n",
            "5:17 E2222"
        ),
        (
            #"{"format_version": "1", "resource_changes": [{"address": "t.a", "type": "t", "change": []}]}"#,
            "1:46 E2222"
        ),
        ("apiVersion: v1\nkind: List\nitems:\n  - metadata: {}\n", "4:5 E2222"),
    ])
    func aFaultyPartIsPointedAt(_ text: String, _ place: String) {
        #expect(places(read(text, name: "x.yaml").diagnostics) == ["x.yaml:\(place)"])
    }

    /// An envelope says its kind itself; Azure's resources only look like one.
    @Test func aKindThatIsGivenForAnEnvelopeIsAnError() {
        let envelope = #"{"kind": "a", "id": "1", "properties": {}}"#
        #expect(read("[\(envelope)]", name: "x.json", selection: ("b", "")).codes == ["E2209"])
        let azure = #"{"kind": "StorageV2", "id": "1", "properties": {}, "type": "Microsoft.Storage/storageAccounts"}"#
        #expect(read("[\(azure)]", name: "x.json", selection: ("b", "")).codes.isEmpty)
    }

    @Test func aTagThatIsMisspeltIsGuessed() throws {
        let reading = read(
            "Resources:\n  A: { Type: \"AWS::S3::Bucket\", Properties: { B: !Subb x } }\n", name: "t.yaml")
        #expect(reading.codes == ["E2122"])
        #expect(reading.diagnostics.first?.hint == "did you mean '!Sub'?")
    }
}
