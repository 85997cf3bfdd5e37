import ResourceDocuments

/// Which lanes look for a value that an element of a list may be: of those that have an order.
struct ElementLanes {
    /// nil where a tape word does not hold each of them.
    private let integers: SortedLanes<Int64>?
    private let ordered: OrderedLanes

    /// nil where a lane has something else than the others, or what has no order.
    init?(_ constants: [[Value]?]) {
        guard let ordered = OrderedLanes(constants, .among) else { return nil }
        self.ordered = ordered
        integers = OrderedLanes.read(constants, \.integer).map {
            SortedLanes($0, .among, at: { $0 }, behind: { $0 + 1 })
        }
    }

    func deallocate() {
        integers?.deallocate()
        ordered.deallocate()
    }

    /// nil where the element is of another kind.
    @inline(__always) func lanes(of element: Register, _ operations: Operations) -> LaneSet? {
        if let integers, element.word.rawTag == TapeTag.integer.rawValue {
            return integers.lanes(at: element.word.integer)
        }
        return operations.lanes(of: element, among: ordered)
    }

    /// Those that find their value among the elements of `value`; nil where that is no list, or holds something of another kind.
    @inline(never)
    func lanes(ofElementsOf value: Register, _ operations: Operations) -> LaneSet? {
        guard let elements = ListElements(value) else { return nil }
        var found = LaneSet()
        for index in 0..<elements.count {
            guard let ofElement = lanes(of: elements[index], operations) else { return nil }
            found = found.union(ofElement)
        }
        return found
    }
}

/// Which lanes find all of their values among the elements of a list: numbers or others that have an order. As `ContainedTexts`, each value of a
/// lane has a place.
struct ContainedValues {
    private struct Place {
        let lanes: ElementLanes
        /// The lanes that look for nothing there.
        let unasked: LaneSet
    }

    private let places: UnsafeMutableBufferPointer<Place>
    private let all: LaneSet

    /// nil where a lane has something else than the others, or what has no order.
    init?(_ constants: [[Value]?]) {
        let wanted = constants.compactMap(\.self)
        guard wanted.count == constants.count else { return nil }
        let placeCount = wanted.reduce(0) { max($0, $1.count) }
        let lanes = (0..<placeCount).map { place in
            ElementLanes(wanted.map { $0.indices.contains(place) ? [$0[place]] : [] })
        }
        let known = lanes.compactMap(\.self)
        guard known.count == placeCount else {
            for lanes in known { lanes.deallocate() }
            return nil
        }
        all = LaneSet(wanted.indices)
        places = .allocate(capacity: placeCount)
        _ = places.initialize(
            from: known.enumerated().map { place, lanes in
                Place(lanes: lanes, unasked: LaneSet(wanted.indices.filter { wanted[$0].count <= place }))
            })
    }

    func deallocate() {
        for place in places { place.lanes.deallocate() }
        places.deallocate()
    }

    /// nil where the value is no list, or holds something of another kind.
    func lanes(of value: Register, _ operations: Operations) -> LaneSet? {
        guard let elements = ListElements(value) else { return nil }
        return withUnsafeTemporaryAllocation(of: LaneSet.self, capacity: places.count) { found in
            for place in places.indices { found[place] = places[place].unasked }
            for index in 0..<elements.count {
                let element = elements[index]
                for place in places.indices {
                    guard let lanes = places[place].lanes.lanes(of: element, operations) else { return nil }
                    found[place] = found[place].union(lanes)
                }
            }
            return found.reduce(all) { $0.intersection($1) }
        }
    }
}
