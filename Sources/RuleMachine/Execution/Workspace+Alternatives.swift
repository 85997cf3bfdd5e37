import ResourceDocuments

/// What one of several equalities says of the resources of a kind, of which one has to be true.
struct JoinAlternative {
    let equal: UnsafeBufferPointer<UInt32>
    let uncertain: UnsafeBufferPointer<UInt32>
    /// What decides which those are and why; 0 where that hangs on the key.
    let code: UInt8
}

/// Loops over the candidates of several equalities.
extension Workspace {
    @inline(never) func addCandidates(_ i: Instruction, _ data: UInt64) {
        let key = r[JoinOperands(data: data).key]
        guard let alternative = operations.alternative(ofJoin: k[i.b], key) else { return }
        machine.pointee.alternatives.append(alternative)
    }

    /// Those of the equalities before, and of this one.
    @inline(never) func beginAlternatives(_ i: Instruction, _ operands: JoinOperands, _ pc: Int) {
        var found = machine.pointee.alternatives
        machine.pointee.alternatives.removeAll(keepingCapacity: true)
        guard let last = operations.alternative(ofJoin: k[i.b], r[operands.key]),
            let all = machine.pointee.kindList(JoinConstant(k[i.b]).kind)?.pointee.entries
        else { return begin(i, nil) }
        found.append(last)
        let equal = operations.union(found.map(\.equal), of: all)
        let manner = MachineJoin(rawValue: i.flags)
        if manner == .remembering, beginRemembering(i, equal, found, of: all, counter: operands.counter, pc) { return }
        let uncertain = operations.union(found.map(\.uncertain), of: all)
        let candidates = JoinCandidates(equal: equal, uncertain: operations.rest(of: uncertain, without: equal))
        switch manner {
        case .any, .remembering: begin(i, candidates)
        case .inOrder, nil: beginResources(i, machine.pointee.merge(candidates))
        }
    }

    /// What the equalities leave open of those of which none is true is the same for every resource with keys of the same kinds: asked once. Where one of
    /// which one is true is among them, each is asked.
    ///
    /// - Returns: whether the loop has begun.
    private func beginRemembering(
        _ i: Instruction, _ equal: UnsafeBufferPointer<UInt32>, _ found: [JoinAlternative],
        of all: UnsafeBufferPointer<UInt32>, counter: Int, _ pc: Int
    ) -> Bool {
        if found.contains(where: { $0.code == 0 }) { return false }
        let number = machine.pointee.remembered.number(
            at: hints + pc, sets: 0, accumulator: counter > 0 ? i.d &- 1 : i.d, counter: counter)
        let code = found.reduce(0) { $0 &<< 8 | UInt64($1.code) }
        guard number > 0 else { return false }
        if machine.pointee.remembered.openSet(of: number, code) == nil {
            let uncertain = operations.union(found.map(\.uncertain), of: all)
            guard machine.pointee.remembered.addOpenSet(of: number, code, uncertain) else { return false }
        }
        guard let (open, set) = machine.pointee.remembered.openSet(of: number, code) else { return false }
        let rest = operations.rest(of: open, without: equal)
        guard rest.count == open.count, !open.isEmpty else {
            begin(i, JoinCandidates(equal: equal, uncertain: rest))
            return true
        }
        machine.pointee.remembered.wait(number, for: open, set)
        beginResources(i, equal)
        r[i.a].word = TapeWord(.resource, high: 0, low: UInt32(truncatingIfNeeded: number))
        beginSet(nil, number, r + i.a)
        return true
    }
}

extension Operations {
    /// nil where there is no inventory.
    fileprivate func alternative(ofJoin join: Register, _ key: Register) -> JoinAlternative? {
        guard let list = state.pointee.kindList(JoinConstant(join).kind), let table = joinTable(join.word.high) else {
            return nil
        }
        let all = list.pointee.entries
        let none = UnsafeBufferPointer<UInt32>(start: nil, count: 0)
        let value = key.asValue
        if value.isUnknown, !value.isDecidedLater {
            // Of none of them is it known whether it has a key that is not.
            return JoinAlternative(equal: none, uncertain: all, code: Self.code(of: value.causes))
        }
        guard !value.isUnknown, let found = table.pointee.candidates(for: value, self) else {
            return JoinAlternative(equal: all, uncertain: none, code: 0)
        }
        return JoinAlternative(
            equal: found.equal, uncertain: found.uncertain,
            code: found.kind.map { UInt8(truncatingIfNeeded: $0 + 1) } ?? 0)
    }

    /// Behind those of kinds; of several causes there is none.
    private static func code(of causes: UnknownCauses) -> UInt8 {
        causes.rawValue.nonzeroBitCount == 1 ? 0x80 | UInt8(causes.rawValue.trailingZeroBitCount) : 0
    }

    /// Each that is in one of the lists, in inventory order. In the arena, where it is none of them.
    fileprivate func union(
        _ lists: [UnsafeBufferPointer<UInt32>], of all: UnsafeBufferPointer<UInt32>
    ) -> UnsafeBufferPointer<UInt32> {
        let lists = lists.filter { !$0.isEmpty }
        guard let first = lists.first else { return UnsafeBufferPointer(start: nil, count: 0) }
        if lists.allSatisfy({ $0.baseAddress == first.baseAddress && $0.count == first.count }) { return first }
        if let whole = lists.first(where: { $0.count == all.count }) { return whole }
        let merged = UnsafeMutableBufferPointer(mutating: sorted(lists))
        var count = 0
        for entry in merged where count == 0 || merged[count - 1] != entry {
            merged[count] = entry
            count += 1
        }
        return UnsafeBufferPointer(rebasing: merged[..<count])
    }

    /// Those of one list that are not in another, which is short; the same list where that has none of them.
    fileprivate func rest(
        of list: UnsafeBufferPointer<UInt32>, without others: UnsafeBufferPointer<UInt32>
    ) -> UnsafeBufferPointer<UInt32> {
        let places = others.compactMap { list.place(ofAscending: $0) }
        if places.isEmpty { return list }
        let count = list.count - places.count
        let rest = UnsafeMutableBufferPointer(
            start: state.pointee.arena.allocate(count * 4).bindMemory(to: UInt32.self, capacity: count), count: count)
        var start = 0
        var position = 0
        for place in places + [list.count] {
            position = rest[position...].update(fromContentsOf: list[start..<place])
            start = place + 1
        }
        return UnsafeBufferPointer(rest)
    }
}
