import ResourceDocuments
import SourceText
import Testing

@Suite struct DocumentPlacesTests {
    private static let seed: UInt64 = 7

    /// The text at the place of each value reads as that value, and the text at the place of its key as the key.
    @Test func findsEveryValueOfRandomDocuments() throws {
        var random = RandomJSON(seed: Self.seed)
        var checked = 0
        for round in 0..<1000 {
            let text = random.text(depth: 5)
            let document = try JSONParser.document(SourceFile(name: "a.json", text: text), keys: KeyTable())
            check(document.root, .root, &checked, "seed \(Self.seed), round \(round)")
        }
        #expect(checked > 4000)
    }

    /// One that is asked for nothing else is found without reading the whole text.
    @Test func findsAValueAloneWhereTheWholeTextHasIt() throws {
        var random = RandomJSON(seed: Self.seed)
        for round in 0..<300 {
            let file = SourceFile(name: "a.json", text: random.text(depth: 4))
            let whole = try JSONParser.document(file, keys: KeyTable())
            try #require(whole.place(of: .root) != nil)
            for path in paths(to: whole.root, .root) {
                let comment: Comment = "seed \(Self.seed), round \(round), \(path)"
                let place = try JSONParser.document(file, keys: KeyTable()).place(of: path)
                #expect(place == whole.place(of: path), comment)
                let keyPlace = try JSONParser.document(file, keys: KeyTable()).keyPlace(of: path)
                #expect(keyPlace == whole.keyPlace(of: path), comment)
            }
        }
    }

    private func paths(to node: DocumentNode, _ path: DocumentPath) -> [DocumentPath] {
        let elements = node.elements.enumerated().map { ($0.element, path.appending(index: $0.offset)) }
        let members = node.entries.map { ($0.value, path.appending(key: $0.key)) }
        return [path] + (elements + members).flatMap { paths(to: $0.0, $0.1) }
    }

    private func check(_ node: DocumentNode, _ path: DocumentPath, _ checked: inout Int, _ comment: Comment) {
        checked += 1
        let place = node.document.place(of: path)
        #expect(reading(of: Array((place?.text ?? "").utf8)) == canonical(node), comment)
        for (index, element) in node.elements.enumerated() {
            let elementPath = path.appending(index: index)
            check(element, elementPath, &checked, comment)
            #expect(node.document.keyPlace(of: elementPath) == nil)
        }
        var seen: [[UInt8]: Int] = [:]
        for entry in node.entries {
            // By bytes: Swift's strings are equal when they are canonically equivalent, keys are not.
            let occurrence = seen[Array(entry.key.utf8), default: 0]
            seen[Array(entry.key.utf8)] = occurrence + 1
            let memberPath = path.appending(key: entry.key, occurrence: occurrence)
            check(entry.value, memberPath, &checked, comment)
            let keyText = node.document.keyPlace(of: memberPath)?.text ?? ""
            #expect(
                reading(of: Array(keyText.utf8)) == reading(of: Array(Value.string(entry.key).quoted.utf8)), comment)
        }
    }

    @Test func countsOccurrencesOfAKey() throws {
        let document = try document("{\"a\": 1, \"b\": 2,\n \"\\u0061\": 3}")
        #expect(document.place(of: DocumentPath([.key("a")]))?.position == SourcePosition(line: 1, column: 7))
        #expect(
            document.place(of: DocumentPath([.key("a", occurrence: 1)]))?.position
                == SourcePosition(line: 2, column: 12))
        #expect(document.keyPlace(of: DocumentPath([.key("a", occurrence: 1)]))?.text == "\"\\u0061\"")
        #expect(document.place(of: DocumentPath([.key("a", occurrence: 2)])) == nil)
    }

    @Test func findsNothingWhereNothingIs() throws {
        let document = try document(#"{"a": [1, {"b": null}]}"#)
        #expect(document.place(of: DocumentPath([.key("a"), .index(2)])) == nil)
        #expect(document.place(of: DocumentPath([.key("a"), .index(-1)])) == nil)
        #expect(document.place(of: DocumentPath([.index(0)])) == nil)
        #expect(document.place(of: DocumentPath([.key("a"), .key("b")])) == nil)
        #expect(document.place(of: DocumentPath([.key("a"), .index(1), .key("b")]))?.text == "null")
        #expect(
            document.nearestPlace(of: DocumentPath([.key("a"), .index(1), .key("c"), .key("d")]))?.text
                == "{\"b\": null}")
    }

    @Test func countsFromTheBeginOfTheFile() throws {
        let file = SourceFile(name: "a.jsonl", text: "{\"a\": 1}\n{\"a\": 2}\n")
        let second = try JSONParser.document(file, span: SourceSpan(9, 17), keys: KeyTable())
        #expect(second.place(of: DocumentPath([.key("a")])) == SourcePlace(file, SourceSpan(15, 16)))
    }

    @Test func skipsAByteOrderMark() throws {
        let document = try document("\u{FEFF} [1]")
        #expect(document.place(of: .root)?.span == SourceSpan(4, 7))
    }

    @Test func staysWithADocumentThatStringsWereAddedTo() throws {
        let document = try document(#"{"a": "x\ny"}"#)
        let (extended, words) = document.appending(["k8s.Pod", "", "é"])
        #expect(words.map { DocumentNode(document: extended, word: $0).string } == ["k8s.Pod", "", "é"])
        #expect(extended.root["a"]?.string == "x\ny")
        #expect(extended.place(of: DocumentPath([.key("a")]))?.text == #""x\ny""#)
    }

    @Test func pathsReadAsRulesWriteThem() {
        let path = DocumentPath([
            .key("rules"), .index(2), .key("remote"), .key("b c"), .key("x-y_1"), .key("-a"), .key(""),
        ])
        #expect(path.description == ##"rules[2].remote."b c".x-y_1."-a"."""##)
        #expect(DocumentPath.root.description == "")
        #expect(DocumentPath([.index(0), .key("a")]).description == "[0].a")
        #expect(DocumentPath([.key("a--b"), .key("1a"), .key("é")]).description == #""a--b"."1a"."é""#)
    }
}
