import ResourceDocuments
import RuleChecker
import RuleSyntax
import RuleTracer
import SourceText

/// Looks for conditions that can be nothing but true or nothing but false, and for those that say nothing new.
///
/// What it says is proved by `Reachability`: where that cannot tell, nothing is said.
struct ConditionExaminer {
    private(set) var suspicions: [Suspicion] = []
    /// nil for a define, which stands in many rules.
    private let rule: CheckedRule?
    /// Of defines.
    private var saidInside: [ObjectIdentifier: Bool] = [:]

    /// What tells, in a trace, that a condition was true, or false.
    private typealias Telling = (Bool) -> CoverageEvent

    /// What holds where a condition is asked, and what tells so in a trace.
    private struct Premise {
        let condition: CheckedCondition
        let event: CoverageEvent

        /// Of a `where` or a `when`.
        var isFilter: Bool { if case .filter = event { true } else { false } }
    }

    private typealias Goals = [(CheckedCondition, Reachability.Goal.Outcome)]

    static func suspicions(of rule: CheckedRule) -> [Suspicion] {
        var examiner = ConditionExaminer(rule: rule)
        examiner.examine(rule)
        return examiner.suspicions
    }

    static func suspicions(of define: CheckedDefine) -> [Suspicion] {
        guard case .condition(let body) = define.body else { return [] }
        var examiner = ConditionExaminer(rule: nil)
        _ = examiner.examine(body, given: []) { .body(body.place, holds: $0) }
        return examiner.suspicions
    }

    private init(rule: CheckedRule?) { self.rule = rule }

    // MARK: Rules

    private mutating func examine(_ rule: CheckedRule) {
        var premises: [Premise] = []
        for condition in [rule.filter].compactMap(\.self) + rule.conditions {
            let place = condition.place
            let isFilter = premises.isEmpty && rule.filter != nil
            let lost = excludedKinds(of: rule, by: condition)
            if isFilter, !lost.isEmpty, lost.count == rule.kinds.count {
                add(.excludesItsKind(at: place), [.filter(place, holds: false)], "the rule does not apply")
            } else if !lost.isEmpty, lost.count < rule.kinds.count {
                for kind in lost {
                    add(
                        .excludesKind(kind.text, isFilter: isFilter, at: place), [.filter(place, holds: false)],
                        "the rule does not apply", of: kind)
                }
            } else {
                let bearing = RuleBearing(isFilter ? "where" : "when")
                if !examine(condition, given: premises, bearing, telling: { .filter(place, holds: $0) }) {
                    examinePremise(condition, given: premises, bearing)
                }
            }
            premises.append(Premise(condition: condition, event: .filter(place, holds: true)))
        }
        for binding in rule.bindings {
            guard case .each(_, _, let filter?) = binding.form else { continue }
            _ = examine(filter, given: []) { .filter(filter.place, holds: $0) }
        }
        // Below a `where` that never holds everything is true of nothing.
        guard premises.isEmpty || !isImpossible(holding(premises)) else { return }
        for (index, clause) in rule.clauses.enumerated() {
            let place = clause.place
            if readsNothing(clause.condition) {
                add(
                    .readsNothing(at: clause.condition.place), [clause.event(passes: true)], "the clause passes",
                    weaker: ([clause.event(passes: false)], "the clause fails"))
                continue
            }
            let isSaid = examine(clause.condition, given: premises) { .clause(place, $0 ? .true : .false) }
            if !isSaid { examine(clause, given: premises, after: rule.clauses[..<index]) }
        }
    }

    /// The kinds of which it cannot hold, though it may of others.
    private func excludedKinds(of rule: CheckedRule, by condition: CheckedCondition) -> [KindPattern] {
        guard !isImpossible([(condition, .isTrue)], of: QuestionSpace(of: rule, kinds: nil)) else { return [] }
        return rule.kinds.filter { isImpossible([(condition, .isTrue)], of: QuestionSpace(of: rule, kinds: [$0])) }
    }

    private mutating func examinePremise(
        _ condition: CheckedCondition, given premises: [Premise], _ bearing: RuleBearing
    ) {
        let place = condition.place
        if readsNothing(condition, parametersCount: true) {
            add(
                .readsNothing(bearing, at: place), [.filter(place, holds: true)], "the rule applies",
                weaker: ([.filter(place, holds: false)], "the rule does not apply"))
        } else if isImpossible(holding(premises) + [(condition, .isTrue)]) {
            add(.neverHolds(bearing, at: place), [.filter(place, holds: false)], "the rule does not apply")
        } else if !premises.isEmpty, isImpossible(holding(premises) + [(condition, .isNotTrue)]) {
            add(
                .impliedBy(premises.map(\.condition.place), at: place),
                premises.map(\.event) + [.filter(place, holds: true)], premises.count == 1 ? "both hold" : "all hold")
        }
    }

