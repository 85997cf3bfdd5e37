import Foundation
import ResourceDocuments
import ResourceReaders
import SourceText
import TestSupport
import Testing

/// No text makes a reader stop the process: what cannot be read is a diagnostic.
@Suite struct ReaderRobustnessTests {
    private func readEverything(_ name: String, _ text: [UInt8], by reader: String? = nil) {
        let reading = read([SourceFile(name: name, text: text)], reader: reader)
        for resource in reading.resources {
            _ = resource.document.nearestPlace(of: resource.propertiesPath)
            _ = shown(resource.propertiesNode)
        }
    }

    /// Of a long text some hundred prefixes.
    @Test(arguments: Fixture.all)
    func everyPrefixIsReadOrReported(_ fixture: Fixture) {
        for length in stride(from: 0, to: fixture.text.count, by: max(1, fixture.text.count / 200)) {
            readEverything(fixture.path, Array(fixture.text[..<length]))
        }
    }

    /// What is one format's document is another's nonsense.
    @Test(arguments: Fixture.all)
    func everyReaderReadsOrReportsEveryFixture(_ fixture: Fixture) {
        for reader in ReaderChoice.names { readEverything(fixture.path, fixture.text, by: reader) }
    }

    @Test(arguments: Fixture.all)
    func mutationsOfBytesAreReadOrReported(_ fixture: Fixture) {
        var generator = SeededGenerator(seed: 20_261_121)
        for _ in 0..<Self.count(for: fixture) {
            var text = fixture.text
            for _ in 0..<Int.random(in: 1...4, using: &generator) { Mutation.ofBytes(&text, using: &generator) }
            readEverything(fixture.path, text)
        }
    }

    /// Values change their types, nest deep, become huge; members and lines stand twice.
    @Test(arguments: Fixture.all)
    func mutationsOfValuesAreReadOrReported(_ fixture: Fixture) {
        var generator = SeededGenerator(seed: 20_261_122)
        for _ in 0..<Self.count(for: fixture) {
            var text = fixture.text
            for _ in 0..<Int.random(in: 1...3, using: &generator) { Mutation.ofValues(&text, using: &generator) }
            readEverything(fixture.path, text)
        }
    }

    private static func count(for fixture: Fixture) -> Int { max(20, min(120, 200_000 / max(1, fixture.text.count))) }

    @Test(arguments: Fixture.all)
    func otherEncodingsAreReadOrReported(_ fixture: Fixture) throws {
        let text = String(decoding: fixture.text, as: UTF8.self)
        for encoding in [String.Encoding.utf16, .utf16BigEndian, .utf16LittleEndian, .utf32] {
            readEverything(fixture.path, Array(try #require(text.data(using: encoding))))
        }
        readEverything(fixture.path, [0xEF, 0xBB, 0xBF] + fixture.text)
        readEverything(fixture.path, fixture.text.map { $0 == UInt8(ascii: "e") ? 0xE9 : $0 })
    }

    /// Everything in `../shared/corpus`, by what it holds and by every reader that is named.
    @Test func everyFileOfTheCorporaIsReadOrReported() throws {
        guard let folder = ProjectFolder.shared("corpus") else { return }
        let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        #expect(files.count > 300)
        for path in files.sorted() {
            guard let text = try? Array(Data(contentsOf: folder.appending(path: path))) else { continue }
            readEverything(path, text)
            for reader in text.count < 20_000 ? ReaderChoice.names : [] { readEverything(path, text, by: reader) }
        }
    }
}

/// Ways to spoil a text.
private enum Mutation {
    private static let alphabet = Array("{}[]\":,-.#!&*<>|'\\ \n\t0aZ$=\0".utf8) + [0xC3, 0xFF]

    static func ofBytes(_ text: inout [UInt8], using generator: inout SeededGenerator) {
        guard !text.isEmpty else { return }
        let index = Int.random(in: text.indices, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: text.remove(at: index)
        case 1: text.insert(alphabet.randomElement(using: &generator) ?? 0, at: index)
        case 2: text[index] = alphabet.randomElement(using: &generator) ?? 0
        // A whole stretch goes: a value changes its shape more often than by single bytes.
        default: text.removeSubrange(index..<min(text.count, index + Int.random(in: 1...40, using: &generator)))
        }
    }

    /// What no author means to write.
    private static let values = [
        "null", "true", "0", "-1", "1e999999999", String(repeating: "9", count: 400), "\"\"", "\"\\u0000\"", "[]", "{}",
        "[null]", "[[[]]]", "{\"a\": {\"a\": 1}}", "{\"Ref\": \"Ref\"}", "{\"Fn::If\": [1]}", "{\"Fn::Sub\": \"${\"}",
        "\"[parameters('a')]\"", "\"arn:aws:::::\"", "\"crn:v1:::::::::\"", "\"/subscriptions/\"",
        "\"AWS::S3::Bucket\"",
        String(repeating: "[", count: 600) + String(repeating: "]", count: 600),
        String(repeating: "{\"Fn::Not\": ", count: 300) + "1" + String(repeating: "}", count: 300),
    ]

    static func ofValues(_ text: inout [UInt8], using generator: inout SeededGenerator) {
        let marks = text.indices.filter { text[$0] == UInt8(ascii: ":") || text[$0] == UInt8(ascii: ",") }
        guard let mark = marks.randomElement(using: &generator) else { return }
        let rest = text[(mark + 1)...]
        let end = rest.firstIndex { ",}]\n".utf8.contains($0) } ?? text.endIndex
        switch Int.random(in: 0..<4, using: &generator) {
        // The member, or the line, stands twice.
        case 0: text.insert(contentsOf: Array(text[mark..<end]), at: end)
        // Two values change places.
        case 1:
            let other = marks.randomElement(using: &generator) ?? mark
            let otherEnd = text[(other + 1)...].firstIndex { ",}]\n".utf8.contains($0) } ?? text.endIndex
            text.replaceSubrange(mark + 1..<end, with: Array(text[other + 1..<otherEnd]))
        default:
            let value = values.randomElement(using: &generator) ?? "null"
            text.replaceSubrange(mark + 1..<end, with: Array(" \(value)".utf8))
        }
    }
}
