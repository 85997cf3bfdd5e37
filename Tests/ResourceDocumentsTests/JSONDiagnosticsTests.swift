import ResourceDocuments
import SourceText
import Testing

@Suite struct JSONDiagnosticsTests {
    @Test(arguments: JSONDiagnostics.allKinds.filter { $0.medium == .json })
    func theWrongExampleBringsItAboutAndTheRightOneDoesNot(_ kind: DiagnosticKind) {
        #expect(codes(kind.wrong) == [kind.code])
        #expect(codes(kind.right) == [])
    }

    @Test func codesAreUniqueAndOfTheirHundred() {
        let codes = JSONDiagnostics.allKinds.map(\.code)
        #expect(Set(codes).count == codes.count)
        #expect(codes.allSatisfy { $0.hasPrefix("E20") })
    }

    private func codes(_ text: String) -> [String] {
        failure(of: Array(text.utf8)).map { [$0.kind.diagnosticKind.code] } ?? []
    }

    /// A wrong text, with the wrong part between « and ».
    struct Fault: CustomTestStringConvertible, Sendable {
        let marked: String
        let kind: DocumentError.Kind

        init(_ marked: String, _ kind: DocumentError.Kind) {
            self.marked = marked
            self.kind = kind
        }

        var testDescription: String { marked }
    }

    @Test(arguments: faults)
    func saysWhere(_ fault: Fault) throws {
        let parts = fault.marked.replacing("»", with: "«").split(separator: "«", omittingEmptySubsequences: false)
        try #require(parts.count == 3)
        let text = parts.joined()
        let error = try #require(failure(of: Array(text.utf8)))
        #expect(error.kind == fault.kind)
        #expect(error.offset == parts[0].utf8.count)
        #expect(error.length == parts[1].utf8.count)
    }

