package import RuleSyntax
package import SourceText

/// A rule file as it was read.
package struct ParsedSource: Sendable {
    package let source: SourceFile
    /// nil of what is no text.
    package let file: RuleFile?
    /// What is wrong with the text.
    package let diagnostics: [Diagnostic]

    /// How much of a file is looked at for bytes that no text has.
    private static let lookedAt = 8192

    package init(of source: SourceFile) {
        self.source = source
        if source.text.prefix(Self.lookedAt).contains(0) {
            file = nil
            diagnostics = [.notText(source)]
        } else {
            let parsed = Parser.parse(source)
            file = parsed.file
            diagnostics = parsed.diagnostics
        }
    }
}