    /// False of what stands in a define.
    private func readsNothing(_ condition: CheckedCondition, parametersCount: Bool = false) -> Bool {
        rule.map { !ResourceReads(in: $0, parametersCount: parametersCount).reads(condition) } ?? false
    }

    private func holding(_ premises: [Premise]) -> Goals { premises.map { ($0.condition, .isTrue) } }

    private mutating func examine(
        _ clause: CheckedClause, given premises: [Premise], after earlier: ArraySlice<CheckedClause>
    ) {
        let given = holding(premises)
        let place = clause.condition.place
        if clause.ifMissing != .pass, isImpossible(given + [(clause.required, .isTrue)]) {
            let causes = causes(among: premises, ruling: (clause.required, .isTrue))
            add(
                .neverPasses(because: causes.map(\.condition.place), at: place),
                causes.map(\.event) + [clause.event(passes: false)], "the clause fails")
        } else if let causes = causes(of: clause, among: premises) {
            add(
                .impliedBy(causes.map(\.condition.place), at: place),
                causes.map(\.event) + [clause.event(passes: true)], "the rule applies, and the clause passes",
                removal: clause.saysNoMore ? clause.place.span : nil)
        } else if clause.ifMissing != .fail, !clause.ifUnknownFail, isImpossible(given + [(clause.required, .isFalse)])
        {
            let causes = causes(among: premises, ruling: (clause.required, .isFalse))
            add(
                .neverFails(because: causes.map(\.condition.place), at: place),
                causes.map(\.event) + [clause.event(passes: true)], "the clause passes")
        } else if examineBeside(earlier, clause, given: given) {
            return
        } else if let first = earlier.first(where: { implies($0, clause, given: given) }) {
            add(
                clause.kind == .require && first.kind == .require
                    ? .impliedBy([first.condition.place], at: place)
                    : .clauseImplied(by: first.condition.place, at: place),
                [clause.event(passes: false), first.event(passes: false)], "both fail",
                removal: isRemovable(clause, after: first) ? clause.place.span : nil)
        }
    }

    /// The `where` and `when`s that keep a condition from coming out so, the one of them where it is enough; none where it cannot anyhow.
    private func causes(
        among premises: [Premise], ruling part: (CheckedCondition, Reachability.Goal.Outcome)
    ) -> [Premise] {
        if isImpossible([part]) { return [] }
        return premises.first { isImpossible(holding([$0]) + [part]) }.map { [$0] } ?? premises
    }

    /// The `where` and `when`s that a requirement holds because of, the one of them where it is enough; nil of one that may be something else than
    /// true, or that is never false anyhow.
    private func causes(of clause: CheckedClause, among premises: [Premise]) -> [Premise]? {
        func isImplied(by premises: [Premise]) -> Bool {
            isImpossible(holding(premises) + [(clause.required, .isNotTrue)])
        }
        guard clause.kind == .require, !premises.isEmpty, isImplied(by: premises),
            !isImpossible([(clause.required, .isFalse)])
        else { return nil }
        return premises.first { isImplied(by: [$0]) }.map { [$0] } ?? premises
    }

    /// Whether nothing passes the clause together with an earlier one, or with all of them, for all values or for all but the empty list.
    private mutating func examineBeside(
        _ earlier: ArraySlice<CheckedClause>, _ clause: CheckedClause, given: Goals
    ) -> Bool {
        guard !earlier.isEmpty else { return false }
        for exceptEmptyLists in [false, true] {
            func contradict(_ clauses: [CheckedClause]) -> Bool {
                isImpossible(given + clauses.map(\.passing), exceptEmptyLists: exceptEmptyLists)
            }
            // What contradicts itself contradicts everything, and was said.
            let earlier = earlier.filter { !contradict([$0]) }
            var causes = earlier.first { contradict([$0, clause]) }.map { [$0] } ?? []
            if causes.isEmpty, contradict(earlier + [clause]), !contradict(earlier) { causes = earlier }
            if causes.isEmpty { continue }
            add(
                .neverPassTogether(
                    causes.map(\.condition.place), exceptEmptyLists: exceptEmptyLists, at: clause.condition.place),
                causes.map { $0.event(passes: true) } + [clause.event(passes: false)],
                causes.count == 1 ? "the other passes, and it fails" : "the others pass, and it fails",
                weaker: (
                    causes.map { $0.event(passes: true) },
                    causes.count == 1 ? "the other passes, and it is unknown" : "the others pass, and it is unknown"
                ))
            return true
        }
        return false
    }

