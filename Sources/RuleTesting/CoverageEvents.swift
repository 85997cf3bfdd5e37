import RuleChecker
import RuleSyntax
import RuleTracer
import SourceText

extension CoverageQuestion {
    /// Every outcome that a rule's text has room for, its own defines' not among them: they are tested where they stand.
    static func events(of rule: CheckedRule) -> [CoverageEvent] {
        var outcomes = RuleOutcomes()
        let conditions = [rule.filter].compactMap { $0 } + rule.conditions
        for condition in conditions { outcomes.add(condition, isFilter: true) }
        outcomes.guarded = conditions.flatMap(\.neverEmpty)
        for binding in rule.bindings {
            if case .each(_, _, let filter?) = binding.form { outcomes.add(filter, isFilter: true) }
        }
        for clause in rule.clauses {
            outcomes.events += [.clause(clause.place, holds: true), .clause(clause.place, holds: false)]
            outcomes.add(clause.condition, isFilter: false)
        }
        return outcomes.events.sorted { $0.place.span.start < $1.place.span.start }
    }
}

/// Gathers the outcomes that the conditions of a rule can have.
private struct RuleOutcomes {
    /// The lists, as the rule writes them, that are not empty where its clauses are judged.
    var guarded: [String] = []
    var events: [CoverageEvent] = []

    mutating func add(_ condition: CheckedCondition, isFilter: Bool) {
        if isFilter {
            events += [.filter(condition.place, holds: true), .filter(condition.place, holds: false)]
        }
        switch condition {
        case .all(let parts, _), .any(let parts, _): for part in parts { add(part, isFilter: false) }
        case .not(let part, _): add(part, isFilter: false)
        case .quantified(let quantified):
            events.append(.quantifier(quantified.place, isEmpty: false))
            if canBeEmpty(quantified) { events.append(.quantifier(quantified.place, isEmpty: true)) }
            if let filter = quantified.filter { add(filter, isFilter: true) }
            if let body = quantified.body { add(body, isFilter: false) }
        case .test, .call: break
        }
    }

    /// Not of a literal list, nor where a schema, a `when` or the rule's filter says that there is an element.
    private func canBeEmpty(_ quantified: CheckedQuantified) -> Bool {
        let isGuarded = quantified.sources.flatMap(\.text).contains(where: guarded.contains)
        return !quantified.isNeverEmpty && !isGuarded && !quantified.sources.allSatisfy(\.isLiteral)
    }
}

extension CheckedCondition {
    /// The lists, as they are written, of which it says that they are not empty.
    fileprivate var neverEmpty: [String] {
        switch self {
        case .all(let parts, _): parts.flatMap(\.neverEmpty)
        case .test(let test):
            if case .empty = test.predicate, test.negated { [test.subject.place.text] } else { [] }
        case .quantified(let quantified):
            quantified.holdsOfNoEmptyList && quantified.sources.count == 1 ? quantified.sources.flatMap(\.text) : []
        case .any, .not, .call: []
        }
    }
}

extension CheckedQuantified {
    fileprivate var holdsOfNoEmptyList: Bool {
        switch quantifier {
        case .some: true
        case .atLeast(let bound), .exactly(let bound): bound > 0
        case .every, .no, .atMost: false
        }
    }
}

extension CheckedSource {
    /// As it is written; none of `resources of`.
    fileprivate var text: [String] {
        if case .expression(let expression) = self { [expression.place.text] } else { [] }
    }

    /// A literal list is never empty, and always the same.
    fileprivate var isLiteral: Bool {
        if case .expression(let expression) = self, case .literal = expression.form { true } else { false }
    }
}
