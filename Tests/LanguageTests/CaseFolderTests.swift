import Foundation
import ResourceDocuments
import SourceText
import TestSupport
import Testing

/// What holds of the cases together.
@Suite struct CaseFolderTests {
    private let cases: [LanguageCase]

    init() throws { cases = try CaseFolder.names.map { try CaseFolder.read($0) } }

    @Test func thereAreManyAndMostAreAboutErrors() {
        let folders = Dictionary(grouping: cases, by: \.folder).mapValues(\.count)
        #expect(cases.count >= 300)
        #expect(folders.max { $0.value < $1.value }?.key == "errors")
        #expect(folders["errors"] ?? 0 >= 120)
    }

    @Test func noTwoDifferOnlyInNamesOrLiterals() {
        let shapes = Dictionary(grouping: cases) { CaseShape($0.source) }
        for alike in shapes.values where alike.count > 1 {
            Issue.record("of one shape: \(alike.map(\.name).sorted().joined(separator: ", "))")
        }
    }

    @Test func errorsExpectDiagnosticsAndAllOthersVerdicts() {
        for languageCase in cases {
            if languageCase.folder == "errors" {
                #expect(!languageCase.diagnostics.isEmpty, "\(languageCase.name)")
            } else {
                #expect(languageCase.verdicts.count > 0, "\(languageCase.name)")
            }
        }
    }

    /// The first line of a case in `scc/` quotes the phrases with which its operator is said; the rule below uses each.
    @Test func everyOperatorOfSCCHasItsPhrase() throws {
        let operators = cases.filter { $0.folder == "scc" }
        #expect(operators.map { $0.name.dropFirst(4) } == Self.operators.map { $0[...] })
        for languageCase in operators {
            let text = String(decoding: languageCase.source.text, as: UTF8.self)
            let end = try #require(text.firstIndex(of: "\n"))
            let header = text[..<end]
            #expect(header.contains("SCC's \(languageCase.name.dropFirst(4)) "), "\(languageCase.name)")
            let phrases = header.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
                .filter { $0.offset % 2 == 1 }.map(\.element)
            for phrase in phrases {
                #expect(text[end...].contains(" \(phrase)"), "\(languageCase.name) does not use '\(phrase)'")
            }
            #expect(!phrases.isEmpty)
            let verdicts = Set(languageCase.verdicts.map(\.verdict))
            #expect(verdicts.isSuperset(of: [.pass, .fail]), "\(languageCase.name)")
        }
    }

    @Test func theOperatorsAreThoseOfItsDocumentation() throws {
        guard let facts = ProjectFolder.shared("facts/scc.md") else { return }
        let lines = try String(contentsOf: facts, encoding: .utf8).split(separator: "\n")
        let section = lines.drop { !$0.hasPrefix("### 2.4 ") }.dropFirst().prefix { !$0.hasPrefix("### ") }
        let cells = section.filter { $0.hasPrefix("|") }.compactMap { $0.split(separator: "|").first }
        let named = cells.flatMap { $0.matches(of: #/[a-z]+(?:_[a-z]+)+/#).map { String($0.output) } }
        #expect(named.sorted() == Self.operators)
    }

    /// In the order of their names.
    private static let operators = [
        "days_less_than", "ips_equals", "ips_in_range", "ips_not_equals", "is_empty", "is_false", "is_not_empty",
        "is_true", "num_equals", "num_greater_than", "num_greater_than_equals", "num_less_than",
        "num_less_than_equals", "num_not_equals", "string_contains", "string_equals", "string_match",
        "string_not_contains", "string_not_equals", "string_not_match", "strings_allowed", "strings_in_list",
        "strings_required",
    ]
}
