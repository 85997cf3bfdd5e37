import RuleSyntax
import SourceText
import Testing

@Suite struct DiagnosticPagesTests {
    @Test(arguments: SyntaxDiagnostics.allKinds)
    func theWrongExampleBringsItAboutAndTheRightOneDoesNot(_ kind: DiagnosticKind) {
        #expect(codes(kind.wrong) == [kind.code])
        #expect(codes(kind.right) == [])
    }

    @Test func codesAreUnique() {
        let codes = SyntaxDiagnostics.allKinds.map(\.code)
        #expect(Set(codes).count == codes.count)
        #expect(codes.allSatisfy { $0.hasPrefix("E10") || $0.hasPrefix("E11") })
    }

    @Test func theFourRulesParse() {
        let (file, diagnostics) = Parser.parse(SourceFile(name: "rules.norma", text: fourRules))
        #expect(diagnostics == [])
        #expect(file.rules.map(\.items.count) == [7, 7, 5, 4])
        #expect(file.defines.count == 1)
    }

    /// U+FFFD stands for a byte that is not UTF-8, which no page can hold.
    private func codes(_ text: String) -> [String] {
        let bytes = text.unicodeScalars.flatMap { $0 == "\u{FFFD}" ? [0xFF] : Array(String($0).utf8) }
        return Parser.parse(SourceFile(name: "page.norma", text: bytes)).diagnostics.map(\.kind.code)
    }
}
