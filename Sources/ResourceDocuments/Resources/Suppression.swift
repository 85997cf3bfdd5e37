package import SourceText

/// What a resource's own document says against one rule: it is not to be applied here.
package struct Suppression: Hashable, Sendable {
    /// The rule, by the name that its author knows it by.
    package let rule: String
    package let reason: String?
    package let place: SourcePlace?

    package init(rule: String, reason: String? = nil, place: SourcePlace? = nil) {
        self.rule = rule
        self.reason = reason
        self.place = place
    }
}
