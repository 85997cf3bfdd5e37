/// What is written where a value is meant that stands elsewhere: a template's `!Ref Name`.
package struct SourceReference: Hashable, Sendable {
    /// `parameter Name`
    package let source: String
    /// What it stands for where nobody says otherwise, as text.
    package let defaultText: String

    package init(source: String, defaultText: String) {
        self.source = source
        self.defaultText = defaultText
    }
}

extension SourceFile {
    /// The same file, with what its references stand for. O(text)
    package func explaining(_ references: [SourceSpan: SourceReference]) -> SourceFile {
        SourceFile(
            name: name, text: text, firstLine: firstLine, maskedSpans: maskedSpans,
            references: self.references.merging(references) { own, _ in own })
    }
}
