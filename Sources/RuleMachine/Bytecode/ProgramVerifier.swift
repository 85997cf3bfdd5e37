import ResourceDocuments

/// Proves of a rule's code what the loop relies on and does not ask: every opcode, register, constant and jump is in range.
package struct ProgramVerifier {
    private let fragment: CodeFragment
    /// Of a family; nil for a rule alone.
    private let questions: [RuleFamily.Question]?
    private var faults: [String] = []
    /// Where instructions begin.
    private var starts: Set<Int> = []

    private init(_ fragment: CodeFragment, _ questions: [RuleFamily.Question]?) {
        self.fragment = fragment
        self.questions = questions
    }

    /// What is wrong with the code, in words; empty for all that the compiler makes. O(code)
    package static func faults(in fragment: CodeFragment) -> [String] {
        faults(in: fragment, nil)
    }

    /// The same of the code of a family, and of the constants that its rules have for each question.
    package static func faults(in family: RuleFamily) -> [String] { faults(in: family.fragment, family.questions) }

    private static func faults(in fragment: CodeFragment, _ questions: [RuleFamily.Question]?) -> [String] {
        var verifier = ProgramVerifier(fragment, questions)
        verifier.verify()
        return verifier.faults
    }

    private mutating func verify() {
        var instructions: [(position: Int, instruction: Instruction)] = []
        var position = 0
        while position < fragment.code.count {
            let instruction = Instruction(bits: fragment.code[position])
            guard Opcode(rawValue: UInt8(truncatingIfNeeded: instruction.bits)) != nil else {
                return fault(position, "no opcode")
            }
            instructions.append((position, instruction))
            starts.insert(position)
            position += instruction.opcode.length
        }
        if position != fragment.code.count { fault(position, "data is missing") }
        guard let first = instructions.first?.instruction, let last = instructions.last?.instruction,
            first.opcode == enter, first.b == fragment.code.count, last.opcode == leave
        else { return fault(0, "not framed by \(enter) and \(leave)") }
        for (position, instruction) in instructions {
            verify(instruction, at: position)
            if instruction.opcode == enter, position > 0 { fault(position, "a rule within a rule") }
            if !instruction.opcode.belongs(toFamily: questions != nil) {
                fault(position, "an instruction of \(questions == nil ? "families" : "rules alone")")
            }
        }
        for question in questions ?? [] where fragment.constants.indices.contains(question.constant) {
            let form = fragment.constants[question.constant].form
            if form != question.predicate.constantForm { fault(0, "a question with a constant of another form") }
        }
    }

    private var enter: Opcode { questions == nil ? .enterRule : .enterFamily }
    private var leave: Opcode { questions == nil ? .leaveRule : .leaveFamily }

    private mutating func verify(_ instruction: Instruction, at position: Int) {
        let operands = instruction.opcode.operands
        if operands.d == .register, instruction.d < MachineState.firstFreeRegister {
            fault(position, "writes the resource under test")
        }
        verify(operands.d, instruction.d, at: position)
        verify(operands.a, instruction.a, at: position)
        verify(operands.b, instruction.b, at: position)
        if !holdsFlag(operands.flags, operands.isTest ? instruction.detail : instruction.flags) {
            fault(position, "no such flag")
        }
        let end = position + instruction.opcode.length
        if operands.jumps, !starts.contains(end + instruction.c) { fault(position, "jumps to no instruction") }
        if instruction.opcode == .nextSource {
            for offset in 0..<max(instruction.b - 1, 0) where !isJump(at: end + offset) { fault(position, "no jump") }
        }
        if [.foldElements, .countElements, .keepElements].contains(instruction.opcode), !isJump(at: end) {
            fault(position, "no jump")
        }
        verifyConstant(of: instruction, at: position)
    }

    /// The data of a wide instruction, and the form of the constant that it names.
    private mutating func verifyConstant(of instruction: Instruction, at position: Int) {
        let opcode = instruction.opcode
        var index = instruction.b
        if opcode.length == 2 {
            guard position + 1 < fragment.code.count else { return }
            let data = Int(truncatingIfNeeded: fragment.code[position + 1])
            switch opcode.operands.wide {
            case .join: verifyJoin(instruction, fragment.code[position + 1], at: position)
            case .constant:
                verify(.constant, data, at: position)
                index = data
            case .value:
                if !fragment.inlined.contains(where: { $0.position == position + 1 }) { fault(position, "no value") }
            case .elementTest: verifyElementTest(data, at: position)
            case .sharedValue:
                guard fragment.sharedValues.indices.contains(data) else { return fault(position, "no shared value") }
                verify(fragment.sharedValues[data], at: position)
            case .sharedTest: verifySharedTest(data, at: position)
            case .no, .count, .rule, .family: break
            }
        }
        guard let wanted = opcode.constantForm, fragment.constants.indices.contains(index) else { return }
        if fragment.constants[index].form != wanted { fault(position, "a constant of another form") }
    }

    private mutating func verifyJoin(_ instruction: Instruction, _ data: UInt64, at position: Int) {
        let operands = JoinOperands(data: data)
        let isWhole = instruction.opcode != .addCandidates || operands.data == UInt64(operands.key)
        if operands.data != data || !isWhole { fault(position, "no such operand") }
        let index = Int(instruction.b)
        if fragment.constants.indices.contains(index), case .join(_, _, let other) = fragment.constants[index],
            (other != nil) != (operands.other > 0)
        {
            fault(position, "another number of keys than its join has")
        }
        guard operands.counter > 0 else { return }
        if operands.counter < MachineState.firstFreeRegister { fault(position, "writes the resource under test") }
        if instruction.d == 0 { fault(position, "no accumulator in front of it") }
    }

    private mutating func verifyElementTest(_ index: Int, at position: Int) {
        guard fragment.elementTests.indices.contains(index) else { return fault(position, "no test of elements") }
        let test = fragment.elementTests[index]
        guard case .asks(let predicate) = test.predicate else { return }
        let isConstant = fragment.constants.indices.contains(test.constant)
        if !isConstant || fragment.constants[test.constant].form != predicate.constantForm {
            fault(position, "a test with a constant of another form")
        }
    }

    private mutating func verifySharedTest(_ index: Int, at position: Int) {
        guard fragment.sharedTests.indices.contains(index) else { return fault(position, "no shared test") }
        let test = fragment.sharedTests[index]
        verify(test.value, at: position)
        switch test.operand {
        case .none: if test.predicate.constantForm != nil { fault(position, "a test without its operand") }
        case .value(let value):
            verify(value, at: position)
            if test.predicate.constantForm != .value { fault(position, "a test of a value that has to be prepared") }
        case .constant(let constant):
            if !holds(constant) || test.predicate.constantForm.map({ $0 != constant.constant.form }) ?? true {
                fault(position, "a test with a constant of another form")
            }
        }
    }

    private mutating func verify(_ value: SharedValue, at position: Int) {
        if value.steps.isEmpty { fault(position, "a value without a step") }
        for (index, step) in value.steps.enumerated() {
            if let constant = step.constant, !holds(constant) { fault(position, "a step with another constant") }
            if case .attribute = step.operation, index > 0 { fault(position, "an attribute of a value") }
        }
    }

    private func holds(_ constant: SharedConstant) -> Bool {
        fragment.constants.indices.contains(constant.index)
            && fragment.constants[constant.index] == constant.constant
    }

    private func isJump(at position: Int) -> Bool {
        position < fragment.code.count && Instruction(bits: fragment.code[position]).opcode == .jump
    }

    private mutating func verify(_ operand: Operands.Operand, _ value: Int, at position: Int) {
        let isInRange =
            switch operand {
            case .none, .key, .count: true
            case .register: value < MachineState.registerCount
            case .iteration: value + 1 < MachineState.registerCount
            case .accumulator: value < MachineState.accumulatorCount
            case .accumulators: value + 1 < MachineState.accumulatorCount
            case .constant: value < fragment.constants.count
            case .elements: value < ElementState.groupCount
            case .question:
                (questions ?? []).indices.contains(value)
                    && fragment.constants.indices.contains(questions?[value].constant ?? -1)
            }
        if !isInRange { fault(position, "\(operand) \(value) is out of range") }
    }

    private func holdsFlag(_ flags: Operands.Flags, _ value: UInt8) -> Bool {
        switch flags {
        case .none: value == 0
        case .attribute: ResourceAttribute(rawValue: value) != nil
        case .function: MachineFunction(rawValue: value) != nil
        case .conversion: MachineConversion(rawValue: value) != nil
        case .missing: MachineMissing(rawValue: value) != nil
        case .branches: MachineMissing(rawValue: value & ~MachineBranches.drops) != nil
        case .unsettled: value <= 1
        case .join: MachineJoin(rawValue: value) != nil
        case .clause: ClauseFallback(flags: value).flags == value
        case .leave: MachineLeave(rawValue: value) != nil
        case .type: MachineType(rawValue: value) != nil
        case .order: MachineOrder(rawValue: value) != nil
        case .age: MachineAge(rawValue: value) != nil
        case .amount: MachineAmount(rawValue: value) != nil
        case .quantity: MachineQuantity(rawValue: value) != nil
        }
    }

    private mutating func fault(_ position: Int, _ text: String) {
        faults.append("\(fragment.name)+\(position): \(text)")
    }
}

