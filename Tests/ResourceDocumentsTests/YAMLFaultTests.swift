import ResourceDocuments
import SourceText
import Testing

@Suite struct YAMLFaultTests {
    /// U+FFFD stands for a byte that is not UTF-8.
    @Test(arguments: DiagnosticKind.allYAMLKinds)
    func theWrongExampleBringsItAboutAndTheRightOneDoesNot(_ kind: DiagnosticKind) {
        func codes(_ text: String) -> [String] {
            let bytes = text.unicodeScalars.flatMap { $0 == "\u{FFFD}" ? [0xFF] : Array(String($0).utf8) }
            return YAMLReader.documents(SourceFile(name: "page.yaml", text: bytes), keys: KeyTable()).diagnostics.map(
                \.kind.code)
        }
        #expect(codes(kind.wrong) == [kind.code])
        #expect(codes(kind.right) == [])
    }

    /// Small maps and large ones are looked through in different ways.
    @Test(arguments: [2, 16, 17, 40])
    func aKeyThatOccursTwiceIsFoundInMapsOfAnySize(_ count: Int) {
        let lines = (1..<count).map { "k\($0): \($0)\n" }
        func found(_ text: String) -> [String] {
            let read = YAMLReader.documents(SourceFile(name: "page.yaml", text: text), keys: KeyTable())
            return read.diagnostics.map { "\($0.kind.code) \($0.primary?.place.text ?? "")" }
        }
        #expect(found(lines.joined() + "k0: 0\n") == [])
        #expect(found(lines.joined() + "k1: 0\n") == ["E2120 k1"])
    }

    @Test func codesAreUnique() {
        let codes = DiagnosticKind.allYAMLKinds.map(\.code)
        #expect(Set(codes).count == codes.count)
        #expect(codes == codes.sorted())
        #expect(codes.allSatisfy { $0.hasPrefix("E21") })
    }

    /// The code, what is underlined, and the cure that must be named.
    @Test(arguments: [
        ("a:\n\tb: 1\n", "E2103", "\t", "spaces"),
        ("a: 1\n\tb: 2\n", "E2103", "\t", "spaces"),
        ("- a\n-\tb: 1\n\tc: 2\n", "E2103", "\t", "spaces"),
        ("a: 'open\nb: 2\n", "E2104", "'", "quote"),
        ("a: \"open\n---\nb: 2\n", "E2104", "\"", "quote"),
        ("a: \"\\d+\"\n", "E2105", "\\d", "single quotes"),
        ("a: \"\\u12\"\n", "E2105", "\\u12", "single quotes"),
        ("{a: [1, {\"x\\u", "E2105", "\\u", "single quotes"),
        ("a: \"\\", "E2105", "\\", "single quotes"),
        ("a: \"x\\uD83D\\uDE00\"\n", "E2105", "\\uD83D", "eight digits"),
        ("a: [1, 2\nb: 3\n", "E2106", ":", "']'"),
        ("a: [1, 2\n", "E2106", "", "']'"),
        ("a: {b: 1\nc: 2\n", "E2106", ":", "'}'"),
        ("a: [1, 2}\n", "E2106", "}", "']'"),
        ("a: 1\nb c\n", "E2107", "b c", "key: value"),
        ("a: 1\nb:2\nc: 3\n", "E2108", ":", "key: value"),
        ("a:1\nb: 2\n", "E2108", ":", "key: value"),
        ("- a:1\n  b: 2\n", "E2108", ":", "key: value"),
        ("a: b: c\n", "E2109", ":", "quotes"),
        ("a: see http://x: y\n", "E2109", ":", "quotes"),
        ("a: b\n  c: d\n", "E2111", ":", "indent"),
        ("a:\n    b: 1\n  c: 2\n", "E2111", "c", "indent"),
        ("a:\n  - 1\n - 2\n", "E2111", "-", "indent"),
        ("- 1\nb: 2\n", "E2111", "b", "- "),
        ("a: \"x\" y\n", "E2112", "y", "quotes"),
        ("a: [1] y\n", "E2112", "y", "quotes"),
        ("a: - b\n", "E2113", "-", "own line"),
        ("a: @b\n", "E2110", "@", "quotes"),
        ("a: `b`\n", "E2110", "`", "quotes"),
        ("a: %b\n", "E2110", "%", "quotes"),
        ("a: [1, , 2]\n", "E2114", ",", "value"),
        ("a: *b\n", "E2117", "*b", "&b"),
        ("x: &base 1\na: *bose\n", "E2117", "*bose", "*base"),
        ("a: *\n", "E2110", "*", "quotes"), ("a: *.instance\n", "E2110", "*", "quotes"),
        ("a: &\n", "E2110", "&", "quotes"),
        ("%FOO\n---\na\n", "E2115", "%", "quotes"), ("<<: *a\n", "E2117", "*a", "&a"),
        ("a: 1\nb: 2\na: 3\n", "E2120", "a", "remove"),
        ("a: {1: x, '1': y}\n", "E2120", "'1'", "remove"),
        ("a: &m {}\nb:\n  <<: *m\n  <<: *m\n", "E2120", "<<", "list"),
        ("[1]: a\n", "E2121", "[1]", "quotes"),
        ("? {a: 1}\n: b\n", "E2121", "{a: 1}", "quotes"),
        ("a: &m [1]\n*m : b\n", "E2121", "*m", "quotes"),
        ("a: !Ref b\n", "E2122", "!Ref", "!!str"),
        ("a: !!binary aGk=\n", "E2122", "!!binary", "!!str"),
        ("a: !!map [1]\n", "E2122", "!!map", "!!str"),
        ("!x a: 1\n", "E2122", "!x", "!!str"),
        ("a: !!int 1.5\n", "E2123", "1.5", "12"),
        ("a: !!bool 'yes'\n", "E2123", "'yes'", "true"),
        ("a: !!null x\n", "E2123", "x", "null"),
        ("a: .inf\n", "E2124", ".inf", "quotes"),
        ("a: -.Inf\n", "E2124", "-.Inf", "quotes"),
        ("a: [.nan]\n", "E2124", ".nan", "quotes"),
        ("a: 7e54298765432\n", "E2124", "7e54298765432", "quotes"),
        ("a: {<<: 1}\n", "E2125", "1", "map"),
        ("a: {<<: [{}, 2]}\n", "E2125", "2", "map"),
    ])
    func aFaultHasItsPlaceAndItsCure(_ text: String, _ code: String, _ underlined: String, _ cure: String) throws {
        let (documents, diagnostics) = YAMLReading.read(text)
        #expect(documents.isEmpty)
        #expect(diagnostics.map(\.kind.code) == [code], "\(diagnostics.map(\.message))")
        let diagnostic = try #require(diagnostics.first)
        #expect(diagnostic.primary?.place.text == underlined, "\(diagnostic.message)")
        #expect(diagnostic.hint?.contains(cure) == true, "\(diagnostic.hint ?? "no hint")")
        #expect(!diagnostic.message.hasSuffix("."))
        #expect(diagnostic.message.first?.isUppercase != true)
    }

