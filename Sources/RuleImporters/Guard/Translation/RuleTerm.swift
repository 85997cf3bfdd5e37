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

    /// A resource's metadata, or something in it.
    var isMetadata: Bool {
        guard case .path(let path) = self else { return false }
        return path.steps.first == .member("Metadata")
    }

    /// A policy's statements (the IAM policy grammar's `statement_block`): a list, or one alone.
    var isStatement: Bool {
        guard case .path(let path) = self else { return false }
        return path.steps.last == .member("Statement")
    }

    /// A member of a property, or of an element.
    var standsInAnother: Bool {
        switch self {
        case .path(let path): path.steps.count > (path.root == .this ? 1 : 0)
        case .fallback(let value, _): value.standsInAnother
        case .call, .literal: false
        }
    }

    /// What this is a member of, where text may stand instead: a policy's principal, `"*"`, and what a function gives.
    var textOrMap: RuleTerm? {
        guard case .path(var path) = self, case .member(let name)? = path.steps.popLast(),
            path.root != .this || !path.steps.isEmpty
        else { return nil }
        let isOfFunction = name == "Ref" || name.hasPrefix("Fn::")
        let isOfPrincipal = [.member("Principal"), .member("NotPrincipal")].contains(path.steps.last)
        return isOfFunction || isOfPrincipal ? .path(path) : nil
    }

    /// One step further; nil where the language has no step behind such a value.
    func appending(_ step: RulePath.Step) -> RuleTerm? {
        switch self {
        case .path(var path):
            path.steps.append(step)
            return .path(path)
        case .call(let name, let arguments):
            return .path(RulePath(root: .call(name, arguments), steps: [step]))
        case .fallback(let value, let other):
            guard let value = value.appending(step), let other = other.appending(step) else { return nil }
            return .fallback(value, other)
        case .literal: return nil
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
