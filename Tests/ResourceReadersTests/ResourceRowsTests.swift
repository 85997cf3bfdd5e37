import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

/// Lines that stay in their file are the same resources, in the same order, with the same faults.
@Suite struct ResourceRowsTests {
    /// A text that hands itself over a few bytes at a time, so that every boundary falls into a line somewhere.
    private struct TextLines: LineSource {
        let name = "all.ndjson"
        let text: [UInt8]
        var pieceSize = 7
        var hasChanged = false

        init(_ text: String) { self.text = Array(text.utf8) }

        func bytes(at offset: Int, count: Int) -> [UInt8]? {
            // A whole line when one is asked for, else a piece.
            let count = count >= 1 << 20 ? pieceSize : count
            return Array(text[min(offset, text.count)..<min(offset + count, text.count)])
        }
    }

    private static let lines = """
        {"kind": "zone", "id": "z1", "account": "a", "resource_group": {"id": "g"}, "properties": {"n": 1}}
        {"kind": "vpc", "id": "v1", "account": "b", "properties": {}}

        {"kind": "zone", "id": "z2", "colour": "red", "properties": {"n": 2}}
        {"kind": "zone", "id": "z1", "account": "a", "properties": {"n": 3}}
        {"kind": "zone", "properties": {}}
        {"kind": "zone", "id": "z1", "account": "b", "properties": {"n": 4}}
        {"kind": "zone",
        {"kind": "zone", "id": "z5", "colour": "blue", "properties": {"n": 5}}
        """

    private func readLines(_ text: String = lines, held: [String] = ["account"], pieceSize: Int = 7) -> InventoryReading
    {
        var source = TextLines(text)
        source.pieceSize = pieceSize
        var reader = InventoryReader(heldKinds: held)
        reader.read([.lines(source)])
        return reader.finish()
    }

    private func readWhole(_ text: String = lines) -> InventoryReading {
        var reader = InventoryReader()
        reader.read([SourceFile(name: "all.ndjson", text: text)])
        return reader.finish()
    }

    private func description(_ reading: InventoryReading) -> [String] {
        reading.rows.indices.map { row in
            let resource = reading.rows.resource(at: row)
            let line = resource.flatMap { $0.document.place(of: $0.propertiesPath)?.position }
            return
                "\(reading.rows.kind(of: row)) \(reading.rows.account(of: row) ?? "-") \(reading.rows.group(of: row) ?? "-") "
                + "\(resource?.id ?? "none") \(line.map { "\($0.line):\($0.column)" } ?? "-")"
        }
    }

    @Test(arguments: [1, 7, 64, 100_000])
    func theyAreTheResourcesOfTheWholeFile(pieceSize: Int) {
        let whole = readWhole()
        let read = readLines(pieceSize: pieceSize)
        #expect(
            description(read) == [
                "zone a g z1 1:91", "vpc b - v1 2:59", "zone - - z2 4:61", "zone b - z1 7:60", "zone - - z5 9:62",
                "account a - a 1:41", "account b - b 2:40",
            ])
        #expect(description(read) == description(whole))
        #expect(read.rows.firstRowsOfAccounts.map(\.account) == ["a", "b"])
        #expect(places(read.diagnostics).sorted() == places(whole.diagnostics).sorted())
        #expect(places(read.diagnostics).count == 4)
    }

    @Test func onlyWhatRulesRangeOverIsInMemory() {
        #expect(readLines().inventory.resources.map(\.kind) == ["account", "account"])
        #expect(readLines(held: []).inventory.resources.isEmpty)
        #expect(readLines(held: ["v*"]).inventory.resources.map(\.id) == ["v1"])
        #expect(readLines(held: ["*"]).inventory.resources.count == 7)
    }

    @Test func aMachineReadsTheSameFrames() {
        let reading = readLines()
        var reader = RowReader(reading.rows)
        // Not in their order, so that pieces have to be read again.
        for row in Array(reading.rows.indices.reversed()) + Array(reading.rows.indices) {
            guard let frame = reader.frame(of: row), let resource = reading.rows.resource(at: row) else {
                Issue.record("row \(row) cannot be read")
                continue
            }
            let id = String(decoding: frame.view.bytes(of: frame.attributes.id), as: UTF8.self)
            #expect(id == resource.id)
        }
    }

    @Test func aLineThatIsTooLongTouchesNoOther() {
        let long =
            #"{"kind": "zone", "id": "long", "properties": {"text": ""# + String(repeating: "x", count: 500) + "\"}}"
        let text = Self.lines + "\n\(long)\n" + #"{"kind": "zone", "id": "z6", "properties": {}}"#
        for pieceSize in [50, 100_000] {
            var source = TextLines(text)
            source.pieceSize = pieceSize
            var reader = InventoryReader(heldKinds: [], limits: DocumentLimits(maximumBytes: 200))
            reader.read([.lines(source)])
            let reading = reader.finish()
            #expect(reading.rows.resource(at: 5)?.id == "z6")
            #expect(reading.diagnostics.contains { $0.primary?.place.position.line == 10 && $0.isError })
        }
    }

    @Test func aFileThatShrinksIsNoResource() {
        let reading = readLines()
        var shorter = TextLines("")
        shorter.hasChanged = true
        var reader = InventoryReader(heldKinds: [])
        reader.read([.lines(shorter)])
        #expect(reader.finish().rows.changedFiles == ["all.ndjson"])
        #expect(reading.rows.changedFiles.isEmpty)
    }
}
