/// Why something is not known, as a set.
@frozen @usableFromInline package struct UnknownCauses: OptionSet, Hashable, Sendable {
    @usableFromInline package let rawValue: UInt8

    @inlinable @inline(__always) package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The end of a path is not there, or is `null`; everything before it is.
    @inlinable @inline(__always) package static var absent: UnknownCauses { UnknownCauses(rawValue: 1 << 0) }
    /// Something before the end of a path is not there, or a function was given something that is not.
    @inlinable @inline(__always) package static var missing: UnknownCauses { UnknownCauses(rawValue: 1 << 1) }
    /// An element that may or may not belong to a list, for missing data: `let … each … where` on absent data.
    @inlinable @inline(__always) package static var unsettled: UnknownCauses { UnknownCauses(rawValue: 1 << 2) }
    @inlinable @inline(__always) package static var wrongType: UnknownCauses { UnknownCauses(rawValue: 1 << 3) }
    /// Text that does not read as the type asked for, a duplicate key, an empty separator.
    @inlinable @inline(__always) package static var badData: UnknownCauses { UnknownCauses(rawValue: 1 << 4) }
    /// A value that is decided later: known only after apply.
    @inlinable @inline(__always) package static var undetermined: UnknownCauses { UnknownCauses(rawValue: 1 << 5) }
    @inlinable @inline(__always) package static var notCollected: UnknownCauses { UnknownCauses(rawValue: 1 << 6) }
    @inlinable @inline(__always) package static var budget: UnknownCauses { UnknownCauses(rawValue: 1 << 7) }

    /// The causes that say "data is missing": what `if missing` answers.
    @inlinable @inline(__always) package static var missingData: UnknownCauses { UnknownCauses(rawValue: 0b111) }
    /// The causes of a value that is certainly not there: `is present` is false of it.
    @inlinable @inline(__always) package static var notThere: UnknownCauses { UnknownCauses(rawValue: 0b011) }

    @inlinable @inline(__always) package var isMissingDataOnly: Bool {
        !isEmpty && isSubset(of: .missingData)
    }

    /// What a step behind this value, or a function of it, gives: it is no longer the path's own end that is absent.
    @inlinable @inline(__always) package var propagated: UnknownCauses {
        contains(.absent) ? subtracting(.absent).union(.missing) : self
    }
}

extension UnknownCauses: CustomStringConvertible {
    /// The words that verdicts and messages use, in a fixed order.
    @usableFromInline package var description: String {
        var words: [String] = []
        if !isDisjoint(with: .missingData) { words.append("missing") }
        if contains(.wrongType) { words.append("wrong type") }
        if contains(.badData) { words.append("bad data") }
        if contains(.undetermined) { words.append("undetermined") }
        if contains(.notCollected) { words.append("not collected") }
        if contains(.budget) { words.append("budget") }
        return words.joined(separator: ", ")
    }
}

/// True, false or unknown, with the causes of what is unknown: strong Kleene logic.
package enum Truth: Hashable, Sendable {
    case `true`
    case `false`
    case unknown(UnknownCauses)

    package init(_ value: Bool) { self = value ? .true : .false }

    package static prefix func ! (truth: Truth) -> Truth {
        switch truth {
        case .true: .false
        case .false: .true
        case .unknown: truth
        }
    }

    package func and(_ other: Truth) -> Truth {
        switch (self, other) {
        case (.false, _), (_, .false): .false
        case (.unknown(let left), .unknown(let right)): .unknown(left.union(right))
        case (.unknown, .true): self
        case (.true, _): other
        }
    }

    package func or(_ other: Truth) -> Truth { !((!self).and(!other)) }
}

/// What one rule says of one resource.
package enum Verdict: String, Hashable, CaseIterable, Sendable {
    case pass, fail, unknown
    case notApplicable = "not_applicable"
}
