import ResourceDocuments

/// Lanes by bounds in ascending order, found by bisection.
struct SortedLanes<Bound: Comparable> {
    private let bounds: UnsafeMutablePointer<Bound>
    private let boundCount: Int
    /// One more than there are bounds: what holds before the first of them, and from each of them on.
    private let sets: UnsafeMutablePointer<LaneSet>

    /// - Parameters:
    ///   - steps: what changes at a bound, in any order: a lane that comes to the set or leaves it.
    ///   - lanes: what holds before every bound.
    ///
    /// O(n log n)
    init(_ steps: [(bound: Bound, lane: Int, isIn: Bool)], before lanes: LaneSet = LaneSet()) {
        // A lane that leaves and comes at one bound stays: it leaves first.
        let sorted = steps.sorted { ($0.bound, $0.isIn ? 1 : 0) < ($1.bound, $1.isIn ? 1 : 0) }
        bounds = .allocate(capacity: max(steps.count, 1))
        sets = .allocate(capacity: steps.count + 1)
        sets[0] = lanes
        var count = 0
        for step in sorted {
            if count == 0 || bounds[count - 1] != step.bound {
                (bounds + count).initialize(to: step.bound)
                count += 1
                sets[count] = sets[count - 1]
            }
            if step.isIn { sets[count].insert(step.lane) } else { sets[count].remove(step.lane) }
        }
        boundCount = count
    }

    func deallocate() {
        bounds.deinitialize(count: boundCount)
        bounds.deallocate()
        sets.deallocate()
    }

    /// What holds at `value`.
    @inline(__always) func lanes(at value: Bound) -> LaneSet { sets[position(of: value)] }

    /// How many sets of lanes there are: one more than bounds.
    var count: Int { boundCount &+ 1 }

    /// What holds behind so many bounds.
    @inline(__always) subscript(position: Int) -> LaneSet { sets[position] }

    /// Whether the bound behind `position` bounds is not above `last`.
    @inline(__always) func isBound(behind position: Int, through last: Bound) -> Bool {
        position < boundCount && bounds[position] <= last
    }

    /// How many bounds are not above `value`. Without branches, since nothing foretells which way they go.
    @inline(__always) func position(of value: Bound) -> Int {
        var start = 0
        var length = boundCount
        while length > 1 {
            let half = length &>> 1
            start = bounds[start &+ half &- 1] <= value ? start &+ half : start
            length &-= half
        }
        return length == 1 && bounds[start] <= value ? start &+ 1 : start
    }
}

/// Where an answer changes along values that have an order and no next one: at a value, or directly behind it.
struct Border<Value: Comparable>: Comparable {
    let value: Value
    var isBehind = false

    @inline(__always) static func < (left: Border, right: Border) -> Bool {
        left.isBehind || !right.isBehind ? left.value < right.value : !(right.value < left.value)
    }
}
