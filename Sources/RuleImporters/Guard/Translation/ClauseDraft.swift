import RuleSyntax

/// One clause of the Norma rule, before its text.
struct ClauseDraft {
    var kind: ClauseSyntax.Kind
    var condition: RuleCondition
    /// Nil: the clause always says something.
    var applies: RuleCondition?
    /// What is left to ask where the clause applies.
    var given: RuleCondition
    var message: String?

    /// Authors write a message once, behind the last of the clauses that it speaks of: those in front of it get it
    /// too, and neighbours with one message become one clause.
    static func withMessages(_ drafts: [ClauseDraft]) -> [[ClauseDraft]] {
        var drafts = drafts
        for index in drafts.indices.dropLast().reversed() where drafts[index].message == nil {
            drafts[index].message = drafts[index + 1].message
        }
        var clauses: [[ClauseDraft]] = []
        for draft in drafts where draft.condition != .always(draft.kind == .require) {
            if let last = clauses.last?.last, last.kind == draft.kind, last.message == draft.message {
                clauses[clauses.count - 1].append(draft)
            } else {
                clauses.append([draft])
            }
        }
        // A rule asks something, if only what is always so.
        return clauses.isEmpty ? drafts.prefix(1).map { [$0] } : clauses
    }
}

/// A Guard rule, ready to be written.
struct TranslatedRule {
    var name: String
    var kinds: [String]
    var filter: RuleCondition
    var conditions: [RuleCondition]
    var declarations: [RuleTranslator.RuleBinding]
    /// Clauses that belong together, each group one clause.
    var drafts: [[ClauseDraft]]
    /// As written between `<<` and `>>`.
    var messages: [String]
    /// The names under which a resource's metadata suppresses it.
    var suppressions: [String]

    /// Everything that the rule asks.
    var allConditions: [RuleCondition] { [filter] + conditions + drafts.joined().map(\.condition) }

    /// The define that is all that the rule asks.
    var onlyCall: String? {
        let asked = drafts.joined().map(\.condition)
        guard asked.count == 1, case .call(let call) = asked[0] else { return nil }
        return call.name
    }
}
