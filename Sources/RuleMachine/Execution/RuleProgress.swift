import ResourceDocuments

/// How far the rule that runs has come.
struct RuleProgress {
    /// Where the next outcome is written.
    private var outcome: UnsafeMutablePointer<RuleOutcome>
    private var ruleIndex: Int32 = 0
    /// Of the clauses that are unknown so far.
    private var causes: UnknownCauses = []
    /// The first word behind the rule.
    private(set) var end = 0

    init(outcome: UnsafeMutablePointer<RuleOutcome>) { self.outcome = outcome }

    /// `pc` is behind the instruction and its data.
    @inline(__always) mutating func enter(_ i: Instruction, _ data: UInt64, at pc: Int) {
        ruleIndex = Int32(truncatingIfNeeded: data &>> 32)
        causes = []
        // The length counts `enterRule` and its data.
        end = pc &- 2 &+ i.b
    }

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
        let fallback = ClauseFallback(flags: i.flags)
        if fallback.ifUnknownFail { return i.c }
        if unknown.isMissingDataOnly {
            switch fallback.ifMissing {
            case .pass: return 0
            case .fail: return i.c
            case .unknown: break
            }
        }
        causes.formUnion(unknown)
        return 0
    }

    @inline(__always) mutating func leave(_ i: Instruction) {
        if i.flags == MachineLeave.fail.rawValue {
            write(.fail)
        } else if i.flags == MachineLeave.notApplicable.rawValue {
            write(.notApplicable)
        } else {
            write(causes.isEmpty ? .pass : .unknown, causes)
        }
    }

    private mutating func write(_ verdict: Verdict, _ causes: UnknownCauses = []) {
        outcome.initialize(to: RuleOutcome(ruleIndex: ruleIndex, verdict: verdict, causes: causes))
        outcome += 1
    }

    /// The rule ends because it has no fuel left.
    @inline(never)
    mutating func exhaust() { write(.unknown, .budget) }
}
