import ResourceDocuments
import RuleSyntax
import SourceText

/// W16xx: what is wrong with rules that mean something.
extension Diagnostic {
    /// - Parameter bearing: of what it is to a `where` or a `when`.
    static func neverHolds(_ bearing: RuleBearing? = nil, at place: SourcePlace) -> Self {
        Diagnostic(
            .neverHolds, at: place, "'\(place.shortText)' can never hold\(bearing?.consequence(holds: false) ?? "")",
            label: "false of every resource",
            hint: bearing?.hint(holds: false) ?? "say what you mean, or leave it out")
    }

    /// - Parameter areFilters: of the others: what does not hold there is never asked.
    static func contradicts(
        _ others: [SourcePlace], areFilters: Bool, exceptEmptyLists: Bool, _ bearing: RuleBearing?,
        at place: SourcePlace
    ) -> Self {
        let exception = exceptEmptyLists ? ", but of an empty list" : ""
        let consequence = exceptEmptyLists ? nil : bearing?.consequence(holds: false)
        return Diagnostic(
            .neverHolds, at: place,
            "'\(place.shortText)' can never hold together with what stands before it\(exception)\(consequence ?? "")",
            label: "false wherever the other\(others.count == 1 ? " holds" : "s hold")\(exception)",
            secondary: others.map { Label($0, "holds here") },
            hint: areFilters && bearing == nil
                ? "it is asked only where \(others.count == 1 ? "the other holds" : "the others hold"): ask for what may be so there, or leave it out"
                : "say 'or' where either will do; else one of the two means something else")
    }

    /// - Parameter others: the `where` or the `when`s that decide it; none where its own words do.
    static func neverPasses(because others: [SourcePlace], at place: SourcePlace) -> Self {
        Diagnostic(
            .neverHolds, at: place, "the clause can never pass\(whereHolding(others))", label: decided(others),
            secondary: others.map { Label($0, "holds here") },
            hint: "a rule that nothing passes is no rule: say what a resource may be")
    }

    private static func whereHolding(_ others: [SourcePlace]) -> String {
        others.isEmpty ? "" : " where what stands before it holds"
    }

    private static func decided(_ others: [SourcePlace]) -> String {
        others.isEmpty ? "decided before a resource is looked at" : "decided by what stands before it"
    }

    static func neverPassTogether(_ others: [SourcePlace], exceptEmptyLists: Bool, at place: SourcePlace) -> Self {
        let exception = exceptEmptyLists ? ", but of an empty list" : ""
        let other = others.count == 1 ? "an earlier one" : "the earlier ones"
        return Diagnostic(
            .neverHolds, at: place, "the clause can never pass together with \(other)\(exception)",
            label: "never passes where the other\(others.count == 1 ? " does" : "s do")\(exception)",
            secondary: others.map { Label($0, "has to pass too") },
            hint: "nothing passes the rule: say 'or' in one clause where either will do")
    }

    static func neverFails(because others: [SourcePlace], at place: SourcePlace) -> Self {
        Diagnostic(
            .alwaysHolds, at: place, "the clause can never fail\(whereHolding(others))", label: decided(others),
            secondary: others.map { Label($0, "holds here") },
            hint: "say what the resource has to be, or leave the clause out")
    }

    static func readsNothing(_ bearing: RuleBearing? = nil, at place: SourcePlace) -> Self {
        let consequence = bearing.map { ": the '\($0.word)' leaves out every resource or none" } ?? ""
        return Diagnostic(
            .alwaysHolds, at: place, "'\(place.shortText)' has nothing to do with the resource\(consequence)",
            label: "constants, parameters and the clock alone decide it",
            hint: bearing.map { "say which resources the rule is for, or leave the '\($0.word)' out" }
                ?? "write 'this.' before a property that a parameter hides; else say what the resource has to be")
    }

    static func alwaysHolds(_ bearing: RuleBearing?, at place: SourcePlace) -> Self {
        Diagnostic(
            .alwaysHolds, at: place, "'\(place.shortText)' is never false\(bearing?.consequence(holds: true) ?? "")",
            label: "asks nothing of a resource",
            hint: bearing?.hint(holds: true) ?? "say what you mean, or leave it out")
    }

    static func impliedBy(_ others: [SourcePlace], at place: SourcePlace) -> Self {
        Diagnostic(
            .implied, at: place, "'\(place.shortText)' holds wherever what stands before it does",
            label: "says nothing new",
            secondary: others.map { Label($0, "says it already") }, hint: "leave it out")
    }

    /// Of clauses of which one forbids: what it forbids does not hold, and the clause does.
    static func clauseImplied(by other: SourcePlace, at place: SourcePlace) -> Self {
        Diagnostic(
            .implied, at: place, "the clause passes wherever an earlier one does", label: "says nothing new",
            secondary: [Label(other, "says it already")], hint: "leave it out")
    }

