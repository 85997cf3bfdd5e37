import ResourceDocuments
import RuleChecker

/// `let x = each v in … where c`
extension Evaluator {
    mutating func elements(
        _ variable: Slot, in sources: [CheckedSource], where filter: CheckedCondition?
    ) -> TracedValue {
        let outer = frame[variable]
        var kept: [TracedValue] = []
        var list: Location?
        for source in sources {
            switch source {
            case .resources(let kind, _): kept += keep(kind, variable, filter)
            case .expression(let expression):
                let value = value(of: expression)
                list = list ?? value.origin.location
                switch value.elements {
                case .open(let unknown): kept.append(.unknown(unknown.unsettled))
                case .closed(let elements):
                    for element in elements where !isExhausted { kept += keep(element.value, variable, filter) }
                }
            }
        }
        frame[variable] = outer
        return .derivedList(kept, list.map(Origin.from) ?? .rule)
    }

    /// Of `resources of K`; those that a join's index leaves out are not kept.
    private mutating func keep(_ kind: KindPattern, _ variable: Slot, _ filter: CheckedCondition?) -> [TracedValue] {
        guard let resources = resources(of: kind) else { return [.unknown(Unknown.notCollected(kind).unsettled)] }
        // At which places of the list those stand that were read is not known.
        if let open = resources.list.open { return [.unknown(open.unsettled)] }
        let tie = asksAll ? nil : filter.flatMap { CheckedTie(on: variable, in: [$0]) }
        var positions = Array(0..<resources.count)
        if let tie, let candidates = candidates(among: resources, by: tie) { positions = candidates.all }
        return positions.flatMap { isExhausted ? [] : keep(resources[$0].value, variable, filter) }
    }

    /// The element, nothing, or one that may or may not belong to the list.
    private mutating func keep(
        _ element: TracedValue, _ variable: Slot, _ filter: CheckedCondition?
    ) -> [TracedValue] {
        askedElements += 1
        if skims {
            frame[variable] = element.placeless
            let truth = skimming { $0.outcome(ofFilter: filter).truth }
            if truth == .true { return [element] }
            if truth == .false { return [] }
        }
        frame[variable] = isTracing ? element : element.placeless
        let outcome = outcome(ofFilter: filter)
        switch outcome.truth {
        case .true: return [element]
        case .false: return []
        case .unknown(let causes):
            return [.unknown(Unknown(causes, roots: outcome.evidence.flatMap(\.reason.roots)).unsettled)]
        }
    }
}