    /// Whether a clause says nothing that an earlier one does not: it holds wherever that does, and fails nowhere where that is
    /// unknown; and what either makes of missing data is no more than the earlier one makes of it.
    private func implies(_ first: CheckedClause, _ second: CheckedClause, given: Goals) -> Bool {
        let passesLess = first.ifMissing == .pass && second.ifMissing != .pass
        let failsMore =
            second.ifUnknownFail && !first.ifUnknownFail
            || second.ifMissing == .fail && first.ifMissing != .fail && !first.ifUnknownFail
        return !passesLess && !failsMore && implies([first.required], second.required, given: given)
    }

    private func implies(_ first: [CheckedCondition], _ second: CheckedCondition, given: Goals = []) -> Bool {
        let hold = first.map { ($0, Reachability.Goal.Outcome.isTrue) }
        guard isImpossible(given + hold + [(second, .isNotTrue)]) else { return false }
        return first.count == 1 ? isImpossible(given + [(first[0], .isUnknown), (second, .isFalse)]) : true
    }

    /// Whether neither has a word for missing data, and the clause says nothing of its own.
    private func isRemovable(_ clause: CheckedClause, after first: CheckedClause) -> Bool {
        clause.saysNoMore && first.ifMissing == nil && !first.ifUnknownFail
    }

    // MARK: Conditions

    /// Whether something was said of it, or of a part of it.
    ///
    /// - Parameter bearing: of what it is to a `where` or a `when`; nil of what stands in none.
    private mutating func examine(
        _ condition: CheckedCondition, given: [Premise], _ bearing: RuleBearing? = nil, telling: Telling
    ) -> Bool {
        switch condition {
        // `none { … }` has no text of its own for what it leaves out: the whole is told of.
        case .not(.any(let parts, let inner), let place) where inner == place:
            let isSaid = examine(any: parts, given: given, bearing?.negated.ofAlternative)
            return isSaid || examineAlone(condition, given: [], bearing, telling: telling)
        case .not(let part, _): return examine(part, given: given, bearing?.negated) { telling(!$0) }
        case .test: return examineAlone(condition, given: given, bearing, telling: telling)
        case .call(let call):
            return isSaidInside(call) || examineAlone(condition, given: given, bearing, telling: telling)
        case .quantified(let quantified): return examine(quantified)
        case .all(let parts, _): return examine(all: parts, given: given, bearing?.ofConjunct)
        case .any(let parts, _):
            let isSaid = examine(any: parts, given: given, bearing?.ofAlternative)
            return isSaid || examineAlone(condition, given: [], bearing, telling: telling)
        }
    }

    /// Whether the define says so whatever it is given: then it is told where the define stands.
    private mutating func isSaidInside(_ call: CheckedDefineCall) -> Bool {
        // Those of other files are looked at with the rules beside them.
        guard case .condition(let body) = call.define.body, call.define.place.file === rule?.file else { return false }
        let name = ObjectIdentifier(call.define)
        if let known = saidInside[name] { return known }
        let inside = ConditionExaminer(rule: nil)
        let isSaid = inside.isImpossible([(body, .isTrue)]) || inside.isImpossible([(body, .isFalse)])
        saidInside[name] = isSaid
        return isSaid
    }

    private mutating func examineAlone(
        _ condition: CheckedCondition, given: [Premise], _ bearing: RuleBearing?, telling: Telling
    ) -> Bool {
        let place = condition.place
        if isImpossible([(condition, .isTrue)]) {
            add(.neverHolds(bearing, at: place), [telling(false)], "it is false")
        } else if isImpossible([(condition, .isFalse)]) {
            add(.alwaysHolds(bearing, at: place), [telling(true)], "it is true")
        } else {
            return examineBeside(given, condition, bearing, event: telling(false))
        }
        return true
    }

    /// Whether what holds already rules the condition out, for all values or for all but the empty list.
    private mutating func examineBeside(
        _ given: [Premise], _ condition: CheckedCondition, _ bearing: RuleBearing? = nil, event: CoverageEvent
    ) -> Bool {
        guard !given.isEmpty else { return false }
        for exceptEmptyLists in [false, true] {
            func contradict(_ premises: [Premise]) -> Bool {
                isImpossible(holding(premises) + [(condition, .isTrue)], exceptEmptyLists: exceptEmptyLists)
            }
            guard contradict(given) else { continue }
            let causes = given.first { contradict([$0]) }.map { [$0] } ?? given
            add(
                .contradicts(
                    causes.map(\.condition.place), areFilters: causes.allSatisfy(\.isFilter),
                    exceptEmptyLists: exceptEmptyLists, bearing, at: condition.place),
                causes.map(\.event) + [event],
                causes.count == 1 ? "the other holds, and it is false" : "the others hold, and it is false",
                weaker: (
                    causes.map(\.event),
                    causes.count == 1 ? "the other holds, and it is unknown" : "the others hold, and it is unknown"
                ))
            return true
        }
        return false
    }

