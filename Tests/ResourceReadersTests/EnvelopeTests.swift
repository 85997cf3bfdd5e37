import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

@Suite struct EnvelopeTests {
    @Test func everyFieldIsRead() throws {
        let reading = read(
            """
            {"kind": "is.vpc", "id": "v1", "name": "edge", "account": "acc1", "region": "us-south",
             "location": "us-south-1", "resource_group": "rg1", "tags": ["env:prod"], "properties": {"a": 1}}
            """, name: "vpcs.json")
        #expect(reading.diagnostics.isEmpty)
        let resource = try #require(reading.resources.first)
        #expect(resource.kind == "is.vpc")
        #expect(resource.id == "v1")
        #expect(resource.name == "edge")
        #expect(resource.account == "acc1")
        #expect(resource.region == "us-south")
        #expect(resource.location == "us-south-1")
        #expect(resource.group == "rg1")
        #expect(resource.source == "vpcs.json")
        #expect(resource.node(of: .tags).elements.map(\.string) == ["env:prod"])
        #expect(resource.propertiesNode["a"]?.number?.int64 == 1)
    }

    /// The group's id, because that is what a scope names; its name where there is no id.
    @Test(arguments: [
        ("\"rg1\"", "rg1"), (#"{"id": "rg1", "name": "prod"}"#, "rg1"), (#"{"name": "prod"}"#, "prod"),
    ])
    func resourceGroupIsTextOrAMap(_ group: String, _ expected: String) {
        let reading = read(
            "{\"kind\": \"k\", \"id\": \"1\", \"resource_group\": \(group), \"properties\": {}}", name: "a.json")
        #expect(reading.diagnostics.isEmpty)
        #expect(reading.resources.map(\.group) == [expected])
    }

    @Test func nullIsMissing() {
        let reading = read(#"{"kind": "k", "id": "1", "name": null, "properties": {}}"#, name: "a.json")
        #expect(reading.diagnostics.isEmpty)
        #expect(reading.resources.map(\.name) == [nil])
        #expect(read(#"{"kind": null, "id": "1", "properties": {}}"#, name: "a.json").codes == ["E2201"])
    }

    @Test func oneBadResourceLosesNoOther() {
        let reading = read(
            """
            [
              {"kind": "k", "id": "1", "properties": {}},
              {"id": "2", "properties": {}},
              7,
              {"kind": "k", "id": "3", "properties": []},
              {"kind": "k", "id": "4", "properties": {}}
            ]
            """, name: "a.json")
        #expect(reading.resources.map(\.id) == ["1", "4"])
        #expect(places(reading.diagnostics) == ["a.json:3:3 E2201", "a.json:4:3 E2204", "a.json:5:42 E2202"])
    }

    @Test(arguments: [
        (
            #"{"zones": []}"#,
            "no reader knows this document, and as a resource of Norma's own it has no 'kind', 'id' and 'properties'"
        ),
        (#"{"id": "a"}"#, "resource 'a' has no 'kind' and 'properties'"),
        (#"{"kind": "k", "id": "a"}"#, "resource 'a' has no 'properties'"),
    ])
    func whatIsMissingIsOneFault(_ text: String, _ message: String) {
        #expect(read(text, name: "a.json").diagnostics.map(\.message) == [message])
    }

    @Test func aMisspeltKindIsRecognised() {
        let reading = read(#"{"kid": "k", "id": "a", "properties": {}}"#, name: "a.json")
        #expect(reading.diagnostics.map(\.hint) == ["did you mean 'kind' by 'kid'?"])
    }

    @Test func aMisspeltFieldIsAWarning() throws {
        let reading = read(#"{"kind": "k", "id": "1", "regoin": "x", "properties": {}}"#, name: "a.json")
        #expect(reading.resources.count == 1)
        let diagnostic = try #require(reading.diagnostics.first)
        #expect(diagnostic.kind.code == "W2203")
        #expect(!diagnostic.isError)
        #expect(diagnostic.hint == "did you mean 'region'?")
        #expect(diagnostic.primary?.place.text == "\"regoin\"")
    }

    @Test func anUnknownFieldIsReportedOnceAFile() {
        let line = { (id: Int) in "{\"kind\": \"k\", \"id\": \"\(id)\", \"etag\": \"x\", \"properties\": {}}\n" }
        let reading = read((1...50).map(line).joined(), name: "a.ndjson")
        #expect(reading.resources.count == 50)
        #expect(reading.codes == ["W2203"])
    }

    @Test func aFieldThatStandsTwiceIsAnError() {
        let reading = read(
            #"{"kind": "k", "id": "1", "account": "a", "account": "b", "properties": {}}"#, name: "a.json")
        #expect(reading.codes == ["E2202"])
        #expect(reading.resources.isEmpty)
    }

    @Test func aSecondResourceOfOneIdentityIsLeftOut() throws {
        let reading = read(
            [
                SourceFile(name: "a.json", text: #"{"kind": "k", "id": "1", "properties": {"n": 1}}"#),
                SourceFile(
                    name: "b.yaml",
                    text: "- {kind: k, id: '1', properties: {n: 2}}\n- {kind: l, id: '1', properties: {}}\n"),
            ])
        #expect(reading.resources.map(\.kind) == ["k", "l"])
        #expect(reading.resources.first?.propertiesNode["n"]?.number?.int64 == 1)
        let diagnostic = try #require(reading.diagnostics.first)
        #expect(diagnostic.kind.code == "E2206")
        #expect(diagnostic.primary?.place.file.name == "b.yaml")
        #expect(diagnostic.secondary.map(\.place.file.name) == ["a.json"])
    }

    @Test func oneIdInTwoAccountsIsTwoResources() {
        let reading = read(
            """
            {"kind": "user", "id": "u1", "account": "acc1", "properties": {}}
            {"kind": "user", "id": "u1", "account": "acc2", "properties": {}}
            {"kind": "user", "id": "u1", "properties": {}}
            {"kind": "user", "id": "u1", "account": "acc2", "properties": {}}
            """, name: "users.ndjson")
        #expect(reading.resources.map(\.account) == ["acc1", "acc2", nil])
        #expect(places(reading.diagnostics) == ["users.ndjson:4:24 E2206"])
    }

    /// A name is anybody's text: it is kept as it is, and made visible only where it is shown.
    @Test func hostileNamesAreKept() {
        let reading = read(
            #"{"kind": "k", "id": "1\n2", "name": "\u001b[31m\u202e", "properties": {}}"#, name: "a.json")
        #expect(reading.resources.map(\.id) == ["1\n2"])
        #expect(reading.resources.map(\.name) == ["\u{1B}[31m\u{202E}"])
    }
}
