import ResourceDocuments
package import RuleChecker
import RulePacks
import RuleSyntax
import SourceText

extension Mutant {
    /// Every mutant of a rule, in the order of its text.
    package static func all(of rule: CheckedRule) -> [Mutant] {
        let draft = RuleDraft(rule)
        var variants: [Variant<RuleDraft>] = draft.parameterVariants
        if let filter = rule.filter {
            variants.append(draft.changed("left out", at: filter.place) { $0.filter = nil })
            variants += filter.variants.map { variant in variant.map { part in draft.with { $0.filter = part } } }
        }
        for (index, condition) in rule.conditions.enumerated() {
            variants.append(draft.changed("left out", at: condition.place) { $0.conditions.remove(at: index) })
            variants += condition.variants.map { variant in
                variant.map { part in draft.with { $0.conditions[index] = part } }
            }
        }
        variants += draft.bindingVariants
        for index in rule.clauses.indices { variants += draft.clauseVariants(at: index) }
        variants += draft.defineVariants
        // What stands in a define, and what two variants have in common, is changed once; what is written twice, twice.
        var seen: Set<Change> = []
        return variants.filter { seen.insert(Change(place: $0.place, change: $0.change)).inserted }
            .map { Mutant(rule: $0.part.rule, place: $0.place, change: $0.change) }
    }
}

private struct Change: Hashable {
    let place: SourcePlace
    let change: String
}

/// The parts of a rule that mutants change.
private struct RuleDraft {
    private let original: CheckedRule
    var parameters: [CheckedParameter]
    var filter: CheckedCondition?
    var conditions: [CheckedCondition]
    var bindings: [CheckedBinding]
    var clauses: [CheckedClause]

    init(_ rule: CheckedRule) {
        original = rule
        parameters = rule.parameters
        filter = rule.filter
        conditions = rule.conditions
        bindings = rule.bindings
        clauses = rule.clauses
    }

    func with(_ change: (inout RuleDraft) -> Void) -> RuleDraft {
        var draft = self
        change(&draft)
        return draft
    }

    func changed(
        _ change: String, at place: SourcePlace, _ body: (inout RuleDraft) -> Void
    ) -> Variant<RuleDraft> {
        Variant(part: with(body), place: place, change: change)
    }

    var rule: CheckedRule {
        original.with(
            parameters: parameters, filter: filter, conditions: conditions, bindings: bindings, clauses: clauses)
    }

    // MARK: Parts

    /// Defaults moved by one, or without an element.
    var parameterVariants: [Variant<RuleDraft>] {
        parameters.enumerated().flatMap { index, parameter -> [Variant<RuleDraft>] in
            let place = parameter.defaultPlace ?? parameter.place
            // A default that its constraints forbid is none.
            return (parameter.defaultValue?.neighbouringDefaults ?? []).filter {
                ParameterBinder.brokenConstraint(of: parameter, by: $0.value) == nil
            }.map { change, value in
                changed(change, at: place) { $0.parameters[index].defaultValue = value }
            }
        }
    }

    var bindingVariants: [Variant<RuleDraft>] {
        bindings.enumerated().flatMap { index, binding in
            binding.form.variants.map { variant in
                variant.map { form in with { $0.bindings[index].form = form } }
            }
        }
    }

    /// Of the defines that stand in the rule's own file: others are tested with the rules beside them.
    var defineVariants: [Variant<RuleDraft>] {
        RuleContents(of: original).defines.filter { $0.place.file === original.file }.flatMap { define in
            switch define.body {
            case .condition(let body):
                body.variants.map { variant in
                    variant.map { swapping(define, with: define.saying(.condition($0))) }
                }
            case .expression(let body):
                body.variants.map { variant in
                    variant.map { swapping(define, with: define.saying(.expression($0))) }
                }
            }
        }
    }

