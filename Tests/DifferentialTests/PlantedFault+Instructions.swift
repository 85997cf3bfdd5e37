import ResourceDocuments
import RuleMachine

/// Mistakes of each instruction.
extension PlantedFault {
    /// At least one for each, so that no instruction is added without its own. Left out is what changes nothing but the work: a
    /// `countElement` that never stops early, an instruction of a family that goes on when no lane is open.
    static func all(of opcode: Opcode) -> [PlantedFault] {
        switch opcode {
        case .constant, .countResources: [takesAnotherConstant(opcode), givesTheProperties(opcode)]
        case .copy, .clock: [givesTheProperties(opcode)]
        case .attribute: selectsAnother(opcode, among: ResourceAttribute.allCases)
        case .call: ofFunctions
        case .convert: [leavesTheValue(opcode)] + selectsAnother(opcode, among: MachineConversion.allCases)

        case .member: [leavesTheValue(opcode), asksOfAnotherMember(opcode)]
        case .index: [leavesTheValue(opcode), givesTheProperties(opcode)]
        case .unlessMissing: ofDefault
        case .replaceBranches: ofBranches
        case .loadShared: [stopsBeforeTheLastStep]

        case .beginList: [beginsWithTheOuterList]
        case .append: [doesNothing(opcode), takesTheProperties(opcode)]
        case .appendCauses: [losesCauses(opcode), confusesUnsettled]
        case .keep: [doesNothing(opcode), losesCauses(opcode), takesTheProperties(opcode)]
        case .endList: [givesTheProperties(opcode)]
        case .endBranches: [givesTheProperties(opcode), losesTheWhole]

        case .iterate: [losesCauses(opcode), takesTheProperties(opcode)]
        case .iterateResources: [losesCauses(opcode), takesAnotherConstant(opcode)]
        case .iterateJoined:
            [losesCauses(opcode), takesAnotherConstant(opcode), joinsOnAnotherPath(opcode), remembersTooMuch]
        case .addCandidates: [takesAnotherConstant(opcode), joinsOnAnotherPath(opcode)]
        case .next: [neverJumps(opcode), clearsNothing]
        case .nextPair: [neverJumps(opcode), exchangesKeyAndElement]
        case .nextSource: [endsAfterTheFirstSource]

        case .jump: [neverJumps(opcode)]
        case .clear: [doesNothing(opcode)]
        case .settle: [neverJumps(opcode), losesCauses(opcode), alwaysSettles]
        case .beginCount: [stopsAtTheFirst(opcode)]
        case .countElement: [doesNothing(opcode), losesCauses(opcode), losesTheSumOfCauses]

        case .testCount:
            ofTest(opcode) + selectsAnother(opcode, among: MachineQuantity.allCases) + [wantsOneMore(opcode)]
        case .testPresent, .testEmpty, .testUndetermined: ofTest(opcode)
        case .testType: ofTest(opcode) + selectsAnother(opcode, among: MachineType.allCases)
        case .testEqual: ofTest(opcode) + [comparesWithItself(opcode)]
        case .testEqualAddresses: ofTest(opcode) + [comparesWithItself(opcode), asks(.testEqual, insteadOf: opcode)]
        case .testOneOf, .testLike: ofTest(opcode) + [asks(.testEqual, insteadOf: opcode)]
        case .testOrdered: ofTest(opcode) + ofOrder(opcode) + [comparesWithItself(opcode)]
        case .testWithin: ofTest(opcode) + [comparesWithItself(opcode), asks(.testOverlaps, insteadOf: opcode)]
        case .testOverlaps: ofTest(opcode) + [asks(.testWithin, insteadOf: opcode)]
        case .testAge: ofTest(opcode) + selectsAnother(opcode, among: MachineAge.allCases)
        case .testContains: ofTest(opcode) + selectsAnother(opcode, among: MachineAmount.allCases)
        case .testMatches: ofTest(opcode) + ofAnyOf(opcode) + [asks(.testContains, insteadOf: opcode)]
        case .testStarts: ofTest(opcode) + ofAnyOf(opcode) + [asks(.testEnds, insteadOf: opcode)]
        case .testEnds: ofTest(opcode) + ofAnyOf(opcode) + [asks(.testStarts, insteadOf: opcode)]

        case .testEqualConstant: ofTest(opcode) + [comparesWithAnotherConstant(opcode)]
        case .testOrderedConstant: ofTest(opcode) + ofOrder(opcode) + [comparesWithAnotherConstant(opcode)]
        case .testInTexts, .testWithinConstant, .testMatchesConstant, .testLikeConstant:
            ofTest(opcode) + [takesAnotherConstant(opcode)]
        case .testContainsConstant:
            ofTest(opcode) + selectsAnother(opcode, among: MachineAmount.allCases) + [takesAnotherConstant(opcode)]
        case .testStartsConstant:
            ofTest(opcode) + [takesAnotherConstant(opcode), asks(.testEndsConstant, insteadOf: opcode)]
        case .testEndsConstant:
            ofTest(opcode) + [takesAnotherConstant(opcode), asks(.testStartsConstant, insteadOf: opcode)]

        case .testMemberPresent: ofTest(opcode) + [asksOfAnotherMember(opcode)]
        case .testMemberEqual:
            ofTest(opcode) + [asksOfAnotherMember(opcode), comparesWithAnotherConstant(opcode)]
        case .testMemberOrdered:
            ofTest(opcode) + ofOrder(opcode) + [asksOfAnotherMember(opcode), comparesWithAnotherConstant(opcode)]
        case .testMemberInTexts: ofTest(opcode) + [asksOfAnotherMember(opcode), asksOfOtherTexts]

        case .testShared: ofTest(opcode) + [asksOtherwise]

        case .beginElements: [beginsAnotherGroup]
        case .openElements, .settleElements, .countElements, .keepElements: [takesTheEmptyGroup(opcode)]
        case .testElements: [decidesOnTheOpposite(opcode), asksElementsForAnotherConstant]
        case .foldElements: [neverJumps(opcode), takesTheEmptyGroup(opcode)]

        case .enterRule: ofRuleBegin
        case .applicable: [neverJumps(opcode), doesNothing(opcode)]
        case .clause: [neverJumps(opcode), doesNothing(opcode)] + ofFallback(opcode)
        case .leaveRule: selectsAnother(opcode, among: MachineLeave.allCases)

        case .beginLanes: [doesNothing(opcode)]
        case .testLanes: [decidesOnTheOpposite(opcode), losesCauses(opcode)]
        case .beginCountLanes: [stopsAtTheFirst(opcode)]
        case .countLanes: [doesNothing(opcode), losesCauses(opcode)]
        case .testCountLanes:
            [decidesOnTheOpposite(opcode), losesCauses(opcode), wantsOneMore(opcode)]
                + selectsAnother(opcode, among: MachineQuantity.allCases)
        case .settleLanes: [losesCauses(opcode), takesNothingForOpen]
        case .applicableLanes: [doesNothing(opcode)]
        case .clauseLanes: [doesNothing(opcode)] + ofFallback(opcode)
        case .leaveFamily: selectsAnother(opcode, among: MachineLeave.allCases)
        // What a family begins with stands in no code; `finish` stands behind the last rule, in none.
        case .enterFamily, .finish: []
        }
    }

