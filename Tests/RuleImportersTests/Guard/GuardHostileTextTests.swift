import Foundation
import ResourceDocuments
import RuleImporters
import RulePacks
import RuleSyntax
import SourceText
import TestSupport
import Testing

/// No text crashes the importer, and whatever is written of it is a rule file without a fault, laid out.
@Suite struct GuardHostileTextTests {
    private static let seed: UInt64 = 0x6EA4_D001

    @Test func truncatedAndRandomTextsAreSurvived() throws {
        let sample = ProjectFolder.root.appending(path: "Tests/RuleImportersTests/Guard/Samples/constructs.guard")
        let text = try Array(Data(contentsOf: sample))
        let words = Self.words(of: text)
        var random = SeededGenerator(seed: Self.seed)
        var written = 0
        for round in 0..<150 {
            let bytes: [UInt8] =
                switch round % 3 {
                case 0: Array(text.prefix(Int.random(in: 0...text.count, using: &random)))
                case 1: Self.withoutSomeWords(words, &random)
                default: Self.randomWords(words, &random)
                }
            let source = SourceFile(name: "r.guard", text: bytes)
            let imported = GuardImporter.importFile(source)
            guard let output = imported.text else { continue }
            written += 1
            let faults = Self.faults(of: output)
            #expect(
                faults.isEmpty,
                "seed \(Self.seed), round \(round): \(faults)\n\(String(decoding: bytes, as: UTF8.self))\n\(output)")
            if !faults.isEmpty { return }
        }
        #expect(written > 60)
    }

    /// What `norma check` and `norma fmt --check` would say.
    private static func faults(of text: String) -> [String] {
        let library = PackLoader.load(["r.norma"], from: ImportedFiles(texts: ["r.norma": text]), keys: KeyTable())
        let formatted = RuleSyntax.Formatter.format(Parser.parse(SourceFile(name: "r.norma", text: text)).file)
        return library.diagnostics.filter(\.isError).map(\.message) + (formatted == text ? [] : ["it is not laid out"])
    }

    private static func words(of text: [UInt8]) -> [[UInt8]] {
        text.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false).map { Array($0) }
    }

    private static func withoutSomeWords(_ words: [[UInt8]], _ random: inout SeededGenerator) -> [UInt8] {
        let rate = Int.random(in: 20...400, using: &random)
        let kept = words.filter { _ in Int.random(in: 0..<rate, using: &random) != 0 }
        return Array(kept.joined(separator: [UInt8(ascii: " ")]))
    }

    private static func randomWords(_ words: [[UInt8]], _ random: inout SeededGenerator) -> [UInt8] {
        var words = words
        for _ in 0..<Int.random(in: 1...40, using: &random) {
            let from = words.randomElement(using: &random) ?? []
            words[Int.random(in: words.indices, using: &random)] = from
        }
        let start = Int.random(in: words.indices, using: &random)
        return Array(words[start...].joined(separator: [UInt8(ascii: " ")]))
    }
}
