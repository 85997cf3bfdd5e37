import ResourceDocuments
import RuleChecker
import RuleSyntax
import RuleTracer
import SourceText

extension CoverageQuestion {
    /// Every outcome that a define's text has room for: what it says of its arguments, and the parts of that.
    static func events(of define: CheckedDefine) -> [CoverageEvent] {
        guard case .condition(let body) = define.body else { return [] }
        var outcomes = RuleOutcomes()
        outcomes.events = [.body(body.place, holds: true), .body(body.place, holds: false)]
        outcomes.add(body, isFilter: false)
        return outcomes.inOrder
    }

    /// Every outcome that a rule's text has room for, its defines' not among them: they are counted where they stand.
    static func events(of rule: CheckedRule) -> [CoverageEvent] {
        var outcomes = RuleOutcomes()
        let conditions = [rule.filter].compactMap { $0 } + rule.conditions
        for condition in conditions { outcomes.add(condition, isFilter: true) }
        outcomes.guarded = conditions.flatMap(\.neverEmpty)
        for binding in rule.bindings {
            if case .each(_, _, let filter?) = binding.form { outcomes.add(filter, isFilter: true) }
        }
        for clause in rule.clauses {
            outcomes.events += [.clause(clause.place, .true), .clause(clause.place, .false)]
            if clause.condition.restsOnData { outcomes.events.append(.clause(clause.place, .unknown)) }
            outcomes.add(clause.condition, isFilter: false)
        }
        return outcomes.inOrder
    }
}

extension CheckedRule {
    /// The defines that answer yes or no and that it calls, also through others, each once.
    var calledDefines: [CheckedDefine] {
        var defines: [CheckedDefine] = []
        var waiting = [filter].compactMap(\.self) + conditions + clauses.map(\.condition)
        for binding in bindings {
            if case .each(_, _, let filter?) = binding.form { waiting.append(filter) }
        }
        while let condition = waiting.popLast() {
            switch condition {
            case .all(let parts, _), .any(let parts, _): waiting += parts
            case .not(let part, _): waiting.append(part)
            case .quantified(let quantified): waiting += [quantified.filter, quantified.body].compactMap(\.self)
            case .test: continue
            case .call(let call):
                guard case .condition(let body) = call.define.body,
                    !defines.contains(where: { $0.place == call.define.place })
                else { continue }
                defines.append(call.define)
                waiting.append(body)
            }
        }
        return defines
    }
}

/// Gathers the outcomes that the conditions of a rule can have.
private struct RuleOutcomes {
    /// The lists, as the rule writes them, that are not empty where its clauses are judged.
    var guarded: [String] = []
    var events: [CoverageEvent] = []

    /// By place; those of one place as they were found.
    var inOrder: [CoverageEvent] {
        events.enumerated().sorted {
            ($0.element.place.span.start, $0.offset) < ($1.element.place.span.start, $1.offset)
        }.map(\.element)
    }

    mutating func add(_ condition: CheckedCondition, isFilter: Bool) {
        if isFilter {
            events += [.filter(condition.place, holds: true), .filter(condition.place, holds: false)]
        }
        switch condition {
        case .all(let parts, _), .any(let parts, _):
            for part in parts {
                events += [.branch(part.place, holds: true), .branch(part.place, holds: false)]
                add(part, isFilter: false)
            }
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

    /// Whether it is unknown where the data that it reads is missing: a case has to show what the rule then says.
    fileprivate var restsOnData: Bool {
        switch self {
        case .all(let parts, _), .any(let parts, _): parts.contains(where: \.restsOnData)
        case .not(let part, _): part.restsOnData
        case .quantified(let quantified):
            quantified.sources.contains(where: \.restsOnData) || quantified.filter?.restsOnData == true
                || quantified.body?.restsOnData == true
        case .test(let test): test.predicate.isAskedOfNothing ? false : test.subject.restsOnData
        case .call(let call): call.arguments.contains(where: \.restsOnData)
        }
    }
}

extension CheckedPredicate {
    /// Whether it has an answer also where there is nothing.
    fileprivate var isAskedOfNothing: Bool {
        switch self {
        case .present, .type: true
        case .empty, .undetermined, .equal, .oneOf, .ordered, .between, .within, .overlaps, .like, .older, .newer,
            .contains, .matches, .startsWith, .endsWith:
            false
        }
    }
}

extension CheckedExpression {
    /// Whether it has no value where data is missing; a variable's own value is there as soon as there is an element.
    fileprivate var restsOnData: Bool {
        switch form {
        case .literal, .parameter, .slot, .asOf, .resources: false
        case .path(let path): !path.isAttribute
        case .fallback(let first, let second, .ownEnd): first.hasSeveralSteps || second.restsOnData
        case .fallback(_, let second, .anywhere): second.restsOnData
        case .call(_, let arguments): arguments.contains(where: \.restsOnData)
        case .define(let call): call.arguments.contains(where: \.restsOnData)
        case .convert(let inner, _): inner.restsOnData
        }
    }

    /// What stands before a path's own end may be missing too, and a literal `default` does not answer for that.
    private var hasSeveralSteps: Bool {
        if case .path(let path) = form { path.steps.count > 1 } else { restsOnData }
    }
}

extension CheckedPath {
    /// `@id` and the like: what a scan knows of a resource, not what its document holds.
    fileprivate var isAttribute: Bool {
        if case .attribute? = steps.first { true } else { false }
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

    /// Resources that were not collected are no gap in a resource's own data.
    fileprivate var restsOnData: Bool {
        if case .expression(let expression) = self { expression.restsOnData } else { false }
    }
}
