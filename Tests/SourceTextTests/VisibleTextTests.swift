import SourceText
import Testing

/// What stands in a log is read by the runner of a pipeline, too.
@Suite struct VisibleTextTests {
    @Test(arguments: [
        ("::error::x", "‹:›:error::x"), ("  ::stop-commands::zzz", "  ‹:›:stop-commands::zzz"),
        ("\u{A0}::set-output name=a::b", "\u{A0}‹:›:set-output name=a::b"), ("::add_x y", "‹:›:add_x y"),
        ("##[error]x", "##‹[›error]x"), ("a ###[group]x ##[b]", "a ###‹[›group]x ##‹[›b]"),
        ("a ##vso[task.complete]x ##VSO[y]", "a ##vso‹[›task.complete]x ##VSO‹[›y]"),
        ("##vs[a] #vso[b] ##vso [c]", "##vs[a] #vso[b] ##vso [c]"),
        ("::error ##[x]", "‹:›:error ##‹[›x]"), ("::e::\n::f::", "‹:›:e::␊::f::"),
    ])
    func noLineIsACommand(_ text: String, _ expected: String) {
        #expect(VisibleText.printed(text, startsLine: true) == expected)
    }

    /// Addresses, and what stands within a line.
    @Test(arguments: [
        "::1 is open", "::/0 is open", "::ffff:10.0.0.1", "a ::error::x", ":error::", "::", "#[x]", "# #[x]",
    ])
    func otherTextStaysAsItIs(_ text: String) {
        #expect(VisibleText.printed(text, startsLine: true) == text)
        #expect(VisibleText.printed("::error::x", startsLine: false) == "::error::x")
    }

    /// The marks under a line stand under what they are about.
    @Test func excerptsHoldNoCommand() {
        let file = SourceFile(name: "a ##[x].yaml", text: "n: '##[error]x' # here\n")
        let excerpt = Excerpt(SourcePlace(file, SourceSpan(18, 22)), "it is ##[y]")
        #expect(
            DiagnosticRenderer().render(excerpts: [excerpt]) == """
                    ┌─ a ##‹[›x].yaml:1:19
                  1 │ n: '##‹[›error]x' # here
                    │                     ^^^^ it is ##‹[›y]

                """)
        // A page is no log.
        #expect(MarkedExcerpt.excerpts(of: [excerpt])[0].lines[0].text == "n: '##[error]x' # here")
    }
}
