import ResourceDocuments
import SourceText
import Testing

/// Places, by what the text says where they point.
@Suite struct YAMLPlaceTests {
    static let text = """
        # é: characters of two bytes move every offset behind them
        name: ünïcode   # comment
        single: 'it''s'
        double: "a\\tb"
        plain: one
          two three
        wrapped: "first
          second"
        list: [1, two, {x: 3}]
        block:
          - a
          - b: 1
            c: [2]
        literal: |
          line one
          line two

        folded: >-
          text
        empty:
        anchored: &anchor !!str 12
        alias: *anchor
        base: &base {port: 22, deep: {a: 1}}
        merged:
          <<: *base
          own: true
        "quoted key": 1
        ? explicit
        : value
        """

    static func document() throws -> Document {
        let (documents, diagnostics) = YAMLReading.read(text)
        try #require(diagnostics.isEmpty, "\(diagnostics.map(\.message))")
        return try #require(documents.first)
    }

    private func path(_ steps: [DocumentPath.Step]) -> DocumentPath {
        var path = DocumentPath.root
        path.steps = steps
        return path
    }

    @Test(
        arguments: [
            ([.key("name")], "name", "ünïcode"), ([.key("single")], "single", "'it''s'"),
            ([.key("double")], "double", "\"a\\tb\""),
            ([.key("plain")], "plain", "one\n  two three"), ([.key("wrapped")], "wrapped", "\"first\n  second\""),
            ([.key("list")], "list", "[1, two, {x: 3}]"), ([.key("list"), .index(1)], nil, "two"),
            ([.key("list"), .index(2)], nil, "{x: 3}"),
            ([.key("list"), .index(2), .key("x")], "x", "3"), ([.key("block")], "block", "- a\n  - b: 1\n    c: [2]"),
            ([.key("block"), .index(0)], nil, "a"), ([.key("block"), .index(1)], nil, "b: 1\n    c: [2]"),
            ([.key("block"), .index(1), .key("c"), .index(0)], nil, "2"),
            ([.key("literal")], "literal", "|\n  line one\n  line two"),
            ([.key("folded")], "folded", ">-\n  text"), ([.key("empty")], "empty", ""),
            ([.key("anchored")], "anchored", "12"),
            ([.key("alias")], "alias", "*anchor"), ([.key("base")], "base", "{port: 22, deep: {a: 1}}"),
            ([.key("merged"), .key("port")], "port", "22"),
            ([.key("merged"), .key("deep"), .key("a")], "a", "1"), ([.key("merged"), .key("own")], "own", "true"),
            ([.key("quoted key")], "\"quoted key\"", "1"), ([.key("explicit")], "explicit", "value"),
        ] as [([DocumentPath.Step], String?, String)])
    func pointAtTheValueAndItsKey(_ steps: [DocumentPath.Step], _ key: String?, _ value: String) throws {
        let document = try Self.document()
        #expect(document.place(of: path(steps))?.text == value)
        #expect(document.keyPlace(of: path(steps))?.text == key)
    }

    @Test func theRootIsTheWholeDocument() throws {
        let place = try #require(try Self.document().place(of: .root))
        #expect(place.text.hasPrefix("name: ünïcode"))
        #expect(place.text.hasSuffix(": value"))
        #expect(try Self.document().place(of: path([.key("absent")])) == nil)
    }

    @Test func anEmptyValueStandsBehindItsColon() throws {
        let place = try #require(try Self.document().place(of: path([.key("empty")])))
        #expect(place.file.text(of: SourceSpan(place.span.start - 6, place.span.start)) == "empty:")
    }

    @Test func mergedMembersStandWhereTheyAreWritten() throws {
        let document = try Self.document()
        let merged = try #require(document.place(of: path([.key("merged"), .key("port")])))
        let base = try #require(document.place(of: path([.key("base"), .key("port")])))
        #expect(merged == base)
    }

    @Test func laterDocumentsAndByteOrderMarksKeepTheirOffsets() throws {
        let documents = YAMLReading.read("\u{FEFF}a: 1\r\n---\r\nb: é\r\nc: two\r\n").documents
        #expect(documents.map { $0.place(of: path([.key("a")]))?.text } == ["1", nil])
        #expect(documents.last?.place(of: path([.key("c")]))?.text == "two")
        #expect(documents.last?.place(of: path([.key("c")]))?.position == SourcePosition(line: 4, column: 4))
        #expect(documents.last?.place(of: .root)?.text == "b: é\r\nc: two")
    }

    @Test func tagsAndAnchorsAreNotThePlace() throws {
        let document = try #require(
            YAMLReading.read(
                "a: &x !<tag:yaml.org,2002:str> v\nb: !!map &m\n  c: 1\nd: &l # why\n  - 1\ne: [!!str , &n {}]\n"
            ).documents.first)
        #expect(document.place(of: path([.key("a")]))?.text == "v")
        #expect(document.place(of: path([.key("b")]))?.text == "c: 1")
        #expect(document.place(of: path([.key("d")]))?.text == "- 1")
        #expect(document.place(of: path([.key("e"), .index(0)]))?.text == "")
        #expect(document.place(of: path([.key("e"), .index(1)]))?.text == "{}")
    }

    /// More than the 64 characters that the reader steps over at once, on both sides of every mark.
    @Test func placesHoldInLongTexts() throws {
        let words = (0..<500).map { "w\($0)é" }
        let document = try #require(YAMLReading.read("[" + words.joined(separator: ", ") + "]").documents.first)
        for (index, word) in words.enumerated() {
            #expect(document.place(of: path([.index(index)]))?.text == word)
        }
    }
}
