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
    init<Value>(
        _ constants: [[Value]], _ standing: Standing, at: (Value) -> Bound, behind: (Value) -> Bound
    ) {
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
