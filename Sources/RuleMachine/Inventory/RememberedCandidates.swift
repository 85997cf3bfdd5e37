import ResourceDocuments

/// What one machine found out of sets of candidates: of those with one key, and of those of which an index cannot tell, for each kind of key and for one that is not
/// known. Where all else that a loop asks of them hangs on them alone, it is so for every resource that asks.
///
/// A set is kept as far as it was asked and did not decide; the next resource begins there, with what was found before it.
struct RememberedCandidates {
    /// What the first few of a set said.
    struct Known {
        var count = 0
        var causes: UInt8 = 0
        /// True and unknown ones, as a counter has them.
        var counts: UInt64 = 0
        var steps = 0
        /// Of them those that were taken when it was last looked whether the rule may go on.
        var checked = 0
    }

    /// A loop, and the set that it goes through.
    struct Loop {
        /// Where its sets begin: those of kinds, behind them those of keys.
        fileprivate let base: Int
        /// Why the key was not known when that was found out.
        fileprivate var keyCauses: UInt8 = 0
        /// Where its elements leave what is open.
        let accumulator: Int
        /// Where they are counted; 0 where they are not.
        let counter: Int

        // Of the run at hand.
        /// Those that come behind the set.
        var waiting = UnsafeBufferPointer<UInt32>(start: nil, count: 0)
        var waitingSet: Int?
        /// The set that is gone through.
        var set: Int?
        var start: UInt64 = 0
        var causesBefore: UInt8 = 0
        var countsBefore: UInt64 = 0
        var spentBefore = 0
        var checked = 0
    }

    /// What several equalities leave open together, for keys of certain kinds.
    private struct OpenSet {
        let loop: Int
        let code: UInt64
        let entries: UnsafeMutableBufferPointer<UInt32>
        /// The number of what is known of them.
        let set: Int
    }

    /// Keys of one place in other resources are seldom of more kinds.
    private static let maximumOpenSets = 16

    private var openSets: [OpenSet] = []
    private var known: [Known] = []
    var loops: [Loop] = []

    /// A loop's number, kept in two of the program's bytes for positions: from 1; 0 when there are too many.
    mutating func number(
        at place: UnsafeMutablePointer<UInt8>, sets setCount: Int, accumulator: Int, counter: Int
    ) -> Int {
        let number = Int(place[0]) | Int(place[1]) &<< 8
        if number > 0 { return number }
        let next = loops.count + 1
        guard next < 1 << 16 else { return 0 }
        loops.append(Loop(base: known.count, accumulator: accumulator, counter: counter))
        known.append(contentsOf: repeatElement(Known(), count: JoinTable.kindCount + setCount))
        place[0] = UInt8(truncatingIfNeeded: next)
        place[1] = UInt8(truncatingIfNeeded: next &>> 8)
        return next
    }

    /// The sets of `candidates`, where they are kept.
    mutating func prepare(_ number: Int, _ candidates: JoinCandidates, key: Register) -> Int? {
        let loop = loops[number - 1]
        loops[number - 1].waiting = candidates.uncertain
        loops[number - 1].waitingSet = candidates.kind.map { loop.base + $0 }
        if candidates.kind == JoinTable.unknownKey, loop.keyCauses != key.causes.rawValue {
            loops[number - 1].keyCauses = key.causes.rawValue
            known[loop.base + JoinTable.unknownKey] = Known()
        }
        return candidates.set > 0 ? loop.base + JoinTable.kindCount + candidates.set - 1 : nil
    }

    // MARK: Several equalities

    func openSet(of loop: Int, _ code: UInt64) -> (entries: UnsafeBufferPointer<UInt32>, set: Int)? {
        openSets.first { $0.loop == loop && $0.code == code }.map { (UnsafeBufferPointer($0.entries), $0.set) }
    }

    /// Copies the entries; false where the loop has too many sets.
    mutating func addOpenSet(of loop: Int, _ code: UInt64, _ entries: UnsafeBufferPointer<UInt32>) -> Bool {
        guard openSets.count(where: { $0.loop == loop }) < Self.maximumOpenSets else { return false }
        let copy = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: entries.count)
        _ = copy.initialize(from: entries)
        openSets.append(OpenSet(loop: loop, code: code, entries: copy, set: known.count))
        known.append(Known())
        return true
    }

    /// Those go on where the others of the loop do not decide.
    mutating func wait(_ loop: Int, for entries: UnsafeBufferPointer<UInt32>, _ set: Int) {
        loops[loop - 1].waiting = entries
        loops[loop - 1].waitingSet = set
    }

    func deallocate() {
        for set in openSets { set.entries.deallocate() }
    }

    subscript(set: Int) -> Known {
        get { known[set] }
        set { known[set] = newValue }
    }
}
