import RuleMachine

/// A rule's code that may be changed, word by word and constant by constant.
struct PlantedCode {
    private let original: CodeFragment
    /// Which rule the outcome is said to be of.
    var ruleIndex: Int32
    private(set) var constants: [CodeFragment.Constant]
    private var words: [UInt64]
    private var inlined: [(position: Int, constant: Int)]
    private var elementTests: [ElementTest]
    private var sharedValues: [SharedValue]
    private var sharedTests: [SharedTest]

    init(_ fragment: CodeFragment) {
        original = fragment
        ruleIndex = fragment.ruleIndex
        constants = fragment.constants
        words = fragment.code
        inlined = fragment.inlined
        elementTests = fragment.elementTests
        sharedValues = fragment.sharedValues
        sharedTests = fragment.sharedTests
    }

    var isChanged: Bool {
        words != original.code || ruleIndex != original.ruleIndex || constants != original.constants
    }

    var fragment: CodeFragment {
        CodeFragment(
            ruleIndex: ruleIndex, name: original.name, file: original.file, code: words, spans: original.spans,
            constants: constants, fixedConstants: [], elementTests: elementTests,
            sharedValues: sharedValues, sharedTests: sharedTests, inlined: inlined, cost: original.cost,
            appliesToKind: { _ in true })
    }

    /// The instruction at a position.
    subscript(position: Int) -> Instruction {
        get { Instruction(bits: words[position]) }
        set { words[position] = newValue.bits }
    }

    /// The word behind the wide instruction at a position.
    subscript(dataOf position: Int) -> UInt64 {
        get { words[position + 1] }
        set { words[position + 1] = newValue }
    }

    /// One more constant, and where it stands.
    mutating func add(_ constant: CodeFragment.Constant) -> Int {
        constants.append(constant)
        return constants.count - 1
    }

    /// Alters the constant whose own word stands behind the instruction at a position.
    mutating func alterInlined(at position: Int) {
        for index in inlined.indices where inlined[index].position == position + 1 {
            inlined[index].constant = add(constants[inlined[index].constant].altered)
        }
    }

    /// Alters the constant of the test that the instruction at a position asks of all elements.
    mutating func alterElementTest(at position: Int) {
        let index = Int(words[position + 1])
        let test = elementTests[index]
        words[position + 1] = UInt64(elementTests.count)
        elementTests.append(ElementTest(test.column, test.predicate, constant: add(constants[test.constant].altered)))
    }

    /// The value that the instruction at a position loads, without its last step.
    mutating func shortenShared(at position: Int) {
        var value = sharedValues[Int(words[position + 1])]
        guard value.steps.count > 1 else { return }
        value.steps.removeLast()
        words[position + 1] = UInt64(sharedValues.count)
        sharedValues.append(value)
    }

    /// The test that the instruction at a position asks, with another constant, or of the value before its last step.
    mutating func alterShared(at position: Int) {
        let test = sharedTests[Int(words[position + 1])]
        var value = test.value
        var operand = test.operand
        if case .constant(let constant) = operand {
            let altered = constant.constant.altered
            operand = .constant(SharedConstant(altered, index: add(altered)))
        } else if value.steps.count > 1 {
            value.steps.removeLast()
        } else {
            return
        }
        words[position + 1] = UInt64(sharedTests.count)
        sharedTests.append(SharedTest(value, test.predicate, operand))
    }

    /// Each value in the place of the one before it.
    mutating func shiftValues() {
        let places = constants.indices.filter { constants[$0].isPlainValue }
        let values = places.map { constants[$0] }
        for (place, value) in zip(places, values.dropFirst() + values.prefix(1)) { constants[place] = value }
    }

    /// The registers in which the lists that are being made at a position begin, the outermost first.
    func openLists(at position: Int) -> [Int] {
        var open: [Int] = []
        for (start, instruction) in original.instructions where start < position {
            if instruction.opcode == .beginList { open.append(instruction.a) }
            if instruction.opcode == .endList || instruction.opcode == .endBranches {
                open.removeAll { $0 == instruction.a }
            }
        }
        return open
    }
}

extension Instruction {
    /// The same with some of its parts exchanged.
    func with(
        _ opcode: Opcode? = nil, flags: UInt8? = nil, d: Int? = nil, a: Int? = nil, b: Int? = nil
    ) -> Instruction {
        Instruction(
            opcode ?? self.opcode, flags: flags ?? self.flags, d: UInt8(truncatingIfNeeded: d ?? self.d),
            a: UInt8(truncatingIfNeeded: a ?? self.a), b: UInt16(truncatingIfNeeded: b ?? self.b),
            c: Int16(truncatingIfNeeded: c))
    }

    /// `R[d] := R[a]`
    func copying(_ a: Int) -> Instruction { Instruction(.copy, d: UInt8(d), a: UInt8(a)) }
}
