import RuleSyntax
import SourceText
import Testing

/// Every part of a tree knows the text it was read from.
@Suite struct SpanTests {
    @Test func partsOfAClauseCoverTheirText() throws {
        let source = SourceFile(
            name: "r", text: "rule r { require not some p, q in a.b[0], resources of k where p is 1 satisfies f(q) }")
        let rule = try #require(Parser.parse(source).file.rules.first)
        guard case .clause(let clause) = rule.items.first, case .not(let operand, _) = clause.condition,
            case .quantified(let quantified) = operand
        else { throw WrongTree() }
        #expect(source.text(of: clause.condition.span).hasPrefix("not some p"))
        #expect(source.text(of: quantified.quantifierSpan) == "some")
        #expect(source.text(of: quantified.variable.span) == "p")
        #expect(source.text(of: quantified.domain.span) == "a.b[0], resources of k")
        #expect(quantified.domain.sources.map { source.text(of: $0.span) } == ["a.b[0]", "resources of k"])
        #expect(quantified.filter.map { source.text(of: $0.span) } == "p is 1")
        #expect(source.text(of: quantified.span).hasSuffix("satisfies f(q)"))
    }

    @Test func valuesInAMessageStandInTheFile() throws {
        let source = SourceFile(
            name: "r", text: #"rule r { require a is 1 else "é \u00e9 {split(names, \",\")[0]} {b.c default \"x\"}" }"#)
        let rule = try #require(Parser.parse(source).file.rules.first)
        guard case .clause(let clause) = rule.items.first else { throw WrongTree() }
        let values = clause.message?.parts.compactMap { part -> String? in
            if case .expression(let value) = part { source.text(of: value.span) } else { nil }
        }
        #expect(values == [#"split(names, \",\")[0]"#, #"b.c default \"x\""#])
        guard case .text(let text) = clause.message?.parts.first else { throw WrongTree() }
        #expect(text == "é é ")
    }

    @Test func byteOrderMarkAndLineEndsAreAccepted() {
        let source = SourceFile(name: "r", text: "\u{FEFF}rule r {\r\n\ttitle \"t\"\r  for k # c\r\n}\n")
        let (file, diagnostics) = Parser.parse(source)
        #expect(diagnostics == [])
        #expect(file.rules.first?.items.map { source.text(of: $0.span) } == ["title \"t\"", "for k"])
        #expect(file.comments.map(\.text) == ["# c"])
    }

    private struct WrongTree: Error {}
}
