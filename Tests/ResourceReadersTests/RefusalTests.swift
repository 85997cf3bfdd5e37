import ResourceDocuments
import SourceText
import Testing

@testable import ResourceReaders

/// Of which kinds those are that an inventory leaves out.
@Suite struct RefusalTests {
    private func refused(_ files: [(name: String, text: String)]) -> [RefusedResource] {
        var reader = InventoryReader()
        reader.read(files.map { SourceFile(name: $0.name, text: $0.text) })
        return reader.finish().inventory.refused
    }

    private static let whole = #"{"kind": "t.a", "id": "a1", "account": "acc1", "properties": {}}"#

    @Test(
        arguments: [
            (whole, []),
            (#"{"kind": "t.b", "id": 5, "properties": {}}"#, [RefusedResource(kind: "t.b", place: "i.ndjson:2")]),
            (#"{"kind": "t.b", "id": "b", "properties": []}"#, [RefusedResource(kind: "t.b", place: "i.ndjson:2")]),
            (#"{"kind": "t.b", "properties": {}}"#, [RefusedResource(kind: "t.b", place: "i.ndjson:2")]),
            (
                #"{"kind": "t.b", "id": "b", "region": 1, "account": "acc1", "properties": {}}"#,
                [RefusedResource(kind: "t.b", place: "i.ndjson:2")]
            ),
            // Nobody else names the account.
            (
                #"{"kind": "t.b", "id": "b", "region": 1, "account": "acc2", "properties": {}}"#,
                [
                    RefusedResource(kind: "t.b", place: "i.ndjson:2"),
                    RefusedResource(kind: "account", place: "i.ndjson:2"),
                ]
            ),
            (
                #"{"kind": "t.b", "id": "b", "account": 12, "properties": {}}"#,
                [
                    RefusedResource(kind: "t.b", place: "i.ndjson:2"),
                    RefusedResource(kind: "account", place: "i.ndjson:2"),
                ]
            ),
            // Of which kind they are nobody knows.
            (#"{"id": "b", "properties": {}}"#, [RefusedResource(kind: "*", place: "i.ndjson:2")]),
            (#"{"kind": 5, "id": "b", "properties": {}}"#, [RefusedResource(kind: "*", place: "i.ndjson:2")]),
            (
                #"{"kind": "t.b", "kind": "t.c", "id": "b", "properties": {}}"#,
                [RefusedResource(kind: "*", place: "i.ndjson:2")]
            ),
            (#"{"kind": "t.b", "#, [RefusedResource(kind: "*", place: "i.ndjson:2")]),
            ("[1]", [RefusedResource(kind: "*", place: "i.ndjson:2")]),
        ] as [(String, [RefusedResource])])
    func ofWhichKindItIs(_ line: String, _ expected: [RefusedResource]) {
        let first = Self.whole.replacing("a1", with: "a0")
        #expect(refused([("i.ndjson", "\(first)\n\(line)\n")]) == expected)
    }

    @Test func theSecondOfOneIdentityIsLeftOut() {
        #expect(
            refused([("i.ndjson", "\(Self.whole)\n\n\(Self.whole)\n")])
                == [RefusedResource(kind: "t.a", place: "i.ndjson:3")])
    }

    /// A kind once, by the first.
    @Test func theFirstOfEachKindIsNamed() {
        let faulty = { (kind: String) in #"{"kind": "\#(kind)", "id": 1, "properties": {}}"# + "\n" }
        #expect(
            refused([("1.ndjson", faulty("t.a") + faulty("t.b") + faulty("t.a")), ("2.json", "{\n")])
                == [
                    RefusedResource(kind: "t.a", place: "1.ndjson:1"),
                    RefusedResource(kind: "t.b", place: "1.ndjson:2"),
                    RefusedResource(kind: "*", place: "2.json:1"),
                ])
    }
}
