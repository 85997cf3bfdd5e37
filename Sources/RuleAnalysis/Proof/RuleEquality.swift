import ResourceDocuments
import RuleChecker
import RuleSyntax
import SourceText

/// Whether two rules surely say the same of every resource, whatever their parameters are.
enum RuleEquality {
    /// False where it cannot be told.
    static func isProved(_ old: CheckedRule, _ new: CheckedRule) -> Bool {
        // What one text stands for in the one it has to stand for in the other, for what is not told apart is told by its text.
        guard Set(old.kinds.map(\.text)) == Set(new.kinds.map(\.text)), old.bindingText == new.bindingText,
            old.parameterText == new.parameterText, old.defineText == new.defineText,
            [old, new].allSatisfy(\.saysNothingOfMissingData)
        else { return false }
        let applies = [old, new].map(\.applicability)
        let passes = [old, new].map(\.requirement)
        // Not applicable where it is false, unknown where it is unknown; and where it is true, what the clauses say.
        for (first, second) in [(0, 1), (1, 0)] {
            let isSame =
                isImpossible([(applies[first], .isTrue), (applies[second], .isNotTrue)], of: new)
                && isImpossible([(applies[first], .isFalse), (applies[second].negated, .isNotTrue)], of: new)
                && isImpossible(
                    [(applies[0], .isTrue), (passes[first], .isTrue), (passes[second], .isNotTrue)], of: new)
                && isImpossible(
                    [(applies[0], .isTrue), (passes[first], .isFalse), (passes[second].negated, .isNotTrue)], of: new)
            guard isSame else { return false }
        }
        return true
    }

    private static func isImpossible(
        _ parts: [(CheckedCondition, Reachability.Goal.Outcome)], of rule: CheckedRule
    ) -> Bool {
        var space = QuestionSpace(of: rule)
        let goal = parts.map { (formula: space.formula(of: $0.0), outcome: $0.1) }
        guard var reachability = Reachability(space) else { return false }
        return reachability.isImpossible(Reachability.Goal(goal))
    }
}

extension CheckedRule {
    fileprivate var saysNothingOfMissingData: Bool { clauses.allSatisfy { $0.ifMissing == nil && !$0.ifUnknownFail } }

    /// Each `let` with what it stands for.
    fileprivate var bindingText: [String] {
        bindings.map { binding in
            let texts =
                switch binding.form {
                case .expression(let expression): [expression.place.canonicalText]
                case .each(let variable, let sources, let filter):
                    ["\(variable.index)"] + sources.map(\.text) + [filter?.place.canonicalText ?? ""]
                }
            return ([binding.place.canonicalText, "\(binding.slot.index)"] + texts).joined(separator: "\u{1F}")
        }
    }

    /// Each `param` with its default.
    fileprivate var parameterText: [String] {
        parameters.map { "\($0.name.text) \($0.type) \($0.place.canonicalText) \($0.defaultValue?.quoted ?? "")" }
    }

    fileprivate var defineText: [String] { Array(meaning(\.canonicalText).dropFirst()) }

    private var place: SourcePlace { SourcePlace(file, name.span) }

    fileprivate var applicability: CheckedCondition {
        .all([filter].compactMap(\.self) + conditions, place)
    }

    fileprivate var requirement: CheckedCondition { .all(clauses.map(\.required), place) }
}

extension CheckedCondition {
    fileprivate var negated: CheckedCondition { .not(self, place) }
}
