import ResourceDocuments

/// Lanes by bounds in ascending order, for what is asked of every place of a range.
struct RangedLanes<Bound: Comparable> {
    private let lanes: SortedLanes<Bound>
    /// A tree: at each position what its two children at twice that position have in common. From `lanes.count` on, the children are what
    /// holds behind each bound.
    private let common: UnsafeMutablePointer<LaneSet>

    /// Takes `lanes` over. O(bounds)
    init(_ lanes: SortedLanes<Bound>) {
        self.lanes = lanes
        common = .allocate(capacity: lanes.count)
        common.initialize(repeating: LaneSet(), count: lanes.count)
        for position in stride(from: lanes.count - 1, to: 0, by: -1) {
            common[position] = node(2 * position).intersection(node(2 * position + 1))
        }
    }

    func deallocate() {
        lanes.deallocate()
        common.deallocate()
    }

    private func node(_ position: Int) -> LaneSet {
        position < lanes.count ? common[position] : lanes[position &- lanes.count]
    }

    /// The lanes that hold at each place from `first` to `last`. O(log bounds)
    func lanes(from first: Bound, through last: Bound) -> LaneSet {
        let start = lanes.position(of: first)
        guard lanes.isBound(behind: start, through: last) else { return lanes[start] }
        var left = start &+ lanes.count
        var right = lanes.position(of: last) &+ lanes.count &+ 1
        var found = lanes[start]
        while left < right {
            if left & 1 == 1 {
                found = found.intersection(node(left))
                left &+= 1
            }
            if right & 1 == 1 {
                right &-= 1
                found = found.intersection(node(right))
            }
            left &>>= 1
            right &>>= 1
        }
        return found
    }
}
