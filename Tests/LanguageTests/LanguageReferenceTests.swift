import Foundation
import RuleChecker
import TestSupport
import Testing

/// The reference that stands in the guide is the one that the grammar and the functions make.
///
/// `NORMA_WRITE_REFERENCE=1 swift test --filter LanguageReferenceTests` writes it anew.
@Suite struct LanguageReferenceTests {
    @Test func thePageIsUpToDate() throws {
        let page = try LanguageReference.page()
        let file = ProjectFolder.root.appending(path: LanguageReference.path)
        if ProcessInfo.processInfo.environment["NORMA_WRITE_REFERENCE"] != nil {
            try Data(page.utf8).write(to: file)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == page)
    }

    /// Nothing that the grammar has or that can be called is left out.
    @Test func nothingIsLeftOut() throws {
        let page = try LanguageReference.page()
        let grammar = try String(contentsOf: ProjectFolder.root.appending(path: "grammar/norma.ebnf"), encoding: .utf8)
        let productions = grammar.matches(of: #/(?m)^(\w+) +=/#).map(\.1)
        #expect(productions.count > 40)
        for production in productions { #expect(page.contains("\n\(production) "), "\(production)") }
        for function in BuiltinFunction.allCases {
            let row = page.split(separator: "\n").first { $0.hasPrefix("| `\(function.rawValue)` ") }
            #expect(row?.hasSuffix("| `` |") == false, "\(function)")
        }
    }
}
