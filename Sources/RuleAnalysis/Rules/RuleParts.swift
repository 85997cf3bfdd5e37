import RuleChecker
import RuleSyntax

extension CheckedRule {
    /// The rule with some of its parts changed.
    func with(
        parameters: [CheckedParameter]? = nil, filter: CheckedCondition?, conditions: [CheckedCondition]? = nil,
        bindings: [CheckedBinding]? = nil, clauses: [CheckedClause]
    ) -> CheckedRule {
        CheckedRule(
            name: name, file: file, metadata: metadata, parameters: parameters ?? self.parameters, kinds: kinds,
            filter: filter, conditions: conditions ?? self.conditions, bindings: bindings ?? self.bindings,
            clauses: clauses, slotCount: slotCount, inventoryKinds: inventoryKinds, readsClock: readsClock, cost: cost,
            sources: sources, schemas: schemas)
    }

    /// A rule for each thing that has to hold for this one to pass: a clause, or a part of one that says `and`. Each applies where this one does.
    var requirements: [CheckedRule] {
        clauses.flatMap(\.requirements).map { with(filter: filter, clauses: [$0]) }
    }
}

extension CheckedClause {
    fileprivate var requirements: [CheckedClause] {
        switch (kind, condition) {
        case (.require, .all(let parts, _)), (.forbid, .any(let parts, _)):
            parts.flatMap { asking($0, kind).requirements }
        case (.require, .not(let part, _)): asking(part, .forbid).requirements
        case (.forbid, .not(let part, _)): asking(part, .require).requirements
        case (.require, .any), (.forbid, .all), (_, .quantified), (_, .test), (_, .call): [self]
        }
    }

    private func asking(_ condition: CheckedCondition, _ kind: ClauseSyntax.Kind) -> CheckedClause {
        var clause = self
        clause.kind = kind
        clause.condition = condition
        return clause
    }
}
