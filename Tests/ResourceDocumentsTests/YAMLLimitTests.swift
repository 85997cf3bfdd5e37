import ResourceDocuments
import SourceText
import Testing

@Suite struct YAMLLimitTests {
    @Test func nestingIsLimited() {
        let limit = DocumentLimits.default.maximumDepth
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(YAMLReading.codes(nested(limit)) == [])
        #expect(YAMLReading.codes(nested(limit + 1)) == ["E2116"])
        #expect(YAMLReading.codes(nested(100_000)) == ["E2116"])
        #expect(YAMLReading.codes(String(repeating: "[", count: 100_000)) == ["E2116"])
        #expect(YAMLReading.codes(String(repeating: "{a: ", count: 100_000)) == ["E2116"])
        #expect(YAMLReading.codes(String(repeating: "- ", count: 100_000)) == ["E2116"])
        #expect(YAMLReading.codes((0..<600).map { String(repeating: " ", count: $0) + "a:\n" }.joined()) == ["E2116"])
        #expect(YAMLReading.codes(nested(1_200)) == ["E2116"])
        #expect(
            YAMLReading.read(nested(1_024), limits: DocumentLimits(maximumDepth: 5_000)).diagnostics.map(\.kind.code)
                == ["E2116"])
    }

    /// Each line puts a list around the one before: shallow to write, deep once it is expanded.
    @Test func aliasesDoNotNestDeeper() {
        func chain(_ count: Int) -> String {
            "- &a0 []\n" + (1..<count).map { "- &a\($0) [*a\($0 - 1)]\n" }.joined()
        }
        let limit = DocumentLimits.default.maximumDepth
        #expect(YAMLReading.codes(chain(limit - 1)) == [])
        #expect(YAMLReading.codes(chain(limit)) == ["E2116"])
    }

    /// Nine lists of nine of the list before: 9^9 values from a few hundred bytes.
    private static func bomb(_ levels: Int) -> String {
        (0..<levels).map { level in
            let elements = Array(repeating: level == 0 ? "x" : "*a\(level - 1)", count: 9).joined(separator: ", ")
            return "a\(level): &a\(level) [\(elements)]\n"
        }.joined()
    }

    @Test func aliasBombsAreRefused() throws {
        let found = YAMLReading.read(Self.bomb(9)).diagnostics
        #expect(found.map(\.kind.code) == ["E2119"])
        #expect(found.first?.primary?.place.text.hasPrefix("*a") == true)
        #expect(YAMLReading.codes(Self.bomb(200)) == ["E2119"])
        #expect(YAMLReading.codes(Self.bomb(5)) == [])
    }

    /// In a key, where whoever hashes keys would expand it.
    @Test func aliasBombsInKeysAreRefused() {
        #expect(YAMLReading.codes(Self.bomb(5) + "? *a4\n: 1\n") == ["E2121"])
        #expect(YAMLReading.codes(Self.bomb(40) + "? *a39\n: 1\n? *a39\n: 2\n") == ["E2119"])
    }

    @Test func aliasBombsOfTextAreRefused() {
        let text =
            "a: &a \"\(String(repeating: "x", count: 1_000_000))\"\nb: [\(Array(repeating: "*a", count: 100).joined(separator: ", "))]\n"
        #expect(YAMLReading.codes(text) == ["E2119"])
    }

    @Test func mergeBombsAreRefused() {
        let lines = (1..<60).map { "a\($0): &a\($0) {<<: [*a\($0 - 1), *a\($0 - 1)], k\($0): 1}\n" }.joined()
        #expect(YAMLReading.codes("a0: &a0 {k: 1}\n" + lines) == ["E2119"])
        #expect(
            YAMLReading.codes("a0: &a0 {k: 1}\n" + lines.split(separator: "\n").prefix(8).joined(separator: "\n")) == []
        )
    }

    /// The limit is on what aliases multiply: a long document without any is only as long as its text.
    @Test func aLongDocumentIsNoBomb() {
        let limits = DocumentLimits(maximumNodes: 100)
        let list = Array(repeating: "1", count: 1_000).joined(separator: ", ")
        #expect(YAMLReading.read("[\(list)]", limits: limits).diagnostics == [])
        #expect(YAMLReading.read("a: &a [\(list)]\nb: *a\n", limits: limits).diagnostics.map(\.kind.code) == ["E2119"])
    }

    @Test func aLargeTextIsRefused() {
        let found = YAMLReading.read("a: 12345678\n", limits: DocumentLimits(maximumBytes: 10)).diagnostics
        #expect(found.map(\.kind.code) == ["E2025"])
    }

    @Test func aLongHexadecimalNumberIsRefused() {
        #expect(YAMLReading.codes("a: 0x1" + String(repeating: "0", count: 255)) == [])
        #expect(YAMLReading.codes("a: 0x1" + String(repeating: "0", count: 256)) == ["E2124"])
    }

    @Test func directivesAreCounted() {
        func directives(_ count: Int) -> String { (0..<count).map { "%TAG !t\($0)! x\n" }.joined() + "---\na: 1\n" }
        #expect(YAMLReading.codes(directives(100)) == [])
        #expect(YAMLReading.codes(directives(1_000_000)) == ["E2115"])
        let table = (0..<200).map { "%\($0)\na: 1\n" }.joined()
        #expect(YAMLReading.codes("x: |\n  " + table.replacing("\n", with: "\n  ")) == [])
    }

    /// Long keys, long lines, many anchors: each in the time of its length.
    @Test func takesTheTimeOfItsLength() {
        #expect(YAMLReading.codes(String(repeating: "x", count: 2_000_000)) == [])
        #expect(YAMLReading.codes("[" + String(repeating: "a, ", count: 200_000) + "]") == [])
        #expect(YAMLReading.codes("é: [" + String(repeating: "ü, ", count: 200_000) + "]") == [])
        #expect(YAMLReading.codes((0..<50_000).map { "k\($0): &a\($0) \($0)\n" }.joined()) == [])
    }
}