    // MARK: Values and paths

    /// Each function of one argument taken for the next one; of those of two there is one.
    private static var ofFunctions: [PlantedFault] {
        let split = PlantedFault(.call, "takes split for list") {
            $0.flags == MachineFunction.split.rawValue ? $0.with(flags: MachineFunction.list.rawValue) : $0
        }
        return selectsAnother(.call, among: MachineFunction.allCases.filter { $0.parameterCount == 1 }) + [split]
    }

    private static var ofDefault: [PlantedFault] {
        let never = PlantedFault(.unlessMissing, "never replaces") { $0.with(.jump, flags: 0, a: 0) }
        return [neverJumps(.unlessMissing), never] + selectsAnother(.unlessMissing, among: MachineMissing.allCases)
    }

    private static var ofBranches: [PlantedFault] {
        let place = PlantedFault(.replaceBranches, "confuses where a path breaks off") { $0.with(flags: $0.flags ^ 1) }
        let dropping = PlantedFault(.replaceBranches, "confuses dropping with replacing") {
            $0.with(flags: $0.flags ^ MachineBranches.drops)
        }
        return [leavesTheValue(.replaceBranches), place, dropping]
    }

    private static let stopsBeforeTheLastStep = PlantedFault(
        .loadShared, "stops before the last step", at: { code, position in code.shortenShared(at: position) })

    private static let asksOtherwise = PlantedFault(
        .testShared, "asks for another constant", at: { code, position in code.alterShared(at: position) })

    // MARK: Lists

    /// A list within a list takes what the outer one holds so far.
    private static let beginsWithTheOuterList = PlantedFault(
        .beginList, "begins where the outer list does",
        at: { code, position in
            guard let outer = code.openLists(at: position).last else { return }
            code[position] = Instruction(.copy, d: UInt8(code[position].a), a: UInt8(outer))
        })

