import ResourceDocuments

/// What a family asks of where a value stands among constants: whether it is one of a lane's, or on which side of a lane's it is.
enum Standing {
    case among
    case ordered(MachineOrder)
}

extension SortedLanes {
    /// By the constants of each lane, which is one where they are asked for an order.
    ///
    /// - Parameters:
    ///   - at: the bound from which on a value is at least the constant.
    ///   - behind: the one from which on it is more.
    init<Value>(_ constants: [[Value]], _ standing: Standing, at: (Value) -> Bound, behind: (Value) -> Bound) {
        var steps: [(bound: Bound, lane: Int, isIn: Bool)] = []
        var before = LaneSet()
        for (lane, constants) in constants.enumerated() {
            for constant in constants {
                switch standing {
                case .among: steps += [(at(constant), lane, true), (behind(constant), lane, false)]
                case .ordered(.atLeast): steps.append((at(constant), lane, true))
                case .ordered(.moreThan): steps.append((behind(constant), lane, true))
                case .ordered(.lessThan):
                    before.insert(lane)
                    steps.append((at(constant), lane, false))
                case .ordered(.atMost):
                    before.insert(lane)
                    steps.append((behind(constant), lane, false))
                }
            }
        }
        self.init(steps, before: before)
    }

    init<Value>(_ constants: [[Value]], _ standing: Standing) where Bound == Border<Value> {
        self.init(
            constants, standing, at: { Border(value: $0) }, behind: { Border(value: $0, isBehind: true) })
    }

    @inline(__always) func lanes<Value>(at value: Value) -> LaneSet where Bound == Border<Value> {
        lanes(at: Border(value: value))
    }
}

/// Lanes by constants that have an order, each among its own.
enum OrderedLanes {
    case numbers(SortedLanes<Border<ExactNumber>>)
    case instants(SortedLanes<Border<Instant>>)
    case spans(SortedLanes<Border<TimeSpan>>)
    case versions(SortedLanes<Border<VersionNumber>>)
    /// By how long ago an instant is.
    case ages(SortedLanes<Border<TimeSpan>>)

    /// nil where a lane has something else than the others, or what has no order.
    init?(_ constants: [[Value]?], _ standing: Standing) {
        if let numbers = Self.read(constants, \.number) {
            self = .numbers(SortedLanes(numbers, standing))
        } else if let instants = Self.read(constants, \.instant) {
            self = .instants(SortedLanes(instants, standing))
        } else if let spans = Self.read(constants, \.span) {
            self = .spans(SortedLanes(spans, standing))
        } else if let versions = Self.read(constants, \.version) {
            self = .versions(SortedLanes(versions, standing))
        } else {
            return nil
        }
    }

    /// Of `is older than`, `is newer than`: an instant, or a span before `as_of`.
    init?(_ constants: [[Value]?], _ age: MachineAge) {
        if let spans = Self.read(constants, \.span) {
            // What lies more than a span before is older.
            self = .ages(SortedLanes(spans, .ordered(age == .older ? .moreThan : .lessThan)))
        } else if let instants = Self.read(constants, \.instant) {
            self = .instants(SortedLanes(instants, .ordered(age == .older ? .lessThan : .moreThan)))
        } else {
            return nil
        }
    }

    /// What `read` makes of each lane's values; nil where it makes nothing of one of them.
    static func read<Read>(_ constants: [[Value]?], _ read: (Value) -> Read?) -> [[Read]]? {
        let known = constants.compactMap { values -> [Read]? in
            guard let values else { return nil }
            let known = values.compactMap(read)
            return known.count == values.count ? known : nil
        }
        return known.count == constants.count ? known : nil
    }

    func deallocate() {
        switch self {
        case .numbers(let numbers): numbers.deallocate()
        case .instants(let instants): instants.deallocate()
        case .spans(let spans), .ages(let spans): spans.deallocate()
        case .versions(let versions): versions.deallocate()
        }
    }
}

extension Operations {
    /// The lanes that say true of `value`; nil where it is of another kind than the constants, so that each lane has to be asked.
    @inline(never)
    func lanes(of value: Register, among lanes: OrderedLanes) -> LaneSet? {
        switch lanes {
        case .numbers(let numbers): return self.lanes(ofNumber: value, among: numbers)
        case .instants(let instants):
            return value.extraKind == .instant ? instants.lanes(at: Self.instant(value)) : nil
        case .spans(let spans): return value.extraKind == .span ? spans.lanes(at: Self.span(value)) : nil
        case .versions(let versions):
            return value.extraKind == .version ? versions.lanes(at: version(value)) : nil
        case .ages(let spans):
            guard value.extraKind == .instant, let age = asOf.age(of: Self.instant(value)) else { return nil }
            return spans.lanes(at: age)
        }
    }

    @inline(never)
    func lanes(ofNumber value: Register, among numbers: SortedLanes<Border<ExactNumber>>) -> LaneSet? {
        guard value.word.isNumber, let number = Self.number(value) else { return nil }
        return numbers.lanes(at: number)
    }
}

extension Instant {
    /// The longest span that is written, and a little more.
    private static let longestSpan = TimeSpan(seconds: 10_000_000_000)

    /// How long before this one `instant` is; nil where that, or what lies a span before this one, is beyond what 64 bits of seconds hold.
    fileprivate func age(of instant: Instant) -> TimeSpan? {
        let elapsed = TimeSpan(seconds: instant.seconds, nanoseconds: instant.nanoseconds)
        guard self - Self.longestSpan != nil, let age = self - elapsed else { return nil }
        return TimeSpan(seconds: age.seconds, nanoseconds: age.nanoseconds)
    }
}

extension Value {
    fileprivate var number: ExactNumber? { if case .number(let number) = self { number } else { nil } }
    fileprivate var instant: Instant? { if case .instant(let instant) = self { instant } else { nil } }
    fileprivate var span: TimeSpan? { if case .span(let span) = self { span } else { nil } }
    fileprivate var version: VersionNumber? { if case .version(let version) = self { version } else { nil } }
}
