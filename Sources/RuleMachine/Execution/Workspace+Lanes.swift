import ResourceDocuments

extension Workspace {
    @inline(__always) mutating func enterFamily(_ data: UInt64) {
        operations.enterFamily(data)
        k = UnsafePointer(
            machine.pointee.constants.registers + lanes.pointee.family.unsafelyUnwrapped.pointee.constantBase)
    }
}

/// The rules of a family, run together: each is a lane. What holds for all lanes alike is run by the instructions that a rule alone
/// has; these are for what differs.
extension Operations {
    private var lanes: UnsafeMutablePointer<LaneState> { state.pointee.lanes }
    private var causes: UnsafeMutablePointer<UInt8> { state.pointee.accumulators }
    private var family: UnsafePointer<FamilyEntry> { lanes.pointee.family.unsafelyUnwrapped }

    private func group(_ accumulator: Int) -> UnsafeMutablePointer<LaneGroup> { lanes.pointee.groups + accumulator }

    @inline(never)
    fileprivate func enterFamily(_ data: UInt64) {
        lanes.pointee.family = UnsafePointer(bitPattern: UInt(truncatingIfNeeded: data))
        causes[0] = 0
        state.pointee.fuel.pointee.begin(rule: family.pointee.ruleIndex, state.pointee.limits)
        // What its rules might take one by one.
        state.pointee.fuel.pointee.left &*= family.pointee.laneCount
        lanes.pointee.begun = family.pointee.lanes
        lanes.pointee.unknown.begin(family.pointee.lanes)
        group(0).pointee.begin(family.pointee.lanes)
    }

    /// A group begins: nothing decided it yet for the lanes that its outer group is open for.
    @inline(__always) func beginLanes(_ i: Instruction) {
        causes[i.d] = 0
        group(i.d).pointee.begin(group(i.a).pointee.open)
    }

    /// The end of a test, or of an inner group, that decides `decided`.
    @inline(__always) func decide(_ decided: LaneSet, _ i: Instruction) -> Int {
        let open = group(i.d).pointee.open.subtracting(decided)
        group(i.d).pointee.open = open
        return open.isEmpty ? i.c : 0
    }

    @inline(never)
    func testLanes(_ i: Instruction) -> Int {
        let table = family.pointee.tables + i.b
        let value = state.pointee.registers[i.a]
        let open = group(i.d).pointee.open
        guard let (truths, asked) = lanes(of: value, in: table) else {
            // What is decided later is in no empty list, so each lane says by itself what it makes of it.
            if value.isUnknown, !value.isDecidedLater {
                causes[i.d] |= value.causes.rawValue
                return 0
            }
            return decide(decided(by: table, of: value, among: open, i), i)
        }
        let decided = i.decidesWhen == 1 ? truths : asked.subtracting(truths)
        let others = open.subtracting(asked)
        return decide(others.isEmpty ? decided : decided.union(self.decided(by: table, of: value, among: others, i)), i)
    }

    /// The lanes that say true of `value`, and those for which one look-up decides; nil where each has to be asked.
    @inline(__always)
    func lanes(of value: Register, in table: UnsafePointer<LaneTable>) -> (truths: LaneSet, asked: LaneSet)? {
        if let truths = table.pointee.lanes(of: value, self) { return (truths, table.pointee.all) }
        guard let patterns = table.pointee.patterns, value.word.isText,
            let search = lanes.pointee.search(for: patterns), let answers = search.answers(in: value.bytes)
        else { return nil }
        charge(1 &+ value.word.low / 64)
        return (answers.found, answers.decided)
    }

    /// The lanes that the question decides, each asked by itself; those for which it is Unknown get its causes.
    private func decided(
        by table: UnsafePointer<LaneTable>, of value: Register, among asked: LaneSet, _ i: Instruction
    ) -> LaneSet {
        var decided = LaneSet()
        for lane in asked {
            lanes.pointee.singleAnswers &+= 1
            let answer = self.answer(table.pointee.predicate, value, constant: table.pointee.constants[lane])
            if !answer.isKnown {
                group(i.d).pointee.add(answer.causes, to: lane)
            } else if answer.bits == i.decidesWhen {
                decided.insert(lane)
            }
        }
        return decided
    }

