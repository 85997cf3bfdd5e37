import ResourceDocuments
import SourceText
import Testing

@Suite struct DocumentBuilderTests {
    private let file = SourceFile(name: "a.yaml", text: "port: 22\nlist: [a, b]\n")

    private func builder(keys: KeyTable = KeyTable()) -> DocumentBuilder {
        DocumentBuilder(source: file, medium: .yaml, keys: keys)
    }

    @Test func buildsWhatItIsTold() throws {
        let keys = KeyTable()
        var builder = builder(keys: keys)
        builder.beginMap()
        builder.key("port", at: SourceSpan(0, 4))
        builder.integer(22, at: SourceSpan(6, 8))
        builder.key("list", at: SourceSpan(9, 13))
        builder.beginList()
        builder.string("a", at: SourceSpan(16, 17))
        builder.string("\"b\"\n", at: SourceSpan(19, 20))
        builder.null()
        builder.bool(true)
        builder.number("1.50")
        builder.number("123456789012345678901")
        builder.undetermined("aws_vpc.main.id")
        builder.endList(at: SourceSpan(15, 21))
        builder.endMap(at: SourceSpan(0, 21))
        let document = try #require(builder.finish())

        #expect(document.medium == .yaml)
        #expect(
            canonical(document.root)
                == "{706f7274:n22e0,6c697374:[s61,s2262220a,null,true,n15e-1,n123456789012345678901e0,undetermined]}")
        #expect(document.root["list"]?[6]?.undeterminedName == "aws_vpc.main.id")
        #expect(keys.text(of: 1) == "port" && keys.text(of: 2) == "list")
        #expect(document.place(of: .root)?.span == SourceSpan(0, 21))
        #expect(document.place(of: DocumentPath([.key("port")]))?.text == "22")
        #expect(document.keyPlace(of: DocumentPath([.key("list")]))?.text == "list")
        #expect(document.place(of: DocumentPath([.key("list"), .index(1)]))?.text == "b")
        #expect(document.place(of: DocumentPath([.key("list"), .index(2)])) == nil)
    }

    /// The same tape, whether the parser or the builder makes it.
    @Test func agreesWithTheParserOnRandomDocuments() throws {
        var random = RandomJSON(seed: 99)
        for _ in 0..<300 {
            let source = SourceFile(name: "a.json", text: random.text(depth: 5))
            let parsed = try JSONParser.document(source, keys: KeyTable())
            var builder = DocumentBuilder(source: source, medium: .json, keys: KeyTable())
            builder.copy(parsed)
            let built = try #require(builder.finish())
            #expect(canonical(built.root) == canonical(parsed.root))
            #expect(built.root.hasDuplicateKeys == parsed.root.hasDuplicateKeys)
            #expect(built.place(of: .root)?.span == parsed.place(of: .root)?.span)
            for (index, entry) in parsed.root.entries.enumerated() where !parsed.root.hasDuplicateKeys {
                let path = DocumentPath([.key(entry.key)])
                #expect(built.place(of: path)?.span == parsed.place(of: path)?.span, "member \(index)")
                #expect(built.keyPlace(of: path)?.span == parsed.keyPlace(of: path)?.span, "member \(index)")
            }
        }
    }

    @Test func copiesAPartOfAnotherDocument() throws {
        let source = SourceFile(name: "a.json", text: #"{"a": [1, {"b": "x"}]}"#)
        let parsed = try JSONParser.document(source, keys: KeyTable())
        var builder = DocumentBuilder(source: source, medium: .json, keys: KeyTable())
        builder.beginList()
        builder.copy(parsed, at: DocumentPath([.key("a"), .index(1)]))
        builder.copy(parsed, at: DocumentPath([.key("c")]))
        builder.endList()
        let built = try #require(builder.finish())
        #expect(canonical(built.root) == "[{62:s78},null]")
        #expect(built.place(of: DocumentPath([.index(0), .key("b")]))?.span == SourceSpan(16, 19))
    }

    @Test func neverTrapsOnCallsOutOfOrder() throws {
        var builder = builder()
        builder.key("dropped")
        builder.endMap()
        builder.beginMap()
        builder.string("a value where a key is due")
        builder.key("a")
        builder.key("b")
        builder.beginList()
        builder.integer(1)
        let document = try #require(builder.finish())
        #expect(canonical(document.root) == "{61:null,62:[n1e0]}")
        #expect(canonical(try #require(self.builder().finish()).root) == "null")
    }

    @Test func keepsTheFirstValueOnly() throws {
        var builder = builder()
        builder.integer(1)
        builder.integer(2)
        builder.beginList()
        builder.endList()
        #expect(canonical(try #require(builder.finish()).root) == "n1e0")
    }

    @Test func holdsIntegersOfEverySize() throws {
        for value in [0, 1, -1, TapeWord.integerLimit - 1, -TapeWord.integerLimit, .max, .min] {
            var builder = builder()
            builder.integer(value)
            #expect(try #require(builder.finish()).root.number == ExactNumber(value))
        }
    }

    @Test func textThatIsNoNumberIsAString() throws {
        var builder = builder()
        builder.number("0x10")
        let root = try #require(builder.finish()).root
        #expect(root.string == "0x10")
    }

    @Test func marksDuplicates() throws {
        var builder = builder()
        builder.beginMap()
        for (key, value) in [("a", 1), ("b", 2), ("a", 3)] {
            builder.key(key)
            builder.integer(Int64(value))
        }
        builder.endMap()
        let root = try #require(builder.finish()).root
        #expect(root.hasDuplicateKeys && root.isDuplicated("a") && !root.isDuplicated("b"))
    }
}
