import ResourceDocuments
import SourceText
import Testing

@Suite struct JSONParserTests {
    /// As written, as the tape keeps it, and whether it stands in the word itself.
    @Test(arguments: [
        ("0", true), ("-0", false), ("1", true), ("-1", true), ("1.0", false), ("1e0", false), ("10", true),
        ("99999999999999999", true), ("-99999999999999999", true), ("100000000000000000", false),
        ("9007199254740993", true), ("1152921504606846976", false), ("9223372036854775808", false),
        ("18446744073709551617", false), ("1e400", false), ("-1.5E-10", false), ("1e1000000000", false),
        ("123456789012345678901234567890.123456789", false), ("0.1", false), ("0e1", false),
    ])
    func keepsEveryDigit(_ text: String, isInline: Bool) throws {
        for (before, after) in [("", ""), ("[", "]"), ("{\"a\":", "}"), ("  ", "  ")] {
            let root = try document(before + text + after).root
            let node = root[0] ?? root["a"] ?? root
            #expect(node.kind == .number)
            #expect(node.numberText == text)
            #expect(node.number == ExactNumber(text))
            #expect((node.word.tag == .integer) == isInline)
        }
    }

    @Test func numbersThatAreEqualAreEqual() throws {
        let root = try document("[1, 1.0, 1e0, 10e-1, 9007199254740993, 9007199254740992, -0, 0]").root
        let numbers = root.elements.map(\.number)
        #expect(Set(numbers[0...3]).count == 1)
        #expect(numbers[4] != numbers[5])
        #expect(numbers[6] == numbers[7])
    }

    @Test func decodesEscapes() throws {
        let root = try document(
            #"["\"\\\/\b\f\n\r\t", "\u0041\u00e9\u20AC\ud83d\uDE00", "plain \u0000 end", "no escapes"]"#
        ).root
        #expect(root[0]?.string == "\"\\/\u{8}\u{C}\n\r\t")
        #expect(root[1]?.string == "Aé€😀")
        #expect(root[2]?.string == "plain \0 end")
        #expect(root[2]?.word.tag == .decodedString)
        #expect(root[3]?.word.tag == .string)
    }

    @Test func keysAreTheSameHoweverTheyAreWritten() throws {
        let keys = KeyTable()
        let root = try document(#"{"ab": 1, "\u0061b": 2, "é": 3, "\u00e9": 4, "": 5}"#, keys: keys).root
        #expect(keys.count == 3)
        #expect(root.entries.map(\.key) == ["ab", "ab", "é", "é", ""])
        #expect(root.hasDuplicateKeys && root.isDuplicated("ab") && root.isDuplicated("é") && !root.isDuplicated(""))
        #expect(root["ab"]?.number == ExactNumber(1))
    }

    @Test func marksMapsWithDuplicatesAndNoOthers() throws {
        // 200 keys share bits of the filter, and only the last map holds one twice.
        let members = (0..<200).map { "\"k\($0)\": \($0)" }
        let text =
            "[{\(members.joined(separator: ","))}, {\"k1\": {\"k1\": 1}, \"k2\": {\"k1\": 2}}, {\((members + ["\"k7\": 0"]).joined(separator: ","))}]"
        let root = try document(text).root
        #expect(root.elements.map(\.hasDuplicateKeys) == [false, false, true])
        #expect(root[2]?.isDuplicated("k7") == true)
        #expect(root[2]?.isDuplicated("k8") == false)
        #expect(root[2]?.value == nil)
    }

    @Test func nestingEndsAtTheLimit() {
        func nested(_ depth: Int, _ open: String = "[", _ close: String = "]") -> [UInt8] {
            Array((String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)).utf8)
        }
        #expect(failure(of: nested(512)) == nil)
        #expect(failure(of: nested(513))?.kind == .tooDeep)
        #expect(failure(of: nested(513))?.offset == 512)
        #expect(failure(of: nested(512, "{\"a\":", "}")) == nil)
        #expect(failure(of: nested(513, "{\"a\":", "}"))?.kind == .tooDeep)
        #expect(failure(of: nested(100_000))?.kind == .tooDeep)
        #expect(failure(of: Array(repeating: UInt8(ascii: "["), count: 100_000))?.kind == .tooDeep)
        #expect(failure(of: nested(4), limits: DocumentLimits(maximumDepth: 3))?.offset == 3)
    }

    @Test func sizeEndsAtTheLimit() {
        let limits = DocumentLimits(maximumBytes: 8)
        #expect(failure(of: Array("\"123456\"".utf8), limits: limits) == nil)
        let error = failure(of: Array("\"1234567\"".utf8), limits: limits)
        #expect(error?.kind == .tooLarge && error?.offset == 0 && error?.limit == 8)
    }

    @Test func limitsStayWithinWhatATapeCanHold() {
        let limits = DocumentLimits(maximumBytes: .max, maximumDepth: .max)
        #expect(limits.maximumBytes == DocumentLimits.largestText)
        #expect(limits.maximumDepth == DocumentLimits.deepestNesting)
    }

    /// One parser, many texts: what one leaves behind must not reach the next.
    @Test func isUsedAgainAfterFaultsAndLargerTexts() throws {
        var parser = JSONParser(keys: KeyTable())
        let large = "[" + Array(repeating: #"{"name": "a\n", "port": 22}"#, count: 5000).joined(separator: ",") + "]"
        for text in [
            #"{"a": "x\ty"}"#, "[1, 2", large, #"{"a": {"b": [1, {"a": "\u00e9"}]}}"#, "{\"a\": \"\\q\"}", large, "1",
        ] {
            let bytes = Array(text.utf8)
            let expected = reading(of: bytes)
            do {
                let document = try parser.document(SourceFile(name: "a.json", text: bytes))
                #expect(canonical(document.root) == expected)
            } catch {
                #expect(expected == "error")
            }
        }
    }

    @Test func forgettingKeysDoesNotMixThemUp() throws {
        let keys = KeyTable()
        let base = keys.intern("kept")
        var parser = JSONParser(keys: keys)
        for round in 0..<5 {
            for _ in 0..<3 {
                let text =
                    "[{\"first\(round)\": 1, \"second\(round)\": 2, \"kept\": 3}, {\"first\(round)\": 4, \"second\(round)\": 5}]"
                let document = try parser.document(SourceFile(name: "a.json", text: text))
                #expect(canonical(document.root) == reading(of: Array(text.utf8)))
                #expect(document.root[0]?["second\(round)"]?.number == ExactNumber(2))
            }
            keys.truncate(to: 1)
        }
        #expect(keys.intern("kept") == base)
        #expect(keys.text(of: base) == "kept")
    }

    @Test func appendedStringsArePartOfTheResult() throws {
        var parser = JSONParser(keys: KeyTable())
        let text = PaddedBytes(copying: Array(#"["a\n"]"#.utf8))
        let root = try parser.parse(text.buffer)
        let words = (0..<2000).map { parser.append("kind \($0)") }
        let view = parser.view
        #expect(String(decoding: view.bytes(of: view.element(of: root, at: 0)), as: UTF8.self) == "a\n")
        for (index, word) in words.enumerated() {
            #expect(String(decoding: view.bytes(of: word), as: UTF8.self) == "kind \(index)")
        }
    }
}
