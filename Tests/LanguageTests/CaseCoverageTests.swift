import Foundation
import ResourceDocuments
import RuleChecker
import RuleSyntax
import SourceText
import Testing

/// The cases together ask everything that the language has.
@Suite struct CaseCoverageTests {
    private let cases: [LanguageCase]

    init() throws { cases = try CaseFolder.names.map { try CaseFolder.read($0) } }

    /// Each kind of diagnostic that a rule's text can bring about stands in a case.
    @Test func everyDiagnosticIsExpectedSomewhere() {
        let expected = Set(cases.flatMap(\.diagnostics).map(\.code))
        let kinds = SyntaxDiagnostics.allKinds + DiagnosticKind.nameKinds + DiagnosticKind.typeKinds
        for kind in kinds + DiagnosticKind.schemaKinds where !expected.contains(kind.code) {
            Issue.record("no case expects \(kind.code), \(kind.title)")
        }
    }

    /// Each construct is seen to pass, to fail, with data missing, with data of the wrong type, and empty.
    @Test(arguments: constructs)
    func everyConstructIsAskedEverything(_ construct: Construct) {
        let lines = cases.filter { $0.folder != "errors" && construct.isUsed(in: $0) }.flatMap(\.verdicts)
        #expect(lines.contains { $0.verdict == .pass }, "\(construct) never passes")
        #expect(lines.contains { $0.verdict == .fail }, "\(construct) never fails")
        #expect(lines.contains { Self.isMissing($0) }, "\(construct) never misses anything")
        #expect(lines.contains { $0.causes?.contains("wrong type") ?? false }, "\(construct) never meets a wrong type")
        #expect(lines.contains { Self.isEmpty($0) }, "\(construct) is never asked of anything empty")
    }

    /// Where absence is what is asked, it does not make the verdict unknown.
    private static func isMissing(_ expectation: ExpectedVerdict) -> Bool {
        expectation.causes?.contains("missing") ?? false || expectation.properties == "{}"
    }

    private static func isEmpty(_ expectation: ExpectedVerdict) -> Bool {
        ["\"\"", "[]", ": {}"].contains { expectation.properties.contains($0) }
    }

    /// A predicate, a quantifier or a function, by the words that a rule says it with.
    struct Construct: Sendable, CustomStringConvertible {
        let words: String

        var description: String { words }

        func isUsed(in languageCase: LanguageCase) -> Bool {
            let source = languageCase.source
            return (1...source.lineCount).contains { line in
                let text = source.text(of: source.span(ofLine: line))
                let spaced = " \(text) ".replacing("(", with: "( ").replacing(")", with: " )")
                return !text.hasPrefix("#") && spaced.contains(words)
            }
        }
    }

    static let constructs: [Construct] = (predicates.map { " \($0) " } + quantifiers.map { " \($0) " } + functions)
        .map(Construct.init)

    private static let predicates = [
        "is present", "is absent", "is empty", "is", "is not", "is one of", "is at least", "is at most", "is more than",
        "is less than", "is between", "is within", "overlaps", "is like", "is older than", "is newer than", "is a",
        "contains", "contains all of", "does not contain any of", "matches", "matches any of", "starts with",
        "ends with", "starts with any of", "does not contain", "does not match", "does not start with any of",
        "does not overlap",
    ]

    private static let quantifiers = ["every", "some", "no", "exactly 1", "at least 2", "at most 1"]

    private static let functions = BuiltinFunction.allCases.map { " \($0.rawValue)( " }
}
