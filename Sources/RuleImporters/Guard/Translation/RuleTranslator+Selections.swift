import RuleSyntax
import SourceText

/// Clauses that speak twice of a selected resource.
extension RuleTranslator {
    /// `%x.Properties.A == %x.Properties.B`, `%x.Properties[ keys == /^A/ ] !empty`: `%x { … }`, so that both values are
    /// the same resource's. Nil of any other clause.
    mutating func withinSelection(_ test: GuardTest, in place: GuardPlace) -> GuardClause? {
        guard let subject = mapped(test.subject), let (chosen, rest) = selection(subject), !rest.isEmpty,
            let (base, parts, _) = try? expanded(subject, in: place), case .template = base
        else { return nil }
        var inner = test
        if let operand = test.operand {
            guard let query = mapped(operand), let (other, otherRest) = selection(query), !otherRest.isEmpty,
                other.collection == chosen.collection, other.filters == chosen.filters, other.kinds == chosen.kinds
            else { return nil }
            inner.operand = .query(GuardQuery(isSome: false, parts: Array(otherRest), span: query.span))
        } else {
            guard test.comparator == .empty, rest.count == 2, case .key("Properties")? = rest.first?.form,
                rest.last?.standsForMany == true
            else { return nil }
        }
        inner.subject = .query(GuardQuery(isSome: subject.isSome, parts: Array(rest), span: subject.span))
        let resources = GuardQuery(isSome: false, parts: Array(parts.dropLast(rest.count)), span: subject.span)
        return .block(resources, GuardBlock(clauses: GuardConjunction(groups: [[.test(inner)]])), test.span)
    }
}