extension CodeFragment.Constant {
    /// What an instruction may ask a constant to be.
    enum Form { case value, texts, addresses, pattern, glob, kind, join }

    var form: Form {
        switch self {
        case .value(.pattern): .pattern
        case .value, .unknown: .value
        case .texts: .texts
        case .addresses: .addresses
        case .glob: .glob
        case .kind: .kind
        case .join: .join
        }
    }
}

extension Opcode {
    /// The form that its constant must have, where another would mislead the loop.
    var constantForm: CodeFragment.Constant.Form? {
        switch self {
        case .testInTexts, .testMemberInTexts: .texts
        case .testWithinConstant: .addresses
        case .testMatchesConstant: .pattern
        case .testLikeConstant: .glob
        case .testContainsConstant, .testStartsConstant, .testEndsConstant: .value
        case .countResources, .iterateResources: .kind
        case .iterateJoined, .addCandidates: .join
        case .constant, .copy, .clock, .attribute, .call, .convert, .member, .index, .unlessMissing, .replaceBranches,
            .loadShared, .testShared, .beginList, .append, .appendCauses, .keep, .endList, .endBranches, .iterate,
            .next, .nextPair, .nextSource,
            .jump, .clear, .settle, .beginCount, .countElement, .testCount, .testPresent, .testEmpty, .testUndetermined,
            .testType,
            .testEqual, .testEqualAddresses, .testOneOf, .testOrdered, .testWithin, .testOverlaps, .testLike, .testAge,
            .testContains, .testMatches, .testStarts, .testEnds, .testEqualConstant, .testOrderedConstant,
            .testMemberPresent, .testMemberEqual, .testMemberOrdered, .beginElements, .openElements, .testElements,
            .settleElements, .foldElements, .countElements, .keepElements, .enterRule, .applicable, .clause, .leaveRule,
            .enterFamily, .beginLanes, .testLanes, .beginCountLanes, .countLanes, .testCountLanes, .settleLanes,
            .applicableLanes, .clauseLanes, .leaveFamily, .finish:
            nil
        }
    }
}

