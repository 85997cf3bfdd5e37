import CByteScan
import ResourceDocuments
import SourceText
import TestSupport
import Testing

@Suite struct TapeTests {
    /// Reading a tag casts its bits: the cases must be all sixteen, in order.
    @Test func everyTagReadsAsItself() {
        let tags: [TapeTag] = [
            .null, .false, .true, .integer, .decimal, .string, .decodedString, .array, .object, .objectWithDuplicates,
            .key, .undetermined, .unknown, .resource, .list, .extra,
        ]
        for (bits, tag) in tags.enumerated() {
            #expect(TapeTag(bits: UInt8(bits)) == tag)
            #expect(tag.rawValue == UInt8(bits))
            let word = TapeWord(tag, high: .max, low: 0x0FFF_FFFF)
            #expect(word.tag == tag && word.high == 0xFFFF_FFFF && word.low == 0x0FFF_FFFF)
        }
    }

    @Test func integersOfSixtyBitsComeBack() {
        for value in [0, 1, -1, TapeWord.integerLimit - 1, -TapeWord.integerLimit] {
            #expect(TapeWord(integer: value).integer == value)
        }
    }

    @Test func findsMembersWhateverTheHint() throws {
        let keys = KeyTable()
        let ids = (0..<300).map { keys.intern("k\($0)") }
        let members = (0..<300).map { "\"k\($0)\": \($0)" }.joined(separator: ",")
        let document = try document("{\(members)}", keys: keys)
        let missing = keys.intern("missing")
        for (index, id) in ids.enumerated() {
            for start: UInt8 in [0, 7, 255, UInt8(truncatingIfNeeded: index)] {
                var hint = start
                let word = document.view.member(of: document.rootWord, keyID: id, hint: &hint)
                #expect(word?.integer == Int64(index))
                #expect(document.view.member(of: document.rootWord, keyID: missing, hint: &hint) == nil)
            }
        }
    }

    @Test func aKeyThatOccursTwiceIsReported() throws {
        let keys = KeyTable()
        let (a, b, c) = (keys.intern("a"), keys.intern("b"), keys.intern("c"))
        let document = try document(#"{"a": 1, "b": 2, "a": null}"#, keys: keys)
        var hint: UInt8 = 0
        #expect(document.view.member(of: document.rootWord, keyID: a, hint: &hint) == .duplicate)
        #expect(document.view.member(of: document.rootWord, keyID: b, hint: &hint)?.integer == 2)
        #expect(document.view.member(of: document.rootWord, keyID: c, hint: &hint) == nil)
    }

    @Test func nullMembersAreThereAndHaveNoValue() throws {
        let root = try document(#"{"a": null, "b": [1, {"c": null}]}"#).root
        #expect(root["a"]?.isNull == true)
        #expect(root["z"] == nil)
        #expect(root.count == 2)
        #expect(root.value == .map([MapEntry(key: "b", value: .list([.number(ExactNumber(1)), .map([])]))]))
        #expect(try document("[null]").root.value == nil)
    }

    @Test func linesAreFoundAndReadInPlace() throws {
        let text = "\u{FEFF}{\"a\": 1}\r\n\n  \t\r\n{\"a\": 2}\n[3]"
        let bytes = PaddedBytes(copying: Array(text.utf8))
        var parser = JSONParser(keys: KeyTable())
        var values: [Int64] = []
        for span in JSONLines(bytes.buffer) {
            let root = try parser.parse(UnsafeBufferPointer(rebasing: bytes.buffer[span.start..<span.end]))
            let value = root.tag == .array ? parser.view.element(of: root, at: 0) : parser.view.value(of: root, at: 0)
            values.append(value.integer)
        }
        #expect(values == [1, 2, 3])
        #expect(Array(JSONLines(PaddedBytes(copying: []).buffer)) == [])
    }

    @Test func chunksBeginAndEndAtLines() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<200 {
            let text = (0..<Int.random(in: 0...20, using: &random)).map { _ in
                String(repeating: "x", count: Int.random(in: 0...9, using: &random))
            }.joined(separator: "\n")
            let bytes = PaddedBytes(copying: Array(text.utf8))
            let chunks = JSONLines.chunks(of: bytes.buffer, size: Int.random(in: 0...30, using: &random))
            #expect(chunks.flatMap { Array(JSONLines(bytes.buffer, in: $0)) } == Array(JSONLines(bytes.buffer)))
            #expect(
                zip(chunks, chunks.dropFirst()).allSatisfy { $0.end == $1.start && bytes.buffer[$0.end - 1] == 0x0A })
        }
    }

