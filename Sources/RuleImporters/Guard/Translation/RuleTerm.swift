/// A value in a rule that is being written, without places in a text: equal ones are found by `==`.
indirect enum RuleTerm: Hashable {
    case path(RulePath)
    case call(String, [RuleTerm])
    case literal(RuleLiteral)
    /// `a default b`
    case fallback(RuleTerm, RuleTerm)

    static func string(_ text: String) -> RuleTerm { .literal(.string(text)) }

    /// One step further; nil where the language has no step behind such a value.
    func appending(_ step: RulePath.Step) -> RuleTerm? {
        guard case .path(var path) = self else { return nil }
        path.steps.append(step)
        return .path(path)
    }
}

struct RulePath: Hashable {
    enum Root: Hashable {
        /// The resource's properties.
        case this
        /// A quantifier's variable, a `let` or a parameter.
        case name(String)
        case attribute(String)
    }

    indirect enum Step: Hashable {
        case member(String)
        case attribute(String)
        case index(RuleTerm)
        case elements
    }

    var root: Root
    var steps: [Step] = []
}

indirect enum RuleLiteral: Hashable {
    case string(String)
    case number(String)
    case boolean(Bool)
    case pattern(String, caseInsensitive: Bool)
    case list([RuleLiteral])
}