extension SharedTest.Predicate {
    /// The form of its operand, nil where it has none.
    fileprivate var constantForm: CodeFragment.Constant.Form? {
        switch self {
        case .present, .empty, .undetermined, .type: nil
        case .asks(let predicate): predicate.constantForm
        case .within, .like, .matches: .value
        }
    }
}

extension LanePredicate {
    /// The form that the constants of a question must have.
    var constantForm: CodeFragment.Constant.Form {
        switch self {
        case .inTexts: .texts
        case .within: .addresses
        case .matches: .pattern
        case .like: .glob
        case .equal, .equalAddresses, .oneOf, .overlaps, .matchesAny, .age, .ordered, .contains, .starts, .ends: .value
        }
    }
}

extension Opcode {
    private static let ofRules: Set<Opcode> = [
        .enterRule, .applicable, .clause, .leaveRule, .beginElements, .openElements, .testElements, .settleElements,
        .foldElements, .countElements, .keepElements,
    ]
    private static let ofFamilies: Set<Opcode> = [
        .enterFamily, .beginLanes, .testLanes, .beginCountLanes, .countLanes, .testCountLanes, .settleLanes,
        .applicableLanes, .clauseLanes, .leaveFamily,
    ]

    /// Whether it stands in code of rules alone, or in code of families, only.
    package func belongs(toFamily isFamily: Bool) -> Bool {
        !(isFamily ? Self.ofRules : Self.ofFamilies).contains(self)
    }
}