    static func addsNothing(to other: SourcePlace, at place: SourcePlace) -> Self {
        Diagnostic(
            .implied, at: place, "'\(place.shortText)' adds nothing to '\(other.shortText)'",
            label: "holds nowhere else",
            secondary: [Label(other, "takes it in")], hint: "leave it out")
    }

    static func excludesItsKind(at place: SourcePlace) -> Self {
        Diagnostic(
            .excludesItsKind, at: place, "the 'where' leaves out every kind that the rule is for",
            label: "false of each of them", hint: "name the kind after 'for', or leave the 'where' out")
    }

    static func excludesKind(_ kind: String, isFilter: Bool, at place: SourcePlace) -> Self {
        let word = isFilter ? "where" : "when"
        return Diagnostic(
            .excludesItsKind, at: place, "the '\(word)' leaves out '\(kind)', which the rule is for",
            label: "false of that kind", hint: "leave the kind out behind 'for', or take it in here")
    }

    static func neverSeenToFail(_ rule: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .neverSeenToFail, at: place, "no case makes '\(rule)' fail", label: "it may have lost its teeth",
            hint: "add a case with the resource below that expects 'fail'")
    }

    static func unanchored(cure: String?, at place: SourcePlace) -> Self {
        Diagnostic(
            .unanchored, at: place, "the pattern also allows texts that only have a match in them",
            label: "matches in the middle of a text",
            hint: cure.map { "write \($0)" }
                ?? "let '^' stand before the name, and '$' or what ends such a name ('/', ':') behind it, in every alternative and outside of look-aheads"
        )
    }

    static func strayEdge(cure: String?, at place: SourcePlace) -> Self {
        Diagnostic(
            .unanchored, at: place, "'^' or '$' holds one alternative, and not the others",
            label: "some match in the middle of a text",
            hint: cure.map { "write \($0)" } ?? "put the alternatives into parentheses, between '^' and '$'")
    }

    static func looseDot(_ mended: String?, at place: SourcePlace) -> Self {
        Diagnostic(
            .unanchored, at: place, "the pattern takes any character for the dot of a host",
            label: "'.' is any character",
            hint: mended.map { "write \($0)" } ?? "write '\\.' for a dot that is one")
    }

    static func unheld(_ part: TextPart, _ kind: SpelledName.Kind) -> Self {
        let text = JSONText.quoted(part.text)
        let words =
            switch part.form {
            case .start: "begin with"
            case .end: "end with"
            case .part: "contain"
            case .glob: "are like"
            }
        return Diagnostic(
            .unanchored, at: part.place, "names of \(kind == .host ? "other hosts" : "others") \(words) \(text) too",
            label: "does not hold the name", hint: kind == .host ? hostHint(part) : nameHint(part))
    }

    private static func hostHint(_ part: TextPart) -> String {
        switch part.form {
        case .start: "say what ends the name: \(JSONText.quoted(part.text + "/"))"
        case .end: "say 'is', or begin it with a dot for what is in the domain"
        case .part: "say 'is', or 'ends with' and a dot for what is in the domain"
        case .glob: "let nothing but a dot stand before the name, and nothing but '/' behind it"
        }
    }

    private static func nameHint(_ part: TextPart) -> String {
        switch part.form {
        case .start: "say 'is', or end it with what ends the name, such as ':' or '/'"
        case .end: "say 'is', or begin it with what stands before the name, such as ':' or '/'"
        case .part: "say 'is', or 'matches' with '^' and '$'"
        case .glob: "let the name begin and end at what parts it from the rest, such as ':' or '/'"
        }
    }

    static func blowsUp(length: Int, isDecided: Bool, at place: SourcePlace) -> Self {
        Diagnostic(
            .blowsUp, at: place,
            "a text of \(length) characters makes the pattern take more than \(Pattern.matchLimit) steps",
            label: isDecided ? "slow on such a text" : "unknown (budget) on such a text",
            hint: "let only one part of it match each character, without a repetition in a repetition")
    }

    static func allowWithoutReason(of code: String = "CODE", at place: SourcePlace) -> Self {
        Diagnostic(
            .badAllow, at: place, "a finding is allowed without a reason",
            hint: "write '# norma:allow \(code)' and why it is right here")
    }

    static func allowOfUnknownCode(_ code: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .badAllow, at: place, "'\(code)' is no finding of 'norma lint'",
            hint: Spelling.nearest(to: code, among: DiagnosticKind.lintFindingCodes).map { "did you mean '\($0)'?" }
                ?? "the findings are \(DiagnosticKind.lintFindingCodes.joined(separator: ", "))")
    }

    static func allowOfNothing(_ code: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .idleAllow, at: place, "there is no \(code) here to allow", hint: "leave the comment out")
    }
}

extension SourcePlace {
    /// Its text on one line, cut where it is long.
    fileprivate var shortText: String {
        let text = canonicalText
        return text.count > 80 ? text.prefix(77) + "…" : text
    }
}
