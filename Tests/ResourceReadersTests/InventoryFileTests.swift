import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

@Suite struct InventoryFileTests {
    private static let first = #"{"kind": "k", "id": "1", "properties": {}}"#
    private static let second = #"{"kind": "k", "id": "2", "properties": {}}"#

    /// The same two resources in every form that a file may have.
    @Test(arguments: [
        ("a.json", "[\(first), \(second)]"),
        ("a.ndjson", "\(first)\n\n\(second)\n"),
        ("a.jsonl", "\(first)\r\n\(second)"),
        ("a.json", "\(first)\n\(second)\n"),
        ("a.yaml", "- {kind: k, id: '1', properties: {}}\n- {kind: k, id: '2', properties: {}}\n"),
        ("a.yml", "kind: k\nid: '1'\nproperties: {}\n---\nkind: k\nid: '2'\nproperties: {}\n"),
        ("a.yaml", "---\n---\n- {kind: k, id: '1', properties: {}}\n- {kind: k, id: '2', properties: {}}\n"),
        ("response", "[\(first), \(second)]"),
        ("response", "kind: k\nid: '1'\nproperties: {}\n---\nkind: k\nid: '2'\nproperties: {}\n"),
    ])
    func everyFormIsRead(_ name: String, _ text: String) {
        let reading = read(text, name: name)
        #expect(reading.diagnostics.isEmpty)
        #expect(reading.resources.map(\.id) == ["1", "2"])
    }

    @Test func aBadLineLosesNoOtherAndIsFound() {
        let reading = read("\(Self.first)\n{\"kind\": \"k\",\n\(Self.second)\n", name: "a.ndjson")
        #expect(reading.resources.map(\.id) == ["1", "2"])
        #expect(reading.diagnostics.map { $0.primary?.place.position.line } == [2])
    }

    @Test func aBadFileLosesNoOther() {
        let reading = read([
            SourceFile(name: "a.json", text: "{"), SourceFile(name: "b.yaml", text: "a: [\n"),
            SourceFile(name: "c.json", text: Self.first),
        ])
        #expect(reading.resources.map(\.id) == ["1"])
        #expect(reading.diagnostics.map { $0.primary?.place.file.name } == ["a.json", "b.yaml"])
        #expect(reading.diagnostics.allSatisfy { $0.isError })
    }

    @Test(arguments: [
        ("a.json", ""), ("a.json", " \n"), ("a.ndjson", "\n\n"), ("a.yaml", "# nothing\n"), ("a.yaml", "---\n"),
    ])
    func anEmptyFileIsAnError(_ name: String, _ text: String) {
        #expect(read(text, name: name).codes == ["E2205"])
    }

    @Test(arguments: [("a.json", "[]"), ("a.yaml", "[]\n")])
    func anEmptyListIsNone(_ name: String, _ text: String) {
        #expect(read(text, name: name).codes.isEmpty)
    }

    @Test(arguments: [("a.json", "null"), ("a.json", "\"zone\""), ("a.yaml", "zone\n")])
    func aBareValueIsNoResource(_ name: String, _ text: String) {
        #expect(places(read(text, name: name).diagnostics) == ["\(name):1:1 E2204"])
    }
}