    @Test(arguments: [
        ("a: 1\nb: \u{0}\n", "E2102", 8), ("a: \u{1B}[2J\n", "E2102", 3), ("a: \u{9B}2J\n", "E2102", 3),
        ("\u{7F}", "E2102", 0), ("a: \u{FFFE}", "E2102", 3),
    ])
    func controlCharactersAreRefused(_ text: String, _ code: String, _ offset: Int) {
        let found = YAMLReading.read(text).diagnostics
        #expect(found.map(\.kind.code) == [code])
        #expect(found.first?.primary?.place.span.start == offset)
    }

    @Test func onlyUTF8IsRead() {
        for bytes: [UInt8] in [
            [0x61, 0x3A, 0x20, 0xFF], [0x61, 0x3A, 0x20, 0xC3], [0x61, 0x3A, 0x20, 0xED, 0xA0, 0x80],
        ] {
            let found = YAMLReader.documents(SourceFile(name: "x.yaml", text: bytes), keys: KeyTable()).diagnostics
            #expect(found.map(\.kind.code) == ["E2101"])
            #expect(found.first?.primary?.place.span.start == 3)
        }
    }

    /// A fault of the meaning costs its own document only; one of the syntax ends the text, what stands before is kept.
    @Test func theOtherDocumentsAreRead() {
        let meaning = YAMLReading.read("a: 1\n---\nb: .inf\nc: !Ref d\n---\ne: 2\n")
        #expect(meaning.documents.map { $0.root.entries.map(\.key) } == [["a"], ["e"]])
        #expect(meaning.diagnostics.map(\.kind.code) == ["E2124", "E2122"])
        let syntax = YAMLReading.read("a: 1\n---\nb: 'x\n---\ne: 2\n")
        #expect(syntax.documents.map { $0.root.entries.map(\.key) } == [["a"]])
        #expect(syntax.diagnostics.map(\.kind.code) == ["E2104"])
    }

    @Test func aFaultBehindAnAliasIsToldOnce() {
        #expect(YAMLReading.codes("a: &x .inf\nb: *x\nc: [*x, *x]\n") == ["E2124"])
    }

    @Test func manyFaultsAreCut() {
        let text = (0..<1_000).map { "k\($0): *a\($0)\n" }.joined()
        #expect(YAMLReading.codes(text).count == 50)
    }
}
