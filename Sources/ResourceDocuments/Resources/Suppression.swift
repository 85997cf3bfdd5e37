package import SourceText

/// What a resource's own document says against one rule: it is not to be applied here.
package struct Suppression: Hashable, Sendable {
    /// The rule, by the name that its author knows it by.
    package let rule: String
    /// nil where none is given, or no word stands in it.
    package let reason: String?
    /// How its form is written with a reason; nil of a form that has no place for one.
    package let reasonForm: String?
    package let place: SourcePlace?

    package init(rule: String, reason: String? = nil, reasonForm: String? = nil, place: SourcePlace? = nil) {
        self.rule = rule
        self.reason = reason?.allSatisfy(\.isWhitespace) == false ? reason : nil
        self.reasonForm = reasonForm
        self.place = place
    }

    /// The same, shown in another text with the same places.
    func showing(_ shown: SourceFile, insteadOf file: SourceFile) -> Suppression {
        guard let place, place.file === file else { return self }
        return Suppression(
            rule: rule, reason: reason, reasonForm: reasonForm, place: SourcePlace(shown, place.span))
    }

    /// It could say why, and does not: nobody could answer for it, and it sets nothing aside.
    package var lacksReason: Bool { reason == nil && reasonForm != nil }
}
