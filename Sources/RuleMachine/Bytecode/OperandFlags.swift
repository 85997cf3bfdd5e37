import ResourceDocuments

/// What the flags of an instruction select. Each is one byte on the instruction; the compiler writes no other.

/// The built-in functions, as the operand of `call`.
package enum MachineFunction: UInt8, CaseIterable, Sendable {
    case count, length, lower, upper, trim, number, text, list, distinct, keys, values, entries, split, first, last
    case prefixLength, quantity, duration, days, timestamp, version, ip, json, yaml, base64

    package var parameterCount: Int { self == .split ? 2 : 1 }
}

/// How `convert` reads a value.
package enum MachineConversion: UInt8, CaseIterable, Sendable {
    case address, instant, span, version, quantity, pattern, number
}

/// What `testType` asks for.
package enum MachineType: UInt8, CaseIterable, Sendable {
    case string, numeric, boolean, general, stringList, ipList, timestamp, numericList
    case duration, version, ip, pattern, quantity, list, map
}

/// An order between two values.
package enum MachineOrder: UInt8, CaseIterable, Sendable { case atLeast, atMost, moreThan, lessThan }

/// How many of the operand's elements a test asks for: the operand itself, all, or any of its elements.
package enum MachineAmount: UInt8, CaseIterable, Sendable { case one, all, any }

package enum MachineAge: UInt8, CaseIterable, Sendable { case older, newer }

/// What `testCount` asks of the true elements.
package enum MachineQuantity: UInt8, CaseIterable, Sendable { case atLeast, atMost, exactly }

/// Which missing values a `default` replaces: only the path's own absent end, or wherever it breaks off.
package enum MachineMissing: UInt8, CaseIterable, Sendable { case ownEnd, anywhere }

/// The flags of `replaceBranches`: `MachineMissing`, and this bit for `default []`.
package enum MachineBranches {
    package static let drops: UInt8 = 0x02
}

/// How `iterateJoined` goes through the candidates of a join, and `iterateResources` through all.
package enum MachineJoin: UInt8, CaseIterable, Sendable {
    /// Those that have the key first.
    case any
    /// None where not all of the kind are known: they have other places then.
    case inOrder
    /// As `any`; what those with one key say, and what those leave open of which the index cannot tell, is the same for every resource, and
    /// kept once it was asked.
    case remembering
}

/// What a clause gives when it is Unknown.
package struct ClauseFallback: Hashable, Sendable {
    package enum Missing: UInt8, CaseIterable, Sendable { case unknown, pass, fail }

    /// Where every cause says that data is missing.
    package var ifMissing: Missing
    package var ifUnknownFail: Bool

    package init(ifMissing: Missing, ifUnknownFail: Bool) {
        self.ifMissing = ifMissing
        self.ifUnknownFail = ifUnknownFail
    }

    package init(flags: UInt8) {
        ifMissing = Missing(rawValue: flags & 3) ?? .unknown
        ifUnknownFail = flags & 4 != 0
    }

    package var flags: UInt8 { ifMissing.rawValue | (ifUnknownFail ? 4 : 0) }

    /// What becomes of a clause with these causes, which are not empty.
    @inline(__always) func verdict(of unknown: UnknownCauses) -> Missing {
        if ifUnknownFail { return .fail }
        return unknown.isMissingDataOnly ? ifMissing : .unknown
    }
}

/// How `leaveRule` ends a rule.
package enum MachineLeave: UInt8, CaseIterable, Sendable { case settled, fail, notApplicable }
