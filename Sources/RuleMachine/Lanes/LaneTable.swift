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
    @inline(__always) func lanes(of value: Register, _ operations: Operations) -> LaneSet? {
        switch index {
        case .none: return nil
        case .texts(let texts): return value.word.isText ? texts.lanes(of: value.bytes) : nil
        case .integers(let integers, let numbers):
            if value.word.rawTag == TapeTag.integer.rawValue { return integers.lanes(at: value.word.integer) }
            return operations.lanes(ofNumber: value, among: numbers)
        case .ordered(let lanes): return operations.lanes(of: value, among: lanes)
        case .addresses(let addresses): return addresses.lanes(of: value)
        case .contained(let texts): return texts.lanes(of: value)
        case .elements(let lanes): return lanes.lanes(ofElementsOf: value, operations)
        case .containedValues(let values): return values.lanes(of: value, operations)
        }
    }
}

/// How a question is answered by one look-up where the value is of the common kind.
enum LaneIndex {
    case none
    /// By a text that a constant is, or that stands in it.
    case texts(LaneTexts)
    /// By where a number stands among the constants, where a tape word holds each of them: an integer like them, and any number.
    case integers(SortedLanes<Int64>, SortedLanes<Border<ExactNumber>>)
    /// The same of other values that have an order.
    case ordered(OrderedLanes)
    case addresses(AddressLanes)
    case contained(ContainedTexts)
    /// By what an element of a list is.
    case elements(ElementLanes)
    case containedValues(ContainedValues)

    init(_ predicate: LanePredicate, _ constants: [CodeFragment.Constant]) {
        switch predicate {
        case .equal:
            let texts = constants.compactMap(\.text)
            self =
                texts.count == constants.count
                ? .texts(LaneTexts(texts.enumerated().map { ($1, $0) }))
                : Self.values(constants.map { $0.value.map { [$0] } }, .among)
        case .inTexts:
            let texts = constants.enumerated().flatMap { lane, constant in
                constant.elements.compactMap(\.text).map { (text: $0, lane: lane) }
            }
            self = .texts(LaneTexts(texts))
        case .ordered(let order): self = Self.values(constants.map { $0.value.map { [$0] } }, .ordered(order))
        case .within, .overlaps:
            let sets = constants.compactMap(\.addresses)
            self =
                sets.count == constants.count
                ? .addresses(AddressLanes(sets, isOverlap: predicate == .overlaps)) : .none
        case .contains(let amount):
            let texts = constants.compactMap { $0.texts(of: amount) }
            if texts.count == constants.count {
                self = .contained(ContainedTexts(texts, amount))
            } else if amount == .all {
                self = ContainedValues(constants.map(\.list)).map { .containedValues($0) } ?? .none
            } else {
                let wanted = amount == .one ? constants.map { $0.value.map { [$0] } } : constants.map(\.list)
                self = ElementLanes(wanted).map { .elements($0) } ?? .none
            }
        case .oneOf: self = Self.values(constants.map(\.list), .among)
        case .age(let age):
            self = OrderedLanes(constants.map { $0.value.map { [$0] } }, age).map { .ordered($0) } ?? .none
        case .equalAddresses, .matches, .matchesAny, .like, .starts, .ends: self = .none
        }
    }

    /// By the values that are each lane's; `none` where a lane has something else than the others.
    private static func values(_ constants: [[Value]?], _ standing: Standing) -> LaneIndex {
        guard let ordered = OrderedLanes(constants, standing) else { return .none }
        guard case .numbers(let numbers) = ordered, let integers = OrderedLanes.read(constants, \.integer) else {
            return .ordered(ordered)
        }
        return .integers(SortedLanes(integers, standing, at: { $0 }, behind: { $0 + 1 }), numbers)
    }

    func deallocate() {
        switch self {
        case .none: break
        case .texts(let texts): texts.deallocate()
        case .integers(let integers, let numbers):
            integers.deallocate()
            numbers.deallocate()
        case .ordered(let lanes): lanes.deallocate()
        case .elements(let lanes): lanes.deallocate()
        case .addresses(let addresses): addresses.deallocate()
        case .contained(let texts): texts.deallocate()
        case .containedValues(let values): values.deallocate()
        }
    }
}

extension CodeFragment.Constant {
    fileprivate var value: Value? { if case .value(let value) = self { value } else { nil } }

    fileprivate var text: String? { value?.text }

    fileprivate var list: [Value]? { if case .list(let elements)? = value { elements } else { nil } }

    fileprivate var elements: [Value] { if case .texts(let elements) = self { elements } else { [] } }

    fileprivate var addresses: AddressSet? { if case .addresses(let set) = self { set } else { value?.addresses } }

    /// What `contains` asks for, where that is texts only.
    fileprivate func texts(of amount: MachineAmount) -> [String]? {
        if amount == .one { return text.map { [$0] } }
        guard let list else { return nil }
        let texts = list.compactMap(\.text)
        return texts.count == list.count ? texts : nil
    }
}

extension Value {
    fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }

    /// The number where a tape word holds it. Far from the ends of 64 bits.
    var integer: Int64? {
        guard case .number(let number) = self, let integer = number.int64,
            integer.magnitude < UInt64(TapeWord.integerLimit)
        else { return nil }
        return integer
    }
}