    private static let confusesUnsettled = PlantedFault(.appendCauses, "confuses unsettled and missing") {
        $0.with(flags: $0.flags ^ 1)
    }

    private static let losesTheWhole = PlantedFault(.endBranches, "loses the causes of the whole") {
        $0.with(b: lostAccumulator)
    }

    // MARK: Loops

    /// What an index gives too much is asked the condition all the same; so it has to give too little.
    private static func joinsOnAnotherPath(_ opcode: Opcode) -> PlantedFault {
        PlantedFault(
            opcode, "joins on another path",
            at: { code, position in
                guard case .join(let kind, _, let other) = code.constants[code[position].b] else { return }
                let wrong = code.add(
                    .join(kind: kind, path: JoinPath([SharedValue.Step(.attribute(.kind))]), other: other))
                code[position] = code[position].with(b: wrong)
            })
    }

    private static let remembersTooMuch = PlantedFault(.iterateJoined, "remembers what hangs on the resource") {
        $0.flags == MachineJoin.any.rawValue ? $0.with(flags: MachineJoin.remembering.rawValue) : $0
    }

    private static let clearsNothing = PlantedFault(.next, "clears nothing") {
        $0.b == Int(Instruction.unusedAccumulator) ? $0 : $0.with(b: lostAccumulator)
    }

    private static let exchangesKeyAndElement = PlantedFault(.nextPair, "exchanges key and element") {
        $0.with(d: $0.b, b: $0.d)
    }

    private static let endsAfterTheFirstSource = PlantedFault(.nextSource, "ends after the first source") {
        Instruction(.jump).jumping(Int16($0.b - 1))
    }

    // MARK: Groups and counts

    private static let alwaysSettles = PlantedFault(.settle, "takes what is Unknown for decided") {
        $0.with(a: lostAccumulator)
    }

    private static let takesNothingForOpen = PlantedFault(.settleLanes, "takes every lane for decided") {
        $0.with(a: lostAccumulator)
    }

    private static func stopsAtTheFirst(_ opcode: Opcode) -> PlantedFault {
        PlantedFault(opcode, "stops at the first", at: { code, position in code[dataOf: position] = 1 })
    }

    private static let losesTheSumOfCauses = PlantedFault(.countElement, "loses the sum of the causes") {
        $0.with(b: lostAccumulator)
    }

    private static func wantsOneMore(_ opcode: Opcode) -> PlantedFault {
        PlantedFault(opcode, "wants one more", at: { code, position in code[dataOf: position] += 1 })
    }

    // MARK: Tests

    private static func ofAnyOf(_ opcode: Opcode) -> [PlantedFault] {
        selectsAnother(opcode, among: [MachineAmount.one, .any])
    }

    private static let asksOfOtherTexts = PlantedFault(
        .testMemberInTexts, "takes another constant",
        at: { code, position in
            let texts = code.constants[Int(code[dataOf: position])]
            code[dataOf: position] = UInt64(code.add(texts.altered))
        })

    // MARK: All elements at once

    /// Of elements: no rule has so many groups.
    private static let emptyGroup = 63

    private static let beginsAnotherGroup = PlantedFault(.beginElements, "begins another group") {
        $0.with(d: emptyGroup)
    }

    private static func takesTheEmptyGroup(_ opcode: Opcode) -> PlantedFault {
        PlantedFault(opcode, "takes another group") { $0.with(a: emptyGroup) }
    }

    private static let asksElementsForAnotherConstant = PlantedFault(
        .testElements, "asks for another constant", at: { code, position in code.alterElementTest(at: position) })

    // MARK: Rules

    private static var ofRuleBegin: [PlantedFault] {
        [
            PlantedFault(.enterRule, "begins another rule", at: { code, _ in code.ruleIndex += 1 }),
            PlantedFault(.enterRule, "takes other constants", at: { code, _ in code.shiftValues() }),
        ]
    }

    /// What a clause gives when it is Unknown: nothing said, `if missing pass`, `if missing fail`, `if unknown fail`.
    private static func ofFallback(_ opcode: Opcode) -> [PlantedFault] {
        let flags = [
            ClauseFallback(ifMissing: .unknown, ifUnknownFail: false),
            ClauseFallback(ifMissing: .pass, ifUnknownFail: false),
            ClauseFallback(ifMissing: .fail, ifUnknownFail: false),
            ClauseFallback(ifMissing: .unknown, ifUnknownFail: true),
        ].map(\.flags)
        return zip(flags, flags.dropFirst() + flags.prefix(1)).map { right, wrong in
            PlantedFault(opcode, "takes fallback \(right) for \(wrong)") {
                $0.flags == right ? $0.with(flags: wrong) : $0
            }
        }
    }
}
