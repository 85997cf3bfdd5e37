import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

@Suite struct ResourceStreamTests {
    /// Lines as `kind/id/name/account/group/source/properties`, nil where the stream gives none.
    private func stream(_ lines: [String]) -> [String?] {
        let bytes = PaddedBytes(copying: Array(lines.joined(separator: "\n").utf8))
        var stream = ResourceStream(of: "big.ndjson", keys: KeyTable())
        return JSONLines(bytes.buffer).map { span in
            guard let frame = stream.frame(of: bytes.buffer, at: span) else { return nil }
            let attributes = [
                frame.attributes.kind, frame.attributes.id, frame.attributes.name, frame.attributes.account,
                frame.attributes.group, frame.attributes.source,
            ].map { $0 == .null ? "-" : String(decoding: frame.view.bytes(of: $0), as: UTF8.self) }
            return (attributes + ["\(frame.properties.low)"]).joined(separator: "/")
        }
    }

    @Test func envelopesBecomeFrames() {
        let lines = [
            #"{"kind": "k", "id": "1", "name": "n", "account": "a", "resource_group": "g", "properties": {"x": 1}}"#,
            #"{"properties": {}, "id": "2", "kind": "k", "name": null}"#,
            #"{"kind": "k\u0041", "id": "3", "tags": ["a", "b"], "properties": {"x": 1, "y": 2}}"#,
        ]
        #expect(stream(lines) == ["k/1/n/a/g/big.ndjson/1", "k/2/-/-/-/big.ndjson/0", "kA/3/-/-/-/big.ndjson/2"])
    }

    /// As the reader has it, which warns of the first: other members are passed over, and a group may be a map.
    @Test(arguments: [
        (#"{"kind": "k", "id": "1", "properties": {}, "etag": "x"}"#, "k/1/-/-/-/big.ndjson/0"),
        (
            #"{"kind": "k", "id": "1", "resource_group": {"id": "g", "name": "n"}, "properties": {}}"#,
            "k/1/-/-/g/big.ndjson/0"
        ),
        (#"{"kind": "k", "id": "1", "resource_group": {"name": "n"}, "properties": {}}"#, "k/1/-/-/n/big.ndjson/0"),
    ])
    func whatIsNoFaultIsRead(_ line: String, _ expected: String) {
        #expect(stream([line]) == [expected])
    }

    /// What is not one plain envelope is left to the reader that says why.
    @Test(arguments: [
        "{", "[]", "7", #"{"kind": "k", "id": "1"}"#, #"{"kind": "k", "properties": {}}"#,
        #"{"kind": "", "id": "1", "properties": {}}"#, #"{"kind": "k", "id": 1, "properties": {}}"#,
        #"{"kind": "k", "id": "1", "properties": []}"#, #"{"kind": "k", "id": "1", "properties": null}"#,
        #"{"kind": "k", "id": "1", "id": "2", "properties": {}}"#,
        #"{"kind": "k", "id": "1", "tags": [1], "properties": {}}"#,
        #"{"kind": "k", "id": "1", "resource_group": 7, "properties": {}}"#,
    ])
    func everythingElseIsNone(_ line: String) {
        let good = #"{"kind": "k", "id": "1", "properties": {}}"#
        #expect(stream([line, good]) == [nil, "k/1/-/-/-/big.ndjson/0"])
    }

    /// Keys of their own in every line do not stay.
    @Test func manyKeysAreForgotten() {
        let lines = (0..<70_000).map { #"{"kind": "k", "id": "\#($0)", "properties": {"key\#($0)": 1}}"# }
        let bytes = PaddedBytes(copying: Array(lines.joined(separator: "\n").utf8))
        let keys = KeyTable()
        var stream = ResourceStream(of: "big.ndjson", keys: keys)
        var count = 0
        for span in JSONLines(bytes.buffer) where stream.frame(of: bytes.buffer, at: span) != nil { count += 1 }
        #expect(count == 70_000)
        #expect(keys.count < 70_000)
    }
}

@Suite struct StreamedLineTests {
    private func read(_ line: String, number: Int) -> (resource: Resource?, diagnostics: [Diagnostic]) {
        var line = line
        return line.withUTF8 { StreamedLine.read($0, number: number, of: "big.ndjson", keys: KeyTable()) }
    }

    @Test func itKnowsItsNumber() throws {
        let (read, diagnostics) = read(#"{"kind": "k", "id": "1", "properties": {"a": 1}}"#, number: 70_001)
        #expect(diagnostics.isEmpty)
        let resource = try #require(read)
        let place = try #require(resource.document.place(of: resource.path(ofProperty: DocumentPath([.key("a")]))))
        #expect(place.position == SourcePosition(line: 70_001, column: 46))
        #expect(place.file.span(ofLine: 70_001).count == 48)
    }

    @Test func itSaysWhatIsWrong() {
        #expect(places(read("{", number: 12).diagnostics).allSatisfy { $0.hasPrefix("big.ndjson:12:") })
        #expect(places(read(#"{"id": "1", "properties": {}}"#, number: 12).diagnostics) == ["big.ndjson:12:1 E2201"])
        #expect(
            read(#"{"kind": "k", "id": "1", "resource_group": {"id": "g"}, "properties": {}}"#, number: 3).resource?
                .group == "g")
    }
}
