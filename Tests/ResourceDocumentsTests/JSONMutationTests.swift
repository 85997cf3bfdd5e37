import ResourceDocuments
import SourceText
import TestSupport
import Testing

/// Random texts, whole and broken.
@Suite struct JSONMutationTests {
    private static let seed: UInt64 = 20_261_121

    /// Broken texts that Python accepts are accepted with the same value, and no other.
    @Test func agreesWithPythonOnMutatedTexts() throws {
        var random = RandomJSON(seed: Self.seed)
        var texts: [[UInt8]] = []
        for _ in 0..<20_000 { texts.append(random.mutated(random.text(depth: 4))) }
        let readings = texts.map { reading(of: $0) }
        guard let expected = try PythonJSON.readings(of: texts) else { return }
        var accepted = 0
        for (index, text) in texts.enumerated() {
            if expected[index] != "error" { accepted += 1 }
            #expect(
                readings[index] == expected[index],
                "seed \(Self.seed), text \(index): \(String(decoding: text, as: UTF8.self))")
        }
        // Both kinds must occur, or nothing was compared.
        #expect((2000...18000).contains(accepted), "accepted \(accepted)")
    }

    /// A text inside a larger buffer is read as if it stood alone, whatever follows it.
    @Test func readsAPrefixAsIfNothingFollowed() throws {
        var random = RandomJSON(seed: Self.seed &+ 1)
        var parser = JSONParser(keys: KeyTable())
        for round in 0..<300 {
            let text = random.text(depth: 4)
            // What follows looks like more of the same.
            let bytes = PaddedBytes(copying: text + text + [UInt8](repeating: UInt8(ascii: "]"), count: 600))
            for count in 0...text.count {
                let alone = Self.outcome { () throws(DocumentError) in
                    try text.withUnsafeBufferPointer { (all) throws(DocumentError) in
                        let word = try parser.parse(copying: UnsafeBufferPointer(rebasing: all[..<count]))
                        return (word, parser.view)
                    }
                }
                let inside = Self.outcome { () throws(DocumentError) in
                    (try parser.parse(UnsafeBufferPointer(rebasing: bytes.buffer[..<count])), parser.view)
                }
                #expect(alone == inside, "seed \(Self.seed), round \(round), first \(count) bytes")
            }
        }
    }

    /// Every fault lies inside the text and can be put in words.
    @Test func locatesEveryFault() {
        var random = RandomJSON(seed: Self.seed &+ 2)
        var kinds: Set<DocumentError.Kind> = []
        for round in 0..<20_000 {
            let text = random.mutated(random.text(depth: 3))
            guard let error = failure(of: text) else { continue }
            kinds.insert(error.kind)
            let isInside = error.offset >= 0 && error.length >= 0 && error.offset + error.length <= text.count
            #expect(isInside, "seed \(Self.seed), round \(round)")
            let diagnostic = error.diagnostic(in: SourceFile(name: "a.json", text: text))
            #expect(!diagnostic.message.isEmpty && diagnostic.kind == error.kind.diagnosticKind)
        }
        #expect(kinds.count >= 20, "\(kinds.count)")
    }

    private static func outcome(
        _ parse: () throws(DocumentError) -> (TapeWord, DocumentView)
    ) -> String {
        do {
            let (word, view) = try parse()
            return describe(word, view)
        } catch {
            return "\(error)"
        }
    }

    private static func describe(_ word: TapeWord, _ view: DocumentView) -> String {
        switch word.tag {
        case .array:
            "[" + (0..<word.low).map { describe(view.element(of: word, at: $0), view) }.joined(separator: ",") + "]"
        case .object, .objectWithDuplicates:
            "{"
                + (0..<word.low).map { index in
                    String(decoding: view.bytes(ofKey: view.key(of: word, at: index)), as: UTF8.self) + ":"
                        + describe(view.value(of: word, at: index), view)
                }.joined(separator: ",") + "}"
        case .string, .decodedString, .decimal: "\"" + String(decoding: view.bytes(of: word), as: UTF8.self)
        case .integer: "\(word.integer)"
        case .null, .false, .true: "\(word.tag)"
        case .key, .undetermined, .unknown, .resource, .list, .extra: "never"
        }
    }
}
