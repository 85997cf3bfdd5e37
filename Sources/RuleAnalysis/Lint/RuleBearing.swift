/// What a condition is to the `where` or the `when` that it stands in: what follows for the rule where it always holds, or never.
struct RuleBearing {
    enum Effect {
        case appliesToEverything, appliesToNothing
    }

    /// `where` or `when`
    let word: String
    /// nil where something else decides.
    private let whenTrue: Effect?
    private let whenFalse: Effect?

    /// The whole of it.
    init(_ word: String) { self.init(word, whenTrue: .appliesToEverything, whenFalse: .appliesToNothing) }

    private init(_ word: String, whenTrue: Effect?, whenFalse: Effect?) {
        self.word = word
        self.whenTrue = whenTrue
        self.whenFalse = whenFalse
    }

    /// Of what stands behind a `not`.
    var negated: RuleBearing { RuleBearing(word, whenTrue: whenFalse, whenFalse: whenTrue) }
    /// Of one part of an `and`, and of an `or`.
    var ofConjunct: RuleBearing { RuleBearing(word, whenTrue: nil, whenFalse: whenFalse) }
    var ofAlternative: RuleBearing { RuleBearing(word, whenTrue: whenTrue, whenFalse: nil) }

    /// `: the 'when' leaves nothing out, and the rule applies to everything`
    func consequence(holds: Bool) -> String? {
        switch holds ? whenTrue : whenFalse {
        case .appliesToEverything: ": the '\(word)' leaves nothing out, and the rule applies to everything"
        case .appliesToNothing: ": the '\(word)' leaves everything out, and the rule applies to nothing"
        case nil: nil
        }
    }

    func hint(holds: Bool) -> String? {
        switch holds ? whenTrue : whenFalse {
        case .appliesToEverything: "say which resources the rule is for, or leave the '\(word)' out"
        case .appliesToNothing: "say which resources the rule is for"
        case nil: nil
        }
    }
}
