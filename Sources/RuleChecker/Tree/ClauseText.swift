import RuleSyntax

extension CheckedRule {
    /// What it means, without layout and comments.
    package var canonicalMeaning: [String] { meaning(\.canonicalText) }

    /// What tells a clause from the others of its rule, wherever it stands and however it is laid out: what it asks, and not what it says
    /// where that does not hold. Of no clause: under what conditions the rule applies.
    package func canonicalText(ofClause index: Int?) -> String {
        guard let index else {
            return ([filter].compactMap(\.self) + conditions).map(\.place.canonicalText).joined(separator: "; ")
        }
        guard clauses.indices.contains(index) else { return "" }
        let clause = clauses[index]
        return "\(clause.kind.rawValue) \(clause.condition.place.canonicalText)"
    }
}