    private static let faults = [
        Fault("«»", .emptyText),
        Fault("«» \n", .emptyText),
        Fault("1 «2»", .trailingText),
        Fault("{}«]»", .trailingText),
        Fault("[]«,»", .trailingText),
        Fault("{} «{»}", .trailingText),
        Fault("[1,«,»2]", .valueExpected),
        Fault("[«,»1]", .valueExpected),
        Fault("«]»", .valueExpected),
        Fault(#"{"a":«}»"#, .valueExpected),
        Fault(#"{"a":«,»"b":1}"#, .valueExpected),
        Fault(#"{"a":«:»1}"#, .valueExpected),
        Fault("[«@»]", .unexpectedCharacter),
        Fault("[1«\u{B}»]", .unexpectedCharacter),
        Fault("«\u{A0}»{}", .unexpectedCharacter),
        Fault("[1«,»]", .trailingComma),
        Fault("[1«,» \n ]", .trailingComma),
        Fault(#"{"a":1«,»}"#, .trailingComma),
        Fault("[1«» 2]", .missingComma),
        Fault("[1«»\n\n  \"a\"]", .missingComma),
        Fault(#"{"a":1«» "b":2}"#, .missingComma),
        Fault(#"["a"«»"b"]"#, .missingComma),
        Fault(#"["a" «:» 1]"#, .missingComma),
        Fault(#"{"a":1«;» "b":2}"#, .missingComma),
        Fault("[1 «;» 2]", .missingComma),
        Fault(#"{"a"«» 1}"#, .missingColon),
        Fault(#"{"a"«=»1}"#, .missingColon),
        Fault(#"{"a"«,»"b"}"#, .missingColon),
        Fault(#"{"a"«»}"#, .missingColon),
        Fault("{«port»: 1}", .keyExpected),
        Fault("{«1»: 1}", .keyExpected),
        Fault("{«,»}", .keyExpected),
        Fault(#"{"a":1,«,»"b":1}"#, .keyExpected),
        Fault("{«null»: 1}", .keyExpected),
        Fault("[«'»a']", .wrongQuotes),
        Fault("{«'»a': 1}", .wrongQuotes),
        Fault("[«“»a”]", .wrongQuotes),
        Fault("«//» a\n1", .comment),
        Fault("[1, «/*» a */ 2]", .comment),
        Fault("[1 «#» one\n]", .comment),
        Fault("[«NaN»]", .bareWord),
        Fault("[«-Infinity»]", .bareWord),
        Fault("[«True»]", .bareWord),
        Fault("[«truex»]", .bareWord),
        Fault("[«nul»]", .bareWord),
        Fault("«tru»", .bareWord),
        Fault("«None»", .bareWord),
        Fault("[«tcp»]", .bareWord),
        Fault("[«\"abc»", .unclosedString),
        Fault("[«\"a key and a value»", .unclosedString),
        Fault("«\"»", .unclosedString),
        Fault("«\"\\\"»", .unclosedString),
        Fault("{«\"a»", .unclosedString),
        Fault("«[»", .unclosedList),
        Fault("«[»1", .unclosedList),
        Fault("«[»1,", .unclosedList),
        Fault("[«[»1], 2".replacing("[«[»1]", with: "«[»[1]"), .unclosedList),
        Fault("«{»", .unclosedMap),
        Fault(#"«{»"a""#, .unclosedMap),
        Fault(#"«{»"a":"#, .unclosedMap),
        Fault(#"«{»"a":1"#, .unclosedMap),
        Fault(#"«{»"a":1,"#, .unclosedMap),
        Fault("[1«}»", .mismatchedBracket),
        Fault(#"{"a":1«]»"#, .mismatchedBracket),
        Fault(#"{"a":[1«}»"#, .mismatchedBracket),
        Fault("[«}»", .mismatchedBracket),
        Fault("{«]»", .mismatchedBracket),
        Fault("[«01»]", .leadingZero),
        Fault("[«-007.5»]", .leadingZero),
        Fault("[«1.»]", .malformedNumber),
        Fault("[«.5»]", .malformedNumber),
        Fault("[«+1»]", .malformedNumber),
        Fault("[«-»]", .malformedNumber),
        Fault("[«1e»]", .malformedNumber),
        Fault("[«1e+»]", .malformedNumber),
        Fault("[«0x1F»]", .malformedNumber),
        Fault("[«1_000»]", .malformedNumber),
        Fault("[«1.2.3»]", .malformedNumber),
        Fault("«12abc»", .malformedNumber),
        Fault("[«1e1000000001»]", .exponentTooLarge),
        Fault("[«1e-99999999999999999999999»]", .exponentTooLarge),
        Fault("[\"a«\t»\"]", .controlCharacter),
        Fault("[\"a«\n»", .controlCharacter),
        Fault("[\"a long text, well past sixteen bytes«\u{0}»\"]", .controlCharacter),
        Fault("{\"a«\u{1F}»\":1}", .controlCharacter),
        Fault(#"["«\x»"]"#, .badEscape),
        Fault(#"["a«\u00»"]"#, .badEscape),
        Fault(#"["«\u12g4»"]"#, .badEscape),
        Fault(#"["«\é»"]"#, .badEscape),
        Fault("[\"«\\»\n\"]", .badEscape),
        Fault(#"["«\ud83d»"]"#, .loneSurrogate),
        Fault(#"["«\ud83d»\u0041"]"#, .loneSurrogate),
        Fault(#"["«\ude00»\ud83d"]"#, .loneSurrogate),
        Fault(#"{"«\ud800»":1}"#, .loneSurrogate),
        Fault("[1,«\u{FEFF}»2]", .misplacedByteOrderMark),
        Fault("\u{FEFF}«\u{FEFF}»1", .misplacedByteOrderMark),
    ]

    /// Each byte that breaks UTF-8, in a string, in a key and outside.
    @Test(
        arguments: [
            [0xFF], [0xC0, 0xAF], [0xC1, 0x81], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
            [0xF0, 0x8F, 0xBF, 0xBF],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80], [0xBF], [0xC3], [0xE2, 0x82],
            [0xF0, 0x9F, 0x98],
            [0xE2, 0x28, 0xA1], [0xF0, 0x28, 0x8C, 0xBC], [0xFE], [0xFC, 0x83, 0xBF, 0xBF, 0xBF, 0xBF],
        ] as [[UInt8]])
    func refusesWhatIsNotUTF8(_ bytes: [UInt8]) {
        for (before, after) in [
            ("[\"", "\"]"), ("[\"sixteen bytes and more: ", "\"]"), ("[\"\\n", "\"]"), ("{\"", "\": 1}"), ("[", "]"),
        ] {
            let error = failure(of: Array(before.utf8) + bytes + Array(after.utf8))
            #expect(error?.kind == .invalidUTF8)
            #expect(error?.offset == before.utf8.count)
        }
        // Cut off by the end of the text.
        #expect(failure(of: Array("\"".utf8) + bytes)?.kind == .invalidUTF8)
    }

    @Test func acceptsTheEdgesOfUTF8() {
        for scalar: Unicode.Scalar in [
            "\u{7F}", "\u{80}", "\u{7FF}", "\u{800}", "\u{D7FF}", "\u{E000}", "\u{FFFF}", "\u{10000}", "\u{10FFFF}",
        ] {
            let hexadecimal = Array(String(scalar).utf8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            #expect(reading(of: Array("\"\(scalar)\"".utf8)) == "s" + hexadecimal)
        }
    }

    @Test func quotesTheTextAndGivesTheCure() {
        let file = SourceFile(name: "a.json", text: "{\n  \"a\": 1,\n}\n")
        let diagnostic = failure(of: file.text)?.diagnostic(in: file)
        #expect(diagnostic?.message == "a comma stands behind the last member of a map")
        #expect(diagnostic?.primary?.place.position == SourcePosition(line: 2, column: 9))
        #expect(diagnostic?.hint == "remove the comma")
        #expect(diagnostic?.replacement == "")
    }

    @Test func aFaultOfALineStandsInItsFile() throws {
        let file = SourceFile(name: "a.jsonl", text: "{}\n{\"a\": nul}\n")
        let span = try #require(file.text.withUnsafeBufferPointer { Array(JSONLines($0)) }.last)
        #expect(throws: DocumentError.self) {
            try JSONParser.document(file, span: span, keys: KeyTable())
        }
        do {
            _ = try JSONParser.document(file, span: span, keys: KeyTable())
        } catch {
            let place = error.diagnostic(in: file, base: span.start).primary?.place
            #expect(place?.position == SourcePosition(line: 2, column: 7))
            #expect(place?.text == "nul")
        }
    }
}
