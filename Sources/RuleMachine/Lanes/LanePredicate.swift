import ResourceDocuments

/// What a family asks of one value, each rule with a constant of its own.
package enum LanePredicate: Hashable, Sendable {
    case equal, equalAddresses, oneOf, overlaps
    /// Of constants that were prepared for it.
    case inTexts, within, matches, like
    case age(MachineAge)
    case ordered(MachineOrder)
    case contains(MachineAmount)
    case starts(MachineAmount)
    case ends(MachineAmount)
}

extension Operations {
    /// The answer of one rule; the instruction for a rule alone says the same.
    func answer(_ predicate: LanePredicate, _ value: Register, constant: Register) -> Answer {
        switch predicate {
        case .equal: return equal(value, constant)
        case .equalAddresses: return equalAddresses(value, constant)
        case .oneOf: return oneOf(value, constant)
        case .overlaps: return overlaps(value, constant)
        case .age(let age): return aged(value, age, constant)
        case .ordered(let order): return ordered(value, order, constant)
        case .contains(let amount): return contains(value, amount, constant)
        case .starts(let amount): return starts(value, amount, constant)
        case .ends(let amount): return ends(value, amount, constant)
        case .within: return within(value, constant: constant)
        case .inTexts, .matches, .like:
            guard value.word.isText else { return value.isUnknown ? Answer(value.causes) : .wrongType }
            if predicate == .matches { return search(value, constant: constant) }
            if predicate == .like { return Answer(like(value, constant: constant)) }
            return Answer(constant.pointer.assumingMemoryBound(to: TextSet.self).pointee.contains(value.bytes))
        }
    }
}
