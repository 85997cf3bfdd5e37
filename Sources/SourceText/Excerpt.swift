/// A place in a text and what is to be said of it, drawn by `DiagnosticRenderer`.
package struct Excerpt: Hashable, Sendable {
    package enum Style: Hashable, Sendable {
        /// Underlined `^^^`: what it is about.
        case primary
        /// Underlined `---`: what belongs to it.
        case secondary
    }

    package var place: SourcePlace
    /// Lines of it stand below each other; may be empty.
    package var label: String
    package var style: Style

    package init(_ place: SourcePlace, _ label: String = "", style: Style = .primary) {
        self.place = place
        self.label = label
        self.style = style
    }
}
