import RuleChecker
import RuleSyntax

/// Whether what a rule says there has anything to do with a resource: what constants, parameters and the clock decide alone has not.
struct ResourceReads {
    /// What a `let` stands for, by its slot; nil of a list that `each` makes.
    private let bindings: [Slot: CheckedExpression?]
    /// Variables of quantifiers over what reads nothing.
    private var idle: Set<Slot> = []
    private let parametersCount: Bool

    /// - Parameter parametersCount: whether a parameter is as good as the resource: one that a `when` asks for switches the rule on and off.
    init(in rule: CheckedRule, parametersCount: Bool = false) {
        self.parametersCount = parametersCount
        bindings = Dictionary(
            rule.bindings.map { binding in
                if case .expression(let expression) = binding.form {
                    (binding.slot, expression)
                } else {
                    (binding.slot, nil)
                }
            }, uniquingKeysWith: { first, _ in first })
    }

    /// True where it cannot be told: what a define does with its arguments is not looked at.
    func reads(_ condition: CheckedCondition) -> Bool {
        switch condition {
        case .all(let parts, _), .any(let parts, _): parts.contains { reads($0) }
        case .not(let part, _): reads(part)
        case .test(let test): reads(test.subject) || test.predicate.operands.contains { reads($0) }
        case .quantified(let quantified): reads(quantified)
        case .call: true
        }
    }

    private func reads(_ quantified: CheckedQuantified) -> Bool {
        for source in quantified.sources {
            guard case .expression(let expression) = source, !reads(expression) else { return true }
        }
        var inside = self
        inside.idle.formUnion([quantified.variable, quantified.keyVariable].compactMap(\.self))
        return [quantified.filter, quantified.body].compactMap(\.self).contains { inside.reads($0) }
    }

    private func reads(_ expression: CheckedExpression) -> Bool {
        switch expression.form {
        case .literal, .asOf: false
        case .parameter: parametersCount
        case .slot(let slot): reads(slot)
        case .path(let path):
            switch path.root {
            case .this: true
            case .slot(let slot): reads(slot)
            case .expression(let root): reads(root)
            }
        case .fallback(let first, let second, _): reads(first) || reads(second)
        case .call(_, let arguments): arguments.contains { reads($0) }
        case .define, .resources: true
        case .convert(let inner, _): reads(inner)
        }
    }

    private func reads(_ slot: Slot) -> Bool {
        if idle.contains(slot) { return false }
        guard let binding = bindings[slot], let expression = binding else { return true }
        return reads(expression)
    }
}
