import SourceText
import Testing

/// Where the parts of a string stand in the file that holds it.
@Suite struct WrittenTextTests {
    /// What is written in the file for the first `part` of what the string says, and its line.
    private func written(_ part: String, of text: String, in file: String, from start: String) throws -> (String, Int) {
        let source = SourceFile(name: "a", text: file)
        let offset = { (needle: String, text: String) in
            text.firstRange(of: needle).map { text.utf8.distance(from: text.startIndex, to: $0.lowerBound) }
        }
        let place = SourcePlace(source, SourceSpan(try #require(offset(start, file)), file.utf8.count))
        let found = try #require(WrittenText(text, at: place))
        let first = try #require(offset(part, text))
        let inner = try #require(found.place(of: SourceSpan(first, first + part.utf8.count)))
        return (inner.text, inner.position.line)
    }

    @Test func inQuotesWithEscapes() throws {
        let file = #"{"p": "a\n\"b\" \u00e9\ud83d\ude00 c\/d"}"#
        let text = "a\n\"b\" é😀 c/d"
        #expect(try written("\"b\"", of: text, in: file, from: #""a\n"#) == (#"\"b\"#, 1))
        // Of an escape its beginning: the end of a part is behind it.
        #expect(try written("c", of: text, in: file, from: #""a\n"#) == ("c", 1))
        #expect(try written("a", of: text, in: file, from: #""a\n"#) == ("a", 1))
    }

    @Test func inSingleQuotes() throws {
        #expect(try written("b", of: "it's b", in: "p: 'it''s b'", from: "'it") == ("b", 1))
    }

    @Test func bare() throws {
        #expect(try written("b", of: "a b", in: "p: a b # c", from: "a b") == ("b", 1))
    }

    @Test(arguments: ["\n", "\r\n"])
    func inABlock(_ lineEnd: String) throws {
        let file = ["p: |", "", "  a: 1", "    b: 2", "  c: 3", "q: 4"].joined(separator: lineEnd)
        let text = "\na: 1\n  b: 2\nc: 3\n"
        #expect(try written("b: 2", of: text, in: file, from: "|") == ("b: 2", 4))
        #expect(try written("c", of: text, in: file, from: "|") == ("c", 5))
    }

    /// What is folded, masked, or another text.
    @Test(arguments: [
        ("p: >\n  a\n  b\n", "a b\n", ">"), ("p: \"a\n  b\"", "a b", "\"a"), ("p: \"***\"", "abc", "\"*"),
        ("p: |\n  a\n", "b\n", "|"), ("p: 'a", "ab", "'a"), ("p: \"\\x41\"", "A", "\"\\"), ("p: |", "a\n", "|"),
        ("p: \"\\ud83d\"", "a", "\"\\"), ("p: \"\\u00", "a", "\"\\"),
    ])
    func whatIsWrittenOtherwiseIsNotFound(_ file: String, _ text: String, _ start: String) throws {
        let source = SourceFile(name: "a", text: file)
        let range = try #require(file.firstRange(of: start))
        let offset = file.utf8.distance(from: file.startIndex, to: range.lowerBound)
        #expect(WrittenText(text, at: SourcePlace(source, SourceSpan(offset, file.utf8.count))) == nil)
    }

    @Test func outsideOfTheTextIsNothing() throws {
        let source = SourceFile(name: "a", text: "ab")
        let text = try #require(WrittenText("ab", at: SourcePlace(source, SourceSpan(0, 2))))
        #expect(text.place(of: SourceSpan(0, 3)) == nil)
        #expect(text.place(of: SourceSpan(-1, 1)) == nil)
        #expect(text.place(of: SourceSpan(2, 2))?.span == SourceSpan(2, 2))
    }
}
