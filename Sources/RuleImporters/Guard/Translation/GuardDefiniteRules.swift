/// The rules with parameters that a file asks for where the answer must be definite: under `when`, in a filter, and
/// in rules that are themselves asked for so. O(clauses).
struct GuardDefiniteRules {
    private let rules: [String: GuardRule]
    private(set) var names: Set<String> = []

    init(_ file: GuardFile) {
        rules = Dictionary(file.rules.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for binding in file.bindings { visit(binding.value) }
        for rule in file.rules {
            if let condition = rule.condition { visit(condition, isDefinite: true) }
            visit(rule.body, isDefinite: false)
        }
    }

    private mutating func visit(_ block: GuardBlock, isDefinite: Bool) {
        for binding in block.bindings { visit(binding.value) }
        visit(block.clauses, isDefinite: isDefinite)
    }

    private mutating func visit(_ conjunction: GuardConjunction, isDefinite: Bool) {
        for clause in conjunction.groups.joined() { visit(clause, isDefinite: isDefinite) }
    }

    private mutating func visit(_ clause: GuardClause, isDefinite: Bool) {
        switch clause {
        case .test(let test):
            visit(test.subject)
            if let operand = test.operand { visit(operand) }
        case .block(let query, let block, _):
            visit(query)
            visit(block, isDefinite: isDefinite)
        case .typeBlock(_, let when, let block, _):
            if let when { visit(when, isDefinite: true) }
            visit(block, isDefinite: isDefinite)
        case .conditional(let conditions, let block, _):
            visit(conditions, isDefinite: true)
            visit(block, isDefinite: isDefinite)
        case .rule(let reference):
            // Whether a named rule passes is asked of the template as a whole.
            let isDefinite = isDefinite || reference.arguments == nil
            guard isDefinite, let rule = rules[reference.name], names.insert(reference.name).inserted else { return }
            visit(rule.body, isDefinite: true)
        }
    }

    private mutating func visit(_ value: GuardValue) {
        switch value {
        case .literal: break
        case .query(let query): visit(query)
        case .call(_, let arguments, _): for argument in arguments { visit(argument) }
        }
    }

    private mutating func visit(_ query: GuardQuery) {
        for part in query.parts {
            if case .filter(let clauses) = part.form { visit(clauses, isDefinite: true) }
        }
    }
}
