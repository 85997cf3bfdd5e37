import ResourceDocuments

/// Which lanes find all, or any, of their texts among the keys of a map or the elements of a list.
///
/// Each text of a lane has a place: all of them the first where any is enough, else one behind another. A lane says true when it finds
/// something at each of its places. So a look-up is one hash for each element, however many texts there are, and whatever stands twice in
/// the value changes nothing.
struct ContainedTexts {
    /// The lanes that look for a text at one of their places.
    private struct Share {
        let place: Int
        let lanes: LaneSet
    }

    private let texts: LaneTexts
    /// By the numbers of the texts, and behind them the end of the last: where the shares of each begin.
    private let starts: UnsafeMutablePointer<Int>
    private let shares: UnsafeMutablePointer<Share>
    private let placeCount: Int
    /// For each place, the lanes that look for nothing there.
    private let unasked: UnsafeMutablePointer<LaneSet>
    private let all: LaneSet

    /// O(bytes)
    init(_ constants: [[String]], _ amount: MachineAmount) {
        let wanted = constants.map { texts in
            var seen: Set<[UInt8]> = []
            return texts.filter { seen.insert(Array($0.utf8)).inserted }
        }
        let placeCount = amount == .any ? 1 : wanted.reduce(0) { max($0, $1.count) }
        self.placeCount = placeCount
        all = LaneSet(constants.indices)
        unasked = .allocate(capacity: max(placeCount, 1))
        unasked.initialize(repeating: amount == .any ? LaneSet() : all, count: max(placeCount, 1))
        texts = LaneTexts(wanted.enumerated().flatMap { lane, texts in texts.map { ($0, lane) } })
        var numbers: [[UInt8]: Int] = [:]
        var lanes: [[Int: LaneSet]] = []
        for (lane, texts) in wanted.enumerated() {
            for (position, text) in texts.enumerated() {
                let place = amount == .any ? 0 : position
                let number = numbers[Array(text.utf8)] ?? lanes.count
                if number == lanes.count {
                    numbers[Array(text.utf8)] = number
                    lanes.append([:])
                }
                lanes[number][place, default: LaneSet()].insert(lane)
                unasked[place].remove(lane)
            }
        }
        let byNumber = lanes.map { places in places.sorted { $0.key < $1.key } }
        starts = .allocate(capacity: texts.count + 1)
        shares = .allocate(capacity: max(byNumber.reduce(0) { $0 + $1.count }, 1))
        var count = 0
        for (number, ofText) in byNumber.enumerated() {
            starts[number] = count
            for (place, lanes) in ofText {
                (shares + count).initialize(to: Share(place: place, lanes: lanes))
                count += 1
            }
        }
        starts[texts.count] = count
    }

    func deallocate() {
        texts.deallocate()
        starts.deallocate()
        shares.deallocate()
        unasked.deallocate()
    }

    /// nil where the value is nothing that holds texts only.
    func lanes(of value: Register) -> LaneSet? {
        withUnsafeTemporaryAllocation(of: LaneSet.self, capacity: max(placeCount, 1)) { places in
            guard let found = places.baseAddress else { return nil }
            found.initialize(from: unasked, count: max(placeCount, 1))
            guard find(in: value, found) else { return nil }
            var lanes = all
            for place in 0..<placeCount { lanes = lanes.intersection(found[place]) }
            return lanes
        }
    }

    /// Adds to each place the lanes that find there what they look for.
    private func find(in value: Register, _ found: UnsafeMutablePointer<LaneSet>) -> Bool {
        if let elements = ListElements(value) {
            for index in 0..<elements.count {
                let element = elements[index]
                guard element.word.isText else { return false }
                add(element.bytes, to: found)
            }
            return true
        }
        guard let members = MapMembers(value), !members.hasDuplicates else { return false }
        for index in 0..<members.slots where members.value(at: index).word != .null {
            add(members.key(at: index).bytes, to: found)
        }
        return true
    }

    private func add(_ text: UnsafeBufferPointer<UInt8>, to found: UnsafeMutablePointer<LaneSet>) {
        guard let number = texts.number(of: text) else { return }
        for index in starts[number]..<starts[number + 1] {
            let share = shares[index]
            found[share.place] = found[share.place].union(share.lanes)
        }
    }
}
