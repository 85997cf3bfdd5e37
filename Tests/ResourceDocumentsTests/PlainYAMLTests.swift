import Foundation
import ResourceDocuments
import SourceText
import TestSupport
import Testing

/// What `PlainYAMLParser` reads it reads as libyaml does: the same documents, values and places, or it leaves the text alone.
@Suite struct PlainYAMLTests {
    /// What each way makes of a text: the documents with all places; nil where the text is left to libyaml, and where libyaml finds fault.
    private static func readings(_ text: [UInt8]) -> (plain: [String]?, composed: [String]?) {
        let source = SourceFile(name: "test.yaml", text: text)
        // Whatever has a fault is left to libyaml, or is none of YAML's characters.
        guard YAMLReader.documents(source, keys: KeyTable()).diagnostics.isEmpty else { return (nil, nil) }
        let composed = YAMLReader.composedDocuments(source, keys: KeyTable())
        return (
            PlainYAMLParser.documents(source, keys: KeyTable())?.map(told),
            composed.diagnostics.isEmpty ? composed.documents.map(told) : nil
        )
    }

    private static func told(_ document: Document) -> String { told(document.root, .root, in: document) }

    private static func told(_ node: DocumentNode, _ path: DocumentPath, in document: Document) -> String {
        func place(_ place: SourcePlace?) -> String { place.map { "@\($0.span.start)-\($0.span.end)" } ?? "@-" }
        let value =
            switch node.kind {
            case .null: "null"
            case .boolean: "\(node.bool == true)"
            case .number: node.numberText ?? "?"
            case .string: JSONText.quoted(node.string ?? "?")
            case .undetermined: "?"
            case .list:
                "["
                    + zip(0..., node.elements).map { told($1, path.appending(.index($0)), in: document) }
                    .joined(separator: ",") + "]"
            case .map:
                "{"
                    + node.entries.map { key, value in
                        let member = path.appending(.key(key))
                        return JSONText.quoted(key) + place(document.keyPlace(of: member))
                            + ":" + told(value, member, in: document)
                    }.joined(separator: ",") + "}"
            }
        return value + place(document.place(of: path))
    }

    /// - Returns: whether it was read and not left alone.
    private static func isReadAlike(_ text: [UInt8], _ comment: @autoclosure () -> String) -> Bool {
        let (plain, composed) = readings(text)
        guard let plain else { return false }
        if plain != composed {
            Issue.record(
                "\(comment()): \(plain), and by libyaml \(composed ?? ["at fault"]), of\n\(String(decoding: text, as: UTF8.self))"
            )
        }
        return true
    }

