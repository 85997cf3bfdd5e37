import ResourceDocuments

/// Loops over the candidates of a join.
extension Workspace {
    /// `pc` is behind the instruction's first word: the bytes for positions there and behind it are its own.
    @inline(__always) func iterateJoined(_ i: Instruction, _ data: UInt64, _ pc: Int) -> Int {
        let operands = JoinOperands(data: data)
        if isOpen(i, JoinConstant(k[i.b]).kind) {
            machine.pointee.alternatives.removeAll(keepingCapacity: true)
            beginResources(i, nil)
            return i.c
        }
        if operands.endsAlternatives {
            beginAlternatives(i, operands, pc)
            return i.c
        }
        let key = r[operands.key]
        let other = operands.other > 0 ? r[operands.other] : nil
        switch MachineJoin(rawValue: i.flags) {
        case .remembering: beginRemembering(i, key, other, counter: operands.counter, pc)
        case .any: begin(i, operations.candidates(ofJoin: k[i.b], key, other))
        case .inOrder, nil:
            let candidates = operations.candidates(ofJoin: k[i.b], key, other)
            beginResources(i, candidates.map { machine.pointee.merge($0) })
        }
        return i.c
    }

    func begin(_ i: Instruction, _ candidates: JoinCandidates?) {
        beginResources(i, candidates?.equal)
        guard let waiting = candidates?.uncertain, !waiting.isEmpty else { return }
        r[i.a] = Register(
            word: TapeWord(.resource, high: UInt32(truncatingIfNeeded: waiting.count), low: 0),
            aux: UInt64(UInt(bitPattern: waiting.baseAddress)))
    }

    @inline(never) private func beginRemembering(
        _ i: Instruction, _ key: Register, _ other: Register?, counter: Int, _ pc: Int
    ) {
        guard var candidates = operations.candidates(ofJoin: k[i.b], key, other) else {
            return begin(i, nil)
        }
        if other != nil {
            // What those say that have both keys; of all others each is asked.
            if !candidates.isOfBoth { candidates.set = 0 }
            candidates.kind = nil
        } else if key.isUnknown, !key.isDecidedLater {
            // It is so of none of them whether it has a key that is not known.
            candidates = JoinCandidates(
                equal: candidates.uncertain, uncertain: candidates.equal, kind: JoinTable.unknownKey)
        }
        guard candidates.set > 0 || (candidates.kind != nil && !candidates.uncertain.isEmpty) else {
            return begin(i, candidates)
        }
        // What a counter counts is known where the sources behind one another are: the accumulator in front of it has the causes.
        let number = machine.pointee.remembered.number(
            at: hints + pc, sets: operations.setCount(ofJoin: k[i.b], isOfBoth: other != nil),
            accumulator: counter > 0 ? i.d &- 1 : i.d,
            counter: counter)
        guard number > 0 else { return begin(i, candidates) }
        let set = machine.pointee.remembered.prepare(number, candidates, key: key)
        beginResources(i, candidates.equal)
        r[i.a].word = TapeWord(.resource, high: 0, low: UInt32(truncatingIfNeeded: number))
        beginSet(set, number, r + i.a)
    }

    /// Goes on behind what is known of the set that begins.
    func beginSet(_ set: Int?, _ number: Int, _ iteration: UnsafeMutablePointer<Register>) {
        var loop = machine.pointee.remembered.loops[number - 1]
        loop.set = set
        if let set {
            let known = machine.pointee.remembered[set]
            loop.start = iteration[1].word.rawValue
            loop.spentBefore = fuel.pointee.spent
            loop.causesBefore = causes[loop.accumulator]
            loop.checked = 0
            causes[loop.accumulator] = known.causes
            fuel.pointee.left &-= known.checked
            // Where that was too much for the rule it ends at the last of them, whoever asked before.
            let end = (iteration[1].aux &- loop.start) / UInt64(Self.stride.resource)
            let isGone = known.count == end && fuel.pointee.left < 0 && !operations.refuel()
            fuel.pointee.left &-= known.steps &- known.checked
            if loop.counter > 0 {
                loop.countsBefore = r[loop.counter].word.rawValue
                r[loop.counter].word = TapeWord(rawValue: loop.countsBefore &+ known.counts)
            }
            let count = known.count &- (isGone ? 1 : 0)
            iteration[1].word = TapeWord(rawValue: loop.start &+ UInt64(count &* Self.stride.resource))
        }
        machine.pointee.remembered.loops[number - 1] = loop
    }

    /// Where a source's elements end: whether others wait that go on now.
    @inline(never) func goesOn(_ iteration: UnsafeMutablePointer<Register>) -> Bool {
        guard iteration[0].word.rawTag == TapeTag.resource.rawValue else { return false }
        let number = iteration[0].word.low
        if number == 0 {
            let count = iteration[0].word.high
            if count == 0 { return false }
            iteration[0].word = TapeWord(.resource, high: 0, low: 0)
            Self.begin(iteration, iteration[0].aux, count, Self.stride.resource)
            return true
        }
        operations.remember(loop: number, upTo: iteration[1].word.rawValue, charged: 0)
        let loop = machine.pointee.remembered.loops[number - 1]
        if loop.set != nil { causes[loop.accumulator] |= loop.causesBefore }
        machine.pointee.remembered.loops[number - 1].waiting = UnsafeBufferPointer(start: nil, count: 0)
        guard !loop.waiting.isEmpty else {
            iteration[0].word = TapeWord(.resource, high: 0, low: 0)
            return false
        }
        let start = UInt64(UInt(bitPattern: loop.waiting.baseAddress))
        Self.begin(iteration, start, loop.waiting.count, Self.stride.resource)
        beginSet(loop.waitingSet, number, iteration)
        return iteration[1].word.rawValue != iteration[1].aux || goesOn(iteration)
    }
}

