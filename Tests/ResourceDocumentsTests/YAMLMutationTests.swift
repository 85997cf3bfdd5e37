import ResourceDocuments
import SourceText
import TestSupport
import Testing

/// Texts that somebody's hand slipped over: each gives documents or faults, and all places lie in the text.
@Suite struct YAMLMutationTests {
    private static let fragments = [
        "'", "\"", "[", "]", "{", "}", ":", ": ", "- ", "-", "? ", "\t", "\n", "\r\n", "  ", "&a ", "*a", "*anchor",
        "<<: ", "!!int ", "!", "|", ">-", "#",
        " #", "%", "@", "`", "---\n", "...\n", "\\", "é", "\u{FEFF}", "\u{2028}", "\u{85}", ",", "0x", ".inf", "~",
    ]

    @Test func noTextStopsTheReader() {
        let seed: UInt64 = 1_202
        var generator = SeededGenerator(seed: seed)
        let original = Array(YAMLPlaceTests.text.unicodeScalars)
        var readable = 0
        for round in 0..<2_000 {
            var scalars = original
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let start = Int.random(in: 0...scalars.count, using: &generator)
                let end = min(scalars.count, start + Int.random(in: 0...4, using: &generator))
                let fragment = Self.fragments.randomElement(using: &generator) ?? ""
                scalars.replaceSubrange(start..<end, with: Array(fragment.unicodeScalars))
            }
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars)
            let source = SourceFile(name: "test.yaml", text: String(text))
            let (documents, diagnostics) = YAMLReader.documents(source, keys: KeyTable())
            readable += diagnostics.isEmpty ? 1 : 0
            let isWhole =
                diagnostics.allSatisfy { Self.isInside($0.primary?.place) && $0.hint != nil }
                && documents.allSatisfy { Self.arePlaced($0.root, .root, in: $0) }
            if !isWhole { Issue.record("seed \(seed), round \(round): \(String(text))") }
        }
        #expect(readable > 200 && readable < 1_800)
    }

    private static func isInside(_ place: SourcePlace?) -> Bool {
        guard let place else { return false }
        return place.span.start >= 0 && place.span.end <= place.file.text.count
    }

    /// Every value and key has a place in the text.
    private static func arePlaced(_ node: DocumentNode, _ path: DocumentPath, in document: Document) -> Bool {
        guard isInside(document.place(of: path)) else { return false }
        let elements = zip(0..., node.elements).allSatisfy {
            arePlaced($1, path.appending(.index($0)), in: document)
        }
        return elements
            && node.entries.allSatisfy { key, value in
                let member = path.appending(.key(key))
                return isInside(document.keyPlace(of: member)) && arePlaced(value, member, in: document)
            }
    }
}
