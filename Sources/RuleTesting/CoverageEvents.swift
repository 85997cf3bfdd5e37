import RuleChecker
import RuleTracer
import SourceText

extension CoverageQuestion {
    /// Every outcome that a rule's text has room for, its own defines' not among them: they are tested where they stand.
    static func events(of rule: CheckedRule) -> [CoverageEvent] {
        var events: [CoverageEvent] = []
        if let filter = rule.filter { add(filter, isFilter: true, to: &events) }
        for condition in rule.conditions { add(condition, isFilter: true, to: &events) }
        for binding in rule.bindings {
            if case .each(_, _, let filter?) = binding.form { add(filter, isFilter: true, to: &events) }
        }
        for clause in rule.clauses {
            events += [.clause(clause.place, holds: true), .clause(clause.place, holds: false)]
            add(clause.condition, isFilter: false, to: &events)
        }
        return events.sorted { $0.place.span.start < $1.place.span.start }
    }

    private static func add(_ condition: CheckedCondition, isFilter: Bool, to events: inout [CoverageEvent]) {
        if isFilter {
            events += [.filter(condition.place, holds: true), .filter(condition.place, holds: false)]
        }
        switch condition {
        case .all(let parts, _), .any(let parts, _): for part in parts { add(part, isFilter: false, to: &events) }
        case .not(let part, _): add(part, isFilter: false, to: &events)
        case .quantified(let quantified):
            events.append(.quantifier(quantified.place, isEmpty: false))
            if quantified.canBeEmpty { events.append(.quantifier(quantified.place, isEmpty: true)) }
            if let filter = quantified.filter { add(filter, isFilter: true, to: &events) }
            if let body = quantified.body { add(body, isFilter: false, to: &events) }
        case .test, .call: break
        }
    }
}

extension CheckedQuantified {
    /// A literal list is never empty, and always the same.
    fileprivate var canBeEmpty: Bool {
        !sources.allSatisfy { source in
            if case .expression(let expression) = source, case .literal = expression.form { true } else { false }
        }
    }
}
