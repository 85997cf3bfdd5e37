import SourceText
import Testing

@testable import RuleTracer

/// A part of a rule in one line.
@Suite struct RuleTextTests {
    @Test(arguments: [
        ("a is 1", "a is 1"), ("a  is\n\t 1", "a is 1"),
        ("every r in rules\r\n  satisfies r is 1", "every r in rules satisfies r is 1"),
        ("a # why\n  is 1 # because", "a is 1"), ("a is \"x  # y\"", "a is \"x  # y\""),
        ("a is \"x \\\" # y\\\\\" # z", "a is \"x \\\" # y\\\\\""), ("# first\na#b", "a#b"),
        ("\u{e9}  is  \u{1f600}", "\u{e9} is \u{1f600}"),
        ("", ""),
    ])
    func spaceAndCommentsAreTakenOut(_ written: String, _ line: String) {
        let file = SourceFile(name: "r.norma", text: "(\(written))")
        #expect(RuleText.line(SourcePlace(file, SourceSpan(1, 1 + written.utf8.count))) == line)
    }

    @Test func aLongTextIsCut() {
        let file = SourceFile(name: "r.norma", text: String(repeating: "\u{e9}", count: 200))
        let line = RuleText.line(SourcePlace(file, SourceSpan(0, 400)))
        #expect(line == String(repeating: "\u{e9}", count: 120) + "\u{2026}")
    }
}