extension Operations {
    /// Keeps what the elements of a set in front of `address` said: none of them decided.
    ///
    /// - Parameter steps: that were taken from the fuel for an element that was not asked yet.
    @inline(never)
    func remember(loop number: Int, upTo address: UInt64, charged steps: Int) {
        let loop = state.pointee.remembered.loops[number - 1]
        let fuel = state.pointee.fuel.pointee
        // What a rule without fuel says is its own.
        guard let set = loop.set, fuel.left >= 0 else { return }
        state.pointee.remembered.loops[number - 1].checked = fuel.spent &- loop.spentBefore
        let count = Int(truncatingIfNeeded: address &- loop.start) / Workspace.stride.resource
        guard count > state.pointee.remembered[set].count else { return }
        state.pointee.remembered[set] = RememberedCandidates.Known(
            count: count, causes: state.pointee.accumulators[loop.accumulator],
            counts: loop.counter > 0
                ? state.pointee.registers[loop.counter].word.rawValue &- loop.countsBefore : 0,
            steps: fuel.spent &- loop.spentBefore &- steps, checked: loop.checked)
    }

    /// The candidates of a join: those that have the key, and those that may; nil where there is no inventory.
    ///
    /// - Parameter other: the key of the other equality, where the join has one.
    func candidates(ofJoin join: Register, _ key: Register, _ other: Register?) -> JoinCandidates? {
        guard let list = state.pointee.kindList(JoinConstant(join).kind), let table = joinTable(join.word.high) else {
            return nil
        }
        let value = key.asValue
        let candidates = value.isUnknown ? nil : table.pointee.candidates(for: value, self)
        if let candidates, candidates.count < JoinTable.leastSet { return candidates }
        if let other, let found = self.candidates(ofJoin: join, value, beside: other.asValue, table) { return found }
        return candidates
            ?? JoinCandidates(equal: list.pointee.entries, uncertain: UnsafeBufferPointer(start: nil, count: 0))
    }

    /// Those of both equalities, or of the other alone where that is the one that says something.
    private func candidates(
        ofJoin join: Register, _ key: Register, beside other: Register, _ table: UnsafePointer<JoinTable>
    ) -> JoinCandidates? {
        guard !other.isUnknown, let otherTable = joinTable(JoinConstant(join).other - 1) else { return nil }
        guard !key.isUnknown else { return otherTable.pointee.candidates(for: other, self) }
        return compositeTable(join)?.pointee.candidates(for: key, in: table, other, in: otherTable, self)
    }

    /// How many sets of candidates are kept in mind.
    func setCount(ofJoin join: Register, isOfBoth: Bool) -> Int {
        if isOfBoth { return compositeTable(join)?.pointee.setCount ?? 0 }
        return joinTable(join.word.high)?.pointee.setCount ?? 0
    }

    private func compositeTable(_ join: Register) -> UnsafePointer<CompositeJoinTable>? {
        let index = join.word.high
        let other = JoinConstant(join).other
        if let known = state.pointee.compositeTables[index], known.other == other { return known.table }
        guard constants.joins.indices.contains(other - 1) else { return nil }
        let table = state.pointee.inventory?.join(constants.joins[index], constants.joins[other - 1], self)
        state.pointee.compositeTables[index] = table.map { (other, $0) }
        return table
    }

    func joinTable(_ index: Int) -> UnsafePointer<JoinTable>? {
        if let table = state.pointee.joinTables[index] { return table }
        let table = state.pointee.inventory?.join(constants.joins[index], self)
        state.pointee.joinTables[index] = table
        return table
    }
}

/// The data of `iterateJoined`: the register of the key, of the counter where elements are counted that the machine keeps in mind, and of the key of another
/// equality.
package struct JoinOperands {
    package let key: Int
    /// 0 where nothing is counted.
    package let counter: Int
    /// 0 where there is one equality.
    package let other: Int
    /// Whether those are candidates too that `addCandidates` in front of it found.
    package let endsAlternatives: Bool

    package init(key: Int, counter: Int = 0, other: Int = 0, endsAlternatives: Bool = false) {
        self.endsAlternatives = endsAlternatives
        self.key = key
        self.counter = counter
        self.other = other
    }

    init(data: UInt64) {
        key = Int(truncatingIfNeeded: data & 0xFF)
        counter = Int(truncatingIfNeeded: data &>> 8 & 0xFF)
        other = Int(truncatingIfNeeded: data &>> 16 & 0xFF)
        endsAlternatives = data &>> 24 & 1 != 0
    }

    package var data: UInt64 {
        UInt64(key) | UInt64(counter) &<< 8 | UInt64(other) &<< 16 | (endsAlternatives ? 1 &<< 24 : 0)
    }
}
