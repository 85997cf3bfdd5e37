import RuleSyntax
import SourceText

extension CheckedRule {
    /// What it means, without layout and comments.
    package var canonicalMeaning: [String] { meaning(\.canonicalText) }

    /// What tells a clause from the others of its rule, wherever it stands and however it is laid out: what it asks, with each `let` and define that
    /// this leads to, and not what it says where that does not hold. Of no clause: under what conditions the rule applies.
    package func canonicalText(ofClause index: Int?) -> String {
        guard let index else {
            let asked = [filter].compactMap(\.self) + conditions
            return ([asked.map(\.place.canonicalText).joined(separator: "; ")] + definitions(readBy: asked))
                .joined(separator: "\n")
        }
        guard clauses.indices.contains(index) else { return "" }
        let clause = clauses[index]
        return
            (["\(clause.kind.rawValue) \(clause.condition.place.canonicalText)"]
            + definitions(readBy: [clause.condition])).joined(separator: "\n")
    }

    /// What stands for the names in conditions: each `let` and define once, with those that they read.
    private func definitions(readBy conditions: [CheckedCondition]) -> [String] {
        var references = SlotReferences()
        for condition in conditions { references.visit(condition) }
        var texts: [String] = []
        // Each reads none but those before it.
        for binding in bindings.reversed() where references.slots.contains(binding.slot.index) {
            references.visit(binding)
            texts.append(binding.declaration.canonicalText)
        }
        var defines = references.defines[...]
        var seen: Set<SourcePlace> = []
        while let define = defines.popFirst() {
            guard seen.insert(define.place).inserted else { continue }
            texts.append(define.place.canonicalText)
            var inner = SlotReferences()
            switch define.body {
            case .condition(let condition): inner.visit(condition)
            case .expression(let expression): inner.visit(expression)
            }
            defines += inner.defines
        }
        return texts
    }
}