    private func swapping(_ define: CheckedDefine, with other: CheckedDefine) -> RuleDraft {
        let swap = DefineSwap(define, with: other)
        return with { draft in
            draft.filter = filter.map(swap.condition)
            draft.conditions = conditions.map(swap.condition)
            for index in bindings.indices { draft.bindings[index].form = swap.form(bindings[index].form) }
            for index in clauses.indices { draft.clauses[index].condition = swap.condition(clauses[index].condition) }
        }
    }

    func clauseVariants(at index: Int) -> [Variant<RuleDraft>] {
        let clause = clauses[index]
        let place = clause.condition.place
        let other: ClauseSyntax.Kind = clause.kind == .require ? .forbid : .require
        var all = [
            changed("the clause left out", at: place) { $0.clauses.remove(at: index) },
            changed("'\(other.rawValue)' for '\(clause.kind.rawValue)'", at: place) {
                $0.clauses[index].kind = other
            },
        ]
        // What is unknown without a word is unknown with this one.
        if let fallback = clause.ifMissing, fallback != .unknown {
            all.append(
                changed("without 'if missing \(fallback.rawValue)'", at: place) {
                    $0.clauses[index].ifMissing = nil
                })
        }
        if clause.ifUnknownFail {
            all.append(
                changed("without 'if unknown fail'", at: place) { $0.clauses[index].ifUnknownFail = false })
        }
        // A clause that is nothing but one test is negated by its other kind already.
        let variants = clause.condition.variants.filter { variant in
            !(variant.change == "negated" && variant.place == place)
        }
        return all
            + variants.map { variant in variant.map { part in with { $0.clauses[index].condition = part } } }
    }
}

extension CheckedBinding.Form {
    /// No `where`, and each part changed.
    fileprivate var variants: [Variant<CheckedBinding.Form>] {
        switch self {
        case .expression(let expression): return expression.variants.map { variant in variant.map { .expression($0) } }
        case .each(let variable, let sources, let filter):
            var all = sources.variants.map { variant in
                variant.map { CheckedBinding.Form.each(variable: variable, sources: $0, filter: filter) }
            }
            guard let filter else { return all }
            all.append(
                Variant(
                    part: .each(variable: variable, sources: sources, filter: nil), place: filter.place,
                    change: "left out"))
            return all
                + filter.variants.map { variant in
                    variant.map { .each(variable: variable, sources: sources, filter: $0) }
                }
        }
    }
}

extension Value {
    fileprivate var neighbouringDefaults: [(change: String, value: Value)] {
        switch self {
        case .number(let number):
            guard let whole = number.int64, whole > .min, whole < .max else { return [] }
            return [
                ("the default one higher", .number(ExactNumber(whole + 1))),
                ("the default one lower", .number(ExactNumber(whole - 1))),
            ]
        case .boolean(let flag): return [("the default \(!flag)", .boolean(!flag))]
        case .list(let elements):
            guard let last = elements.last, elements.count > 1 else { return [] }
            return [("the default without \(last.quoted)", .list(Array(elements.dropLast())))]
        case .span(let span):
            return [("the default \(span.unitWords) longer", 1), ("the default \(span.unitWords) shorter", -1)]
                .compactMap { change, step in span.moved(by: step).map { (change, .span($0)) } }
        case .string, .map, .address, .instant, .version, .pattern: return []
        }
    }
}

extension TimeSpan {
    /// The largest unit of which it is a whole number, in seconds.
    private var unit: (seconds: Int64, words: String) {
        let units: [(Int64, String)] = [(86_400, "a day"), (3_600, "an hour"), (60, "a minute")]
        return units.first { nanoseconds == 0 && seconds % $0.0 == 0 } ?? (1, "a second")
    }

    fileprivate var unitWords: String { unit.words }

    /// nil of what is no span any more.
    fileprivate func moved(by step: Int64) -> TimeSpan? {
        let (sum, isTooLarge) = seconds.addingReportingOverflow(unit.seconds * step)
        return isTooLarge || sum < 0 ? nil : TimeSpan(seconds: sum, nanoseconds: nanoseconds)
    }
}
