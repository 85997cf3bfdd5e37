import ResourceDocuments

/// One question of a family: what it asks, the constant of each lane, and a way to answer for all lanes at once.
struct LaneTable {
    let predicate: LanePredicate
    /// One for each lane.
    let constants: UnsafeMutablePointer<Register>
    /// For a text, where the question looks for something in it.
    let patterns: PatternLanes?
    let all: LaneSet
    private let index: LaneIndex

    /// `sources` are the constants as the compiler made them, `registers` the same as the machine reads them; `number` is distinct among
    /// the tables of a library.
    init(_ predicate: LanePredicate, _ sources: [CodeFragment.Constant], _ registers: [Register], number: Int) {
        self.predicate = predicate
        constants = .allocate(capacity: max(registers.count, 1))
        for (lane, register) in registers.enumerated() { constants[lane] = register }
        all = LaneSet(registers.indices)
        index = LaneIndex(predicate, sources)
        patterns = PatternLanes(predicate, sources, number: number)
    }

    func deallocate() {
        constants.deallocate()
        index.deallocate()
        patterns?.deallocate()
    }

    /// The lanes that say true of `value`, where all others say false; nil where each has to be asked.
    @inline(__always) func lanes(of value: Register) -> LaneSet? {
        switch index {
        case .none: return nil
        case .texts(let texts): return value.word.isText ? texts.lanes(of: value.bytes) : nil
        case .integers(let integers):
            guard value.word.rawTag == TapeTag.integer.rawValue else { return nil }
            return integers.lanes(at: value.word.integer)
        case .order(let integers, let order):
            guard value.word.rawTag == TapeTag.integer.rawValue else { return nil }
            let value = value.word.integer
            return switch order {
            case .atLeast: integers.lanes(at: value)
            // An integer of a tape is far from the ends of 64 bits.
            case .moreThan: integers.lanes(at: value &- 1)
            case .lessThan: all.subtracting(integers.lanes(at: value))
            case .atMost: all.subtracting(integers.lanes(at: value &- 1))
            }
        case .addresses(let short, let long):
            guard value.extraKind == .address else { return nil }
            let range = Operations.addressRange(value)
            return range.isIPv6
                ? long.lanes(from: range.first, through: range.last)
                : short.lanes(
                    from: UInt64(truncatingIfNeeded: range.first), through: UInt64(truncatingIfNeeded: range.last))
        case .contained(let texts): return texts.lanes(of: value)
        }
    }
}

/// How a question is answered by one look-up where the value is of the common kind.
enum LaneIndex {
    case none
    /// By a text that a constant is, or that stands in it.
    case texts(LaneTexts)
    /// By an integer that a constant is, or that stands in it.
    case integers(SortedLanes<Int64>)
    /// By an integer that is at least the constant.
    case order(SortedLanes<Int64>, MachineOrder)
    /// By an address: of IPv4, of IPv6.
    case addresses(SortedLanes<UInt64>, SortedLanes<UInt128>)
    case contained(ContainedTexts)

    init(_ predicate: LanePredicate, _ constants: [CodeFragment.Constant]) {
        switch predicate {
        case .equal: self = Self.equal(constants)
        case .inTexts:
            let texts = constants.enumerated().flatMap { lane, constant in
                constant.elements.compactMap(\.text).map { (text: $0, lane: lane) }
            }
            self = .texts(LaneTexts(texts))
        case .ordered(let order):
            let integers = constants.compactMap(\.integer)
            guard integers.count == constants.count else {
                self = .none
                return
            }
            self = .order(SortedLanes(integers.enumerated().map { ($1, $0, true) }), order)
        case .within:
            let sets = constants.map { if case .addresses(let set) = $0 { set } else { AddressSet([]) } }
            self = .addresses(
                SortedLanes(Self.steps(of: sets, isIPv6: false)), SortedLanes(Self.steps(of: sets, isIPv6: true)))
        case .contains(let amount):
            let texts = constants.compactMap { $0.texts(of: amount) }
            self = texts.count == constants.count ? .contained(ContainedTexts(texts, amount)) : .none
        case .oneOf: self = Self.integers(constants.map(\.integers))
        case .equalAddresses, .overlaps, .age, .matches, .like, .starts, .ends: self = .none
        }
    }

    private static func equal(_ constants: [CodeFragment.Constant]) -> LaneIndex {
        let texts = constants.compactMap(\.text)
        if texts.count == constants.count { return .texts(LaneTexts(texts.enumerated().map { ($1, $0) })) }
        return integers(constants.map { constant in constant.integer.map { [$0] } })
    }

    /// By the integers that are each lane's; `none` where a lane has something else.
    private static func integers(_ integers: [[Int64]?]) -> LaneIndex {
        let known = integers.compactMap(\.self)
        guard known.count == integers.count else { return .none }
        return .integers(
            SortedLanes(
                known.enumerated().flatMap { lane, integers in
                    Set(integers).flatMap { [($0, lane, true), ($0 + 1, lane, false)] }
                }))
    }

    /// Where each lane's addresses of one version begin and end.
    private static func steps<Bound: FixedWidthInteger>(
        of sets: [AddressSet], isIPv6: Bool
    ) -> [(bound: Bound, lane: Int, isIn: Bool)] {
        sets.enumerated().flatMap { lane, set in
            set.ranges.filter { $0.isIPv6 == isIPv6 }.flatMap { range in
                let start = [(bound: Bound(truncatingIfNeeded: range.first), lane: lane, isIn: true)]
                guard let end = Bound(exactly: range.last), end < .max else { return start }
                return start + [(bound: end + 1, lane: lane, isIn: false)]
            }
        }
    }

    func deallocate() {
        switch self {
        case .none: break
        case .texts(let texts): texts.deallocate()
        case .integers(let integers), .order(let integers, _): integers.deallocate()
        case .addresses(let short, let long):
            short.deallocate()
            long.deallocate()
        case .contained(let texts): texts.deallocate()
        }
    }
}

extension CodeFragment.Constant {
    fileprivate var text: String? { if case .value(let value) = self { value.text } else { nil } }

    /// The number where a tape word holds it.
    fileprivate var integer: Int64? {
        guard case .value(.number(let number)) = self, let integer = number.int64,
            integer.magnitude < UInt64(TapeWord.integerLimit)
        else { return nil }
        return integer
    }

    /// The same of a list of nothing else.
    fileprivate var integers: [Int64]? {
        guard case .value(.list(let elements)) = self else { return nil }
        let integers = elements.compactMap { CodeFragment.Constant.value($0).integer }
        return integers.count == elements.count ? integers : nil
    }

    fileprivate var elements: [Value] { if case .texts(let elements) = self { elements } else { [] } }

    /// What `contains` asks for, where that is texts only.
    fileprivate func texts(of amount: MachineAmount) -> [String]? {
        if amount == .one { return text.map { [$0] } }
        guard case .value(.list(let elements)) = self else { return nil }
        let texts = elements.compactMap(\.text)
        return texts.count == elements.count ? texts : nil
    }
}

extension Value {
    fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }
}
