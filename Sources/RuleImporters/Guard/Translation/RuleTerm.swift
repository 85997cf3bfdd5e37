/// A value in a rule that is being written, without places in a text: equal ones are found by `==`.
indirect enum RuleTerm: Hashable, Sendable {
    case path(RulePath)
    case call(String, [RuleTerm])
    case literal(RuleLiteral)
    /// `a default b`
    case fallback(RuleTerm, RuleTerm)

    static func string(_ text: String) -> RuleTerm { .literal(.string(text)) }

    /// The judged resource's properties as a whole.
    var isWhole: Bool { self == .path(RulePath(root: .this)) }

    /// One step further; nil where the language has no step behind such a value.
    func appending(_ step: RulePath.Step) -> RuleTerm? {
        switch self {
        case .path(var path):
            path.steps.append(step)
            return .path(path)
        case .call(let name, let arguments):
            return .path(RulePath(root: .call(name, arguments), steps: [step]))
        case .literal, .fallback: return nil
        }
    }
}

struct RulePath: Hashable, Sendable {
    indirect enum Root: Hashable, Sendable {
        /// The resource's properties.
        case this
        /// A quantifier's variable, a `let` or a parameter.
        case name(String)
        case attribute(String)
        /// A function's value.
        case call(String, [RuleTerm])
    }

    indirect enum Step: Hashable, Sendable {
        case member(String)
        case attribute(String)
        case index(RuleTerm)
        case elements
    }

    var root: Root
    var steps: [Step] = []
}

indirect enum RuleLiteral: Hashable, Sendable {
    case string(String)
    case number(String)
    case boolean(Bool)
    case pattern(String, caseInsensitive: Bool)
    case list([RuleLiteral])
}
