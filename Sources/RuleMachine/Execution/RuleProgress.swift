import ResourceDocuments

/// How far the rule that runs has come.
struct RuleProgress {
    /// The program's outcomes, each of them pass as long as nothing else is written.
    let outcomes: UnsafeMutablePointer<RuleOutcome>
    private var outcome: UnsafeMutablePointer<RuleOutcome>
    /// Of the clauses that are unknown so far.
    private var causes = UnknownCauses()
    /// The first word behind the rule, or behind the family.
    private(set) var end = 0
    private var isFamily = false

    init(outcomes: UnsafeMutablePointer<RuleOutcome>) {
        self.outcomes = outcomes
        outcome = outcomes
    }

    /// `pc` is behind the instruction and its data.
    @inline(__always) mutating func enter(_ i: Instruction, _ data: UInt64, at pc: Int) {
        outcome = outcomes + Int(data &>> 32)
        // Not `[]`: an empty array would be made and released for each rule.
        causes = UnknownCauses()
        isFamily = false
        // The length counts `enterRule` and its data.
        end = pc &- 2 &+ i.b
    }

    @inline(__always) mutating func enterFamily(_ i: Instruction, at pc: Int) {
        isFamily = true
        end = pc &- 2 &+ i.b
    }

    @inline(__always) var ruleIndex: Int32 { outcome.pointee.ruleIndex }

    @inline(__always) mutating func applicable(_ i: Instruction, _ w: Workspace) -> Int {
        if w.causes[0] == 0 { return 0 }
        causes = UnknownCauses(rawValue: w.causes[0])
        w.causes[0] = 0
        return i.c
    }

    @inline(__always) mutating func clause(_ i: Instruction, _ w: Workspace) -> Int {
        if w.causes[0] == 0 { return 0 }
        let unknown = UnknownCauses(rawValue: w.causes[0])
        w.causes[0] = 0
        switch ClauseFallback(flags: i.flags).verdict(of: unknown) {
        case .pass: return 0
        case .fail: return i.c
        case .unknown:
            causes.formUnion(unknown)
            return 0
        }
    }

    @inline(__always) mutating func leave(_ i: Instruction) {
        if i.flags == MachineLeave.fail.rawValue {
            write(.fail)
        } else if i.flags == MachineLeave.notApplicable.rawValue {
            write(.notApplicable)
        } else if !causes.isEmpty {
            write(.unknown, causes)
        }
    }

    private func write(_ verdict: Verdict, _ causes: UnknownCauses = UnknownCauses()) {
        outcome.pointee = RuleOutcome(ruleIndex: ruleIndex, verdict: verdict, causes: causes)
    }

    /// The rule, or the family, ends because it has no fuel left.
    @inline(never)
    mutating func exhaust(_ operations: Operations) {
        if isFamily { operations.exhaustFamily() } else { write(.unknown, .budget) }
    }
}
