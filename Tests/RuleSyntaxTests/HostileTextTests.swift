import RuleSyntax
import SourceText
import TestSupport
import Testing

/// No text makes the parser, the formatter or the renderer crash or hang, and every place they name is in the text.
@Suite struct HostileTextTests {
    @Test func tokenSoup() {
        let words =
            Keyword.allCases.map(\.rawValue) + [
                "{", "}", "(", ")", "[", "]", ",", ".", ":", "=", "@", "*", "==", "!=", ">=", "=~", "&&", "||", "!",
                "+", "-",
                "/", "//", "/*", "\"a\"", "\"{x}\"", "\"{", "\"", "'", "'a'", "/x/i", "/x", "1", "-1", "1.5.2", "90d",
                "9x", "#",
                "\n", "\r\n", "\t", "\u{FEFF}", "\u{202E}", "é", "isn't", "x", "is.vpc", "[*]", "count(", "x[", "\\",
                "\0",
            ]
        var random = SeededGenerator(seed: 7)
        for _ in 0..<1000 {
            var text = Bool.random(using: &random) ? "rule r { require " : ""
            for _ in 0..<Int.random(in: 0...60, using: &random) {
                text += words[Int.random(in: words.indices, using: &random)]
                if Bool.random(using: &random) { text += " " }
            }
            survive(Array(text.utf8))
        }
    }

    @Test func truncationsAndMutationsOfValidRules() {
        var random = SeededGenerator(seed: 11)
        let bytes = Array(fourRules.utf8)
        for length in stride(from: 0, through: bytes.count, by: 3) { survive(Array(bytes[..<length])) }
        for _ in 0..<500 {
            var mutated = bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let index = Int.random(in: mutated.indices, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: mutated[index] = UInt8.random(in: 0...255, using: &random)
                case 1: mutated.remove(at: index)
                default: mutated.insert(mutated[Int.random(in: mutated.indices, using: &random)], at: index)
                }
            }
            survive(mutated)
        }
    }

    /// Ten times the text takes ten times the steps, and as much is said of it; what grows with the square takes a hundred times.
    @Test(arguments: [
        "(", "\"", "/", "{", "a.", "[1,", "require ", "é", "a and ", "\"{", "'", "all {", "1.", "\u{202E}", "if ", "}",
        "\nrule ", "\nrule r { ", "define f() =", "rule r { \"}\n", "\n  requier a", "\\",
    ])
    func stepsGrowWithLengthOnly(_ piece: String) {
        func effort(pieces: Int) -> Int {
            let steps = ReadingSteps()
            let text = "rule r { require " + String(repeating: piece, count: pieces)
            let (_, diagnostics) = Parser.parse(SourceFile(name: "long.norma", text: text), counting: steps)
            #expect(steps.count >= text.utf8.count)
            return diagnostics.reduce(steps.count) { $0 + $1.message.utf8.count + ($1.hint?.utf8.count ?? 0) }
        }
        let pieces = 3_000 / piece.utf8.count
        #expect(effort(pieces: pieces * 10) < effort(pieces: pieces) * 12)
    }

    private func survive(_ bytes: [UInt8]) {
        let source = SourceFile(name: "soup.norma", text: bytes)
        let (file, diagnostics) = Parser.parse(source)
        for diagnostic in diagnostics {
            let span = diagnostic.primary?.place.span ?? .empty(at: -1)
            #expect(span.start >= 0 && span.end <= bytes.count, "\(source.text(of: SourceSpan(0, bytes.count)))")
        }
        for diagnostic in diagnostics.prefix(3) {
            #expect(!DiagnosticRenderer().render(diagnostic).contains("\u{1B}"))
        }
        _ = Formatter.format(file)
    }
}