    @Test func paddedBytesKeepWhatWasFilled() {
        let bytes = PaddedBytes(count: 10) { target in
            target.copyBytes(from: [1, 2, 3])
            return 3
        }
        #expect(Array(bytes.buffer) == [1, 2, 3])
        #expect((3..<3 + PaddedBytes.padding).allSatisfy { bytes.pointer[$0] == 0 })
    }
}

@Suite struct KeyTableTests {
    @Test func idsAreDenseAndStay() {
        let table = KeyTable()
        let long = String(repeating: "k", count: 40)
        // Alike in their first sixteen bytes, their last, their length, or a zero at the end.
        let texts = [
            "", "a", "a\0", "ab", "sixteen bytes ok", "sixteen bytes ok.", "sixteen bytes okx", long, long + "x",
            long + "y",
            "x" + long, "é", "e\u{301}",
        ]
        let ids = texts.map(table.intern)
        #expect(ids == Array(1...UInt32(texts.count)))
        #expect(texts.map(table.intern) == ids)
        #expect(ids.map(table.text).map { Array($0.utf8) } == texts.map { Array($0.utf8) })
        #expect(table.text(of: 0) == "" && table.text(of: 999) == "")
    }

    @Test func growsAndForgets() {
        let table = KeyTable()
        for number in 1...5000 { #expect(table.intern("key \(number) of a table that grows") == UInt32(number)) }
        let copy = KeyTable(copying: table)
        table.truncate(to: 10)
        #expect(table.count == 10)
        #expect(table.intern("another") == 11)
        #expect(table.intern("key 10 of a table that grows") == 10)
        #expect(table.intern("key 11 of a table that grows") == 12)
        #expect(copy.count == 5000)
        #expect(copy.intern("key 4711 of a table that grows") == 4711)
        #expect(copy.text(of: 5000) == "key 5000 of a table that grows")
    }

    @Test func isSharedByThreads() async {
        let table = KeyTable()
        let results = await withTaskGroup(of: [UInt32].self) { group in
            for _ in 0..<4 { group.addTask { (0..<2000).map { table.intern("key \($0)") } } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(table.count == 2000)
        #expect(results.allSatisfy { $0 == results[0] })
    }
}

/// Every way to compute a mask against its meaning.
@Suite struct ByteScanTests {
    @Test func agreesWithTheScalarFunctions() {
        var random = SeededGenerator(seed: 11)
        let interesting: [UInt8] = [
            0x00, 0x1F, 0x20, 0x09, 0x0A, 0x0D, 0x0C, 0x22, 0x5C, 0x61, 0x7F, 0x80, 0xA0, 0xFF, 0x21, 0x23,
        ]
        for _ in 0..<5000 {
            let left = (0..<32).map { _ in interesting.randomElement(using: &random) ?? 0 }
            let right = (0..<32).map { Bool.random(using: &random) ? left[$0] : 0x61 }
            #expect(cs_special16(left) == cs_special16_scalar(left))
            #expect(cs_visible16(left) == cs_visible16_scalar(left))
            #expect(cs_equal16(left, right) == cs_equal16_scalar(left, right))
            let equal = (0..<32).reduce(UInt64(0)) { $0 | (left[$1] == right[$1] ? 1 << UInt64($1) : 0) }
            #expect(cs_equal32(left, right) == equal)
            let count = Int.random(in: 0...20, using: &random)
            let kept = left.prefix(min(count, 16)) + Array(repeating: 0, count: 16 - min(count, 16))
            let first = cs_first16(left, UInt64(count))
            #expect(withUnsafeBytes(of: first) { Array($0) } == Array(kept))
            #expect(cs_find(left, 0x22, 32) == left.firstIndex(of: 0x22) ?? 32)
            #expect((cs_same(left, right, count) != 0) == (left.prefix(count) == right.prefix(count)))
        }
    }

    @Test func theScalarFunctionsMeanWhatTheySay() {
        for byte in UInt8.min...UInt8.max {
            let bytes = [UInt8](repeating: byte, count: 16)
            let isSpecial = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 || byte > 0x7F
            #expect(cs_special16_scalar(bytes) == (isSpecial ? 0xFFFF : 0))
            #expect(cs_visible16_scalar(bytes) == ([0x20, 0x09, 0x0A, 0x0D].contains(byte) ? 0 : 0xFFFF))
        }
    }
}
