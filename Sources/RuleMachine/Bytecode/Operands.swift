/// What an instruction's operands mean: what the verifier checks and the disassembler prints.
package struct Operands: Sendable {
    package enum Operand: Sendable {
        case none, register, accumulator
        /// Two registers.
        case iteration
        /// Two accumulators.
        case accumulators
        case constant, key, count
        /// A question of a family.
        case question
        /// A group of elements.
        case elements
    }

    package enum Flags: Sendable {
        case none, attribute, function, conversion, missing, branches, unsettled, join, clause, leave
        /// Of a test, beside the answer that decides.
        case type, order, age, amount, quantity
    }

    package enum Wide: Sendable {
        case no, value, join, constant, count, rule, family, elementTest, sharedValue, sharedTest
    }

    package var d = Operand.none
    package var a = Operand.none
    package var b = Operand.none
    package var jumps = false
    package var flags = Flags.none
    package var wide = Wide.no
    package var isTest = false

    static func test(
        a: Operand = .register, b: Operand = .none, flags: Flags = .none, wide: Wide = .no
    ) -> Operands {
        Operands(d: .accumulator, a: a, b: b, jumps: true, flags: flags, wide: wide, isTest: true)
    }
}

extension Opcode {
    package var operands: Operands {
        switch self {
        case .constant: Operands(d: .register, b: .constant)
        case .copy: Operands(d: .register, a: .register)
        case .clock: Operands(d: .register)
        case .attribute: Operands(d: .register, a: .register, flags: .attribute)
        case .countResources: Operands(d: .register, b: .constant)
        case .call: Operands(d: .register, a: .register, flags: .function)
        case .convert: Operands(d: .register, a: .register, flags: .conversion)
        case .member: Operands(d: .register, a: .register, b: .key)
        case .index: Operands(d: .register, a: .register, b: .register)
        case .unlessMissing: Operands(a: .register, jumps: true, flags: .missing)
        case .replaceBranches: Operands(d: .register, a: .register, b: .register, flags: .branches)
        case .loadShared: Operands(d: .register, wide: .sharedValue)
        case .beginList: Operands(a: .register)
        case .append: Operands(b: .register)
        case .appendCauses: Operands(d: .accumulator, flags: .unsettled)
        case .keep: Operands(d: .accumulator, b: .register)
        case .endList: Operands(d: .register, a: .register)
        case .endBranches: Operands(d: .register, a: .register, b: .accumulator)
        case .iterate: Operands(d: .accumulator, a: .iteration, b: .register, jumps: true)
        case .iterateResources:
            Operands(d: .accumulator, a: .iteration, b: .constant, jumps: true, flags: .join)
        case .iterateJoined:
            Operands(d: .accumulator, a: .iteration, b: .constant, jumps: true, flags: .join, wide: .join)
        case .addCandidates: Operands(b: .constant, wide: .join)
        case .next: Operands(d: .register, a: .iteration, b: .accumulator, jumps: true)
        case .nextPair: Operands(d: .register, a: .iteration, b: .register, jumps: true)
        case .nextSource: Operands(a: .register, b: .count)
        case .jump: Operands(jumps: true)
        case .clear: Operands(d: .accumulator)
        case .settle: Operands(d: .accumulator, a: .accumulator, jumps: true)
        case .beginCount: Operands(a: .register, wide: .count)
        case .countElement: Operands(d: .accumulator, a: .register, b: .accumulator, jumps: true)
        case .testCount: .test(b: .accumulators, flags: .quantity, wide: .count)
        case .testPresent, .testEmpty, .testUndetermined: .test()
        case .testType: .test(flags: .type)
        case .testEqual, .testEqualAddresses, .testOneOf, .testWithin, .testOverlaps, .testLike: .test(b: .register)
        case .testOrdered: .test(b: .register, flags: .order)
        case .testAge: .test(b: .register, flags: .age)
        case .testContains, .testMatches, .testStarts, .testEnds: .test(b: .register, flags: .amount)
        case .testEqualConstant: .test(wide: .value)
        case .testOrderedConstant: .test(flags: .order, wide: .value)
        case .testInTexts, .testWithinConstant, .testMatchesConstant, .testLikeConstant: .test(b: .constant)
        case .testContainsConstant, .testStartsConstant, .testEndsConstant: .test(b: .constant, flags: .amount)
        case .testMemberPresent: .test(b: .key)
        case .testMemberEqual: .test(b: .key, wide: .value)
        case .testMemberOrdered: .test(b: .key, flags: .order, wide: .value)
        case .testMemberInTexts: .test(b: .key, wide: .constant)
        case .testShared: .test(a: .none, wide: .sharedTest)
        case .beginElements: Operands(d: .elements, a: .register, jumps: true)
        case .openElements: Operands(d: .elements, a: .elements)
        case .testElements: Operands(d: .elements, jumps: true, wide: .elementTest, isTest: true)
        case .settleElements: Operands(d: .elements, a: .elements, jumps: true)
        case .foldElements: Operands(a: .elements, jumps: true)
        case .countElements: Operands(d: .register, a: .elements)
        case .keepElements: Operands(a: .elements)
        case .enterRule: Operands(wide: .rule)
        case .applicable: Operands(jumps: true)
        case .clause: Operands(jumps: true, flags: .clause)
        case .leaveRule, .leaveFamily: Operands(flags: .leave)
        case .enterFamily: Operands(wide: .family)
        case .beginLanes: Operands(d: .accumulator, a: .accumulator)
        case .testLanes: .test(b: .question)
        case .beginCountLanes: Operands(d: .accumulator, a: .accumulator, wide: .count)
        case .countLanes: Operands(d: .accumulator, a: .accumulator, jumps: true)
        case .testCountLanes: .test(a: .none, b: .accumulators, flags: .quantity, wide: .count)
        case .settleLanes: Operands(d: .accumulator, a: .accumulator, jumps: true)
        case .applicableLanes: Operands(jumps: true)
        case .clauseLanes: Operands(jumps: true, flags: .clause)
        case .finish: Operands()
        }
    }

    /// One word, or two with the data behind a wide instruction.
    package var length: Int {
        switch operands.wide {
        case .no: 1
        case .value, .join, .constant, .count, .rule, .family, .elementTest, .sharedValue, .sharedTest: 2
        }
    }
}