    @Test(arguments: [
        // Maps and lists.
        "a: 1", "a: 1\nb: two\n", "  a: 1\n  b: 2\n", "a:\n  b:\n    c: x\n  d: y\ne: z\n", "a:\nb: 1\n",
        "a:\n\n\n  b: 1\n",
        "- 1\n- 2\n", "-\n- a\n-\n", "- - a\n  - b\n- - c\n", "- a: 1\n  b: 2\n- a: 3\n", "a:\n- 1\n- 2\nb: 3\n",
        "a:\n- b:\n  - c\n  d: e\n", "- a:\n  - x\n  b: y\n", "-   a: 1\n    b: 2\n", "-\n  a: 1\n", "- - - deep\n",
        "a:\n  - b\n  -\n  - c\nd:\n", "a:\n  # comment\n  b: 1 # another\n# and one\nc: 2\n", "a: # comment\n  b\n",
        "a : 1\nb  :  2\n", "key with spaces: 1\n", "http://x.y/z: 1\n", "a: b:c\n", "a: #b\n", "a: b#c\n",
        "a: -1\nb: -x\n",
        "'a b': 1\n\"c: d\": 2\n", "'a' : 1\n", "é: ü\nz: 漢字 # ñ\n", "<: 1\n", "=: 1\n", "- -a\n- --flag\n",
        // Documents.
        "", "\n\n# only a comment\n", "---\n", "---\na: 1\n", "a: 1\n---\nb: 2\n", "---\n---\na: 1\n---\n",
        "--- # comment\na: 1\n", "a:\n  b: 1\n---\n- c\n", "a: one\n---\nb: two\n  three\n",
        // Plain text.
        "a: one\n  two\n", "a: one\n  two\n\n  three\n\n\n  four\nb: 1\n", "a: one # two\nb: 1\n",
        "- one\n  two\n- three\n",
        "a:\n  one\n  two\nb: 1\n", "a: one\n  - two\n  [three\n", "- a\n  - b\n c\n", "- a\n - b\n",
        "a: ~\nb: null\nc: Null\n",
        "a: true\nb: False\nc: yes\n",
        "a: 1\n  2\n", "a: 0x1F\nb: 007\nc: 1.10\nd: 1e3\ne: .5\n", "a: 2026-01-01\nb: 10.0.0.0/8\n",
        "a: x   \nb: y \n",
        "a: one\n\n", "a: one\n   \n  two\n",
        // Quoted text.
        "a: 'it''s'\nb: ''\nc: \"\"\n", "a: \"x\\ny\\t\\\"\\\\\\/\"\n", "a: 'one\n  two'\nb: \"one\n\n  two \"\n",
        "a: \"one  \\n  \n  two\"\n", "- 'a: b'\n- \"c # d\"\n", "a: ' x '\nb: \"\ty\"\n", "a: 'x' # comment\n",
        "a: '\n\n  x'\n",
        "a:\n  'x'\n", "- \"a \\\"b\\\" c\"\n- 'it''s'\n- - ''''\n", "a: \"one\ntwo\"\n", "a: 'it''s\n  ''so'''\n",
        "a: \" \n x\"\n",
        // Blocks of text.
        "a: |\n  one\n  two\nb: 1\n", "a: |-\n  one\n\n  two\n\n\nb: 1\n", "a: |+\n  one\n\n\nb: 1\n",
        "a: |\n\n\n  one\n",
        "a: >\n  one\n  two\n\n  three\n", "a: >-\n  one\n    more\n    lines\n  two\n", "a: >+\n  one\n\n",
        "- |\n  one\n- >\n  two\n",
        "a: |\n  one\n    two\n   three\n", "a: | # comment\n  one # none\n",
        "a: >\n\n  one\n\n\n  two\n\n   three\n\n  four\n",
        "a: |\n  one", "a:\n  - |\n    one\n  - b: >-\n      two\n", "a: |\n  one\n \nb: 1\n",
        "a: |\n  one\n     \n  two\n",
        "a: >\n  one\n   \n  two\n", "a: |\n  one\n   \n", "a: |\n  ---\n  b: c\n", "a: |\n  one\n # comment\nb: 2\n",
        "a: |\n  x\ty\n",
        "a:\n  |\n  one\n",
        // Brackets.
        "a: []\nb: {}\n", "a: [1, two, 'three', \"four\"]\n", "a: {b: 1, 'c': 2, \"d\": [3]}\n", "a: {\"b\":1,'c':x}\n",
        "a: [\n  1,\n  two\n]\n", "a: [[1, 2], [3]]\n", "- [a, b]\n- {a: b}\n", "[a, b]", "{a: b}\n",
        "a: [ one two , three ]\n",
        "a: [http://x.y, a:b, -1, -x]\n", "a: [x] # comment\n", "a: {b: c d, e: f}\n", "a: ['one\n  two', b]\n",
        "a: {b:\n  c}\n",
        "a: [a#b, /x, ~, null]\n",
    ])
    func isRead(_ text: String) { #expect(Self.isReadAlike(Array(text.utf8), "listed"), "left to libyaml: \(text)") }

    /// What means something more, or nothing, is never read in another way than libyaml's.
    @Test(arguments: [
        "a: &x 1\nb: *x\n", "a: !!str 1\n", "<<: {a: 1}\n", "? a\n: b\n", "a: 1\na: 2\n", "{a: 1, a: 2}\n", "a:\tb\n",
        "\"a\\n\": 1\n", "- 'a''b': 1\n", "{'a''b': 1}\n",
        "\ta: 1\n", "a: 1\r\n",
        "%YAML 1.2\n---\na: 1\n", "a: 1\n...\n", "--- a\n", "text\n", "a: b: c\n", "a: 1\n b: 2\n",
        "a:\n    b: 1\n  c: 2\n", "- a\nb: 1\n",
        "a: 1\n- b\n", "a: 'x\n", "a: \"\\x41\"\n", "a: 'x' y\n", "a: [1, 2\n", "a: [1]]\n", "a: {b}\n", "a: [b: c]\n",
        "a: [1,]\n", "a: |2\n   x\n",
        "a: |\n   \n  x\n", "a: |\nb: 1\n", "a: @x\n", "a: %x\n", "a: `x\n", "a: one\n  two: 3\n", "a: .inf\n",
        "a: \u{2028}b\n", "a: b\u{85}c\n",
        "\u{FEFF}a: 1\n", "a: [x # y\n]\n", "a: |\n\tx\n", "a: 'x'#y\n", "- a\n  - b: 1\n c\n", ": 1\n", "a: ]\n",
        "a: }\n", "a: ,\n", "\"a\nb\": 1\n",
        "a: \"x\\\n  y\"\n", "a: {b: }\n", "{a: 1}: 2\n", "a:\n  b\n c: 1\n", "a: - b\n", "a: \"b\"c\n",
        "a: # x\n\tb\n", "a: one\n---\ntwo\n",
    ])
    func isLeftAlone(_ text: String) {
        for far in [String(repeating: " ", count: 1_100), String(repeating: "k", count: 1_100)] {
            for text in ["a\(far): 1\n", "v: {a\(far): 1}\n", "v: {\"a\"\(far): 1}\n"] {
                #expect(!Self.isReadAlike(Array(text.utf8), "a colon far behind its key"))
            }
        }
        #expect(!Self.isReadAlike(Array(text.utf8), "listed"), "was read: \(text)")
    }

    @Test func everyFileOfTheLibraryIsReadAlike() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../rules")
            .standardizedFileURL
        let files =
            FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
        let texts = try files.filter { $0.pathExtension == "yaml" }.map {
            ($0.lastPathComponent, [UInt8](try Data(contentsOf: $0)))
        }
        let read = texts.count { Self.isReadAlike($1, $0) }
        #expect(texts.count > 200)
        #expect(read * 100 >= texts.count * 95, "\(read) of \(texts.count) were read")
    }

