/// The names that conditions use: of variables, parameters, `let`s and defines.
struct RuleNames {
    private(set) var variables: Set<String> = []
    private(set) var used: Set<String> = []
    /// How often each define is called.
    private(set) var calls: [String: Int] = [:]
    /// The names whose attributes, such as `@kind`, are read.
    private(set) var attributed: Set<String> = []
    /// The judged resource is read.
    private(set) var readsResource = false

    init(_ conditions: [RuleCondition]) {
        for condition in conditions { collect(condition) }
    }

    private mutating func collect(_ condition: RuleCondition) {
        switch condition {
        case .always: break
        case .and(let operands), .or(let operands): for operand in operands { collect(operand) }
        case .test(let term, let predicate):
            collect(term)
            collect(predicate)
        case .quantified(let quantified):
            variables.formUnion(quantified.variables)
            for case .term(let term) in quantified.domains { collect(term) }
            for condition in [quantified.filter, quantified.body].compactMap(\.self) { collect(condition) }
        case .call(let call): collect(call)
        }
    }

    private mutating func collect(_ call: RuleCall) {
        calls[call.name, default: 0] += 1
        for argument in call.arguments { collect(argument) }
    }

    private mutating func collect(_ predicate: RulePredicate) {
        switch predicate.form {
        case .present, .empty, .undetermined, .type: break
        case .equal(let term), .oneOf(let term), .ordered(_, let term), .contains(let term): collect(term)
        case .between(let low, let high):
            collect(low)
            collect(high)
        case .matches(let terms): for term in terms { collect(term) }
        }
    }

    private mutating func collect(_ term: RuleTerm) {
        switch term {
        case .literal: break
        case .call(_, let arguments): for argument in arguments { collect(argument) }
        case .fallback(let value, let other):
            collect(value)
            collect(other)
        case .path(let path):
            switch path.root {
            case .name(let name):
                used.insert(name)
                if case .attribute? = path.steps.first { attributed.insert(name) }
            case .call(_, let arguments): for argument in arguments { collect(argument) }
            case .this, .attribute: readsResource = true
            }
            for case .index(let index) in path.steps { collect(index) }
        }
    }
}
