import ResourceDocuments

/// The state of an `and` or an `or` that the rules of a family run together.
///
/// What is Unknown in it for all of them alike stands in the group's accumulator, as it does for a rule alone; only where lanes differ do the
/// causes of a single lane stand here.
struct LaneGroup {
    /// The lanes for which nothing decided the group yet.
    var open = LaneSet()
    /// The lanes that have causes of their own; the causes of others mean nothing.
    var caused = LaneSet()
    /// One for each lane.
    let causes: UnsafeMutablePointer<UInt8>

    mutating func begin(_ lanes: LaneSet) {
        open = lanes
        caused = LaneSet()
    }

    mutating func add(_ added: UnknownCauses, to lane: Int) {
        causes[lane] = (caused.contains(lane) ? causes[lane] : 0) | added.rawValue
        caused.insert(lane)
    }

    /// Those of one lane alone.
    func causes(of lane: Int) -> UnknownCauses {
        caused.contains(lane) ? UnknownCauses(rawValue: causes[lane]) : UnknownCauses()
    }
}

/// The groups of the family that runs, by their accumulators, and how far the family has come.
struct LaneState {
    private enum Search {
        case unmade
        case made(PatternSetSearch?)
    }

    let groups: UnsafeMutablePointer<LaneGroup>
    /// The family that runs. INVARIANT: not nil behind `enterFamily`, where alone instructions of families stand.
    var family: UnsafePointer<FamilyEntry>?
    /// The lanes that the rules' conditions let through to the clauses.
    var begun = LaneSet()
    /// What clauses left Unknown.
    var unknown: LaneGroup
    /// Of this run: families that ran out of fuel, whose rules are to be run one by one.
    var exhausted: [UnsafePointer<FamilyEntry>] = []
    /// Of this run: lanes that were asked by themselves.
    var singleAnswers = 0
    /// By the accumulators of the groups that count, and as many as there are.
    private var counters: UnsafeMutableBufferPointer<LaneCounter>
    /// By the numbers of their questions.
    private var searches: [Search] = []
    /// Of every group, and behind them of `unknown`.
    private let causes: UnsafeMutablePointer<UInt8>

    init() {
        let groupCount = MachineState.accumulatorCount
        groups = .allocate(capacity: groupCount)
        counters = .allocate(capacity: 0)
        causes = .allocate(capacity: (groupCount + 1) * LaneSet.capacity)
        causes.initialize(repeating: 0, count: (groupCount + 1) * LaneSet.capacity)
        for index in 0..<groupCount {
            (groups + index).initialize(to: LaneGroup(causes: causes + index * LaneSet.capacity))
        }
        unknown = LaneGroup(causes: causes + groupCount * LaneSet.capacity)
    }

    /// This machine's own search for the patterns of a question; nil where no automaton tells anything of any of them.
    mutating func search(for patterns: PatternLanes) -> PatternSetSearch? {
        while searches.count <= patterns.number { searches.append(.unmade) }
        if case .made(let search) = searches[patterns.number] { return search }
        let search = patterns.makeSearch()
        searches[patterns.number] = .made(search)
        return search
    }

    /// How many elements a group counts.
    @inline(__always) mutating func counter(_ accumulator: Int) -> UnsafeMutablePointer<LaneCounter> {
        if accumulator >= counters.count { makeCounters(accumulator + 1) }
        return counters.baseAddress.unsafelyUnwrapped + accumulator
    }

    @inline(never)
    private mutating func makeCounters(_ count: Int) {
        let grown = UnsafeMutableBufferPointer<LaneCounter>.allocate(capacity: count)
        for (index, counter) in counters.enumerated() { grown.initializeElement(at: index, to: counter) }
        for index in counters.count..<count { grown.initializeElement(at: index, to: LaneCounter()) }
        counters.deallocate()
        counters = grown
    }

    func deallocate() {
        groups.deallocate()
        for counter in counters { counter.deallocate() }
        counters.deallocate()
        causes.deallocate()
    }
}