    /// The end of a group: lanes that it is open for without a cause decide the outer group, the others leave their causes there.
    @inline(never)
    func settleLanes(_ i: Instruction) -> Int {
        let inner = group(i.a)
        let common = UnknownCauses(rawValue: causes[i.a])
        let open = inner.pointee.open
        if common.isEmpty, inner.pointee.caused.isEmpty { return decide(open, i) }
        if inner.pointee.caused.isEmpty, open == group(i.d).pointee.open {
            causes[i.d] |= common.rawValue
            return 0
        }
        var decided = LaneSet()
        for lane in open {
            let causes = common.union(inner.pointee.causes(of: lane))
            if causes.isEmpty { decided.insert(lane) } else { group(i.d).pointee.add(causes, to: lane) }
        }
        return decide(decided, i)
    }

    // MARK: Verdicts

    /// The end of a clause: what is Unknown in it becomes what the clause says of Unknown.
    @inline(__always) func clauseLanes(_ i: Instruction) -> Int {
        causes[0] == 0 && group(0).pointee.caused.isEmpty ? 0 : clauseUnknownLanes(i)
    }

    @inline(never)
    private func clauseUnknownLanes(_ i: Instruction) -> Int {
        let fallback = ClauseFallback(flags: i.flags)
        var failing = LaneSet()
        forEachUnknownLane { lane, unknown in
            switch fallback.verdict(of: unknown) {
            case .fail: failing.insert(lane)
            case .pass: break
            case .unknown: lanes.pointee.unknown.add(unknown, to: lane)
            }
        }
        let open = group(0).pointee.open.subtracting(failing)
        causes[0] = 0
        group(0).pointee.begin(open)
        return open.isEmpty ? i.c : 0
    }

    private func forEachUnknownLane(_ body: (Int, UnknownCauses) -> Void) {
        let common = UnknownCauses(rawValue: causes[0])
        for lane in group(0).pointee.open {
            let unknown = common.union(group(0).pointee.causes(of: lane))
            if !unknown.isEmpty { body(lane, unknown) }
        }
    }

    /// The end of the conditions: lanes that they decided are not applicable, those that they left Unknown are unknown; the others begin.
    @inline(never)
    func applicableLanes(_ i: Instruction, _ outcomes: UnsafeMutablePointer<RuleOutcome>) -> Int {
        var begun = group(0).pointee.open
        for lane in lanes.pointee.begun.subtracting(begun) { write(.notApplicable, of: lane, to: outcomes) }
        forEachUnknownLane { lane, unknown in
            write(.unknown, unknown, of: lane, to: outcomes)
            begun.remove(lane)
        }
        lanes.pointee.begun = begun
        causes[0] = 0
        group(0).pointee.begin(begun)
        return begun.isEmpty ? i.c : 0
    }

    @inline(never)
    func leaveFamily(_ i: Instruction, _ outcomes: UnsafeMutablePointer<RuleOutcome>) {
        let begun = lanes.pointee.begun
        if i.flags == MachineLeave.notApplicable.rawValue {
            for lane in begun { write(.notApplicable, of: lane, to: outcomes) }
            return
        }
        let open = i.flags == MachineLeave.fail.rawValue ? LaneSet() : group(0).pointee.open
        for lane in begun.subtracting(open) { write(.fail, of: lane, to: outcomes) }
        let unknown = lanes.pointee.unknown
        for lane in open.intersection(unknown.caused) {
            write(.unknown, unknown.causes(of: lane), of: lane, to: outcomes)
        }
    }

    @inline(__always) private func write(
        _ verdict: Verdict, _ causes: UnknownCauses = UnknownCauses(), of lane: Int,
        to outcomes: UnsafeMutablePointer<RuleOutcome>
    ) {
        let place = outcomes + Int(family.pointee.outcomes[lane])
        place.pointee = RuleOutcome(ruleIndex: place.pointee.ruleIndex, verdict: verdict, causes: causes)
    }

    /// The family has no fuel left: its rules are run one by one, each with its own.
    @inline(never)
    func exhaustFamily() { lanes.pointee.exhausted.append(family) }
}
