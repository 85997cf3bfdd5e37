import SourceText
import Testing

/// Every expectation was drawn by hand from the form in the language's design.
@Suite struct DiagnosticRendererTests {
    @Test func aDiagnosticHasItsPlaceAndItsCure() {
        let file = SourceFile(name: "rules/zone.norma", text: "rule r {\n  require a == 1\n}\n")
        let diagnostic = Diagnostic(
            DiagnosticKind("E1120", "", "", wrong: "", right: ""), at: place("==", in: file),
            "'==' is not a comparison here", hint: "write 'is'")
        #expect(
            DiagnosticRenderer().render(diagnostic) == """
                error[E1120]: '==' is not a comparison here
                    ┌─ rules/zone.norma:2:13
                  2 │   require a == 1
                    │             ^^
                  help: write 'is'

                """)
    }

    @Test func aDiagnosticWithoutAPlaceIsTwoLines() {
        let diagnostic = Diagnostic(
            DiagnosticKind("W5001", "", "", .command, wrong: "", right: ""), at: nil, "no rules", hint: "name a folder")
        #expect(DiagnosticRenderer().render(diagnostic) == "warning[W5001]: no rules\n  help: name a folder\n")
    }

    @Test func findingsJoinTheResourceAndTheRule() {
        let zones = SourceFile(name: "zones.yaml", text: "\n\n\n\n\n\n    min_tls_version: \"1.1\"\n")
        let rule = SourceFile(
            name: "tls.norma", text: "\n\n\n\n\n\n\n  require min_tls_version is one of tls_version\n")
        let excerpts = [
            Excerpt(place("\"1.1\"", in: zones), "min_tls_version is \"1.1\""),
            Excerpt(place("min_tls_version", in: rule)),
            Excerpt(place("is one of tls_version", in: rule), "false\n[\"1.2\", \"1.3\"], set by attachment prod-eu"),
        ]
        #expect(
            DiagnosticRenderer().render(excerpts: excerpts) == """
                    ┌─ zones.yaml:7:22
                  7 │     min_tls_version: "1.1"
                    │                      ^^^^^ min_tls_version is "1.1"
                    ┌─ tls.norma:8:11
                  8 │   require min_tls_version is one of tls_version
                    │           ^^^^^^^^^^^^^^^ ^^^^^^^^^^^^^^^^^^^^^ false
                    │                           ["1.2", "1.3"], set by attachment prod-eu

                """)
    }

    @Test func labelsOfOneLineNeverCross() {
        let file = SourceFile(name: "f", text: "alpha beta gamma")
        let excerpts = [
            Excerpt(place("alpha", in: file), "one", style: .secondary), Excerpt(place("beta", in: file), "two"),
            Excerpt(place("gamma", in: file), "three", style: .secondary),
        ]
        #expect(
            DiagnosticRenderer().render(excerpts: excerpts) == """
                    ┌─ f:1:7
                  1 │ alpha beta gamma
                    │ ----- ^^^^ ----- three
                    │ │     two
                    │ one

                """)
    }

    @Test func anInnerPlaceShowsInsideAnOuterOne() {
        let file = SourceFile(name: "f", text: "count(rules) is 1")
        let excerpts = [
            Excerpt(place("count(rules)", in: file), "outer"),
            Excerpt(place("rules", in: file), "inner", style: .secondary),
        ]
        #expect(
            DiagnosticRenderer().render(excerpts: excerpts) == """
                    ┌─ f:1:1
                  1 │ count(rules) is 1
                    │ ^^^^^^-----^
                    │ │     inner
                    │ outer

                """)
    }

    @Test func linesAreInOrderAndGapsAreShown() {
        let file = SourceFile(name: "f", text: (1...12).map { "line\($0)" }.joined(separator: "\n"))
        let excerpts = [
            Excerpt(place("line12", in: file)), Excerpt(place("line9", in: file), style: .secondary),
            Excerpt(place("line8", in: file), style: .secondary),
        ]
        #expect(
            DiagnosticRenderer().render(excerpts: excerpts) == """
                     ┌─ f:12:1
                   8 │ line8
                     │ -----
                   9 │ line9
                     │ -----
                     ·
                  12 │ line12
                     │ ^^^^^^

                """)
    }

    @Test(arguments: [
        ("\tab X", "    ab X", 7), ("  \tX", "    X", 4),  // tabs go to the next fourth column
        ("日本 X", "日本 X", 5), ("e\u{301} X", "e\u{301} X", 2), ("한글X", "한글X", 4), ("🎉X", "🎉X", 2),
        ("a\u{1B}[31mX", "a␛[31mX", 6), ("\u{202E}X", "‹U+202E›X", 8), ("\u{7F}\u{85}X", "␡‹U+0085›X", 9),
        ("\u{0}X", "␀X", 1), ("zero\u{200B}X", "zero‹U+200B›X", 12),
    ])
    func theCaretStandsUnderTheText(_ text: String, _ shown: String, _ column: Int) {
        let file = SourceFile(name: "f", text: text)
        let lines = DiagnosticRenderer().render(excerpts: [Excerpt(place("X", in: file))]).split(separator: "\n")
        #expect(lines[1] == "  1 │ \(shown)")
        #expect(lines[2] == "    │ " + String(repeating: " ", count: column) + "^")
    }

    @Test func bytesThatAreNotUTF8AreShownAsSuch() {
        let file = SourceFile(name: "f", text: [0xFF, 0xC3, 0x58])
        let excerpt = Excerpt(SourcePlace(file, SourceSpan(2, 3)))
        #expect(DiagnosticRenderer().render(excerpts: [excerpt]).hasSuffix("1 │ \u{FFFD}\u{FFFD}X\n    │   ^\n"))
    }

    @Test func namesAndLabelsOfOthersCannotReachTheTerminal() {
        let file = SourceFile(name: "a\u{1B}]0;\u{7}\nb", text: "X")
        let text = DiagnosticRenderer().render(excerpts: [Excerpt(place("X", in: file), "is \u{9B}1m\u{2067}")])
        #expect(text.hasPrefix("    ┌─ a␛]0;␇␊b:1:1\n"))
        #expect(text.hasSuffix("^ is ‹U+009B›1m‹U+2067›\n"))
    }

    @Test func aSpanOfSeveralLinesIsMarkedOnItsFirst() {
        let file = SourceFile(name: "f", text: "all {\n  a\n}")
        let excerpt = Excerpt(SourcePlace(file, SourceSpan(4, 11)))
        #expect(DiagnosticRenderer().render(excerpts: [excerpt]).hasSuffix("1 │ all {\n    │     ^\n"))
    }

    @Test func emptyPlacesAndTheEndOfTheTextHaveACaret() {
        let file = SourceFile(name: "f", text: "ab\n")
        for (offset, ending) in [(2, "1 │ ab\n    │   ^\n"), (3, "2 │\n    │ ^\n"), (99, "2 │\n    │ ^\n")] {
            let excerpt = Excerpt(SourcePlace(file, .empty(at: offset)))
            #expect(DiagnosticRenderer().render(excerpts: [excerpt]).hasSuffix(ending))
        }
    }

    @Test func longLinesAreCutAroundEachPlace() {
        let line = String(repeating: "a", count: 500) + "X" + String(repeating: "b", count: 500) + "Y"
        let file = SourceFile(name: "f", text: line)
        let renderer = DiagnosticRenderer(options: .init(width: 36))
        let text = renderer.render(excerpts: [Excerpt(place("X", in: file)), Excerpt(place("Y", in: file))])
        #expect(
            text == """
                    ┌─ f:1:501
                  1 │ …aaaaaaaaaaXbbbbbbbbbbbbbbbbb…
                    │            ^
                  1 │ …bbbbbbbbbbY
                    │            ^

                """)
    }

    @Test func ofALineOfManyMegabytesLittleIsShown() {
        let file = SourceFile(name: "f", text: [UInt8](repeating: 0x61, count: 4_000_000))
        let excerpt = Excerpt(SourcePlace(file, SourceSpan(3_000_000, 3_999_999)))
        #expect(DiagnosticRenderer().render(excerpts: [excerpt]).utf8.count < 1000)
    }

    @Test func coloursStandOnlyWhereAsked() {
        let file = SourceFile(name: "f", text: "X")
        let diagnostic = Diagnostic(
            DiagnosticKind("E1", "", "", wrong: "", right: ""), at: place("X", in: file), "bad")
        let coloured = DiagnosticRenderer(options: .init(colour: true)).render(diagnostic)
        #expect(coloured.hasPrefix("\u{1B}[1;31merror[E1]\u{1B}[0m"))
        #expect(coloured.contains("\u{1B}[1;31m^\u{1B}[0m"))
        #expect(!DiagnosticRenderer().render(diagnostic).contains("\u{1B}"))
    }

    /// The first place where `text` stands.
    private func place(_ text: String, in file: SourceFile) -> SourcePlace {
        let bytes = Array(text.utf8)
        let start = file.text.indices.first { file.text[$0...].starts(with: bytes) } ?? 0
        return SourcePlace(file, SourceSpan(start, start + bytes.count))
    }
}
