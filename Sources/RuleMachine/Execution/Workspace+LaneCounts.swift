import ResourceDocuments

/// Counting quantifiers in which the rules of a family differ: each lane has a count of its own.
extension Operations {
    private var causes: UnsafeMutablePointer<UInt8> { state.pointee.accumulators }

    private func group(_ accumulator: Int) -> UnsafeMutablePointer<LaneGroup> {
        state.pointee.lanes.pointee.groups + accumulator
    }

    @inline(__always) private func counter(_ accumulator: Int) -> UnsafeMutablePointer<LaneCounter> {
        state.pointee.lanes.pointee.counter(accumulator)
    }

    /// Nothing is counted yet for the lanes that the outer group is open for.
    @inline(__always) func beginCountLanes(_ i: Instruction, _ stop: UInt64) {
        beginLanes(i)
        counter(i.d).pointee.begin(stop: stop)
    }

    /// The end of an element: counted for the lanes that it is still open for.
    @inline(never)
    func countLanes(_ i: Instruction) -> Int {
        let element = group(i.a)
        let counter = counter(i.d)
        var found = element.pointee.open
        if causes[i.a] != 0 || !element.pointee.caused.isEmpty { found = countUnknownLanes(i) }
        counter.pointee.known.add(found)
        return decide(counter.pointee.known.lanes(withAtLeast: counter.pointee.stop, among: found), i)
    }

    /// - Returns: the lanes for which the element is known.
    private func countUnknownLanes(_ i: Instruction) -> LaneSet {
        let element = group(i.a)
        let counting = group(i.d)
        let counter = counter(i.d)
        let common = UnknownCauses(rawValue: causes[i.a])
        if element.pointee.caused.isEmpty, element.pointee.open == counting.pointee.open {
            causes[i.d] |= common.rawValue
            counter.pointee.unknown.add(element.pointee.open)
            return LaneSet()
        }
        var unknown = LaneSet()
        for lane in element.pointee.open {
            let causes = common.union(element.pointee.causes(of: lane))
            if causes.isEmpty { continue }
            counting.pointee.add(causes, to: lane)
            unknown.insert(lane)
        }
        counter.pointee.unknown.add(unknown)
        return element.pointee.open.subtracting(unknown)
    }

    @inline(never)
    func testCountLanes(_ i: Instruction, _ wanted: UInt64) -> Int {
        let open = group(i.d).pointee.open
        let counter = counter(i.b)
        guard counter.pointee.unknown.isZero, causes[i.b &+ 1] == 0 else {
            return decide(decidedOfUnknown(i, wanted, among: open), i)
        }
        let known = counter.pointee.known
        let truths: LaneSet
        if i.detail == MachineQuantity.atLeast.rawValue {
            truths = known.lanes(withAtLeast: wanted, among: open)
        } else {
            let more = known.lanes(withAtLeast: wanted &+ 1, among: open)
            let most = i.detail == MachineQuantity.atMost.rawValue
            truths = (most ? open : known.lanes(withAtLeast: wanted, among: open)).subtracting(more)
        }
        return decide(i.decidesWhen == 1 ? truths : open.subtracting(truths), i)
    }

    /// The lanes that are decided where something is Unknown; the others get its causes.
    private func decidedOfUnknown(_ i: Instruction, _ wanted: UInt64, among open: LaneSet) -> LaneSet {
        let counting = group(i.b)
        let counter = counter(i.b)
        let source = causes[i.b &+ 1]
        let common = UnknownCauses(rawValue: causes[i.b] | source)
        var decided = LaneSet()
        for lane in open {
            let count = ElementCount(
                known: counter.pointee.known.count(of: lane), unknown: counter.pointee.unknown.count(of: lane),
                isClosed: source == 0)
            if let answer = count.holds(i.detail, wanted) {
                if answer == (i.decidesWhen == 1) { decided.insert(lane) }
            } else {
                group(i.d).pointee.add(common.union(counting.pointee.causes(of: lane)), to: lane)
            }
        }
        return decided
    }
}
