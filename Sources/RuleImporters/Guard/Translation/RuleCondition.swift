import RuleSyntax

/// A condition in a rule that is being written.
indirect enum RuleCondition: Hashable {
    case always(Bool)
    case and([RuleCondition])
    case or([RuleCondition])
    case test(RuleTerm, RulePredicate)
    case quantified(RuleQuantified)
    /// Of a `define` that answers yes or no.
    case call(RuleCall)
}

struct RuleCall: Hashable {
    var name: String
    var arguments: [RuleTerm]
    var isNegated = false
    /// Whether a resource can make the define's own condition unknown.
    var mayBeUnknown: Bool
}

struct RuleQuantified: Hashable {
    enum Quantifier: Hashable {
        case every, some, no
        case atLeast(Int)
        case atMost(Int)
        case exactly(Int)
    }
    enum Domain: Hashable {
        case term(RuleTerm)
        case resources(String)
    }

    var quantifier: Quantifier
    var variables: [String]
    var domains: [Domain]
    var filter: RuleCondition?
    var body: RuleCondition?
}

extension RuleQuantified {
    /// Only whether there is an element, in one domain.
    var asksNothing: Bool { quantifier != .every && filter == nil && body == nil && domains.count == 1 }
}

struct RulePredicate: Hashable {
    enum Form: Hashable {
        case present, empty, undetermined
        case type(TypeName)
        case equal(RuleTerm)
        case oneOf(RuleTerm)
        case ordered(PredicateSyntax.Order, RuleTerm)
        case between(RuleTerm, RuleTerm)
        case matches([RuleTerm])
        case contains(RuleTerm)
    }

    var form: Form
    var isNegated = false

    /// Never unknown, whatever the value: a missing one is an answer.
    var isDefinite: Bool {
        switch form {
        case .present, .type: true
        case .empty, .undetermined, .equal, .oneOf, .ordered, .between, .matches, .contains: false
        }
    }
}

extension RuleCondition {
    /// A resource's properties are there.
    static func present(_ term: RuleTerm) -> Self {
        term.isWhole ? .always(true) : .test(term, RulePredicate(form: .present))
    }

    static func absent(_ term: RuleTerm) -> Self {
        term.isWhole ? .always(false) : .test(term, RulePredicate(form: .present, isNegated: true))
    }

    static func isEmpty(_ term: RuleTerm) -> Self { .test(term, RulePredicate(form: .empty)) }
    static func isNotEmpty(_ term: RuleTerm) -> Self { .test(term, RulePredicate(form: .empty, isNegated: true)) }
    static func isUndetermined(_ term: RuleTerm) -> Self { .test(term, RulePredicate(form: .undetermined)) }
    static func type(_ term: RuleTerm, _ type: TypeName) -> Self { .test(term, RulePredicate(form: .type(type))) }
    static func equal(_ term: RuleTerm, _ value: RuleTerm) -> Self { .test(term, RulePredicate(form: .equal(value))) }

    /// True only where this is False, for a condition that is never unknown.
    var negated: RuleCondition {
        switch self {
        case .always(let value): return .always(!value)
        case .and(let operands): return .any(operands.map(\.negated))
        case .or(let operands): return .all(operands.map(\.negated))
        case .test(let term, var predicate):
            predicate.isNegated.toggle()
            return .test(term, predicate)
        case .quantified(var quantified):
            switch quantified.quantifier {
            case .some: quantified.quantifier = .no
            case .no: quantified.quantifier = .some
            case .every:
                quantified.quantifier = .some
                quantified.body = quantified.body?.negated ?? .always(false)
            case .atLeast(let least): quantified.quantifier = least == 1 ? .no : .atMost(least - 1)
            case .atMost(let most): quantified.quantifier = .atLeast(most + 1)
            case .exactly(let number):
                var fewer = quantified
                fewer.quantifier = number == 1 ? .no : .atMost(number - 1)
                quantified.quantifier = .atLeast(number + 1)
                return .any([.quantified(fewer), .quantified(quantified)])
            }
            return .quantified(quantified)
        case .call(var call):
            call.isNegated.toggle()
            return .call(call)
        }
    }

    /// Whether a resource can make it unknown; `guarded` are the values whose type, or presence, was asked for first.
    func mayBeUnknown(guarded: Set<RuleTerm> = []) -> Bool {
        switch self {
        case .always: return false
        case .and(let operands):
            let guarded = guarded.union(operands.compactMap(\.typedTerm))
            return operands.contains { $0.mayBeUnknown(guarded: guarded) }
        case .or(let operands):
            let guarded = guarded.union(operands.compactMap(\.negated.typedTerm))
            return operands.contains { $0.mayBeUnknown(guarded: guarded) }
        case .test(let term, let predicate):
            if case .path(let path) = term, path.isKnown { return false }
            return !predicate.isDefinite && !guarded.contains(term)
        case .quantified: return true
        case .call(let call): return call.mayBeUnknown
        }
    }
}

extension RulePath {
    /// An attribute that every resource has.
    var isKnown: Bool {
        if case .attribute = root { return steps.isEmpty }
        if case .attribute(let name)? = steps.last {
            return steps.count == 1 && ["id", "kind", "source"].contains(name)
        }
        return false
    }
}