    /// Texts that slipped: a fragment put in, or a piece taken out, at random places.
    @Test func slipsAreReadAlike() {
        var generator = SeededGenerator(seed: 231_126)
        var read = 0
        let rounds = Self.rounds
        for round in 0..<rounds {
            var text = Array((Self.bases.randomElement(using: &generator) ?? "").utf8)
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let start = Int.random(in: 0...text.count, using: &generator)
                let end = min(text.count, start + Int.random(in: 0...4, using: &generator))
                text.replaceSubrange(
                    start..<end, with: Array((Self.fragments.randomElement(using: &generator) ?? "").utf8))
            }
            read += Self.isReadAlike(text, "slip \(round)") ? 1 : 0
        }
        #expect(read > rounds / 20)
    }

    /// Lines of random indentation with random beginnings and ends.
    @Test func linesAtRandomAreReadAlike() {
        var generator = SeededGenerator(seed: 1_220)
        var read = 0
        let rounds = Self.rounds
        for round in 0..<rounds {
            var text = ""
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                text += String(
                    repeating: " ", count: [0, 0, 0, 1, 2, 2, 2, 3, 4].randomElement(using: &generator) ?? 0)
                for _ in 0..<Int.random(in: 0...3, using: &generator) {
                    text += Self.words.randomElement(using: &generator) ?? ""
                }
                text += Int.random(in: 0...30, using: &generator) == 0 ? "" : "\n"
            }
            read += Self.isReadAlike(Array(text.utf8), "lines \(round)") ? 1 : 0
        }
        #expect(read > rounds / 20)
    }

    /// `NORMA_YAML_TEXTS` asks for more.
    private static let rounds = ProcessInfo.processInfo.environment["NORMA_YAML_TEXTS"].flatMap { Int($0) } ?? 4_000

    private static let words = [
        "a: ", "b:", "c : ", "- ", "-", "- ", "x", "one two", "'q'", "\"d\"", "|", ">", ">-", "|+", "#", " # c", "[",
        "]", "[1, x]", "{", "}", "{k: v}", ",",
        ":", " ", "  ", "12", "true", "~", "'", "\"", "---", "...", "é", "?", "\\n", "key: value", "- item",
    ]

    private static let bases = [
        "a: 1\nb:\n  - c\n  - d: e\n    f: 'g h'\n  - \"i\\nj\"\nk: |\n  one\n   two\n\nl: >-\n  three\n  four\n\n  five\n",
        "- a: [1, x, {y: 'z'}]\n  b: {c: d, \"e\": [f]}\n-\n- - g\n  - h\n# comment\n- i: one\n    two\n\n    three\n  j: # k\n    l\n",
        "---\nkind: Deployment\nspec:\n  containers:\n  - name: x\n    args: [\"-a\", '--b=c']\n    env:\n    - name: A\n      value: \"1\"\n  - name: y\n"
            + "---\nkind: Service\nports:\n- 80\n- 443\n",
        "text: 'one\n  two\n\n  it''s'\nmore: \"a\n  b\\\\\"\nlit: |+\n\n  x\n    y\n\n\nfold: >\n  a\n  b\n   c\n  d\nend: ~\n",
    ]

    private static let fragments = [
        "'", "\"", "[", "]", "{", "}", ":", ": ", "- ", "-", "? ", "\t", "\n", "\n\n", "  ", " ", "    ", "&a ", "*a",
        "<<: ", "!x ", "|", ">-", ">", "|+",
        "#", " #", "%", "@", "---\n", "\n---\n", "...\n", "\\", "é", ",", "0x", ".inf", "~", "\n  ", "\n- ", "\n    x",
        "x: ", "''", "\\n",
    ]
}