    private mutating func examine(all parts: [CheckedCondition], given: [Premise], _ bearing: RuleBearing?) -> Bool {
        var isAnySaid = false
        for (index, part) in parts.enumerated() {
            let earlier = parts[..<index].map { Premise(condition: $0, event: .branch($0.place, holds: true)) }
            let place = part.place
            let isSaid = examine(part, given: given + earlier, bearing) { .branch(place, holds: $0) }
            isAnySaid = isAnySaid || isSaid
            if isSaid || earlier.isEmpty { continue }
            guard let first = earlier.first(where: { implies([$0.condition], part) }) else { continue }
            add(
                .impliedBy([first.condition.place], at: place), [first.event, .branch(place, holds: true)],
                "both hold", removal: isUnknownAlike(part, beside: first.condition) ? place.span : nil)
            isAnySaid = true
        }
        return isAnySaid
    }

    private mutating func examine(any parts: [CheckedCondition], given: [Premise], _ bearing: RuleBearing?) -> Bool {
        var isAnySaid = false
        for (index, part) in parts.enumerated() {
            let place = part.place
            let isSaid = examine(part, given: given, bearing) { .branch(place, holds: $0) }
            isAnySaid = isAnySaid || isSaid
            if isSaid { continue }
            // Of two that say the same the later one is one too many.
            let wider =
                parts[..<index].first { takesIn($0, part) }
                ?? parts[(index + 1)...].first { takesIn($0, part) && !takesIn(part, $0) }
            guard let wider else { continue }
            add(
                .addsNothing(to: wider.place, at: place),
                [.branch(place, holds: true), .branch(wider.place, holds: true)], "both hold",
                removal: isUnknownAlike(part, beside: wider) ? place.span : nil)
            isAnySaid = true
        }
        return isAnySaid
    }

    /// Whether the one holds, and is unknown, wherever the other is.
    private func takesIn(_ wider: CheckedCondition, _ part: CheckedCondition) -> Bool {
        isImpossible([(part, .isTrue), (wider, .isNotTrue)]) && isImpossible([(part, .isUnknown), (wider, .isFalse)])
    }

    /// Whether nothing but missing data makes the part unknown where nothing else makes the other so: `if missing`
    /// then answers as often without the part.
    private func isUnknownAlike(_ part: CheckedCondition, beside other: CheckedCondition) -> Bool {
        isImpossible([(other, .isMissing), (part, .isUnknownForMore)])
    }

    private mutating func examine(_ quantified: CheckedQuantified) -> Bool {
        var isSaid = false
        if let filter = quantified.filter {
            isSaid = examine(filter, given: []) { .filter(filter.place, holds: $0) }
        }
        guard let body = quantified.body else { return isSaid }
        let place = body.place
        let isBodySaid = examine(body, given: []) { .body(place, holds: $0) }
        guard !isSaid, !isBodySaid, let filter = quantified.filter else { return isSaid || isBodySaid }
        let given = Premise(condition: filter, event: .filter(filter.place, holds: true))
        if examineBeside([given], body, event: .body(place, holds: false)) { return true }
        guard isImpossible([(filter, .isTrue), (body, .isNotTrue)]) else { return false }
        add(.impliedBy([filter.place], at: place), [given.event, .body(place, holds: true)], "both hold")
        return true
    }

    // MARK: Proof

    private func isImpossible(_ parts: Goals, exceptEmptyLists: Bool = false) -> Bool {
        isImpossible(parts, of: QuestionSpace(of: rule), exceptEmptyLists: exceptEmptyLists)
    }

    private func isImpossible(_ parts: Goals, of empty: QuestionSpace, exceptEmptyLists: Bool = false) -> Bool {
        var space = empty
        let goal = parts.map { (formula: space.formula(of: $0.0), outcome: $0.1) }
        // Without addresses and elements there is nothing to leave out, and the question was asked.
        guard !exceptEmptyLists || space.subjects.contains(where: \.readsAddresses) || space.comparesCounts else {
            return false
        }
        guard var reachability = Reachability(space) else { return false }
        return reachability.isImpossible(Reachability.Goal(goal, exceptEmptyLists: exceptEmptyLists))
    }

    private mutating func add(
        _ diagnostic: Diagnostic, _ events: [CoverageEvent], _ caption: String,
        of kind: KindPattern? = nil, weaker: (events: [CoverageEvent], caption: String)? = nil,
        removal: SourceSpan? = nil
    ) {
        suspicions.append(
            Suspicion(
                diagnostic: diagnostic, events: events, caption: caption, kind: kind, weaker: weaker, removal: removal))
    }
}
