import ResourceDocuments

/// What a family asks of one value, each rule with a constant of its own.
package enum LanePredicate: Hashable, Sendable {
    case equal, equalAddresses, oneOf, overlaps
    /// Of constants that were prepared for it.
    case inTexts, within, matches, like
    /// Of a list of patterns.
    case matchesAny
    case age(MachineAge)
    case ordered(MachineOrder)
    case contains(MachineAmount)
    case starts(MachineAmount)
    case ends(MachineAmount)
}

extension LanePredicate: CustomStringConvertible {
    package var description: String {
        switch self {
        case .equal: "equal"
        case .equalAddresses: "equalAddresses"
        case .oneOf: "oneOf"
        case .overlaps: "overlaps"
        case .inTexts: "inTexts"
        case .within: "within"
        case .matches: "matches"
        case .like: "like"
        case .matchesAny: "matches any"
        case .age(let age): "\(age)"
        case .ordered(let order): "\(order)"
        case .contains(let amount): Self.description("contains", amount)
        case .starts(let amount): Self.description("starts", amount)
        case .ends(let amount): Self.description("ends", amount)
        }
    }

    private static func description(_ word: String, _ amount: MachineAmount) -> String {
        amount == .one ? word : "\(word) \(amount)"
    }
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
        case .matchesAny: return matches(value, .any, constant)
        case .inTexts, .matches, .like:
            guard value.word.isText else { return value.isUnknown ? Answer(value.causes) : .wrongType }
            if predicate == .matches { return search(value, constant: constant) }
            if predicate == .like { return Answer(like(value, constant: constant)) }
            return Answer(constant.pointer.assumingMemoryBound(to: TextSet.self).pointee.contains(value.bytes))
        }
    }
}
