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
        // What a resource brings about is shown by a command.
        let ruleKinds = (kinds + DiagnosticKind.schemaKinds).filter { $0.medium != .command }
        for kind in ruleKinds where !expected.contains(kind.code) {
            Issue.record("no case expects \(kind.code), \(kind.title)")
        }
    }

    /// Each construct is seen to pass, to fail, with data missing, with data of the wrong type, and empty.
    @Test func everyConstructIsAskedEverything() throws {
        let constructs = try Construct.all()
        var asked: [Construct: [ExpectedVerdict]] = [:]
        for languageCase in cases where languageCase.folder != "errors" {
            for (rule, verdicts) in Dictionary(grouping: languageCase.verdicts, by: \.rule) {
                for construct in Construct.used(in: languageCase.text(ofRule: rule), of: constructs) {
                    asked[construct, default: []] += verdicts
                }
            }
        }
        for construct in constructs {
            let lines = asked[construct] ?? []
            #expect(lines.contains { $0.verdict == .pass }, "\(construct) never passes")
            #expect(lines.contains { $0.verdict == .fail }, "\(construct) never fails")
            #expect(lines.contains { Self.isMissing($0) }, "\(construct) never misses anything")
            #expect(
                lines.contains { $0.causes?.contains("wrong type") ?? false }, "\(construct) never meets a wrong type")
            #expect(lines.contains { Self.isEmpty($0) }, "\(construct) is never asked of anything empty")
        }
    }

    /// Where absence is what is asked, it does not make the verdict unknown.
    private static func isMissing(_ expectation: ExpectedVerdict) -> Bool {
        expectation.causes?.contains("missing") ?? false || expectation.properties == "{}"
    }

    private static func isEmpty(_ expectation: ExpectedVerdict) -> Bool {
        ["\"\"", "[]", ": {}"].contains { expectation.properties.contains($0) }
    }
}

extension LanguageCase {
    /// The rule, and the defines beside it; the whole file for nil.
    fileprivate func text(ofRule name: String?) -> String {
        let file = Parser.parse(source).file
        let declarations = file.declarations.filter { declaration in
            if case .rule(let rule) = declaration, let name { rule.name.text == name } else { true }
        }
        return declarations.map { source.text(of: $0.span) }.joined(separator: "\n")
    }
}
