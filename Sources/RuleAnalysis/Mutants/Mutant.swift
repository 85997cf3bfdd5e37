package import RuleChecker
import RuleSyntax
package import SourceText

/// A rule with one thing in it changed: a case that tests that thing notices.
package struct Mutant: Sendable {
    package let rule: CheckedRule
    /// What was changed, and how.
    package let place: SourcePlace
    package let change: String

    /// What a case file calls it, whatever the layout: `a is at least 1: more than for at least`. Two have one name where the rule says one
    /// thing twice.
    package var description: String { "\(place.canonicalText): \(change)" }
}

/// A part of a rule with one thing in it changed.
struct Variant<Part> {
    let part: Part
    let place: SourcePlace
    let change: String

    func map<Whole>(_ body: (Part) -> Whole) -> Variant<Whole> {
        Variant<Whole>(part: body(part), place: place, change: change)
    }
}
