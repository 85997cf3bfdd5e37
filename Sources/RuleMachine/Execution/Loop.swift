import ResourceDocuments

/// The machine's loop.
enum Loop {
    /// Runs a program to its end. Its rules' outcomes, each of them pass, stand in `outcomes`; what is otherwise is written there.
    ///
    /// A plain `switch`: one jump table, no reference counting, no bounds checks. INVARIANT: `ProgramVerifier` accepts the code, so
    /// that every register, constant and jump is in range; nothing here checks again.
    @inline(never)
    static func run(
        _ code: UnsafePointer<UInt64>, on machine: UnsafeMutablePointer<MachineState>,
        hints: UnsafeMutablePointer<UInt8>, outcomes: UnsafeMutablePointer<RuleOutcome>
    ) {
        var w = Workspace(machine, hints: hints)
        var progress = RuleProgress(outcomes: outcomes)
        var pc = 0
        while true {
            let i = Instruction(bits: code[pc])
            pc &+= 1
            switch i.opcode {

            // Values
            case .constant: w.r[i.d] = w.k[i.b]
            case .copy: w.r[i.d] = w.r[i.a]
            case .clock: w.r[i.d] = Operations.register(w.machine.pointee.asOf)
            case .attribute: w.attribute(i)
            case .countResources: w.countResources(i)
            case .call: w.call(i)
            case .convert: w.convert(i)

            // Paths
            case .member: w.r[i.d] = Paths.member(of: w.r[i.a], key: i.key, hint: &w.hints[pc])
            case .index: w.r[i.d] = Paths.index(w.r[i.a], w.r[i.b])
            case .unlessMissing: pc &+= w.unlessMissing(i)
            case .replaceBranches: w.replaceBranches(i)
            case .loadShared:
                w.loadShared(i, code[pc])
                pc &+= 1

            // Lists
            case .beginList: w.beginList(i)
            case .append: w.append(w.r[i.b])
            case .appendCauses: w.appendCauses(i)
            case .keep: w.keep(i)
            case .endList: w.endList(i)
            case .endBranches: w.endBranches(i)

            // Loops
            case .iterate: pc &+= w.iterate(i)
            case .iterateResources: pc &+= w.iterateResources(i)
            case .addCandidates:
                w.addCandidates(i, code[pc])
                pc &+= 1
            case .iterateJoined:
                pc &+= 1 &+ w.iterateJoined(i, code[pc], pc)
            case .next:
                let distance = w.next(i)
                pc &+= distance
                if distance != 0, w.isExhausted {
                    progress.exhaust(w.operations)
                    pc = progress.end
                }
            case .nextPair:
                let distance = w.nextPair(i)
                pc &+= distance
                if distance != 0, w.isExhausted {
                    progress.exhaust(w.operations)
                    pc = progress.end
                }
            case .nextSource: pc &+= w.nextSource(i)

            // Groups
            case .jump: pc &+= i.c
            case .clear: w.causes[i.d] = 0
            case .settle: pc &+= w.settle(i)

            // Counts
            case .beginCount:
                w.beginCount(i, code[pc])
                pc &+= 1
            case .countElement: pc &+= w.countElement(i)
            case .testCount: pc &+= 1 &+ w.testCount(i, code[pc])

            // Tests
            case .testPresent: pc &+= w.decide(Operations.present(w.r[i.a]), i)
            case .testEmpty: pc &+= w.decide(Operations.empty(w.r[i.a]), i)
            case .testUndetermined: pc &+= w.decide(Operations.undetermined(w.r[i.a]), i)
            case .testType: pc &+= w.testType(i)
            case .testEqual: pc &+= w.testEqual(i)
            case .testEqualAddresses: pc &+= w.decide(w.operations.equalAddresses(w.r[i.a], w.r[i.b]), i)
            case .testOneOf: pc &+= w.decide(w.operations.oneOf(w.r[i.a], w.r[i.b]), i)
            case .testOrdered: pc &+= w.testOrdered(i)
            case .testWithin: pc &+= w.decide(w.operations.within(w.r[i.a], w.r[i.b]), i)
            case .testOverlaps: pc &+= w.decide(w.operations.overlaps(w.r[i.a], w.r[i.b]), i)
            case .testLike: pc &+= w.decide(w.operations.like(w.r[i.a], w.r[i.b]), i)
            case .testAge: pc &+= w.testAge(i)
            case .testContains: pc &+= w.testContains(i)
            case .testMatches: pc &+= w.testMatches(i)
            case .testStarts: pc &+= w.testStarts(i)
            case .testEnds: pc &+= w.testEnds(i)

            // Tests with constants
            case .testEqualConstant: pc &+= 1 &+ w.testEqualConstant(i, w.r[i.a], code[pc])
            case .testOrderedConstant: pc &+= 1 &+ w.testOrderedConstant(i, w.r[i.a], code[pc])
            case .testInTexts: pc &+= w.testInTexts(i, w.r[i.a], w.k[i.b])
            case .testWithinConstant: pc &+= w.testWithinConstant(i)
            case .testMatchesConstant: pc &+= w.testMatchesConstant(i)
            case .testLikeConstant: pc &+= w.testLikeConstant(i)
            case .testContainsConstant: pc &+= w.testContainsConstant(i)
            case .testStartsConstant: pc &+= w.testStartsConstant(i)
            case .testEndsConstant: pc &+= w.testEndsConstant(i)

            // Tests of a member
            case .testMemberPresent: pc &+= w.decide(Operations.present(w.memberOfTest(i, pc)), i)
            case .testMemberEqual: pc &+= 1 &+ w.testEqualConstant(i, w.memberOfTest(i, pc), code[pc])
            case .testMemberOrdered: pc &+= 1 &+ w.testOrderedConstant(i, w.memberOfTest(i, pc), code[pc])
            case .testMemberInTexts:
                pc &+= 1 &+ w.testInTexts(i, w.memberOfTest(i, pc), w.k[Int(truncatingIfNeeded: code[pc])])

            // All elements at once
            case .beginElements: pc &+= w.beginElements(i)
            case .openElements: w.openElements(i)
            case .testShared: pc &+= 1 &+ w.testShared(i, code[pc])
            case .testElements: pc &+= 1 &+ w.testElements(i, code[pc])
            case .settleElements: pc &+= w.settleElements(i)
            case .foldElements: pc &+= w.foldElements(i)
            case .countElements: pc &+= w.countElements(i)
            case .keepElements: pc &+= w.keepElements(i)

            // Rules
            case .enterRule:
                progress.enter(i, code[pc], at: pc &+ 1)
                w.enterRule(code[pc], progress.ruleIndex)
                pc &+= 1
            case .applicable: pc &+= progress.applicable(i, w)
            case .clause: pc &+= progress.clause(i, w)
            case .leaveRule:
                progress.leave(i)
                pc = progress.end

            // Families
            case .enterFamily:
                progress.enterFamily(i, at: pc &+ 1)
                w.enterFamily(code[pc])
                pc &+= 1
            case .beginLanes: w.operations.beginLanes(i)
            case .testLanes: pc &+= w.operations.testLanes(i)
            case .beginCountLanes:
                w.operations.beginCountLanes(i, code[pc])
                pc &+= 1
            case .countLanes: pc &+= w.operations.countLanes(i)
            case .testCountLanes: pc &+= 1 &+ w.operations.testCountLanes(i, code[pc])
            case .settleLanes: pc &+= w.operations.settleLanes(i)
            case .applicableLanes: pc &+= w.operations.applicableLanes(i, outcomes)
            case .clauseLanes: pc &+= w.operations.clauseLanes(i)
            case .leaveFamily:
                w.operations.leaveFamily(i, outcomes)
                pc = progress.end

            case .finish: return
            }
        }
    }
}
